"""Tables of funds in the head of a form (年初预算数, 全年执行数 … by 财政拨款, 其他资金) → rows of labels and amounts."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.grid import Row
from assistant.reading.lexicon import key, labels


def without_fund_tables(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with each table of funds read: a row of it becomes its label, the amount, and further labels.

    `年度资金总额 | 20 | 18 | 90%` under 全年预算数, 全年执行数, 执行率 becomes `年度资金总额 | 20 | 年度资金总额·全年执行数 | 18 | …`.
    """
    kept: list[Row] = []
    heads: dict[int, str] = {}
    for row in rows:
        found = _heads(row) if row.in_table else {}
        if found:
            heads = found
            kept.extend(_left_of(row, heads))
        elif heads and (label := _label(row, heads)) is not None:
            kept.append(_spelt_out(row, label, heads))
        else:
            heads = {}
            kept.append(row)
    return kept


def _heads(row: Row) -> dict[int, str]:
    """Return the columns of a table of funds by grid column; {} of any other row."""
    found = {column: text for column, text in row.own if key(text) in labels().fund_columns}
    others = [text for column, text in row.own if column not in found]
    one = next((labels().fund_columns[key(text)] for text in found.values()), "")
    enough = len(found) > 1 and any(labels().fund_columns[key(text)] == "budget" for text in found.values())
    return found if one and enough and len(others) <= 2 else {}


def _left_of(row: Row, heads: dict[int, str]) -> list[Row]:
    """Return what stands beside the heads, for its unit (项目资金（万元）)."""
    cells = tuple("" if column in heads else text for column, text in enumerate(row.cells))
    return [replace(row, cells=cells)] if any(cells) else []


def _label(row: Row, heads: dict[int, str]) -> tuple[int, str] | None:
    """Return the cell that names a row of funds: the last one left of the amounts."""
    if not row.in_table:
        return None
    left = [(column, text) for column, text in row.own if column < min(heads)]
    if not left or not ({key(left[-1][1])} & labels().fund_rows or key(left[-1][1]).endswith(("资金", "拨款", "总额"))):
        return None
    return left[-1]


def _spelt_out(row: Row, label: tuple[int, str], heads: dict[int, str]) -> Row:
    """Return a row of funds as label and amount, then a label and an amount for each further column."""
    name = label[1].strip()
    amounts = {column: row.cells[column] for column in heads if column < len(row.cells)}
    budgets = [column for column, text in heads.items() if labels().fund_columns[key(text)] == "budget"]
    first = next((column for column in budgets if amounts.get(column)), budgets[0])
    cells: list[str] = [name, amounts.get(first, "")]
    for column, text in heads.items():
        if column != first and amounts.get(column):
            cells += [f"{name}·{text.strip()}", amounts[column]]
    return replace(row, cells=tuple(cells), carried=frozenset())
