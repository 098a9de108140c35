"""Names of quantity indicators and the words of a goal, put together from verb, object and unit as a person would."""

from assistant.drafting.facts import Figure, Phrase
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
    "个小区": "小区",
    "个项目": "项目",
    "所": "学校",
    "家": "单位",
}
_COUNTED_GROUPS = ("people", "firms", "households", "places", "goods", "items")
_EXACT = 16
_GROUP = 8
_SERVED = ("people", "times_people", "households", "area")
# What may be counted without a thing: 巡检48次, 清淤疏浚6万立方米.
_DEED_COUNTS = ("次数", "场次", "期数", "人数", "人次", "面积", "长度", "方量", "户数", "批次", "时长")


def quantity_name(phrase: Phrase, unit: str) -> str:
    """Return the name of what is counted: 心电监护仪购置数量, 新建农村公路里程, 食堂改造面积; "" when none can be made."""
    bare = bare_unit(unit)[1]
    measure, suffix = words().measure.get(bare, ""), _suffix(phrase, bare)
    label = _label(phrase, measure, suffix)
    if label.endswith(_ENDED):
        return label
    if 0 < len(phrase.group) <= _GROUP and label and measure in _COUNTED_GROUPS:
        return _grouped(phrase, label, suffix)
    if bare.startswith("个") and (thing := _FIRMS.get(bare)) and not phrase.object.endswith(thing):
        label += thing
    if suffix == "人数" and label.endswith("人"):
        return f"{label}数"
    return label + suffix if 0 < len(label) <= _EXACT else ""


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
    return f"开展{thing}{amount}" if figure is None or _is_work(thing) else f"{thing}{amount}"


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


def _is_work(thing: str) -> bool:
    """Whether a noun names something that is done (专题培训, 文艺活动) and not people or things."""
    return thing.endswith(
        ("活动", "服务", "考试", "会", "节", *(word for word, verb in words().verbs.items() if not verb.light))
    )


def _opens(thing: str) -> bool:
    """Whether an object opens with its own verb (开展专题学习活动)."""
    return any(thing.startswith(word) for word in ("开展", "组织", "举办"))
