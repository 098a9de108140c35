"""The figures of a text in order: a list shares its verb, brackets break down what stands before them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.drafting.facts.around import SENTENCE, Around, around
from assistant.drafting.facts.cleaning import clean_object
from assistant.drafting.facts.figure import MEASURES, Figure, Origin
from assistant.drafting.facts.phrases import Phrase
from assistant.drafting.facts.scan import fold, scan
from assistant.drafting.facts.single import HEADS, figures_at, scope_of
from assistant.drafting.facts.words import Verb, words

# 日烘干能力, 年办件量: no thing that the list's verb is done to.
_BY_ITSELF = ("能力", "规模", "量", "指数", "节电", "节水", "节能", "减排")
# What may be done without an object: 巡检48次.
_ALONE = ("event", "inspect", "upkeep", "training", "exam", "benefit")
_RHYTHMS = (("天",), ("周",), ("月",), ("季度",))
_HELD = ("举办", "承办", "召开", "举行", "主办")
_CARRIED = ("purchase", "build", "renovate", "plant", "material", "subsidy", "training", "control", "stock")
# 国家级2名: a grade says nothing without what is graded.
_GRADE = re.compile(r"(?:[级类型档种]|以上|以下|以内)$|\d")
_KIND = re.compile(r"[级类型档]$")
# 中小学（幼儿园）: brackets without a figure are read over, in place.
BRACKET = re.compile(r"[（(][^（()）\d]{0,30}[)）]")
VEIL = "\u2060"
_COMMA = re.compile(r"[，,]")
_FULL = {"长": "长度", "全长": "长度", "总长": "总长度", "装机": "装机容量", "总装机": "装机容量"}


def read_figures(text: str, origin: Origin, context: Phrase | None = None) -> Iterator[Figure]:
    """Yield the figures of a text, each with its own words; a list (购置甲20台、乙5台) shares its verb."""
    plain = fold(text)
    tokens = list(scan(plain))
    plain = BRACKET.sub(lambda found: VEIL * len(found[0]), plain)
    reader = _Reader(context)
    for index, token in enumerate(tokens):
        if token.number is None:
            continue
        near = around(plain, text, tokens, index)
        near = replace(near, before=near.before.replace(VEIL, ""), after=near.after.replace(VEIL, ""))
        for figure in figures_at(token, near, plain, origin):
            yield reader.read(figure, near)
        reader.pass_by(plain[token.end : tokens[index + 1].start] if index + 1 < len(tokens) else "")


@dataclass
class _Reader:
    """What the figures before leave to the next one."""

    context: Phrase | None
    """What the project's name says is done."""
    last: Phrase | None = None
    head: Figure | None = None
    """The figure that brackets break down."""
    led: str = ""
    """The verb before a host: it belongs to the things behind."""
    scope: str = ""
    count: int = 0
    """Figures in this sentence."""

    def __post_init__(self) -> None:
        self.last = self.context

    def read(self, figure: Figure, near: Around) -> Figure:
        """Return the figure with what it takes from those before it."""
        graded = near.among and self.head is not None and figure.unit == self.head.unit and _KIND.search(figure.noun)
        if (near.bracket or graded) and self.head is not None:
            figure = _detail(figure, self.head)
        elif figure.role == "host":
            here = scope_of(figure, near)
            self.scope = f"{self.scope}和{here[1:]}" if self.scope else here
        else:
            figure = self._take(figure, near)
        if figure.kind == "quantity" and figure.role != "host" and not near.bracket and not graded:
            self._keep(figure, near)
        self.led = figure.said if figure.role == "host" else ""
        return figure

    def _take(self, figure: Figure, near: Around) -> Figure:
        whole = self.context.object if self.context else ""
        if self.led and figure.phrase.verb is None:  # 解决3个乡镇2.4万人, 治理9个村黑臭水体11处
            figure = replace(figure, phrase=replace(figure.phrase, verb=words().verbs[self.led]))
            self.scope = "" if words().verbs[self.led].kind == "benefit" else self.scope
        if figure.kind == "per" and figure.per[:1] in _RHYTHMS and figure.phrase.is_empty and self.last:
            return replace(figure, phrase=self.last)  # 机械化清扫…，每日作业不少于2次
        figure = _inherit(figure, self.last, not near.before.strip(), near.listed, self.count > 1, whole)
        figure = _named_together(figure, near.listed_names, whole)
        if figure.kind == "quantity":
            figure, self.scope = replace(figure, scope=self.scope), ""
        return figure

    def _keep(self, figure: Figure, near: Around) -> None:
        self.head = figure
        self.count += 1
        if not figure.phrase.is_empty:
            verb = figure.phrase.verb or (self.last.verb if self.last and near.listed else None)
            self.last = replace(figure.phrase, verb=verb)

    def pass_by(self, between: str) -> None:
        """Let go of what a comma or a full stop ends."""
        if SENTENCE.search(between):
            # 低保补差: a sentence that only counts people counts those who get it.
            verb = self.context.verb if self.context else None
            self.last = self.context if verb and verb.kind == "subsidy" else None
            self.scope, self.count = "", 0
        elif _COMMA.search(between):
            self.scope = ""


def _detail(figure: Figure, head: Figure) -> Figure:
    """25名（国家级2名）: graded like its head; 2.8万吨（小麦1.8万吨）: a thing of its own, done alike."""
    if figure.kind == "money" and not figure.noun and head.phrase.label:  # 图书8000册（40万元）
        return replace(figure, noun=head.phrase.label, quote=f"{head.quote}（{figure.quote}）", detail=True)
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
    if verb.word in ("配备", "配齐", "配置") and listed:
        return True
    if verb.word in ("惠及", "受益", "涉及", "保护") and listed:
        return figure.measure in (*HEADS, "area")
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
    if figure.noun in MEASURES or phrase.object in MEASURES:
        return _measured(figure, last, (whole or "项目") if several else "")
    if not phrase.object and not phrase.group and phrase.verb and phrase.verb.word in _HELD and last.object:
        return replace(figure, phrase=replace(last, group=""))  # 分6期举办
    if listed and phrase.verb and not phrase.verb.light and phrase.verb.kind not in _ALONE and not phrase.object:
        return replace(figure, phrase=replace(phrase, object=last.object))  # 新建城市公厕6座、改建12座
    if phrase.is_empty or (phrase.verb is None and not phrase.object):
        return replace(figure, phrase=replace(last, group=phrase.group or ""))
    if phrase.verb is None and last.verb and (adjacent or _shared(last.verb, figure, listed)):
        paid = last.verb.word in ("代缴", "减免") and phrase.object.endswith(("费", "金"))
        return replace(figure, phrase=replace(phrase, verb=words().verbs["发放"] if paid else last.verb))
    return figure


def _measured(figure: Figure, last: Phrase, whole: str) -> Figure:
    """建筑面积3200平方米 is that of the thing before; 总面积 behind several things that of the whole."""
    phrase = figure.phrase
    noun = figure.noun if figure.noun in MEASURES else phrase.object
    measure, owner = _FULL.get(noun, noun), last.object or last.group
    if noun != figure.noun and phrase.verb:  # 治理面积28公顷
        owner, measure = owner.removesuffix(phrase.verb.word), phrase.verb.nominal + measure
    if figure.noun.startswith("总") and whole:  # 篮球场4片、排球场2片，总面积1.9万平方米
        owner = whole
    return replace(figure, phrase=Phrase(None, clean_object(owner + measure) or measure), noun=measure)
