"""Read the indicator tables of a form: find them, and read their rows."""

import re
from collections.abc import Sequence

from assistant.forms import FormDefinition
from assistant.model import Period
from assistant.reading.grid import Row
from assistant.reading.layout.cells import ReadRow
from assistant.reading.layout.columns import column_key, find_columns
from assistant.reading.layout.rows import RowReader
from assistant.reading.layout.sections import begins_head, is_title, project_named
from assistant.reading.lexicon import key
from assistant.reading.mending.joins import Name
from assistant.reading.terms import Terms, is_frame

_LONG = ("长期", "中期", "实施期")
_ANNUAL = ("年度", "当年", "本年")
# A row without value that is longer than this is a remark, not the rest of a name.
_LONGEST_REST = 20
# What scanning makes of stains and lines: single letters and points, no word and no figure.
_NOISE = re.compile(r"^(?=.*(?:\.|\(\)))[A-Za-z]?(?:[^\w%％‰℃][A-Za-z]?)+$")


def first_table(rows: Sequence[Row]) -> int:
    """Return the index of the first header row of an indicator table (len(rows) when there is none)."""
    return next((at for at, row in enumerate(rows) if find_columns(row)), len(rows))


def read_tables(
    rows: Sequence[Row], form: FormDefinition, terms: Terms, exact: bool
) -> list[tuple[Period, list[ReadRow]]]:
    """Return the rows of each table of a form, by period, in printed order.

    A title above a header names its period; without one the form's order of tables does. A header that is
    repeated on a new page continues its table. A title of a form, with the beginning of a head below it, ends them.
    """
    periods = [table.period for table in form.tables]
    found: list[tuple[Period, _Body]] = []
    named: Period | None = None
    titled = False
    for at, row in enumerate(rows):
        title = _title(row)
        named = title or named
        columns = find_columns(row)
        if columns is not None:
            period = named or _untitled(rows, at, periods, [period for period, _ in found], terms)
            if not found or found[-1][0] != period:
                found.append((period, _Body()))
            found[-1][1].reader = RowReader(form, terms, columns, exact)
            named = None
        elif not row.in_table:
            titled = titled or (bool(found) and is_title(row))
        elif found and titled and begins_head(row, form):
            break
        elif found and title is None and project_named(row) is None:
            titled = False
            found[-1][1].add(row)
    return [(period, body.rows) for period, body in found if body.rows]


def _untitled(rows: Sequence[Row], at: int, periods: list[Period], read: list[Period], terms: Terms) -> Period:
    """Return the period of a table whose header stands without a title.

    After another table it is the next one, unless that one's title is still to come, or the first row goes on
    with the categories of the row above: then the header is only repeated.
    """
    following = periods[min(len(read), len(periods) - 1)]
    if not read or following == read[-1]:
        return following
    to_come = any(_title(row) == following for row in rows[at + 1 :])
    first = next((row for row in rows[at + 1 :] if row.in_table), None)
    goes_on = first is not None and not any(terms.find(text) or is_frame(text) for _, text in first.own)
    return read[-1] if to_come or goes_on else following


def _title(row: Row) -> Period | None:
    """Return the period that a title row names (长期绩效目标表), also when borders cut it up or noise stands by."""
    text = key(row.joined)
    if len(text) > 40 or not text.endswith(("绩效目标表", "指标表")):
        return None
    if any(word in text for word in _LONG):
        return "long_term"
    return "annual" if any(word in text for word in _ANNUAL) else None


class _Body:
    """The rows of one table, as they are read."""

    def __init__(self) -> None:
        self.rows: list[ReadRow] = []
        self.reader: RowReader | None = None
        self._labels: ReadRow | None = None

    def add(self, row: Row) -> None:
        read = self.reader.read(row) if self.reader else None
        if read is None or column_key(row.filled[0][1]) == "goal_name":
            return
        if read.name.text and read.value:
            self._append(read)
        elif not read.name.text and not read.value:
            # Categories alone on a row belong to the rows that follow.
            self._labels = read
        elif self._continues(read):
            if _NOISE.match(read.name.text):
                return
            last = self.rows[-1]
            last.name = Name(last.name.text + read.name.text, whole=False)
            last.repairs.append(f"跨行的名称并为“{last.name.text}”")
        else:
            missing = "指标值" if read.name.text else "名称"
            read.repairs.append(f"这一行缺{missing}，请对照原件")
            self._append(read)

    def _append(self, read: ReadRow) -> None:
        if self._labels is not None:
            read.level1 = read.level1 or self._labels.level1
            read.level2 = read.level2 or self._labels.level2
            self._labels = None
        self.rows.append(read)

    def _continues(self, read: ReadRow) -> bool:
        bare = not (read.level1 or read.level2 or read.basis or read.value)
        return bool(self.rows) and bare and len(read.name.text) <= _LONGEST_REST
