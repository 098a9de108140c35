"""Names of quantity indicators, put together from verb, object and unit as a person would."""

from dataclasses import dataclass, replace

from assistant.drafting.facts import Phrase
from assistant.drafting.facts.words import bare_unit, words
from assistant.drafting.offline.data import unit_endings

ENDED = ("批次", "面积", "里程", "长度", "人数", "次数", "数量", "户数", "场次", "期数", "天数", "人次")
_ROADS = ("路", "公路", "道路", "便道", "作业道", "步道", "车道")
# What says by itself that it is an amount.
_AMOUNTS = ("能力", "规模", "指数")
_FIRMS = {
    "个村": "村", "个行政村": "行政村", "个社区": "社区", "个乡镇": "乡镇", "个乡": "乡镇", "个镇": "乡镇", "个街道": "街道", "个县": "县",
    "个班": "班级", "个单位": "单位", "个部门": "部门", "个小区": "小区", "个项目": "项目", "个学校": "学校", "个企业": "企业",
    "所": "学校", "家": "单位",
}  # fmt: skip
_COUNTED_GROUPS = ("people", "firms", "households", "places", "goods", "items")
_EXACT = 19
_GROUP = 12
_WORKS = ("purchase", "build", "renovate", "restore", "plant")
_HELD = ("举办", "承办", "召开", "举行", "主办")
_EVENTS = ("会", "班", "赛", "节", "展", "演", "论坛", "讲座", "活动")
_SERVED = ("people", "times_people", "households", "area")
_AIDS = ("补助", "补贴", "津贴", "奖补", "扶助")
# What may be counted without a thing: 巡检48次, 清淤疏浚6万立方米.
_DEED_COUNTS = ("次数", "场次", "期数", "人数", "人次", "面积", "长度", "方量", "户数", "批次", "时长")


@dataclass(frozen=True)
class _Counted:
    """A phrase with what its unit measures."""

    phrase: Phrase
    measure: str
    suffix: str

    @property
    def word(self) -> str:
        return self.phrase.verb.word if self.phrase.verb else ""

    @property
    def kind(self) -> str:
        return self.phrase.verb.kind if self.phrase.verb else ""

    def of(self, who: str) -> str:
        """Return the name's end behind people: 老年人|数, 学生|人数."""
        return "数" if self.suffix == "人数" and who.endswith("人") else self.suffix


def quantity_name(phrase: Phrase, unit: str) -> str:
    """Return the name of what is counted: 心电监护仪购置数量, 新建农村公路里程, 食堂改造面积; "" when none can be made."""
    bare = bare_unit(unit)[1]
    measure, suffix = words().measure.get(bare, ""), _suffix(phrase, bare)
    if (
        phrase.verb
        and not phrase.verb.light
        and phrase.verb.word != "覆盖"
        and phrase.object.endswith(suffix)
        and len(phrase.object) > len(suffix) + 1
    ):
        phrase = replace(phrase, object=phrase.object.removesuffix(suffix))  # 水土流失面积治理
    if phrase.verb and phrase.verb.word == "保障" and bare.startswith("个") and bare in _FIRMS:
        return f"保障{_FIRMS[bare]}数量"
    counted = _Counted(phrase, measure, suffix)
    return _of_host(counted) or _of_people(counted) or _of_event(counted) or _plain(counted, bare)


def _of_host(counted: _Counted) -> str:
    """Those that things are for, and what is offered or sorted."""
    thing, group = counted.phrase.object, counted.phrase.group
    if counted.word == "覆盖":
        return f"覆盖{thing}{'' if thing.endswith(ENDED) else '数量'}" if thing else ""
    if counted.kind in _WORKS and group and counted.measure in ("firms", "places"):
        return f"覆盖{group}数量"
    if counted.word == "提供" and not group and thing and counted.measure in ("goods", "items", "firms"):
        return f"提供{thing}数量"
    if counted.suffix == "类别数" and counted.kind == "benefit" and thing:
        return f"{counted.word}{thing}类别数"
    return ""


