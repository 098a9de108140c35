"""`Facts`: figures, activities, effects, budget parts, price × quantity, deadline, group served."""

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Self

from assistant.drafting.brief import Brief
from assistant.drafting.facts.figures import Figure, read_figures
from assistant.drafting.facts.phrases import Phrase, clean_object, parse, strip_front, strip_place
from assistant.drafting.facts.scan import fold, scan
from assistant.drafting.facts.words import words
from assistant.model import Money, Source, Value

_CLAUSE = re.compile(r"[，,。；;：:（）()\n！!？?]")
_SUFFIX = re.compile(
    r"(?:专项|补助|业务|工作|项目|工程|活动|建设)?(?:经费|资金|费用|专款|支出|项目|专项|费)+$|(?:项目|工程)$"
)
_DEADLINE = re.compile(
    r"(?P<date>(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底|末|初|中旬|上旬|下旬)?|\d{4}年底)(?P<before>之?前)?"
    r"[^，,。；;\d]{0,6}?(?P<done>完成|完工|竣工|交付|验收|投入使用|建成|通车|发放到位|结束|启用)"
)
_NOT_A_PART = re.compile(
    r"(?:产值|收入|增收|总投资|概算|估算|撬动|带动|拉动|节约|节省|交易额|销售额|营收|资产|贷款|自筹|配套|缺口|追加|结余|损失|总额|总预算|税)"
)
_SERVICES = ("服务", "运维", "租赁", "保险", "管养")
# Objects that are no thing done: sums of money, the paper work of every project, general words.
_NO_DEED = re.compile(
    r"(?:费|费用|经费|款|资金|支出)$|^(?:验收|安装验收|采购|项目|工作|任务|建设|实施|招标|目标|上级|相关|及时|其他.*|.*等)$"
)
_MONEY_WORD = re.compile(r"(?:费|费用|成本|经费|支出|补助|补贴|资金|款|金)$")
_NO_EFFECT = ("加强", "强化", "规范", "完善", "健全", "进一步", "有效")
_NO_PART = re.compile(r"^(?:资金|费用|经费|成本|预算|总额|金额|支出|财政资金|财政拨款|.*共需.*|.*总.*|单价|.*标准)(?:成本)?$")


@dataclass(frozen=True)
class Activity:
    """Something the money is for: `figure` is None where the purpose gives no quantity."""

    phrase: Phrase
    quote: str
    figure: Figure | None = None

    @property
    def kind(self) -> str:
        """The verb's sort of activity (`purchase`, `build`, …), "" where only a thing is named."""
        kind = self.phrase.verb.kind if self.phrase.verb else ""
        return "service" if kind == "purchase" and self.phrase.object.endswith(_SERVICES) else kind


@dataclass(frozen=True)
class Part:
    """A part of the budget that the brief names: 设备购置费 50万元."""

    name: str
    money: Money
    figure: Figure


@dataclass(frozen=True)
class Product:
    """Price × quantity (× months), as the brief gives them: 1000元/人 × 300人 = 30万元."""

    price: Figure
    quantity: Figure
    total: Money
    months: int = 1

    @property
    def formula(self) -> str:
        """The sum in words: `300人×1000元/人=30万元`."""
        times = f"×{self.months}个月" if self.months > 1 else ""
        return f"{self.quantity.printed}×{self.price.printed}{times}={self.total.to('万元')}"


