"""Names of quantity indicators and the words of a goal, put together from verb, object and unit as a person would."""

from dataclasses import replace

from assistant.drafting.facts import Figure, Phrase
from assistant.drafting.facts.phrases import split_aid
from assistant.drafting.facts.words import bare_unit, words
from assistant.drafting.offline.data import unit_endings

_ROADS = ("路", "公路", "道路", "便道", "作业道", "步道", "车道")
_ENDED = ("批次", "面积", "里程", "长度", "人数", "次数", "数量", "户数", "场次", "期数", "天数", "人次")
_FIRMS = {
    "个村": "村",
    "个社区": "社区",
    "个乡镇": "乡镇",
    "个县": "县",
    "个班": "班级",
    "个单位": "单位",
    "个部门": "部门",
    "个行政村": "行政村",
    "个街道": "街道",
    "个乡": "乡镇",
    "个镇": "乡镇",
    "个学校": "学校",
    "个企业": "企业",
    "个小区": "小区",
    "个项目": "项目",
    "所": "学校",
    "家": "单位",
}
_COUNTED_GROUPS = ("people", "firms", "households", "places", "goods", "items")
_EXACT = 19
_GROUP = 12
_WORKS = ("purchase", "build", "renovate", "plant")
_EVENTS = ("会", "班", "赛", "节", "展", "演", "论坛", "讲座", "活动")
_SERVED = ("people", "times_people", "households", "area")
# What may be counted without a thing: 巡检48次, 清淤疏浚6万立方米.
_DEED_COUNTS = ("次数", "场次", "期数", "人数", "人次", "面积", "长度", "方量", "户数", "批次", "时长")


def quantity_name(phrase: Phrase, unit: str) -> str:
    """Return the name of what is counted: 心电监护仪购置数量, 新建农村公路里程, 食堂改造面积; "" when none can be made."""
    bare = bare_unit(unit)[1]
    measure, suffix = words().measure.get(bare, ""), _suffix(phrase, bare)
    if (
        phrase.verb
        and not phrase.verb.light
        and phrase.object.endswith(suffix)
        and len(phrase.object) > len(suffix) + 1
    ):
        phrase = replace(phrase, object=phrase.object.removesuffix(suffix))  # 水土流失面积治理
    if phrase.verb and phrase.verb.word == "保障" and bare.startswith("个") and bare in _FIRMS:
        return f"保障{_FIRMS[bare]}数量"
    if own := _own_way(phrase, measure, suffix):
        return own
    label = _label(phrase, measure, suffix)
    if len(label) > _EXACT and len(phrase.object) > 3:
        label = phrase.object
    if label.endswith((*_ENDED, "受理量", "处理量")):
        return label
    if 0 < len(phrase.group) <= _GROUP and label and measure in _COUNTED_GROUPS:
        return _grouped(phrase, label, suffix)
    if bare.startswith("个") and (thing := _FIRMS.get(bare)) and not phrase.object.endswith(thing):
        label += thing
    if suffix == "人数" and label.endswith("人"):
        return f"{label}数"
    return label + suffix if 0 < len(label) <= _EXACT else ""


def _own_way(phrase: Phrase, measure: str, suffix: str) -> str:
    """What is named in a way of its own: hosts, those who take part, what is offered, courses."""
    verb, thing, group = phrase.verb, phrase.object, phrase.group
    word, kind = (verb.word, verb.kind) if verb else ("", "")
    if word == "覆盖":
        return f"覆盖{thing}数量" if thing else ""
    if kind in _WORKS and group and measure in ("firms", "places"):
        return f"覆盖{group}数量"
    if kind == "purchase" and group and measure == "people":
        return f"{thing}{verb.nominal}人数" if verb else ""
    if thing == "活动" and group:
        return f"参加活动{group}{_count(group, suffix)}"
    if word == "服务" and group and group == thing:
        return f"服务{group}{_count(group, suffix)}"
    if word in ("提供", "享受") and group and thing and measure in ("people", "households"):
        return f"享受{thing}{suffix}"
    if word == "提供" and not group and thing and measure in ("goods", "items", "firms"):
        return f"提供{thing}数量"
    if word in ("组织", "组织开展") and not group and thing and measure in ("firms", "people") and not is_work(thing):
        return f"参与{thing}{_count(thing, suffix)}"
    if thing.endswith("培训班") and measure in ("times", "people") and kind in ("event", "light"):
        return f"{thing}{suffix}" if measure == "times" else f"{thing.removesuffix('班')}{suffix}"
    if (
        kind == "event"
        and word in ("举办", "承办", "召开", "举行", "主办")
        and thing.endswith(_EVENTS)
        and measure == "times"
    ):
        return f"{thing}{suffix}"
    if suffix == "类别数" and kind == "benefit" and thing:
        return f"{verb.word if verb else ''}{thing}类别数"
    return ""


