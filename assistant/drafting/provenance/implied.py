"""Figures that the brief implies without saying them: one of a thing, four times by 按季度, two of two listed things."""

import re
from collections.abc import Iterator

from assistant.drafting.facts.words import words
from assistant.drafting.provenance.given import Amount
from assistant.drafting.provenance.ground import Ground
from assistant.drafting.provenance.lookup import frequencies
from assistant.model import Source, Value
from assistant.model.text import match_key

# One of these is what a singular noun says: 编制规划, 新建食堂.
_SINGLE = ("项", "份", "座", "部", "个", "套")
# There may be several of a place where nothing says how many: 设立人才驿站, 博物馆免费开放.
_PLACES = re.compile(r"(?:站|馆|校|院|店|园|点|房|厅|室|村|厂|中心|基地|场|队|班)$")
# What is done once a year where nothing says how often.
_TIMES = ("次", "轮")
_YEARLY = re.compile(r"年度|评估|测评|审计|普查|体检|评审|编制|规划|竣工验收")
_QUOTED = re.compile(r"[“‘「《\"]([^”’」》\"]{3,40})[”’」》\"]")
_KINDS = ("类", "项", "种", "个", "方面", "处", "所", "栋")
_LIST = re.compile(r"[\u4e00-\u9fffA-Za-z]+(?:、[\u4e00-\u9fffA-Za-z]+)*(?:、|和|及|与)[\u4e00-\u9fffA-Za-z]+")
_OCCASIONS = ("次", "期", "批", "场", "个月")
# A thing is named by so many signs at least; before it no word may say that there are several.
_NAMED = 3
_SEVERAL = re.compile(r"(?:\d[^，,。；;、]{0,3}|[各每多等几两二三四五六七八九十]\S?|、)$")


def implied(name: str, value: Value, why: str, ground: Ground) -> Source | None:
    """Return where a figure that nobody wrote down follows from, the shown examples last; None when nowhere."""
    for guess in (_single, _often, _free, _one_each, _listed, _from_example):
        if source := guess(name, value, why, ground):
            return source
    return None


def _single(name: str, value: Value, why: str, ground: Ground) -> Source | None:
    """A thing that the brief names in the singular counts one; the detail says that it is no printed figure."""
    amount = Amount.of_value(value)
    if amount is None or amount.number != 1 or amount.per:
        return None
    core = re.sub(r"(?:数量|项目数|个数|份数|座数|套数|次数|数)$", "", name)
    if amount.unit not in _SINGLE and not (amount.unit in _TIMES and _YEARLY.search(core)):
        return None
    things = [*_things(core), *(quote for quote in _QUOTED.findall(why) if quote[-2:] in core)]
    things = [thing for thing in things if not _PLACES.search(thing)]
    for where, text in (*ground.given.texts, ("实施单位", ground.brief.unit or "")):
        for thing in things:
            if (
                (at := text.find(thing)) >= 0
                and not _SEVERAL.search(text[:at])
                and not text.startswith("等", at + len(thing))
            ):
                return Source(kind="input", detail=f"{where}中的“{thing}”为1{amount.unit}")
    return None


def _things(core: str) -> Iterator[str]:
    """Yield the ends of a name, longest first, without its closing deed before with it: 智慧城管平台(运维)."""
    deed = next((word for word in words().verbs if core.endswith(word)), "")
    for whole in dict.fromkeys((core, core.removesuffix(deed))):
        yield from (whole[at:] for at in range(len(whole) - _NAMED + 1))


def _often(_name: str, value: Value, _why: str, ground: Ground) -> Source | None:
    """按季度 is four times a year."""
    amount = Amount.of_value(value)
    if amount is None or amount.unit not in _OCCASIONS or amount.per:
        return None
    for where, text in ground.given.texts:
        for pattern, times, units in frequencies():
            meant = not units or amount.unit in units
            if meant and times == amount.number and (found := pattern.search(text)):
                return Source(kind="input", detail=f"{where}“{found[0]}”，全年{times}{amount.unit}")
    return None


def _free(name: str, value: Value, _why: str, ground: Ground) -> Source | None:
    """What is free costs those who get it nothing: 免费体检 bears out 学生承担费用 =0元."""
    amount = Amount.of_value(value)
    if (
        amount is None
        or amount.number != 0
        or not amount.is_money
        or not re.search(r"承担|自付|自费|收费|缴费|交费", name)
    ):
        return None
    for where, text in ground.given.texts:
        if found := re.search(r"免费\w{0,6}|不收费|无偿\w{0,6}", text):
            return Source(kind="input", detail=f"{where}“{found[0]}”")
    return None


def _one_each(name: str, value: Value, _why: str, ground: Ground) -> Source | None:
    """Papers that each of a given number of people gets one of: 8400名学生 have 8400 健康档案."""
    amount = Amount.of_value(value)
    if amount is None or amount.unit not in ("份", "册", "本", "张") or not re.search(r"档案|台账|证书|手册", name):
        return None
    people = ground.given.find(Amount(amount.number, "人"))
    return Source(kind="input", detail=f"{people.where}“{people.quote}”，每人一{amount.unit}") if people else None


def _listed(_name: str, value: Value, why: str, ground: Ground) -> Source | None:
    """Things that the brief lists count as many as they are: “胸痛、卒中中心” are two."""
    amount = Amount.of_value(value)
    if amount is None or amount.is_money or amount.unit == "%" or amount.per:
        return None
    for quoted in _QUOTED.findall(why):
        found = ground.given.quote_around(re.sub(r"\s", "", quoted))
        if found and "、" in quoted and len(re.split(r"、|和|及|与", quoted)) == amount.number:
            return Source(kind="input", detail=f"{found[0]}“{quoted}”，共{format(amount.number, 'f')}{amount.unit}")
    return _named_list(amount, why, ground) if amount.unit in _KINDS else None


def _named_list(amount: Amount, why: str, ground: Ground) -> Source | None:
    """The same list in the brief and in what the row says, whatever stands before its first thing and after its last."""
    for where, text in ground.given.texts:
        for found in _LIST.finditer(text):
            things = re.split(r"、|和|及|与", found[0])
            inner = [things[0][-2:], *(thing[:2] for thing in things[1:])]
            if len(things) == amount.number and len(things) > 1 and all(thing in why for thing in inner):
                return Source(kind="input", detail=f"{where}“{found[0]}”，共{len(things)}{amount.unit}")
    return None


def _from_example(name: str, value: Value, _why: str, ground: Ground) -> Source | None:
    """Only the same indicator of a shown example; a like name may measure something else."""
    for target in ground.examples:
        for row in target.indicators:
            if match_key(row.name) == match_key(name) and _plain(row.value) == _plain(value):
                return Source(kind="example", detail=f"样例“{target.project.name}”的“{row.name}”")
    return None


def _plain(value: Value) -> tuple[object, ...]:
    return value.operator or "=", value.number, value.unit