@dataclass(frozen=True)
class Facts:
    """All that a brief says. Built by `Facts.of`; nothing in it is guessed."""

    brief: Brief
    figures: tuple[Figure, ...]
    activities: tuple[Activity, ...]
    effects: tuple[str, ...]
    """Clauses that say what it is good for, in the user's words: 消除外沿脱落隐患."""
    deadline: tuple[str, str] | None = None
    """When it is to be done, and the words that say so: (`2025年10月底前`, `2025年10月底前完成验收`)."""
    group: str | None = None
    """Whom it serves, as a satisfaction row names them: 学生及家长."""
    given: tuple[tuple[str, str], ...] = field(default=())
    """The clerk's known figures as (name, value)."""

    @classmethod
    def of(cls, brief: Brief) -> Self:
        """Read a brief. Linear in its length; never raises."""
        context = parse(project_stem(brief.name, brief.unit))
        figures = [*read_figures(brief.name, "name"), *read_figures(brief.purpose, "purpose", _verb_only(context))]
        given = tuple((name, value) for name, _, value in (fact.partition("=") for fact in brief.facts))
        figures = _multiplied(_unique(figures))
        return cls(
            brief=brief,
            figures=tuple(figures),
            activities=tuple(_activities(brief, figures)),
            effects=tuple(_effects(brief.purpose)),
            deadline=_deadline(brief.purpose) or _deadline(brief.name),
            group=_group(brief),
            given=given,
        )

    @cached_property
    def stem(self) -> str:
        """The project's name without place, year and 经费/项目/资金."""
        return project_stem(self.brief.name, self.brief.unit)

    @cached_property
    def title(self) -> str:
        """The project's name without year, unit and brackets, 经费 and 项目 kept."""
        return project_stem(self.brief.name, self.brief.unit, whole=True)

    @cached_property
    def products(self) -> tuple[Product, ...]:
        """Every price with the quantity it belongs to."""
        found = (self._product(figure) for figure in self.figures if figure.kind == "price")
        return tuple(product for product in found if product)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Parts of the budget with a name; what exceeds the budget, or is no part of it, is left out."""
        found: dict[str, Part] = {}
        for figure in self.figures:
            part = self._part(figure)
            if part and part.name not in found:
                found[part.name] = part
        if sum(part.money.fen for part in found.values()) == self.brief.budget.fen:
            return tuple(found.values())
        return tuple(part for part in found.values() if not part.figure.bare or _MONEY_WORD.search(part.figure.noun))

    @cached_property
    def conflicts(self) -> tuple[str, ...]:
        """Where the brief contradicts itself or its budget: one Chinese sentence each."""
        budget, found = self.brief.budget, list[str]()
        for product in self.products:
            if product.total.fen > budget.fen:
                found.append(f"用途中 {product.formula}，超过项目预算 {budget}，请核对单价、数量或预算")
        total = sum(part.money.fen for part in self.parts)
        if total > budget.fen:
            names = "、".join(f"{part.name}{part.money}" for part in self.parts)
            found.append(f"用途中分项金额（{names}）合计 {Money(total)}，超过项目预算 {budget}，请核对")
        return tuple([*found, *_double(self.figures)])

    def source_of(self, value: Value) -> Source | None:
        """Return where the brief gives a value's figure, or None when it does not."""
        if value.number is None:
            return None
        for name, typed in self.given:
            if _same(value, Value.parse(typed)):
                return Source(kind="input", detail=f"已知数据“{name}={typed}”")
        for figure in self.figures:
            if _same(value, Value.parse(figure.printed)):
                return Source(kind="input", detail=f"{_WHERE[figure.origin]}“{figure.quote}”")
        return None

    def _product(self, price: Figure) -> Product | None:
        near = [other for other in self.figures if other.kind == "quantity" and _counts(other, price.per[0])]
        near.sort(key=lambda other: abs(other.sentence - price.sentence))
        here = {other.number for other in near if other.sentence == near[0].sentence}
        if len(here) != 1:  # an average price over unlike goods is no arithmetic
            return None
        try:
            plain = Decimal(price.money.fen) * near[0].amount
            months = 12 if "月" in price.per and plain * 12 == self.brief.budget.fen else 1
            total = Money.yuan(plain * months / 100, "万元")
        except ValueError:
            return None
        return Product(price, near[0], total, months)

    def _part(self, figure: Figure) -> Part | None:
        if figure.kind != "money" or _NOT_A_PART.search(figure.noun):
            return None
        name = _part_name(figure)
        try:
            money = figure.money
        except ValueError:
            return None
        if not name or not 0 < money.fen <= self.brief.budget.fen or money == self.brief.budget:
            return None
        return Part(name, money, figure)


_WHERE = {"name": "项目名称", "purpose": "资金用途", "fact": "已知数据"}


def project_stem(name: str, unit: str | None = None, whole: bool = False) -> str:
    """Return what a project's name says is done: 鄂州市2025年农村公路建设项目 → 农村公路建设."""
    stem = re.sub(r"[（(][^（()）]*[)）]", "", fold(name))
    stem = re.sub(r"\d{4}\s*(?:[-—~至]\s*\d{4}\s*)?年(?:度|上半年|下半年)?|第[一二三四五六七八九十\d]+[批期]|[一二三四五]期(?=工程|项目|$)", "", stem)
    if unit:
        stem = stem.replace(unit, "")
    shorter = stem if whole else _SUFFIX.sub("", stem)
    stem = shorter if len(shorter) >= 2 else stem
    return strip_place(stem.strip(" 　—-·“”\"的、"))


def _verb_only(phrase: Phrase) -> Phrase | None:
    """The name's verb holds for a purpose that begins with bare figures (心电监护仪采购: 20台)."""
    return Phrase(phrase.verb, phrase.object) if phrase.verb and not phrase.verb.light else None


def _unique(figures: list[Figure]) -> list[Figure]:
    """A figure of the name that the purpose repeats counts once, in the purpose's fuller words."""
    seen: dict[tuple[object, ...], Figure] = {}
    for figure in figures:
        key = (figure.kind, figure.number, figure.unit, figure.per, figure.phrase.object if figure.origin != "name" else "")
        for old in [other for other in seen if other[:4] == key[:4] and (other[4] == key[4] or "" in (other[4], key[4]))]:
            del seen[old]
        seen[key] = figure
    return list(seen.values())


