"""The page's own HTML for a document beside what was understood of it; all text of the document is escaped here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import takewhile

from assistant.app.labels import PERIODS, column_label
from assistant.app.review.excerpt import Excerpt, Line
from assistant.app.sheet.frames import cells, editable_columns, grid_key, is_filled
from assistant.forms import Column, FormDefinition
from assistant.model import Indicator, Narrative, PerformanceTarget, ReadingNote

_MOST_ROWS = 400
"""Of one table; more would make the page slow, and nobody compares them by eye."""


@dataclass
class _Cell:
    text: str
    column: int
    across: int
    down: int = 1


def words_table(found: Excerpt, notes: Mapping[int, Sequence[ReadingNote]]) -> str:
    """Return the document's own rows as they stand.

    Args:
        found: the rows.
        notes: of each indicator, by its position as it was read.
    """
    width = max((_width(line) for line in found.lines), default=1)
    body = "".join(
        f"<tr{_class(line, notes)}><th>{line.number}</th>{''.join(cells)}</tr>"
        for line, cells in zip(found.lines, _cells(found.lines, width), strict=True)
    )
    more = f'<p class="jx-more">下面还有 {found.left_over} 行没有显示</p>' if found.left_over else ""
    return f'<div class="jx-words"><table><tbody>{body}</tbody></table>{more}</div>'


def _width(line: Line) -> int:
    ends = [column + 1 for column, _ in line.row.filled] + [start + count for start, count in line.row.spans]
    return max(ends, default=1)


def _class(line: Line, notes: Mapping[int, Sequence[ReadingNote]]) -> str:
    if line.position is None:
        return ""
    unsure = any(note.kind == "unsure" for note in notes.get(line.position, ()))
    return ' class="unsure"' if unsure else ' class="read"'


def _cells(lines: Sequence[Line], width: int) -> list[list[str]]:
    """Return each line's cells as HTML; a cell that goes on over rows is drawn once."""
    drawn: list[list[_Cell]] = []
    open_: dict[int, _Cell] = {}
    before: Line | None = None
    for line in lines:
        if before is None or not _same_table(before, line):
            open_ = {}
        new = _row_cells(line, width, open_)
        open_ = {at: cell for at, cell in open_.items() if at in line.row.carried} | {cell.column: cell for cell in new}
        drawn.append(new)
        before = line
    return [[_td(cell) for cell in cells] for cells in drawn]


def _same_table(one: Line, other: Line) -> bool:
    if not one.row.in_table or not other.row.in_table or one.row.part != other.row.part:
        return False
    places = one.row.place, other.row.place
    return places[0] is None or places[1] is None or places[0].part == places[1].part


def _row_cells(line: Line, width: int, open_: Mapping[int, _Cell]) -> list[_Cell]:
    row = line.row
    if not row.in_table:
        return [_Cell(row.cells[0], 0, width)]
    spans, cells, column = dict(row.spans), list[_Cell](), 0
    while column < width:
        across = min(spans.get(column, 1), width - column)
        above = open_.get(column)
        if column in row.carried and above and above.across == across:
            above.down += 1
        else:
            cells.append(_Cell(row.cells[column] if column < len(row.cells) else "", column, across))
        column += across
    return cells


def _td(cell: _Cell) -> str:
    spans = f' colspan="{cell.across}"' * (cell.across > 1) + f' rowspan="{cell.down}"' * (cell.down > 1)
    return f"<td{spans}>{escape(cell.text)}</td>"


@dataclass(frozen=True)
class ReadRow:
    """One row as it was understood.

    Attributes:
        row: the indicator.
        number: of the document's line that it was read at.
        notes: what reading has to say of it.
        changed: whether a repair has changed it since.
    """

    row: Indicator
    number: int | None = None
    notes: tuple[ReadingNote, ...] = ()
    changed: bool = False


