"""What every rule looks at: a target with its form's facts, and each row with what its name and value mean."""

from decimal import Decimal

from assistant.checking.category import Advice, misplaced
from assistant.checking.compare import Table
from assistant.checking.figures import Figure, figures
from assistant.checking.lazy import lazy
from assistant.checking.narrative import NarrativeIndex
from assistant.checking.row import Row
from assistant.forms import FormDefinition, get_form
from assistant.model import InputError, PerformanceTarget, Period

__all__ = ["PERIOD_NAMES", "Context", "Row"]
PERIOD_NAMES: dict[Period, str] = {"long_term": "长期", "annual": "年度"}


class Context:
    """A target as the rules see it."""

    def __init__(self, target: PerformanceTarget, narrative: NarrativeIndex | None = None) -> None:
        self.target = target
        self.project = target.project
        self.form = form_of(target)
        self.rows = [Row(position, row) for position, row in enumerate(target.indicators)]
        self.tables: dict[Period, list[Row]] = {}
        for row in self.rows:
            self.tables.setdefault(row.period, []).append(row)
        self._figures: dict[Period, Table] = {}
        self.narrative = narrative
        self.item = narrative.item_of(target.project.name) if narrative else None
        self._read: dict[str, tuple[Figure, ...]] = {}

    def rows_of(self, period: Period) -> list[Row]:
        """Return the rows of one period."""
        return self.tables.get(period, [])

    @property
    def budget_yuan(self) -> Decimal | None:
        """The budget in 元; None where it is not given or not above 0."""
        budget = self.project.budget
        return budget.amount("元") if budget and budget.fen > 0 else None

    @lazy
    def goals(self) -> dict[Period, list[str]]:
        """Goal texts by period, empty ones left out."""
        found: dict[Period, list[str]] = {}
        for goal in self.target.goals:
            if goal.text:
                found.setdefault(goal.period, []).append(goal.text)
        return found

    def figures_in(self, text: str) -> tuple[Figure, ...]:
        """Return the figures of a text; several rules ask for the same goal's."""
        if text not in self._read:
            self._read[text] = tuple(figures(text))
        return self._read[text]

    def figures_of(self, period: Period) -> Table:
        """Return the table of a period, ready to be asked for figures; made once, at first use."""
        if period not in self._figures:
            self._figures[period] = Table(self.rows_of(period))
        return self._figures[period]

    @lazy
    def misplaced(self) -> dict[int, Advice]:
        """What is wrong with a row's place, by the row's position; rows in their place have none."""
        return {row.position: advice for row in self.rows if row.name and (advice := misplaced(row))}

    @lazy
    def main_period(self) -> Period:
        """The period that the form's budget pays for: the annual one, unless only the other has rows."""
        return "annual" if "annual" in self.tables or not self.tables else next(iter(self.tables))

    @lazy
    def texts(self) -> list[tuple[str, str, Row | None]]:
        """Every text a reader of the form sees, with where it stands."""
        project = self.project
        head = [("项目名称", project.name), ("资金用途", project.purpose or "")]
        head += [(f"{PERIOD_NAMES[goal.period]}目标", goal.text) for goal in self.target.goals]
        if self.item:
            head += [("文字部分的绩效目标", self.item.goal), ("文字部分的绩效指标", self.item.indicators)]
        found: list[tuple[str, str, Row | None]] = [(place, text, None) for place, text in head if text]
        for row in self.rows:
            cells = (("三级指标", row.name), ("指标描述", row.indicator.description or ""), ("指标值", row.text))
            found += [(place, text, row) for place, text in cells if text]
        return found

    @lazy
    def all_text(self) -> str:
        """All of `texts`, a line each: a rule that finds nothing in it need not look at each of them."""
        return "\n".join(text for _, text, _ in self.texts)


def form_of(target: PerformanceTarget) -> FormDefinition:
    """Return the target's form; a form that we do not know is judged by the central one."""
    try:
        return get_form(target.form)
    except InputError:
        return get_form("central")
