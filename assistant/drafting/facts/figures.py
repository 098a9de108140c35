"""Figures with their meaning: what each counts, in which words, and the activities they belong to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from assistant.drafting.facts.phrases import Phrase, clean_object, parse, strip_back, strip_front
from assistant.drafting.facts.scan import Token, fold, scan
from assistant.drafting.facts.words import Verb, bare_unit, words
from assistant.model import Money

Kind = Literal["quantity", "money", "price", "rate", "per", "time"]
Origin = Literal["name", "purpose", "fact"]
_BREAK = re.compile(r"[，,。；;、：:（）()\n！!？?《》]")
_SENTENCE = re.compile(r"[。；;\n！!？?]")
_MEASURES = (
    "总建筑面积",
    "建筑面积",
    "占地面积",
    "总面积",
    "面积",
    "总长度",
    "总长",
    "全长",
    "长度",
    "总里程",
    "里程",
    "长",
)
_DIMENSIONS = re.compile(r"(?:宽|宽度|高|高度|深|深度|厚|厚度|直径|管径|口径|占比|比例|净空|间距|误差)$")
# 在7个林场和11个乡镇实施 says where, not how much.
_PLACES = re.compile(r"(?:在|涉及|分布于|位于)(?:全[县市区]|辖区内?)?(?:\d+个[\u4e00-\u9fff]{1,6}[和及、与])*$")
# What follows a figure up to 进行: (things between, the deed).
_HANDLED = re.compile(r"([^，,。；;：:（()）\n]{0,30}?)进行(?:了|统一|全面|集中)?([\u4e00-\u9fff]{2,6})")
# A thing of a list (甲20台、乙|5台) against a clause of its own (甲20台，乙|5台).
_LISTED = re.compile(r"(?:、|[和及与])[^，,。；;：:（()）\n]*$")
_CARRIED = ("purchase", "build", "renovate", "plant", "material", "subsidy", "training", "control")
_JOINED = re.compile(r"(?:和|及|与|以及)$")
_EACH = re.compile(r"每(?:个|一)?(?:[年月周天日人户台次期场班村校]|季度|学期)?|各$|[人生户亩台]均")
_TIME_NOUN = re.compile(r"(?:时间|时限|周期|工期|期限|时长|服务期|工作日内|期)$")


@dataclass(frozen=True)
class Figure:
    """A figure of the brief.

    Attributes:
        kind: `quantity` (also areas and lengths), `money`, `price` (money per something), `rate` (%), `per` (a quantity
            per something: 每期50人), `time` (a period or a response time).
        number: exact, as typed (with 万 in the unit).
        unit: canonical: 人, 万人, 平方米, 万元, %.
        per: what a price or ratio is for: (人, 月).
        phrase: verb, object and group of the words around it.
        noun: the thing named directly before the figure, cleaned (设备购置费, 苗木成活率); may be "".
        quote: the clause it came from, in the user's words.
        operator: what the words say (不少于 → ≥), or "".
    """

    kind: Kind
    number: Decimal
    unit: str
    phrase: Phrase
    noun: str
    quote: str
    origin: Origin
    per: tuple[str, ...] = ()
    operator: str = ""
    sentence: int = 0
    bare: bool = False
    """Money written without 元."""
    sum: str = ""
    """The sum that gave it, where it follows from two others: `6期×50人/期=300人`."""

    @property
    def measure(self) -> str:
        """What the unit measures: people, goods, area, length, times, … ; "" when it is money or a rate."""
        return words().measure.get(bare_unit(self.unit)[1], "")

    @property
    def amount(self) -> Decimal:
        """The number with the unit's 万 multiplied out."""
        return self.number * bare_unit(self.unit)[0]

    @property
    def money(self) -> Money:
        """The amount of a money or price figure. Raises ValueError when it is finer than 分."""
        return Money.parse(f"{self.number:f}{self.unit}")

    @property
    def printed(self) -> str:
        """Number and unit as in a value: `12.5公里`, `1000元/人`."""
        return f"{self.number:f}{self.unit}" + "".join(f"/{part}" for part in self.per)


def read_figures(text: str, origin: Origin, context: Phrase | None = None) -> Iterator[Figure]:
    """Yield the figures of a text, each with its own words; a list (购置甲20台、乙5台) shares its verb."""
    plain = fold(text)
    tokens = list(scan(plain))
    last: Phrase | None = context
    for index, token in enumerate(tokens):
        if token.number is None:
            continue
        if _PLACES.search(plain[max(0, token.start - 24) : token.start]):
            continue
        before, after, start, stop = _around(plain, tokens, index)
        sentence = len(_SENTENCE.findall(plain[: token.start]))
        figure = _figure(token, before, after, text[start:stop].strip(" ，,、；;。（）()"), origin, sentence)
        if figure is None:
            continue
        figure = _inherit(
            figure, last, adjacent=not before.strip(), listed=_LISTED.search(plain[: token.start]) is not None
        )
        if figure.kind == "quantity" and not figure.phrase.is_empty:
            last = figure.phrase
        if _SENTENCE.search(plain[token.end : tokens[index + 1].start] if index + 1 < len(tokens) else ""):
            last = Phrase(last.verb, "") if last and figure.kind == "quantity" else None
            last = None
        yield figure


