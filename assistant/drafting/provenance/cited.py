"""What no table of ours holds: a figure with the text it is said to stand in, and the ordinary share of a duty done."""

import re
from decimal import Decimal
from functools import cache
from importlib import resources

from assistant.drafting.facts.words import bare_unit, words
from assistant.drafting.provenance.ground import Ground
from assistant.library.documents import is_known
from assistant.model import Source, Value
from assistant.model.data import parse_yaml

# A law or standard by its title, its number or both; a plan or a contract of the project's own is no such text.
_SERIES = r"(?:GB|SL|JGJ|CJJ|CJ|HJ|JTG|NY|LY|WS|GA|DL|YY|MZ|WH|TD|DB\d*|JJG|JJF|T/[A-Z]{2,6})"
_NUMBER = rf"(?<![A-Za-z]){_SERIES}(?:/T|/Z)?\s?\d[\d.]{{0,9}}(?:[—-]\d{{4}})?"
_ENDS = r"(?:法|条例|办法|规定|规范|标准|规程|准则|导则|指南|通则|细则|要求)"
_QUOTED = rf"《[^《》]{{2,40}}(?:{_ENDS}|技术方案)》"
_TEXT = re.compile(
    rf"{_QUOTED}(?:\s?{_NUMBER})?|[\u4e00-\u9fff]{{4,30}}{_ENDS}?\s?{_NUMBER}|{_NUMBER}"
    rf"|[\u4e00-\u9fff]{{4,20}}(?:法|条例)(?=第[一二三四五六七八九十百\d]+条)|[\u4e00-\u9fff]{{2,8}}〔20\d\d〕\d{{1,3}}号"
)
_SENDS = re.compile(r"^(?:请)?(?:查|见|按(?!《)|核对|参照(?!《)|以.{2,20}为准)")
ORDINARY = "行业惯例"
_NOTE = 50
# What a calendar or a whole gives to anybody.
_COMMON = ("100", "0", "12", "4", "365")
_OWN = ("数量", "成本", "经济")
_WHOSE = ("people", "times_people", "households", "firms")
_CUSTOM = re.compile(
    r"^(?:公认|通行|属)?(?:行业)?惯例(?:值|做法)?|[，,；;、]?(?:按|属|为)?(?:公认|通行)?(?:行业)?惯例(?:值|做法)?。?$"
)
_CLAUSE = re.compile(r"第[一二三四五六七八九十百\d]+条")
_LEAST, _MOST = Decimal(90), Decimal(100)


def cited(why: str) -> str | None:
    """Return the law or standard that a row says its figure stands in, as it was named; None where it names none.

    A clerk who is sent somewhere (`查竞赛规程`) is given no citation.
    """
    found = None if _SENDS.search(why) else _TEXT.search(why)
    return found[0] if found else None


def from_citation(level2: str, value: Value, why: str) -> Source | None:
    """A named text may well say it, but nobody here has looked: the figure stays, and stays 待核实 until somebody has.

    How much this project does, for how many, and what it costs, stands in no law.
    """
    own = level2.startswith(_OWN) or words().measure.get(bare_unit(value.unit or "")[1]) in _WHOSE
    document = None if own else cited(why)
    if not document:
        return None
    clause = _CLAUSE.search(why)
    doubt = "待核对条文" if is_known(document) else "待核对有无此文及此数"
    return Source(kind="unconfirmed", detail=f"{document}{clause[0] if clause else ''}（{doubt}）")


def resting_on(say: str, name: str, value: Value, why: str, ground: Ground) -> Source:
    """A figure that a norm holds, told by what says most: a named text of ours, the one the draft names, or how it is taken.

    Args:
        say: what the norm of the library says.
        name: the indicator's; an ordinary norm is told in full where it speaks of the same.
        value: the figure; what is asked in full rests on no “一般不低于95%”.
        why: the draft's words: a title in it goes before an ordinary norm, and before a text on something else.
        ground: what figures of those words may rest on.
    """
    document = cited(why)
    if document and _title(document) not in say:
        doubt = "" if is_known(document) else "（待核对有无此文）"
        return Source(kind="standard", detail=document + doubt)
    if not say.startswith(ORDINARY):
        return Source(kind="standard", detail=say)
    if said := note(why, ground):
        return Source(kind="standard", detail=f"{ORDINARY}；{said}")
    plain = value.number == _MOST and "不低于" in say
    fits = any(name[at : at + 2] in say for at in range(len(name) - 1))
    return Source(kind="standard", detail=say if fits and not plain else ORDINARY)


def note(why: str, ground: Ground) -> str:
    """Return how a figure is taken (口径, 核验), in the draft's words; "" where they say no more, or hold a figure nobody gave."""
    plain = _CUSTOM.sub("", why).strip("，,；;。:： ")
    known = {
        *ground.given.digits,
        Decimal(ground.brief.budget.number("万元")),
        Decimal(ground.brief.budget.number("元")),
    }
    unknown = [found for found in re.findall(r"\d+(?:\.\d+)?", plain) if Decimal(found) not in known]
    if not 4 <= len(plain) <= _NOTE or any(found not in _COMMON for found in unknown) or "惯例" in plain:
        return ""
    return plain


def _title(document: str) -> str:
    """Return what one text is known by: its title without brackets, else its number."""
    found = re.search(r"(?:中华人民共和国)?([\u4e00-\u9fff]{3,})", document)
    return found[1] if found else document


def nothing_bad(name: str, value: Value, why: str, ground: Ground) -> Source | None:
    """Nought of a thing that is not to happen, or no more of it than before, promises no figure of its own."""
    if value.number != 0 or value.operator not in ("=", "≤", None, "") or not _rates()["bad"].search(name):
        return None
    return resting_on("行业惯例：不应发生的事项以零为目标", name, value, why, ground)


def proposed_share(name: str, value: Value) -> Source | None:
    """A share from 90 % up that nothing bears out yet: all of it is a promise, less a proposal to be held against last year."""
    if value.unit != "%" or value.operator in ("≤", "<") or value.number is None or not _LEAST <= value.number <= _MOST:
        return None
    if _rates()["never"].search(name) or not re.search(r"率$|比例$", name):
        return None
    if value.number == _MOST:
        # To do all of what one does oneself is a promise, and no figure that anybody could look up.
        return Source(kind="standard", detail=f"{ORDINARY}：列入计划的应全部做到")
    return Source(kind="unconfirmed", detail="建议值，待对照上年实际或调查结果核实")


def ordinary_rate(name: str, value: Value, why: str, ground: Ground) -> Source | None:
    """A share of duties done, from 90 % up, that a reviewer takes as ordinary; never a change, a use or a result in people."""
    if value.unit != "%" or value.number is None or not _LEAST <= value.number <= _MOST or value.operator in ("≤", "<"):
        return None
    rates = _rates()
    if rates["never"].search(name) or not rates["names"].search(name):
        return None
    if rates["whole"].search(name):
        return (
            Source(kind="standard", detail="行业惯例：政策规定的对象和事项应全部落实")
            if value.number == _MOST
            else None
        )
    return Source(kind="standard", detail="行业惯例：同类工作的达标、完好、按时比例一般不低于90%")


@cache
def _rates() -> dict[str, re.Pattern[str]]:
    text = resources.files("assistant.drafting.provenance").joinpath("lookup.yaml").read_text(encoding="utf-8")
    return {key: re.compile(pattern) for key, pattern in parse_yaml(text)["rates"].items()}
