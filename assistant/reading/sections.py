"""Cut a document into its forms, and say which form each is."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from assistant.forms import FormDefinition, all_forms
from assistant.reading.columns import find_columns
from assistant.reading.grid import Grid, Row
from assistant.reading.lexicon import key, labels
from assistant.reading.spread import unspread

# What may stand between a form's title and its table; longer lines are running text.
_LINES_ABOVE = 8
_LONGEST_ABOVE = 80
_TITLE = re.compile(r"绩效目标.{0,8}$")


@dataclass(frozen=True)
class Section:
    """The rows of one form: lines above the table, then the table."""

    form: FormDefinition
    rows: tuple[Row, ...]


def split(grid: Grid) -> tuple[tuple[Row, ...], list[Section]]:
    """Return the rows before the first form, and the forms.

    A form is where 项目名称 stands as a label and an indicator table follows. What stands between the table of
    one form and the 项目名称 of the next (title, unit) belongs to the next.
    """
    rows = grid.rows
    named = [at for at, row in enumerate(rows) if _names_project(row)]
    anchors = [
        at for at, following in pairwise([*named, len(rows)]) if any(find_columns(row) for row in rows[at:following])
    ]
    if not anchors:
        return rows, []
    starts = [_start(rows, at, floor) for at, floor in zip(anchors, [-1, *anchors[:-1]], strict=True)]
    ends = [*starts[1:], len(rows)]
    sections = [_section(rows[start:end], grid.exact) for start, end in zip(starts, ends, strict=True)]
    return rows[: starts[0]], sections


def _names_project(row: Row) -> bool:
    name = next(label for label, field in labels().fields.items() if field == "name")
    return row.in_table and any(key(text) == name for _, text in row.own)


def _start(rows: tuple[Row, ...], anchor: int, floor: int) -> int:
    """Walk up from the 项目名称 row over the lines above its table, to the form's title."""
    at = anchor
    floor = max(floor, anchor - _LINES_ABOVE - 1)
    while at - 1 > floor and rows[at - 1].part == rows[anchor].part and _is_above(rows[at - 1]):
        at -= 1
        if _TITLE.search(rows[at].joined):
            break
    return at


def _is_above(row: Row) -> bool:
    if len(row.joined) > _LONGEST_ABOVE:
        return False
    if not row.in_table or row.single:
        return True
    first = row.own[0][1]
    return first.endswith(("：", ":")) or labels().fields.get(key(first)) in ("unit", "year") or _all_labelled(row)


def _all_labelled(row: Row) -> bool:
    return all("：" in text or ":" in text for _, text in row.own)


def _section(rows: tuple[Row, ...], exact: bool) -> Section:
    rows = rows if exact else unspread(rows)
    return Section(recognise(rows), rows)


def recognise(rows: tuple[Row, ...]) -> FormDefinition:
    """Return the form whose printed words occur here; a word that few forms print counts for more."""
    seen = {key(text) for row in rows for _, text in row.own} | {key(row.joined) for row in rows}
    forms = all_forms()
    vocabularies = {form.id: _vocabulary(form) for form in forms.values()}
    spread = Counter(word for words in vocabularies.values() for word in words)
    scores = {name: sum(1 / spread[word] for word in words & seen) for name, words in vocabularies.items()}
    return forms[max(scores, key=lambda name: (scores[name], -len(vocabularies[name])))]


def _vocabulary(form: FormDefinition) -> set[str]:
    """Return the words that a form prints: labels of fields, goals, columns, tables and levels."""
    printed = [word for field in form.fields for word in (field.key, *field.labels)]
    printed += [goal.label for goal in form.goals]
    printed += [word for column in form.columns for word in (column.label, *column.labels)]
    printed += [word for table in form.tables for word in (table.title, table.row_label) if word]
    printed += [level.printed for level in form.levels if level.printed]
    return {key(word) for word in (*printed, *frame_texts(form))}


def frame_texts(form: FormDefinition) -> list[str]:
    """Return the words of a form's layout that are neither fields nor values."""
    layout = form.layout
    cells = [cell for row in (*layout.header, *layout.goals.header) for cell in row]
    return [text for text in (*(cell.text for cell in cells), layout.goals.label, layout.table.label) if text]