def _count(who: str, suffix: str) -> str:
    return "数" if suffix == "人数" and who.endswith("人") else suffix


def _suffix(phrase: Phrase, unit: str) -> str:
    """Return what ends the name: 里程 for roads, 长度 for other lengths."""
    suffix = words().suffix.get(unit, "数量")
    if suffix == "长度" and phrase.object.endswith(_ROADS):
        return "里程"
    return "数量" if suffix == "量" and phrase.label.endswith(("粮", "油", "种子")) else suffix


def _label(phrase: Phrase, measure: str, suffix: str) -> str:
    """Return what is done to what, as a name says it where it is counted in this way."""
    label, verb = phrase.label, phrase.verb
    people = measure in ("people", "households")
    if _is_aid(phrase) and people and not phrase.group and label.endswith(("补助", "补贴", "津贴", "奖补", "扶助")):
        return label + "发放"
    if verb and verb.kind == "purchase" and measure == "people":
        return phrase.object + verb.word
    if verb and verb.kind == "benefit" and phrase.object and measure not in _SERVED:
        return phrase.object + verb.nominal
    if not label and verb and not verb.light:
        return verb.nominal if suffix in _DEED_COUNTS else ""
    return label


def _grouped(phrase: Phrase, label: str, suffix: str) -> str:
    """A counted group beside the object: 享受营养补助学生人数, 乡村振兴培训村干部人数, 薪酬调查企业数量."""
    if phrase.verb and phrase.verb.kind == "subsidy" and phrase.object:
        label = f"享受{phrase.object}"
    if phrase.object == phrase.group:
        label = phrase.verb.nominal if phrase.verb and not phrase.verb.light else ""
    name = label + phrase.group
    return name + ("数" if suffix == "人数" and name.endswith("人") else suffix)


def likely_unit(thing: str, default: str) -> str:
    """Return the unit in which a thing is counted: 公路 → 公里, 监护仪 → 台."""
    return next((unit for ending, unit in unit_endings() if thing.endswith(ending)), default)


def deed(phrase: Phrase, figure: Figure | None) -> str:
    """Return what is done, with its figure, as a goal says it: 购置心电监护仪20台, 为735名学生发放营养补助."""
    amount = f"{figure.number:f}{figure.unit}" if figure else ""
    verb, thing, group = phrase.verb, phrase.object, phrase.group
    if figure is not None and (own := _own_deed(phrase, figure, amount)):
        return own
    if figure is not None and figure.measure not in _HEADS and group and (verb is None or verb.light):
        return f"开展{group}{thing}{amount}"
    thing = thing or (group if figure and figure.measure not in _HEADS else "")
    if figure is not None and figure.measure in _HEADS and (group or _is_aid(phrase)):
        return _for_people(phrase, amount)
    if verb and not verb.light and (phrase.lead or phrase.label != thing or not thing):
        if verb.nounlike and thing and figure is not None and figure.measure == "times":
            return f"开展{phrase.label}{amount}"
        if not phrase.lead and thing:
            return f"{_DO.get(verb.kind, '开展')}{phrase.label}{amount}"
        return f"{verb.word}{thing}{amount}"
    if verb and verb.word in ("完成", "实施", "推进", "设立") and thing and figure is not None:
        return f"{verb.word}{thing}{amount}"
    if not thing or thing.endswith(_ENDED) or (figure and figure.measure == "time") or _opens(thing):
        return f"{thing}{amount}" if thing else ""
    return f"开展{thing}{amount}" if figure is None or is_work(thing) else f"{thing}{amount}"


