"""Cut a document into its forms, and say which form each is."""

import re
from collections import Counter
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Sections:
    """A grid cut up.

    Attributes:
        before: the rows above the first form.
        forms: the forms in their order.
        bare: names of projects whose head stands there without a table (the document breaks off, or lost a page).
    """

    before: tuple[Row, ...]
    forms: list[Section]
    bare: list[str]


def split(grid: Grid) -> Sections:
    """Cut a grid into its forms.

    A form is where 项目名称 stands as a label and an indicator table follows. What stands between the table of
    one form and the 项目名称 of the next (title, unit) belongs to the next, also when the next has no table.
    """
    rows = grid.rows
    heads = _heads(rows)
    starts = [_start(rows, at, heads[place - 1] if place else -1) for place, at in enumerate(heads)]
    forms: list[tuple[int, int]] = []
    bare: list[str] = []
    for at, start, end in zip(heads, starts, [*starts[1:], len(rows)], strict=False):
        if any(find_columns(row) for row in rows[at:end]):
            forms.append((start, end))
        else:
            bare.append(project_named(rows[at]) or "")
    named = {project_named(row) for start, end in forms for row in rows[start:end]}
    return Sections(
        before=rows[: forms[0][0]] if forms else rows,
        forms=[_section(rows[start:end], grid.exact) for start, end in forms],
        bare=[name for name in bare if name not in named],
    )


def _heads(rows: tuple[Row, ...]) -> list[int]:
    """Return the rows that name a project, without those that are only repeated at the top of a page."""
    heads: list[int] = []
    for at, row in enumerate(rows):
        if project_named(row) is not None and not (heads and _repeats(rows, at, heads[-1])):
            heads.append(at)
    return heads


def project_named(row: Row) -> str | None:
    """Return what stands beside the label 项目名称 ("" where nothing does); None where that label is not there."""
    label = next(label for label, field in labels().fields.items() if field == "name")
    column = next((column for column, text in row.own if key(text) == label), None) if row.in_table else None
    if column is None:
        return None
    return next(("".join(text.split()) for other, text in row.own if other > column), "")


def _repeats(rows: tuple[Row, ...], head: int, above: int) -> bool:
    """Whether a head only repeats the one above, whose table has begun and goes on below."""
    if project_named(rows[head]) != project_named(rows[above]):
        return False
    begun = any(find_columns(row) for row in rows[above:head])
    following = next((row for row in rows[head + 1 :] if row.in_table), None)
    return begun and following is not None and not find_columns(following) and not begins_head(following)


def begins_head(row: Row, form: FormDefinition | None = None) -> bool:
    """Return whether a row's first cell is a label of a form's head, or what is left of one where the file ends."""
    first = key(row.own[0][1]) if row.own else ""
    words = [*labels().fields, *labels().structure, *(key(field.key) for field in (form.fields if form else ()))]
    return len(first) > 1 and any(word.startswith(first) for word in words)


def _start(rows: tuple[Row, ...], anchor: int, floor: int) -> int:
    """Walk up from the 项目名称 row over the lines above its table, to the form's title."""
    at = anchor
    floor = max(floor, anchor - _LINES_ABOVE - 1)
    while at - 1 > floor and rows[at - 1].part == rows[anchor].part and _is_above(rows[at - 1]):
        at -= 1
        if is_title(rows[at]) and not (at > 0 and _awaits_value(rows[at - 1])):
            break
    return at


def is_title(row: Row) -> bool:
    """Return whether a row is a form's title (项目支出绩效目标申报表)."""
    return bool(_TITLE.search(row.joined)) and len(row.joined) <= _LONGEST_ABOVE


def _awaits_value(row: Row) -> bool:
    """Whether a line is a label alone (`申报单位：`), its value on the next."""
    return not row.in_table and row.joined.endswith(("：", ":"))


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
