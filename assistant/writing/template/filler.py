"""What stands in place of a mark, for one target."""

from collections.abc import Sequence

from assistant.forms import FieldDef, FormDefinition, all_forms, get_form
from assistant.model import Indicator, InputError, Money, MoneyUnit, PerformanceTarget, Period
from assistant.writing.cleaning import clean
from assistant.writing.fields import GOAL_LABEL, field_text
from assistant.writing.template.marks import Limit, Mark

_TICKED, _OPEN = "☑", "□"
NUMBERS = ("number", "weight")
"""Columns that an Excel file may add up."""
SHARED = ("level1", "level2", "goal_name")
"""Columns whose equal neighbours are merged."""


class Filler:
    """The texts of one target; all of them come out clean, an unknown figure as 待核实, what is not given empty."""

    def __init__(self, target: PerformanceTarget) -> None:
        self.target = target
        try:
            self.form: FormDefinition = get_form(target.form)
        except InputError:
            self.form = get_form("central")

    def rows(self, limit: Limit) -> list[Indicator]:
        """Return the indicators that rows of a limit are for, in order."""
        return [
            row
            for row in self.target.indicators
            if limit.period in (None, row.period) and limit.terms <= {row.level1, row.level2}
        ]

    def field(self, mark: Mark) -> str:
        """Return the text of a head field."""
        return clean(self._own(mark) if mark.own else self._of_form(mark))

    def is_number(self, mark: Mark) -> bool:
        """Whether a mark prints a number that formulas may count with."""
        return mark.money_unit is not None or (mark.kind == "column" and mark.own and mark.name in NUMBERS)

    def _own(self, mark: Mark) -> str:
        project = self.target.project
        if mark.name == "annual" or mark.name == "long_term":
            period: Period = "annual" if mark.name == "annual" else "long_term"
            goals = self.target.goals_of(period)
            return "\n".join(goals if mark.number is None else goals[mark.number - 1 : mark.number])
        if mark.name == "budget":
            if project.budget is None:
                return ""
            return project.budget.number(mark.money_unit) if mark.money_unit else str(project.budget)
        found = getattr(project, mark.name)
        return "" if found is None else str(found)

    def _of_form(self, mark: Mark) -> str:
        definition = self.form.field(mark.name) or _anywhere(mark.name)
        text = self.target.project.fields.get(mark.name, "")
        if definition is not None and definition.same_as:
            own = getattr(self.target.project, definition.same_as)
            text = str(own) if own is not None else text
        if mark.option is not None:
            return _box(text, mark.option)
        if definition is not None and definition.money:
            return _amount(text, self.form.money_unit, mark.money_unit)
        return field_text(text, definition, self.form)

    def column(self, mark: Mark, row: Indicator | None, number: int) -> str:
        """Return the text of a column for one indicator; None is a row that stays blank."""
        if row is None:
            return ""
        if not mark.own:
            return clean(row.extra.get(mark.name, ""))
        if mark.name == "number":
            return str(number)
        return clean(self._cell(mark.name, row))

    def _cell(self, name: str, row: Indicator) -> str:
        if name == "level1":
            return self.form.printed_level1(row.level1)
        if name == "level2":
            return self.form.printed_level2(row.level1, row.level2)
        if name == "goal_name":
            labels = [table.row_label for table in self.form.tables if table.period == row.period and table.row_label]
            return labels[0] if labels else GOAL_LABEL[row.period]
        if name in ("operator", "figure", "unit"):
            return _part(row, name)
        found = format(row.weight, "f") if name == "weight" and row.weight is not None else getattr(row, name)
        return "" if found is None else str(found)


def merge_key(mark: Mark, row: Indicator) -> object:
    """Return what neighbours must share for their cells to be merged."""
    if mark.name == "goal_name":
        return row.period
    return (row.period, row.level1) if mark.name == "level1" else (row.period, row.level1, row.level2)


def _part(row: Indicator, name: str) -> str:
    """Return one part of a value that is nothing but operator, number and unit; others are told whole, as the number."""
    value = row.value
    figure = "" if value.number is None else format(value.number, "f")
    plain = value.text.replace(",", "")
    parts = (f"{value.operator or ''}{figure}{value.unit or ''}", f"{value.operator or ''}{figure}({value.unit})")
    if value.kind != "quantity" or plain not in parts:
        return str(value) if name == "figure" else ""
    return {"operator": value.operator or "", "figure": figure, "unit": value.unit or ""}[name]


def _box(text: str, option: str) -> str:
    chosen = {part.strip() for part in text.replace("，", "、").replace(",", "、").split("、")}
    return _TICKED if option in chosen or option == text else _OPEN


def _amount(text: str, default: MoneyUnit, unit: MoneyUnit | None) -> str:
    try:
        amount = Money.parse(text, default)
    except ValueError:
        return text
    return amount.number(unit) if unit else str(amount)


def _anywhere(key: str) -> FieldDef | None:
    return next((found for form in all_forms().values() if (found := form.field(key))), None)


def unplaced(filler: Filler, limits: Sequence[Limit]) -> list[Indicator]:
    """Return the indicators that no row of a template is for."""
    placed = {id(row) for limit in limits for row in filler.rows(limit)}
    return [row for row in filler.target.indicators if id(row) not in placed]
