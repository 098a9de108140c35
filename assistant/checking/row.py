"""An indicator as the rules see it: what its name measures, what its value says."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from assistant.checking.costs import Cost, cost_of
from assistant.checking.figures import SCALE, subject
from assistant.checking.lazy import lazy
from assistant.checking.lexicon import Meaning, classify, lexicon, unit_family
from assistant.model import Indicator, Period
from assistant.model.framework import PARENT
from assistant.model.text import match_key, tidy

COST_LEVELS = frozenset({"成本指标", "经济成本指标", "社会成本指标", "生态环境成本指标"})
_MEASURED = frozenset({"rate", "satisfaction"})
_RATE_WORD = re.compile(r"(?<!效)率|[有失]效率")
_EMPTY = re.compile(r"[\s\-—/\\.。、()（）]*(?:空|无数据|null|none)?[\s\-—/\\.。、()（）]*", re.IGNORECASE)


@dataclass
class Row:
    """An indicator with what it means.

    Attributes:
        position: its index in `target.indicators`.
        meaning: what the name says is measured.
        families: families of the value's unit.
        percent: whether the value is a share.
        key: the name without signs and spaces.
        is_cost: whether it stands among the cost indicators.
        is_empty: whether the value cell holds nothing.
    """

    position: int
    indicator: Indicator
    meaning: Meaning = field(init=False)
    families: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Classify once; all rules read it."""
        indicator = self.indicator
        self.period: Period = indicator.period
        self.level1 = indicator.level1
        self.level2 = indicator.level2
        self.name = tidy(indicator.name)
        self.value = indicator.value
        self.text = indicator.value.text
        self.meaning = classify(self.name)
        self.families = unit_family(indicator.value.unit)
        self.percent = "percent" in self.families
        self.key = match_key(self.name)
        self.is_cost = self._stands_under_cost()
        self.is_empty = _EMPTY.fullmatch(self.text) is not None

    @property
    def number(self) -> Decimal | None:
        """The value's number, or None."""
        return self.value.number

    @lazy
    def scaled(self) -> Decimal:
        """The number with its unit's scale (≥3万人 is 30,000); 0 where there is none."""
        unit, number = self.value.unit or "", self.number if self.number is not None else Decimal(0)
        return number * SCALE.get(unit[0], Decimal(1)) if len(unit) > 1 else number

    def _stands_under_cost(self) -> bool:
        if self.level1 == "成本指标" or self.level2 in COST_LEVELS:
            return True
        return self.level2 not in PARENT and lexicon().subjects["cost_level"].search(self.level2) is not None

    @lazy
    def core(self) -> str:
        """The name without signs, spaces and words that fit any project; empty where nothing else is in it."""
        return lexicon().generic.sub("", self.key)

    @lazy
    def value_key(self) -> str:
        """The value without signs and spaces."""
        return match_key(self.text)

    @lazy
    def is_vague(self) -> bool:
        """Whether the value is a mere grade or a mere promise of change: 优, 全面提高."""
        words = lexicon()
        if self.text in words.done:
            return self.level2 != "时效指标"
        return (
            self.text in words.grades
            or words.improvement.fullmatch(self.text) is not None
            or words.praise.fullmatch(self.text) is not None
        )

    @property
    def _is_named(self) -> bool:
        """Whether the name says what is measured, and not only the description."""
        return self.meaning.kind != "statement" or self.described is None

    @lazy
    def is_share(self) -> bool:
        """Whether the name can have a share; counts, costs and times with % are S103's and S105's business."""
        words = lexicon()
        if self.number == 100 and self.name.startswith(words.openings["lowering"]):
            # What is lowered by all of it is gone.
            return False
        if words.subjects["pseudo"].search(self.name if self._is_named else self.indicator.description or ""):
            return False
        if self.meaning.kind != "statement":
            return True
        if words.subjects["promise"].search(self.text):
            return False
        if self.described and self.described.kind in _MEASURED:
            # 降低办事成本完成率: of a change there is no completing. 积极性提高率 100%: nobody means twice as much.
            unreal = "completion" if self.level1 == "效益指标" else ""
            return self.described.aspect not in (unreal or None, "change" if self.number == 100 else None)
        if self.name.endswith(words.endings["surveyed"]) and self.number != 100:
            # 居民健康素养水平 ≥28%: a figure that is taken by survey; of 生活水平 100% nobody can say what it would be.
            return True
        named = _RATE_WORD.search(self.name) or words.subjects["share"].search(self.name)
        return named is not None or self.level1 == "满意度指标"

    @lazy
    def described(self) -> Meaning | None:
        """What the description says is measured."""
        return classify(self.indicator.description) if self.indicator.description else None

    @lazy
    def subject(self) -> str:
        """What the name is about, without verb and measure."""
        return subject(self.name)

    @lazy
    def described_key(self) -> str:
        """The description without signs and spaces; empty where there is none."""
        return match_key(self.indicator.description) if self.indicator.description else ""

    @lazy
    def described_subject(self) -> str:
        """What the description is about."""
        return subject(self.indicator.description or "")

    @lazy
    def cost(self) -> Cost | None:
        """The amount of money in the value, or None."""
        return cost_of(self.value)
