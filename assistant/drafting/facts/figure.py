"""A figure of the brief with its meaning."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.drafting.facts.phrases import Phrase
from assistant.drafting.facts.words import bare_unit, words
from assistant.model import Money

Kind = Literal["quantity", "money", "price", "rate", "per", "time"]
Origin = Literal["name", "purpose", "fact"]
AREAS = ("个村", "个行政村", "个社区", "个乡镇", "个街道", "个县", "个乡", "个镇")
"""Places that things are for; they count no things themselves."""
MEASURES = (
    "总建筑面积", "建筑面积", "占地面积", "总面积", "面积", "总长度", "总长", "全长", "长度", "总里程", "里程", "长", "总装机容量", "装机容量",
    "总装机", "装机",
)  # fmt: skip


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