def understood(target: PerformanceTarget, form: FormDefinition, rows: Sequence[ReadRow], numbered: bool = True) -> str:
    """Return goals and indicators of a form; `rows` are all its indicators, `numbered` by the document's lines."""
    editable = editable_columns(form, target.indicators)
    columns = [column for column in editable if column.key == "extra" or is_filled(column, target.indicators)]
    head = "".join(f"<th>{escape(column_label(column))}</th>" for column in columns)
    width = len(columns) + 1
    periods, body = list(dict.fromkeys(row.period for row in target.indicators)), ""
    for period in periods:
        if len(periods) > 1:
            body += f'<tr class="period"><td colspan="{width}">{PERIODS[period]}指标</td></tr>'
        lines = [line for line in rows if line.row.period == period]
        body += "".join(_read_rows(lines[:_MOST_ROWS], form, columns))
        if len(lines) > _MOST_ROWS:
            body += f'<tr class="period"><td colspan="{width}">下面还有 {len(lines) - _MOST_ROWS} 行没有显示</td></tr>'
    body = body or f'<tr><td colspan="{width}">没有读到指标</td></tr>'
    return (
        f'<div class="jx-understood{"" if numbered else " plain"}">{_goals(target, form)}<table><thead><tr><th>原文行</th>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _goals(target: PerformanceTarget, form: FormDefinition) -> str:
    """Return the goals under the names that the form prints for them."""
    left = {period: [slot.label for slot in form.goals if slot.period == period] for period in PERIODS}
    goals = "".join(
        f"<dt>{escape(left[goal.period].pop(0) if left[goal.period] else f'{PERIODS[goal.period]}目标')}</dt>"
        f"<dd>{escape(goal.text) or '（空）'}</dd>"
        for goal in target.goals
    )
    return f'<dl class="jx-goals">{goals or "<dd>没有读到绩效目标的文字</dd>"}</dl>'


def _read_rows(lines: Sequence[ReadRow], form: FormDefinition, columns: Sequence[Column]) -> list[str]:
    """Return table rows; equal 一级 and 二级指标 that follow each other are drawn once."""
    keys = [grid_key(column) for column in columns]
    printed = [cells(line.row, form, keys) for line in lines]
    drawn = []
    for at, (line, texts) in enumerate(zip(lines, printed, strict=True)):
        html = ""
        for key in keys:
            group = {"level1": ("level1",), "level2": ("level1", "level2")}.get(key)
            if group is None:
                html += f"<td>{escape(texts[key])}{_row_notes(line) if key == 'name' else ''}</td>"
            elif at == 0 or any(printed[at - 1][part] != texts[part] for part in group if part in texts):
                html += f"<td{_down(printed[at:], group)}>{escape(texts[key])}</td>"
        unsure = any(note.kind == "unsure" for note in line.notes)
        kind = ' class="unsure"' if unsure else ' class="changed"' if line.changed else ""
        drawn.append(f"<tr{kind}><th>{'' if line.number is None else line.number}</th>{html}</tr>")
    return drawn


def _down(rest: Sequence[Mapping[str, str]], group: Sequence[str]) -> str:
    """Return the rowspan of a cell that stands for all rows of its group from the first of `rest` on."""
    same = takewhile(lambda texts: all(texts.get(part) == rest[0].get(part) for part in group), rest)
    count = sum(1 for _ in same)
    return f' rowspan="{count}"' if count > 1 else ""


def _row_notes(line: ReadRow) -> str:
    return "".join(_note(note) for note in line.notes) + (
        '<p class="jx-note taken">已采用修改</p>' if line.changed else ""
    )


def reading_notes(notes: Sequence[ReadingNote]) -> str:
    """Return notes as a list, 请核对 first; empty text when there are none."""
    ordered = sorted(notes, key=lambda note: note.kind != "unsure")
    return "".join(_note(note, place=True) for note in ordered)


def _note(note: ReadingNote, place: bool = False) -> str:
    label = "请核对" if note.kind == "unsure" else "已修复"
    where = f"{note.row}：" if place and note.row else ""
    return f'<p class="jx-note {note.kind}"><b>{label}</b>{escape(where + note.message)}</p>'


def narrative(text: Narrative) -> str:
    """Return the narrative part of a department's book."""
    items = "".join(
        f"<li><b>{item.number}. {escape(item.name)}</b>"
        + (f"<p>{escape(item.goal)}</p>" if item.goal else "")
        + (f"<p>{escape(item.indicators)}</p>" if item.indicators else "")
        + "</li>"
        for item in text.items
    )
    measures = "".join(f"<p>{escape(measure)}</p>" for measure in text.measures)
    parts = (("总体绩效目标", f"<p>{escape(text.overall)}</p>" if text.overall else ""),
             ("分项绩效目标", f"<ul>{items}</ul>" if items else ""), ("工作保障措施", measures))  # fmt: skip
    return f'<div class="jx-book">{"".join(f"<h3>{title}</h3>{part}" for title, part in parts if part)}</div>'