def _own_deed(phrase: Phrase, figure: Figure, amount: str) -> str:
    """What a goal says in a way of its own: several deeds, people served by several deeds, aid named before its people."""
    verb, thing, group = phrase.verb, phrase.object, phrase.group
    if (
        verb
        and verb.kind == "benefit"
        and verb.word != "覆盖"
        and figure.unit.startswith("个")
        and len(figure.unit) > 1
    ):
        return f"{verb.word}{amount}{thing}"
    if thing.startswith("每") and figure.measure == "times" and verb:
        return f"{thing}{verb.nominal}不少于{amount}"
    if verb and verb.light and group and figure.measure in ("places", "firms") and thing:
        return f"在{amount}{group}{verb.word}{thing}"
    if figure.unit.startswith("个") and len(figure.unit) > 1 and not group and thing and verb and verb.kind == "study":
        return f"为{amount}{verb.word}{thing}"
    heads = amount.removesuffix("人") + "名" if figure.measure == "people" else amount
    if figure.deeds and thing:
        return f"对{amount}{thing}进行{figure.said}"
    if figure.said and group:
        return (
            f"为{heads}{group}{figure.said}"
            if figure.said.startswith("提供")
            else f"组织{heads}{group}{figure.said}等活动"
        )
    if verb and verb.word == "覆盖":
        return f"覆盖{amount}{thing.removeprefix(figure.unit.lstrip('个'))}"
    if verb and verb.kind == "subsidy" and not phrase.lead and not group and figure.measure in ("people", "households"):
        who, what = split_aid(phrase.label)
        return f"为{heads}{who}发放{what}" if who else f"为{amount}发放{phrase.label}" if phrase.label != thing else ""
    if verb and verb.kind == "purchase" and group and figure.measure == "people":
        return f"为{heads}{group}{verb.word}{thing}"
    if verb and verb.word == "提供" and thing:
        return f"为{heads}{group}提供{thing}" if group else f"提供{thing}{amount}"
    if verb and verb.word in ("组织", "组织开展") and thing and not group and figure.measure == "firms":
        return f"组织{thing}{amount}参加"
    return ""


_DO = {
    "build": "完成",
    "renovate": "完成",
    "purchase": "完成",
    "plant": "完成",
    "subsidy": "发放",
    "record": "完成",
    "material": "完成",
}


def _is_aid(phrase: Phrase) -> bool:
    return phrase.verb is not None and phrase.verb.kind == "subsidy"


def _for_people(phrase: Phrase, amount: str) -> str:
    """为735名学生发放营养补助, 对240家企业开展薪酬调查, 慰问困难职工120人."""
    thing = phrase.object
    if phrase.group:
        amount = (amount.removesuffix("人") + "名" if amount.endswith("人") else amount) + phrase.group
    if _is_aid(phrase) and phrase.verb:
        gives = phrase.verb.word in ("发放", "兑付", "拨付", "代缴", "减免", "免除") or phrase.group
        verb = phrase.verb.word if phrase.label != thing or thing.endswith(("补助", "补贴", "津贴")) else "落实"
        verb = "发放" if verb in ("补助", "补贴") else verb
        return f"为{amount}{verb}{thing}" if gives else f"{phrase.verb.word}{thing}{amount}"
    if (
        phrase.verb
        and not phrase.verb.light
        and phrase.lead
        and not phrase.verb.nounlike
        and phrase.verb.kind != "output"
    ):
        return f"为{amount}{phrase.verb.word}{thing}"
    return f"对{amount}{'' if _opens(thing) else '开展'}{phrase.label}"


_HEADS = ("people", "households", "firms")


def is_work(thing: str) -> bool:
    """Whether a noun names something that is done (专题培训, 文艺活动) and not people or things."""
    return thing.endswith(
        (
            "活动",
            "服务",
            "考试",
            "会",
            "节",
            *(word for word, verb in words().verbs.items() if not verb.light and len(word) > 1),
        )
    )


def _opens(thing: str) -> bool:
    """Whether an object opens with its own verb (开展专题学习活动)."""
    return any(thing.startswith(word) for word in ("开展", "组织", "举办"))