def _multiplied(figures: list[Figure]) -> list[Figure]:
    """Add what follows from two figures of one sentence: 6期、每期50人 → 300人; 两条各2公里 → 4公里."""
    found: list[Figure] = []
    for index, figure in enumerate(figures):
        found.append(figure)
        if figure.kind != "per" or len(figure.per) != 1:
            continue
        before = [other for other in figures[:index] if other.kind == "quantity" and other.sentence == figure.sentence]
        before = [other for other in before if figure.per[0] in ("各", other.unit)][-1:]
        known = any(other.unit == figure.unit and other.kind == "quantity" for other in figures)
        if before and not known:
            total = before[0].amount * figure.number
            unit = figure.printed.replace("/各", "")
            sum_ = f"{before[0].printed}×{unit}={total:f}{figure.unit}"
            phrase = before[0].phrase if figure.phrase.is_empty or not figure.phrase.verb else figure.phrase
            found.append(replace(figure, kind="quantity", number=total, per=(), phrase=phrase, sum=sum_))
    return found


def _activities(brief: Brief, figures: list[Figure]) -> list[Activity]:
    """Activities in the purpose's order: those with figures, and clauses with a verb but no figure."""
    found = [Activity(figure.phrase, figure.quote, figure) for figure in figures if figure.kind == "quantity"]
    with_figure = {activity.phrase.object for activity in found}
    plain = fold(brief.purpose)
    for clause in _CLAUSE.split(plain):
        if any(token.number is not None for token in scan(clause)):
            continue
        for phrase in _listed(clause):
            if phrase.object not in with_figure:
                with_figure.add(phrase.object)
                found.append(Activity(phrase, clause.strip()))
    return found


def _listed(clause: str) -> list[Phrase]:
    """Read a clause without figures: 支付陪审员补助、互联网专线费 is one verb with two objects."""
    phrases: list[Phrase] = []
    verb = None
    for piece in re.split(r"、|以及|并且?(?=开展|组织|举办|实施|进行|发放|完成|购置|建立|设立)|(?<=[\u4e00-\u9fff]{3})[和及与](?=[\u4e00-\u9fff]{3})", clause):
        if piece.strip().startswith(words().results):
            verb = None
            continue
        phrase = parse(piece)
        if phrase.verb is None and verb is not None:
            phrase = Phrase(verb, phrase.object)
        if phrase.verb is not None and phrase.object and phrase.verb.kind != "benefit" and not _NO_DEED.search(phrase.object):
            phrases.append(phrase)
        if phrase.verb is not None and strip_front(piece).startswith(phrase.verb.word):
            verb = phrase.verb
    return phrases


def _effects(purpose: str) -> list[str]:
    found: list[str] = []
    for clause in re.split(r"[，,。；;\n]", fold(purpose)):
        plain = clause.strip(" 　")
        plain = re.sub(r"^(?:使|让|以|从而|进而|进一步|切实|有效|不断|持续|更好地?|用于|为了|着力|努力)+", "", plain)
        opened = clause.strip(" 　").startswith(("使", "让"))
        if (opened or plain.startswith(words().results)) and not plain.startswith(_NO_EFFECT) and 4 <= len(plain) <= 24 and not re.search(r"[\d：:（()）]", plain):
            found.append(plain)
    return found


def _deadline(text: str) -> tuple[str, str] | None:
    for clause in re.split(r"[，,。；;\n]", fold(text)):
        if found := _DEADLINE.search(re.sub(r"\s", "", clause)):
            return f"{found['date']}{'前' if found['before'] else ''}", clause.strip()
    return None


def _group(brief: Brief) -> str | None:
    """The group named first in purpose or name; the longest word wins where two stand at one place."""
    text = f"{brief.purpose}。{brief.name}"
    places = [(text.find(word), -len(word), say) for word, say in words().groups if word in text]
    return min(places)[2] if places else None


def _counts(figure: Figure, unit: str) -> bool:
    return unit != "单价" and (figure.unit == unit or figure.unit.lstrip("万千百") == unit) or unit == "单价"


def _part_name(figure: Figure) -> str:
    phrase = figure.phrase
    name = clean_object(figure.noun.removeprefix("其中")) or phrase.label
    name = re.sub(r"^(?:支付|用于|安排|其中|拨付)", "", name)
    if len(name) < 2 or _NO_PART.search(name):
        return ""
    return name if _MONEY_WORD.search(name) else f"{name}成本"


def _double(figures: tuple[Figure, ...]) -> list[str]:
    """The same thing counted twice with different figures (488人 and 210人 trained)."""
    seen: dict[tuple[str, str, str], Figure] = {}
    found: list[str] = []
    for figure in figures:
        if figure.kind != "quantity" or not figure.phrase.object:
            continue
        key = (figure.phrase.label, figure.phrase.group, figure.unit)
        other = seen.setdefault(key, figure)
        if other.number != figure.number:
            found.append(f"用途中“{figure.phrase.label}”有 {other.printed} 和 {figure.printed} 两个数字，请核对")
    return found


def _same(value: Value, other: Value) -> bool:
    return value.number == other.number and (value.unit or "") == (other.unit or "")
