"""What is done, with its figure, as a goal text says it."""

from dataclasses import dataclass

from assistant.drafting.facts import Figure, Phrase
from assistant.drafting.facts.phrases import split_aid
from assistant.drafting.facts.words import Verb
from assistant.drafting.offline.naming import ENDED, is_aid, is_work

_HEADS = ("people", "households", "firms")
_GIVEN = ("发放", "兑付", "拨付", "代缴", "减免", "免除")
_DO = {
    "build": "完成",
    "renovate": "完成",
    "restore": "完成",
    "purchase": "完成",
    "plant": "完成",
    "subsidy": "发放",
    "record": "完成",
    "material": "完成",
}


def deed(phrase: Phrase, figure: Figure | None) -> str:
    """Return what is done: 购置心电监护仪20台, 为735名学生发放营养补助; "" where a goal has nothing to say of it."""
    if figure is None:
        return _plain(phrase, "", None)
    said = _Said(phrase, figure)
    return said.by_place() or said.by_deeds() or said.for_people() or _with_figure(phrase, figure)


@dataclass(frozen=True)
class _Said:
    """A phrase with its figure, in the ways in which a clerk says it."""

    phrase: Phrase
    figure: Figure

    @property
    def verb(self) -> Verb | None:
        return self.phrase.verb

    @property
    def amount(self) -> str:
        return f"{self.figure.number:f}{self.figure.unit}"

    @property
    def heads(self) -> str:
        """735名 before those who are counted."""
        return self.amount.removesuffix("人") + "名" if self.figure.measure == "people" else self.amount

    @property
    def _is_area(self) -> bool:
        """Whether places are counted: 8个村."""
        return self.figure.unit.startswith("个") and len(self.figure.unit) > 1

    def by_place(self) -> str:
        """在8个村开展试点, 为52个行政村编制规划, 覆盖3个乡镇."""
        verb, thing, group = self.phrase.verb, self.phrase.object, self.phrase.group
        if verb is None or not thing:
            return ""
        if verb.word == "覆盖" and self.figure.measure == "area":
            return f"覆盖{thing}{self.amount}"
        if verb.word == "覆盖":
            return f"覆盖{self.amount}{thing.removeprefix(self.figure.unit.lstrip('个'))}"
        if verb.light and group and self.figure.measure in ("places", "firms"):
            return f"在{self.amount}{group}{verb.word}{thing}"
        if not self._is_area or group:
            return ""
        if verb.light:
            return f"在{self.amount}{verb.word}{thing}"
        if verb.kind in ("study", "build", "purchase", "renovate", "restore"):
            return f"{'为' if verb.kind == 'study' else '在'}{self.amount}{verb.word}{thing}"
        return f"{verb.word}{self.amount}{thing}" if verb.kind == "benefit" else ""

    def by_deeds(self) -> str:
        """对126株古树进行挂牌、复壮和养护, 每名儿童服务不少于12次."""
        thing, group = self.phrase.object, self.phrase.group
        if self.figure.deeds and thing:
            return f"对{self.amount}{thing}进行{self.figure.said}"
        if self.figure.said and group and self.figure.role != "host":
            if self.figure.said.startswith("提供"):
                return f"为{self.heads}{group}{self.figure.said}"
            return f"组织{self.heads}{group}{self.figure.said}等活动"
        if thing.startswith("每") and self.figure.measure == "times" and self.verb:
            return f"{thing}{self.verb.nominal}不少于{self.amount}"
        return ""

    def for_people(self) -> str:
        """为1200名老人配发手环, 为2900名残疾人发放生活补贴, 组织企业400家次参加."""
        verb, thing, group = self.phrase.verb, self.phrase.object, self.phrase.group
        if verb is None or not thing:
            return ""
        if verb.kind == "subsidy" and not group and self.figure.measure in ("people", "households"):
            return self._aid(verb)
        if verb.kind == "purchase" and group and self.figure.measure == "people":
            return f"为{self.heads}{group}{verb.word}{thing}"
        if verb.word == "提供":
            return f"为{self.heads}{group}提供{thing}" if group else f"提供{thing}{self.amount}"
        if verb.word in ("组织", "组织开展") and not group and self.figure.measure == "firms":
            return f"组织{thing}{self.amount}参加"
        return ""

    def _aid(self, verb: Verb) -> str:
        label, thing = self.phrase.label, self.phrase.object
        if verb.word in ("补助", "补贴") and len(thing) <= 3 and self.figure.measure == "people":
            return f"为{self.amount}发放{label}"
        if self.phrase.lead:
            return ""
        who, what = split_aid(label)
        if who:
            return f"为{self.heads}{who}发放{what}"
        return f"为{self.amount}发放{label}" if label != thing else ""


def _with_figure(phrase: Phrase, figure: Figure) -> str:
    amount, group = f"{figure.number:f}{figure.unit}", phrase.group
    heads = figure.measure in _HEADS
    if not heads and group and (phrase.verb is None or phrase.verb.light):
        return f"开展{group}{phrase.object}{amount}"
    if (heads or group) and is_aid(phrase) or (heads and group):
        return _for_heads(phrase, amount)
    if group and phrase.verb and not phrase.lead and phrase.object:
        return f"对{amount}{group}进行{phrase.label}"
    return _plain(phrase, amount, figure)


def _plain(phrase: Phrase, amount: str, figure: Figure | None) -> str:
    verb = phrase.verb
    thing = phrase.object or (phrase.group if figure and figure.measure not in _HEADS else "")
    if verb and not verb.light and (phrase.lead or phrase.label != thing or not thing):
        if verb.nounlike and thing and figure is not None and figure.measure == "times":
            return f"开展{phrase.label}{amount}"
        if not phrase.lead and thing:
            return f"{_DO.get(verb.kind, '开展')}{phrase.label}{amount}"
        return f"{verb.word}{thing}{amount}"
    if verb and verb.word in ("完成", "实施", "推进", "设立") and thing and figure is not None:
        return f"{verb.word}{thing}{amount}"
    if not thing or thing.endswith(ENDED) or (figure and figure.measure == "time") or _opens(thing):
        return f"{thing}{amount}" if thing else ""
    return f"开展{thing}{amount}" if figure is None or is_work(thing) else f"{thing}{amount}"


def _for_heads(phrase: Phrase, amount: str) -> str:
    """为735名学生发放营养补助, 对240家企业开展薪酬调查, 慰问困难职工120人."""
    thing, verb = phrase.object, phrase.verb
    if phrase.group:
        amount = (amount.removesuffix("人") + "名" if amount.endswith("人") else amount) + phrase.group
    if verb and is_aid(phrase):
        if verb.word not in _GIVEN and not phrase.group:
            return f"{verb.word}{thing}{amount}"
        word = verb.word if phrase.label != thing or thing.endswith(("补助", "补贴", "津贴")) else "落实"
        return f"为{amount}{'发放' if word in ('补助', '补贴') else word}{thing}"
    if verb and not verb.light and phrase.lead and not verb.nounlike and verb.kind != "output":
        return f"为{amount}{verb.word}{thing}"
    return f"对{amount}{'' if _opens(thing) else '开展'}{phrase.label}"


def _opens(thing: str) -> bool:
    """Whether an object opens with its own verb (开展专题学习活动)."""
    return any(thing.startswith(word) for word in ("开展", "组织", "举办"))
