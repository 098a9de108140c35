"""Read the indicator tables of a form: find them, and read their rows."""

from collections.abc import Sequence

from assistant.forms import FormDefinition
from assistant.model import Period
from assistant.reading.columns import column_key, find_columns
from assistant.reading.grid import Row
from assistant.reading.joins import Name
from assistant.reading.lexicon import key
from assistant.reading.rows import ReadRow, RowReader
from assistant.reading.terms import Terms

_LONG = ("长期", "中期", "实施期")
_ANNUAL = ("年度", "当年", "本年")
# A row without value that is longer than this is a remark, not the rest of a name.
_LONGEST_REST = 20


def first_table(rows: Sequence[Row]) -> int:
    """Return the index of the first header row of an indicator table (len(rows) when there is none)."""
    return next((at for at, row in enumerate(rows) if find_columns(row)), len(rows))


def read_tables(
    rows: Sequence[Row], form: FormDefinition, terms: Terms, exact: bool
) -> list[tuple[Period, list[ReadRow]]]:
    """Return the rows of each table of a form, by period, in printed order.

    A title above a header names its period; without one the form's order of tables does. A header that is
    repeated on a new page continues its table.
    """
    periods = [table.period for table in form.tables]
    found: list[tuple[Period, _Body]] = []
    named: Period | None = None
    for row in rows:
        named = _title(row) or named
        columns = find_columns(row)
        if columns is not None:
            period = named or periods[min(len(found), len(periods) - 1)]
            if not found or found[-1][0] != period:
                found.append((period, _Body()))
            found[-1][1].reader = RowReader(form, terms, columns, exact)
            named = None
        elif found and row.in_table and _title(row) is None:
            found[-1][1].add(row)
    return [(period, body.rows) for period, body in found if body.rows]


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
