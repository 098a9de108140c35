"""A draft in the making: its goals and the rows of the annual table, and the whole target that they make."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.checking import Finding, Report, check
from assistant.drafting.brief import Brief
from assistant.drafting.online.columns import fill_columns
from assistant.drafting.online.long_term import long_term
from assistant.forms import FormDefinition, GoalSlot
from assistant.model import Goal, Indicator, PerformanceTarget, Period, Project
from assistant.model.text import match_key

MOST_ROWS = 40


def goal_slots(form: FormDefinition) -> tuple[GoalSlot, ...]:
    """Return the goals of a draft: the form's own, and a long-term one before them where the form prints none.

    A draft carries both periods whatever its form prints, so that it can be converted.
    """
    if any(slot.period == "long_term" for slot in form.goals):
        return form.goals
    return (GoalSlot(period="long_term", label="长期目标"), *form.goals)


@dataclass
class Sheet:
    """Goals and annual rows; everything else of the target follows from them.

    Attributes:
        rows: the annual table in the order of arrival.
        goals: one a slot at most, in the slots' order; None where none has arrived.
        kept_rows: so many rows at the start are the user's to change, and nobody else's.
        kept_goals: the same of goals, by place.
        kept_long: the user's own rows of the long-term table, where they have changed it.
    """

    brief: Brief
    form: FormDefinition
    rows: list[Indicator] = field(default_factory=list)
    goals: list[Goal | None] = field(default_factory=list)
    kept_rows: int = 0
    kept_goals: frozenset[int] = frozenset()
    kept_long: tuple[Indicator, ...] = ()

    def __post_init__(self) -> None:
        """One place a goal."""
        self.goals = self.goals or [None] * len(self.slots)

    @property
    def slots(self) -> tuple[GoalSlot, ...]:
        """The goals that the draft is to have."""
        return goal_slots(self.form)

    @property
    def order(self) -> list[int]:
        """Positions of `rows` in the form's order of levels; rows of a level stay in the order of arrival."""
        return sorted(range(len(self.rows)), key=lambda at: self._place(self.rows[at]))

    def _place(self, row: Indicator) -> int:
        places = [(level.name, child.name) for level in self.form.levels for child in level.level2]
        place = (row.level1, row.level2)
        return places.index(place) if place in places else len(places)  # A user's table may hold a level of their own.

    @property
    def periods(self) -> list[Period]:
        """The form's tables."""
        return [table.period for table in self.form.tables]

    def add_goal(self, period: Period | None, text: str) -> int | None:
        """Put a goal into the first empty place of its period (of any, when None); None when there is none."""
        for at, slot in enumerate(self.slots):
            if self.goals[at] is None and period in (None, slot.period):
                self.goals[at] = Goal(period=slot.period, text=text)
                return at
        return None

    def set_goal(self, at: int, text: str) -> None:
        """Write the goal of a place; a kept one stays."""
        if at not in self.kept_goals:
            self.goals[at] = Goal(period=self.slots[at].period, text=text)

    def put(self, position: int, row: Indicator) -> None:
        """Put a row in the place of another; a kept one stays."""
        if position >= self.kept_rows:
            self.rows[position] = row

    def keep(self, long_rows: Sequence[Indicator] = ()) -> None:
        """Keep everything that is here now, and these rows of the long-term table."""
        self.kept_long = tuple(long_rows)
        self.kept_rows = len(self.rows)
        self.kept_goals = frozenset(at for at, goal in enumerate(self.goals) if goal)

    def has(self, name: str) -> bool:
        """Whether a row of this name is there."""
        key = match_key(name)
        return any(match_key(row.name) == key for row in self.rows)

    def target(self) -> PerformanceTarget:
        """Return the target: both tables where the form prints two, columns filled, rows in the form's order."""
        annual = fill_columns([self.rows[at] for at in self.order], self.form)
        names = {row.name for row in annual}
        tables = {"annual": annual, "long_term": [long_term(row, names) for row in annual]}
        brief = self.brief
        project = Project(
            name=brief.name, budget=brief.budget, purpose=brief.purpose, year=brief.year, unit=brief.unit or None
        )
        return PerformanceTarget(
            form=self.form.id,
            project=project,
            goals=[goal for goal in self.goals if goal],
            indicators=[row for period in self.periods for row in tables[period]],
        )

    def long_rows(self) -> list[Indicator]:
        """Return the long-term table: the user's own rows, and what follows from annual rows that are not theirs."""
        first = self.kept_rows if self.kept_long else 0
        names = {row.name for row in self.rows}
        derived = [long_term(self.rows[at], names) for at in self.order if at >= first]
        return sorted([*self.kept_long, *derived], key=self._place)

    def final(self) -> PerformanceTarget:
        """Return the target as it leaves: with the user's own long-term rows, which the working target derives anew."""
        target = self.target()
        if not self.kept_long:
            return target
        tables = {"annual": target.of_period("annual"), "long_term": fill_columns(self.long_rows(), self.form)}
        return target.model_copy(update={"indicators": [row for period in self.periods for row in tables[period]]})

    def report(self) -> Report:
        """Check the target."""
        return check(self.target())

    def errors(self, report: Report | None = None) -> tuple[dict[int, list[Finding]], list[Finding]]:
        """Return the findings of severity error: by position in `rows`, and those of the form as a whole."""
        order, by_row, of_form = self.order, dict[int, list[Finding]](), list[Finding]()
        for finding in (report or self.report()).errors:
            if finding.position is None or not order:
                of_form.append(finding)
            else:
                # Both tables hold the same rows in the same order.
                by_row.setdefault(order[finding.position % len(order)], []).append(finding)
        return by_row, of_form
