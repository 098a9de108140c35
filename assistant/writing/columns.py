"""What stands in the cells of a column, row by row."""

from collections.abc import Sequence
from decimal import Decimal

from assistant.forms import Column, FormDefinition
from assistant.model import Indicator


def column_texts(rows: Sequence[Indicator], form: FormDefinition, column: Column) -> list[str]:
    """Return the text of each row in a column other than 目标名称; levels as the form prints them."""
    key = column.key
    if key == "level1":
        return [form.printed_level1(row.level1) for row in rows]
    if key == "level2":
        return [form.printed_level2(row.level1, row.level2) for row in rows]
    if key == "extra":
        return [row.extra.get(column.label, "") for row in rows]
    return [_plain(getattr(row, key)) for row in rows]


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    return "" if value is None else str(value)
