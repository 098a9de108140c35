"""Figures with their meaning: what each counts, in which words, and the activities they belong to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from assistant.drafting.facts.around import SENTENCE, Around, around
from assistant.drafting.facts.phrases import Phrase, clean_object, deed_verb, parse, strip_back, strip_front
from assistant.drafting.facts.scan import Token, fold, scan
from assistant.drafting.facts.words import Verb, bare_unit, words
from assistant.model import Money

Kind = Literal["quantity", "money", "price", "rate", "per", "time"]
Origin = Literal["name", "purpose", "fact"]
_MEASURES = (
    "总建筑面积", "建筑面积", "占地面积", "总面积", "面积", "总长度", "总长", "全长", "长度", "总里程", "里程", "长",
)  # fmt: skip
# 日烘干能力, 年办件量: no thing that the list's verb is done to.
_BY_ITSELF = ("能力", "规模", "量", "指数")
_DIMENSIONS = re.compile(r"(?:宽|宽度|高|高度|深|深度|厚|厚度|直径|管径|口径|占比|比例|净空|间距|误差)$")
_CARRIED = ("purchase", "build", "renovate", "plant", "material", "subsidy", "training", "control", "stock")
_EACH = re.compile(
    r"每(?:个|一)?(?:[年月周天日人户台次期场班村校名]|季度|学期)?(?:[\u4e00-\u9fff]{1,3}每年)?|各$|[人生户亩台]均"
)
_TIME_NOUN = re.compile(r"(?:时间|时限|周期|工期|租期|期限|时长|服务期|工作日内|期)$")
_HEADS = ("people", "households", "firms")
# 国家级2名: a grade says nothing without what is graded.
_GRADE = re.compile(r"(?:[级类型档种]|以上|以下|以内)$|\d")
# 中小学（幼儿园）: brackets without a figure are read over, in place.
_BRACKET = re.compile(r"[（(][^（()）\d]{0,30}[)）]")
_VEIL = "\u2060"
_AREAS = ("个村", "个行政村", "个社区", "个乡镇", "个街道", "个县", "个乡", "个镇")
_AND = re.compile(r"、|以及|和|及|与")


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
        role: `host` where the things counted next are for it (3所小学) or where it says where (7个林场).
        scope: the host's words that lead over to this figure: 为3所小学食堂.
        deeds: what is done to it, where several deeds are named; `said` has them in the user's words.
        detail: whether it breaks down the figure before it (25名（国家级2名）).
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
    role: Literal["", "host"] = ""
    scope: str = ""
    deeds: tuple[str, ...] = ()
    said: str = ""
    detail: bool = False

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
    plain = _BRACKET.sub(lambda found: _VEIL * len(found[0]), plain)
    last: Phrase | None = context
    head: Figure | None = None
    # 低保补差: a sentence that only counts people counts those who get it.
    aided = context if context and context.verb and context.verb.kind == "subsidy" else None
    led, scope, count, whole = "", "", 0, context.object if context else ""
    for index, token in enumerate(tokens):
        if token.number is None:
            continue
        near = around(plain, text, tokens, index)
        near = replace(near, before=near.before.replace(_VEIL, ""), after=near.after.replace(_VEIL, ""))
        for figure in _figures(token, near, plain, origin):
            if near.bracket and head is not None:
                figure = _detail(figure, head)
            elif figure.role != "host":
                if led and figure.phrase.verb is None:  # 解决3个乡镇2.4万人, 治理9个村黑臭水体11处
                    figure = replace(figure, phrase=replace(figure.phrase, verb=words().verbs[led]))
                    scope = "" if words().verbs[led].kind == "benefit" else scope
                figure = _inherit(figure, last, not near.before.strip(), near.listed, count > 1, whole)
                figure = _named_together(figure, near.listed_names, whole)
                if figure.kind == "quantity":
                    figure, scope = replace(figure, scope=scope), ""
            else:
                scope = f"{scope}和{_scope(figure, near)[1:]}" if scope else _scope(figure, near)
            if figure.kind == "quantity" and figure.role != "host" and not near.bracket:
                head = figure
                last = figure.phrase if not figure.phrase.is_empty else last
                count += 1
            led = figure.said if figure.role == "host" else ""
            yield figure
        if SENTENCE.search(plain[token.end : tokens[index + 1].start] if index + 1 < len(tokens) else ""):
            last, scope, count = aided, "", 0


def _figures(token: Token, near: Around, plain: str, origin: Origin) -> list[Figure]:
    """One figure; 培训与演练各1次 is one for each of the two."""
    if near.before.rstrip().endswith("各") and token.kind == "quantity":
        whole = plain[: token.start].removesuffix("各")
        listed = re.split(r"[，,。；;：:（）()\n\d]", whole)[-1]
        names = [name for name in _AND.split(listed) if len(name) >= 2]
        if len(names) > 1:
            first = parse(names[0])
            things = [parse(name) for name in names]
            things = [thing if thing.object else replace(thing, object=first.object, lead=False) for thing in things]
            shared = [
                replace(thing, verb=first.verb) if thing.verb is None and first.lead else thing for thing in things
            ]
            found = [_figure(token, replace(near, before=""), origin) for _ in names]
            return [
                replace(figure, phrase=phrase)
                for figure, phrase in zip(found, shared, strict=True)
                if figure is not None
            ]
        token = replace(token, kind="per", per=("各",))
    figure = _figure(token, near, origin)
    return [figure] if figure else []


def _figure(token: Token, near: Around, origin: Origin) -> Figure | None:
    before = _EACH.sub("", near.before) if token.per else near.before
    noun, number = strip_back(strip_front(before)), token.number
    if number is None or _DIMENSIONS.search(noun):
        return None
    if token.kind == "money" and near.before.rstrip().endswith("各"):  # 文化站各2.8万元
        token = replace(token, kind="price", per=("个",))
    kind = _kind(token, noun)
    if kind is None or (origin == "name" and token.unit in ("期", "批")):
        return None
    people = words().measure.get(bare_unit(token.unit)[1], "") in _HEADS
    phrase = parse(before, near.after if kind in ("quantity", "per") else "", people)
    if near.done and phrase.object.removesuffix("工程").endswith(near.done):
        phrase = replace(phrase, object="")
    if kind == "quantity" and near.done and (phrase.verb is None or phrase.verb.light) and not phrase.is_empty:
        phrase = replace(phrase, verb=deed_verb(near.done), lead=False)
    role: Literal["", "host"] = near.role if kind == "quantity" else ""
    served = phrase.verb is not None and (
        phrase.verb.kind in ("subsidy", "purchase") or (phrase.verb.kind == "benefit" and not phrase.object)
    )
    if kind == "quantity" and token.unit in _AREAS and served:
        role = "host"
    own = parse(before).verb if role == "host" else None
    led = own.word if own and not own.light else ""
    if role == "host":
        phrase = _host(phrase, near, token)
    elif near.deeds and kind == "quantity":
        phrase = _by_deeds(phrase, near)
    return Figure(
        kind, number, token.unit, phrase, noun, near.quote, origin, token.per, token.operator, near.sentence, token.bare,
        role=role, deeds=near.deeds if kind == "quantity" and not near.verb else (),
        said=f"{near.verb}{near.said}" if near.deeds else led,
    )  # fmt: skip


def _host(phrase: Phrase, near: Around, token: Token) -> Phrase:
    """3所|小学食堂: whom or what the things are for."""
    after = parse("", near.after)
    thing = (
        (after.object if after.verb and not after.lead else "")
        or clean_object(near.after)
        or phrase.group
        or phrase.object
    )
    if token.unit in _AREAS:
        thing = token.unit.removeprefix("个")
    people = words().measure.get(bare_unit(token.unit)[1], "") in ("people", "households")
    return Phrase(words().verbs["惠及" if people else "覆盖"], thing)


def _scope(figure: Figure, near: Around) -> str:
    amount = f"{figure.number:f}{figure.unit}"
    if figure.unit in _AREAS:
        return f"{near.lead or '在'}{amount}"
    if figure.measure == "people":
        amount = f"{figure.number:f}{figure.unit.removesuffix('人')}名"
    return f"{near.lead or '在'}{amount}{figure.phrase.object}"


def _by_deeds(phrase: Phrase, near: Around) -> Phrase:
    """古树名木126株: 挂牌、复壮、养护 — the first deed names the row until the rows are made."""
    if near.verb:
        group = clean_object(near.after)
        tail = "服务" if near.verb == "提供" else "活动"
        return Phrase(words().verbs["服务"] if tail == "服务" else None, tail if tail == "活动" else group, group)
    deed = deed_verb(near.deeds[0])
    thing = phrase.object
    return Phrase(deed, thing, phrase.group, lead=False) if thing else phrase


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


def _detail(figure: Figure, head: Figure) -> Figure:
    """25名（国家级2名）: graded like its head; 2.8万吨（小麦1.8万吨）: a thing of its own, done alike."""
    if figure.kind != "quantity":
        return replace(figure, detail=True)
    noun, phrase = figure.noun, figure.phrase
    if phrase.verb is None and head.phrase.object.startswith(phrase.object):
        phrase = replace(phrase, object="")
    if phrase.verb is not None and not phrase.verb.light:
        return replace(figure, detail=True)
    if _GRADE.search(noun) or not phrase.object:
        short = noun if len(noun) <= 12 else ""
        return replace(figure, phrase=replace(head.phrase, object=short + head.phrase.object), detail=True)
    return replace(figure, phrase=replace(phrase, verb=head.phrase.verb, lead=head.phrase.lead), detail=True)


def _named_together(figure: Figure, names: tuple[str, ...], whole: str) -> Figure:
    """旧址甲、旧址乙共3处: what they have in common, by the project's name or the names' own end."""
    thing = figure.phrase.object
    if not names or figure.kind != "quantity" or not thing:
        return figure
    common = ""
    for size in range(2, min(map(len, names)) + 1):
        if len({name[-size:] for name in names}) > 1:
            break
        common = names[0][-size:]
    if whole and whole[-1] == thing[-1] and len(whole) <= 8:
        common = whole
    return replace(figure, phrase=replace(figure.phrase, object=common)) if len(common) >= 2 else figure


def _shared(verb: Verb, figure: Figure, listed: bool) -> bool:
    """Whether a list's verb can be meant for its next thing: people are trained or aided, not built or maintained."""
    if verb.word in ("惠及", "受益", "涉及") and listed:
        return figure.measure in _HEADS
    if verb.kind in ("benefit", "event", "light") or not (listed or verb.kind in _CARRIED):
        return False
    return figure.measure != "people" or verb.kind in ("training", "subsidy", "exam", "inspect", "output", "service")


def _inherit(
    figure: Figure, last: Phrase | None, adjacent: bool, listed: bool, several: bool = False, whole: str = ""
) -> Figure:
    """Fill what a list leaves unsaid: the verb of 呼吸机5台, the building of 建筑面积3200平方米."""
    phrase = figure.phrase
    if figure.kind != "quantity" or last is None or phrase.object.endswith(_BY_ITSELF):
        return figure
    if figure.noun in _MEASURES or phrase.object in _MEASURES:
        noun = figure.noun if figure.noun in _MEASURES else phrase.object
        measure = {"长": "长度", "全长": "长度", "总长": "总长度"}.get(noun, noun)
        owner = last.object or last.group
        if noun != figure.noun and phrase.verb:  # 治理面积28公顷
            owner, measure = owner.removesuffix(phrase.verb.word), phrase.verb.nominal + measure
        if figure.noun.startswith("总") and several:  # 篮球场4片、排球场2片，总面积1.9万平方米
            owner = whole or "项目"
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


__all__ = ["Figure", "read_figures"]
