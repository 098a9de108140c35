"""The cost indicators of a form that state an amount, table by table."""

from collections.abc import Iterator
from decimal import Decimal

from assistant.checking.context import Context, Row
from assistant.checking.costs import Cost
from assistant.model import Period


def amounts(form: Context) -> dict[Period, list[tuple[Row, Cost]]]:
    """Return the rows of cost that state an amount (not a unit price), by period.

    The budget of a form is the year's. So 长期 rows are only held against it where they repeat an annual row, or where
    the form has no annual table.
    """
    annual = {(row.name, row.text) for row in form.rows_of("annual")}
    found: dict[Period, list[tuple[Row, Cost]]] = {}
    for row in form.rows:
        if row.period == "long_term" and annual and (row.name, row.text) not in annual:
            continue
        if row.is_cost and row.cost is not None and row.cost.per is None:
            found.setdefault(row.period, []).append((row, row.cost))
    return found


def against_budget(form: Context) -> Iterator[tuple[Row, Cost, Decimal]]:
    """Yield each stated amount with the budget in 元 that it is held against; nothing where the form has no budget."""
    if form.budget_yuan is not None:
        for found in amounts(form).values():
            for row, cost in found:
                yield row, cost, form.budget_yuan
