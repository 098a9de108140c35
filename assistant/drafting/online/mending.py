"""What still has an error after repair is put right by rule, so that no draft leaves with one.

Every edit is tried and kept only when the checker has less to say; so it ends, and it cannot make a draft worse.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.checking import Finding
from assistant.checking.lexicon import classify
from assistant.drafting.events import DraftEvent, GoalDrafted, RowDrafted, RowReplaced
from assistant.drafting.online.sheet import MOST_ROWS, Sheet
from assistant.drafting.online.spare import Spare
from assistant.drafting.provenance import Ground, settle
from assistant.model import Indicator, Operator, Value

PASSES = 4
_TURNED: dict[str, Operator] = {"≥": "≤", ">": "≤", "≤": "≥", "<": "≥"}
_FIGURE = re.compile(
    r"(?:共计?|约|近|达到?|不少于|不低于)?\d[\d,.]*\s*(?:%|[亿万千百]?[\u4e00-\u9fff]{1,2})?(?:以上|左右)?"
)
Edit = Callable[[], None]


@dataclass
class Mending:
    """The mechanical repair of one sheet."""

    sheet: Sheet
    ground: Ground
    spare: Spare

    def run(self) -> Iterator[DraftEvent]:
        """Yield the goals that were added, the rows that were changed or added."""
        yield from self._missing_goals()
        for _ in range(PASSES):
            before = self._burden()
            for finding in self.sheet.report().findings:
                if finding.severity != "hint":
                    yield from self._try_all(finding)
            if self._burden() in (before, (0, 0)):
                break

    def _missing_goals(self) -> Iterator[DraftEvent]:
        """Every draft has a goal of each period, whatever its form prints or the model wrote."""
        for at, slot in enumerate(self.sheet.slots):
            if not any(goal for goal in self.sheet.goals if goal and goal.period == slot.period):
                self._new_goal(at)
                yield from (GoalDrafted(goal) for goal in self.sheet.goals[at : at + 1] if goal)

    def _try_all(self, finding: Finding) -> Iterator[DraftEvent]:
        sheet, burden = self.sheet, self._burden()
        for edit in self._edits(finding):
            rows, goals = list(sheet.rows), list(sheet.goals)
            edit()
            now = self._burden()
            if now < burden:
                yield from self._told(rows)
                return
            sheet.rows, sheet.goals = rows, goals

    def _told(self, old: list[Indicator]) -> Iterator[DraftEvent]:
        for position, row in enumerate(self.sheet.rows):
            if position >= len(old):
                yield RowDrafted(position, row)
            elif row is not old[position]:
                yield RowReplaced(position, row)

    def _edits(self, finding: Finding) -> Iterator[Edit]:
        """Offer edits against a finding, the mildest first; those that take a figure away only against errors."""
        position = self._row_of(finding)
        if position is not None:
            yield from self._row_edits(position, finding.rule)
        if finding.rule in ("W101", "W102"):
            yield lambda: self._add_missing(finding)
        if finding.rule == "S110":
            yield self._add_counted_benefit
        if finding.rule in ("W103", "W104", "Z102"):
            for at, slot in enumerate(self.sheet.slots):
                if finding.period in (None, slot.period):
                    yield lambda at=at: self._new_goal(at)  # type: ignore[misc]
        if finding.severity != "error":
            return
        if position is None:
            # One more cost each time: a sum may need several opened before it fits.
            yield from (lambda count=count: self._open_costs(count) for count in range(1, len(self._costs()) + 1))
        yield from self._goal_edits()
        if position is not None:
            yield lambda: self._open(position)
            yield lambda: self._replace(position)
        # An edit may cure one error and bring another (a new row that an old goal contradicts): all at once, last.
        yield lambda: self._rescue(finding, position, figures=True)
        yield lambda: self._rescue(finding, position, figures=False)

    def _row_of(self, finding: Finding) -> int | None:
        order = self.sheet.order
        return order[finding.position % len(order)] if finding.position is not None and order else None

    def _row_edits(self, position: int, rule: str) -> Iterator[Edit]:
        """An edit of value or place that keeps the figure, for the rules that say which it is."""
        row = self.sheet.rows[position]
        value, meaning = row.value, classify(row.name, row.value.unit)
        if rule == "S102" and value.is_percent and value.number is not None and value.number >= 100:
            mended = Value.of("≥", 95, "%") if meaning.kind == "satisfaction" else Value.of("=", 100, "%")
            yield lambda: self._set(position, mended.styled(value.bracketed))
        if rule == "S104" and value.number == 0:
            yield lambda: self._set(position, _signed(value, "="))
        if rule == "S104" and value.operator in _TURNED:
            yield lambda: self._set(position, _signed(value, _TURNED[value.operator or ""]))
        levels = self.sheet.form.levels
        home = next((level.name for level in levels for child in level.level2 if child.name == meaning.level2), None)
        if rule == "X104" and home and meaning.level2 != row.level2:
            yield lambda: self._put(position, row.model_copy(update={"level1": home, "level2": meaning.level2}))

    def _goal_edits(self) -> Iterator[Edit]:
        """A figure out of a goal that contradicts a row; the last edit is a goal made of the rows themselves."""
        for at, goal in enumerate(self.sheet.goals):
            if goal is None:
                continue
            for found in list(_FIGURE.finditer(goal.text))[:12]:
                text = goal.text[: found.start()] + goal.text[found.end() :]
                yield lambda at=at, text=text: self._say(at, text)  # type: ignore[misc]
            yield lambda at=at: self._new_goal(at)  # type: ignore[misc]

    def _costs(self) -> list[int]:
        """Rows that state an amount of cost; those that the user did not give first, the largest first."""
        rows = self.sheet.rows
        found = [
            at for at, row in enumerate(rows) if "成本" in row.level1 + row.level2 and row.value.number is not None
        ]
        given = {at: bool(rows[at].source and rows[at].source.kind == "input") for at in found}  # type: ignore[union-attr]
        return sorted(found, key=lambda at: (given[at], -(rows[at].value.number or Decimal(0))))

    def _set(self, position: int, value: Value) -> None:
        row = self.sheet.rows[position]
        settled = settle(row.name, row.level2, value, "", self.ground)
        self._put(position, row.model_copy(update={"value": settled.value, "source": settled.source}))

    def _put(self, position: int, row: Indicator) -> None:
        self.sheet.put(position, row)

    def _open(self, position: int) -> None:
        value = self.sheet.rows[position].value
        self._set(position, Value.to_confirm(value.operator, value.unit or "", value.bracketed))

    def _open_costs(self, count: int) -> None:
        for position in self._costs()[:count]:
            self._open(position)

    def _replace(self, position: int) -> None:
        """Put a row that rests on the brief, the budget or a norm in the place of one that cannot stand."""
        old = self.sheet.rows[position]
        row = next(self.spare.rows(old.level1, old.level2, position), None)
        if row:
            self._put(position, row)

    def _add_missing(self, finding: Finding) -> None:
        """Add the kinds that the form wants and the sheet lacks, those that the finding speaks of."""
        present = {row.level2 for row in self.sheet.rows}
        for level in self.sheet.form.levels:
            names = [child.name for child in level.level2 if child.name in finding.message]
            if not names and level.name in finding.message:
                names = [next((child.name for child in level.level2 if child.need != "optional"), level.level2[0].name)]
            for name in (name for name in names if name not in present):
                row = next((row for row in self.spare.rows(level.name, name) if row.level2 == name), None)
                if row and len(self.sheet.rows) < MOST_ROWS:
                    self.sheet.rows.append(row)

    def _add_counted_benefit(self) -> None:
        """Add a benefit with a figure that the brief or a norm bears out, where all of them are words."""
        for level in self.sheet.form.levels:
            for child in level.level2 if level.name == "效益指标" else ():
                for row in self.spare.rows(level.name, child.name):
                    counted = row.value.kind == "quantity" and row.source and row.source.kind != "unconfirmed"
                    if counted and not self.sheet.has(row.name) and len(self.sheet.rows) < MOST_ROWS:
                        self.sheet.rows.append(row)
                        return

    def _say(self, at: int, text: str) -> None:
        self.sheet.set_goal(at, text)

    def _new_goal(self, at: int, figures: bool = True) -> None:
        self.sheet.set_goal(at, self.spare.goal(self.sheet.slots[at].period, figures))

    def _rescue(self, finding: Finding, position: int | None, figures: bool) -> None:
        self._add_missing(finding)
        if position is not None:
            self._replace(position)
        for at, slot in enumerate(self.sheet.slots):
            if slot.required or self.sheet.goals[at]:
                self._new_goal(at, figures)

    def _burden(self) -> tuple[int, int]:
        report = self.sheet.report()
        return len(report.errors), sum(finding.severity == "warning" for finding in report.findings)


def _signed(value: Value, operator: Operator) -> Value:
    return Value.parse(operator + value.text.lstrip("≥≤=><"))