def _of_people(counted: _Counted) -> str:
    """Who is served, takes part or is given something."""
    thing, group = counted.phrase.object, counted.phrase.group
    people = counted.measure == "people"
    if counted.kind == "purchase" and group and people and counted.phrase.verb:
        return f"{thing}{counted.phrase.verb.nominal}人数"
    if thing == "活动" and group:
        return f"参加活动{group}{counted.of(group)}"
    if counted.word == "服务" and group and group == thing:
        return f"服务{group}{counted.of(group)}"
    if counted.word in ("提供", "享受") and group and thing and (people or counted.measure == "households"):
        return f"享受{thing}{counted.suffix}"
    if counted.word == "提供" and group and thing:  # 为126个业务系统提供云主机
        return f"服务{group}{counted.suffix}"
    invited = counted.word in ("组织", "组织开展") and not group and thing and counted.measure in ("firms", "people")
    return f"参与{thing}{counted.of(thing)}" if invited and not is_work(thing) else ""


def _of_event(counted: _Counted) -> str:
    """What is held, by its own name: 专场招聘会场次, 新型职业农民培训人数."""
    thing, times = counted.phrase.object, counted.measure == "times"
    if thing.endswith("培训班") and (times or counted.measure == "people") and counted.kind in ("event", "light"):
        return f"{thing if times else thing.removesuffix('班')}{counted.suffix}"
    held = counted.word in _HELD and times and thing.endswith(_EVENTS)
    return f"{thing}{counted.suffix}" if held else ""


def _plain(counted: _Counted, unit: str) -> str:
    phrase, suffix = counted.phrase, counted.suffix
    label = _label(phrase, counted.measure, suffix)
    if len(label) > _EXACT and len(phrase.object) > 3:
        label = phrase.object
    if label.endswith((*ENDED, *_AMOUNTS)) or label.endswith("量"):
        return label
    # 为消防救援大队购置消防车1辆: what is bought is counted, not whom it is for.
    for_whom = counted.kind in _WORKS and phrase.object and phrase.lead and counted.measure in ("goods", "items")
    if 0 < len(phrase.group) <= _GROUP and label and counted.measure in _COUNTED_GROUPS and not for_whom:
        return _grouped(counted, label)
    if unit.startswith("个") and (thing := _FIRMS.get(unit)) and not phrase.object.endswith(thing):
        label += thing
    return label + counted.of(label) if 0 < len(label) <= _EXACT else ""


def _suffix(phrase: Phrase, unit: str) -> str:
    """Return what ends the name: 里程 for roads, 长度 for other lengths."""
    suffix = words().suffix.get(unit, "数量")
    if suffix == "长度" and phrase.object.endswith(_ROADS):
        return "里程"
    return "数量" if suffix == "量" and phrase.label.endswith(("粮", "油", "种子")) else suffix


def _label(phrase: Phrase, measure: str, suffix: str) -> str:
    """Return what is done to what, as a name says it where it is counted in this way."""
    label, verb = phrase.label, phrase.verb
    if is_aid(phrase) and measure in ("people", "households") and not phrase.group and label.endswith(_AIDS):
        return label + "发放"
    if verb and verb.kind == "purchase" and measure == "people":
        return phrase.object + verb.word
    if verb and verb.kind == "benefit" and phrase.object and measure not in _SERVED:
        return phrase.object + verb.nominal
    if not label and verb and not verb.light:
        return verb.nominal if suffix in _DEED_COUNTS else ""
    return label


def _grouped(counted: _Counted, label: str) -> str:
    """A counted group beside the object: 享受营养补助学生人数, 乡村振兴培训村干部人数, 薪酬调查企业数量."""
    phrase = counted.phrase
    if is_aid(phrase) and phrase.object:
        label = f"享受{phrase.object}"
    if phrase.object == phrase.group:
        label = phrase.verb.nominal if phrase.verb and not phrase.verb.light else ""
    return label + phrase.group + counted.of(phrase.group)


def likely_unit(thing: str, default: str) -> str:
    """Return the unit in which a thing is counted: 公路 → 公里, 监护仪 → 台."""
    return next((unit for ending, unit in unit_endings() if thing.endswith(ending)), default)


def is_aid(phrase: Phrase) -> bool:
    """Whether money or goods are given to someone."""
    return phrase.verb is not None and phrase.verb.kind == "subsidy"


def is_work(thing: str) -> bool:
    """Whether a noun names something that is done (专题培训, 文艺活动) and not people or things."""
    deeds = (word for word, verb in words().verbs.items() if not verb.light and len(word) > 1)
    return thing.endswith(("活动", "服务", "考试", "会", "节", *deeds))