def _around(plain: str, tokens: list[Token], index: int) -> tuple[str, str, int, int]:
    """Return the words before and after a token up to the next break or counted figure, and the clause's bounds."""
    token = tokens[index]
    counted = [other for other in tokens if other.number is not None]
    place = counted.index(token)
    floor = counted[place - 1].end if place else 0
    ceiling = counted[place + 1].start if place + 1 < len(counted) else len(plain)
    breaks = [found.end() for found in _BREAK.finditer(plain, 0, token.start)]
    start = max([floor, *breaks[-1:]])
    handled = _HANDLED.match(plain, token.end)
    # 电脑、打印机等办公设备50台: without a verb or a figure of its own, what stands before 、 belongs to the list.
    while start > floor and plain[start - 1] == "、" and not _has_verb(plain[start : token.start]) and not handled:
        previous = [found.end() for found in _BREAK.finditer(plain, 0, start - 1)]
        start = max([floor, *previous[-1:]])
    after_break = _BREAK.search(plain, token.end)
    stop = min(ceiling, after_break.start() if after_break else len(plain))
    quote_from = max([0, *[found.end() for found in re.finditer(r"[，,。；;：:（(\n]", plain[:start])][-1:]])
    before = plain[start : token.start]
    for other in tokens:
        if other.kind == "date" and start <= other.start and other.end <= token.start:
            before = before.replace(plain[other.start : other.end], "", 1)
    if start == floor and _JOINED.search(before):  # 20台监护仪和5台呼吸机: the first thing is not the second's
        before = ""
    if token.per:
        before = _EACH.sub("", before)
    if handled:
        before = _handled(before, handled)
    return before, plain[token.end : stop], quote_from, after_break.start() if after_break else len(plain)


def _handled(before: str, found: re.Match[str]) -> str:
    """对甲系统、科技法庭18个进行运维: the deed behind 进行 is done to each; before 2处隐患点进行治理 stand only names of places."""
    if "、" not in found[1] and found[1].strip():
        return ""
    verb = next((word for word in words().verbs if found[2].startswith(word)), "")
    return strip_front(before) + verb if before and not _has_verb(before) else before


def _has_verb(text: str) -> bool:
    plain = strip_back(strip_front(text))
    return any(plain.startswith(word) for word in words().verbs) or any(plain.endswith(word) for word in words().verbs)


def _figure(token: Token, before: str, after: str, quote: str, origin: Origin, sentence: int) -> Figure | None:
    noun, number = strip_back(strip_front(before)), token.number
    if number is None or _DIMENSIONS.search(noun):
        return None
    if before.rstrip().endswith("各") and token.kind == "quantity":
        token = replace(token, kind="per", per=("各",))
    kind = _kind(token, noun)
    if kind is None:
        return None
    people = words().measure.get(bare_unit(token.unit)[1], "") in ("people", "firms", "households")
    phrase = parse(before, after if kind in ("quantity", "per") else "", people)
    return Figure(
        kind, number, token.unit, phrase, noun, quote, origin, token.per, token.operator, sentence, token.bare
    )


def _kind(token: Token, noun: str) -> Kind | None:
    """Return what a figure is; None for one that counts nothing by itself (24小时值班, 占60%)."""
    if token.kind == "rate":
        return "rate" if noun.endswith(("率", "度")) else None
    if token.kind in ("money", "price", "per"):
        return token.kind
    if words().measure.get(bare_unit(token.unit)[1], "") == "time":
        if _TIME_NOUN.search(noun):
            return "time"
        return "quantity" if re.search(r"开放|服务|运行|值守|巡查|培训|营业", noun) else None
    return "quantity"


def _shared(verb: Verb, figure: Figure, listed: bool) -> bool:
    """Whether a list's verb can be meant for its next thing: people are trained or aided, not built or maintained."""
    if verb.kind in ("benefit", "event", "light") or not (listed or verb.kind in _CARRIED):
        return False
    return figure.measure != "people" or verb.kind in ("training", "subsidy", "exam", "inspect", "output")


def _inherit(figure: Figure, last: Phrase | None, adjacent: bool, listed: bool) -> Figure:
    """Fill what a list leaves unsaid: the verb of 呼吸机5台, the building of 建筑面积3200平方米."""
    phrase = figure.phrase
    if figure.kind != "quantity" or last is None:
        return figure
    if figure.noun in _MEASURES or phrase.object in _MEASURES:
        measure = {"长": "长度", "全长": "长度", "总长": "总长度"}.get(figure.noun, figure.noun)
        owner = last.object or last.group
        return replace(figure, phrase=Phrase(None, clean_object(owner + measure) or measure), noun=measure)
    if not phrase.object and not phrase.group and phrase.verb and phrase.verb.kind == "event" and last.object:
        return replace(figure, phrase=replace(last, group=""))  # 分6期举办
    if phrase.is_empty or (phrase.verb is None and not phrase.object):
        return replace(figure, phrase=replace(last, group=phrase.group or ""))
    if phrase.verb is None and last.verb and (adjacent or _shared(last.verb, figure, listed)):
        paid = (
            last.verb.kind == "subsidy" and phrase.object.endswith(("费", "金")) and last.verb.word in ("代缴", "减免")
        )
        return replace(figure, phrase=replace(phrase, verb=words().verbs["发放"] if paid else last.verb))
    return figure
