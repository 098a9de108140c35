"""A form whose columns depend on the target: which are printed, how wide, and the head made to fit them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from assistant.forms import Cell, Column, FormDefinition, Layout
from assistant.forms.layout import place
from assistant.model import PerformanceTarget
from assistant.writing.columns import column_texts
from assistant.writing.measuring import INSET_MM, ems
from assistant.writing.page import PAPER_MM, SIDE_MM

_MM_A_POINT = 25.4 / 72
_LINES = 3
"""A column gets the width at which its longest text takes so many lines, within these shares of its own width."""
_NARROWEST, _WIDEST = 0.75, 1.5
_FEWEST_SIGNS = 2
_TIGHT = 1.15
"""Paper that is too narrow by no more than this will do."""
_SMALLEST_PT = 7.5


def fitted(form: FormDefinition, target: PerformanceTarget) -> FormDefinition:
    """Return a form as one target prints it; a form without optional columns is returned as it is.

    Optional columns that no row fills are left out; every header of `Indicator.extra` becomes a column, in first-seen
    order, where the form has an `extra` column. The page's width is shared out by what the columns hold; the paper
    stands upright unless they are too many for that, then the type becomes smaller. Cells of the head end at the column
    border nearest to where the form has them.
    """
    if not form.varies:
        return form
    columns = [column.model_copy(update={"span": 1}) for column in _printed_columns(form, target)]
    layout = form.layout
    beside = layout.table.label_span if layout.table.label else 0
    declared = _declared(form)
    label = layout.widths_mm[:beside]
    wanted = [*label, *(_wanted(column, declared, form, target) for column in columns)]
    upright = sum(label) + sum(declared[column.key] for column in columns) <= _room("portrait") * _TIGHT
    sheet = _sheet(wanted, "portrait" if upright else "landscape", layout.font_pt)
    borders = _snapped(layout, sheet.widths_mm, beside)
    new = layout.model_copy(
        update={
            "orientation": sheet.orientation,
            "widths_mm": sheet.widths_mm,
            "font_pt": sheet.font_pt,
            **_moved(layout, borders),
        }
    )
    return form.model_copy(update={"columns": tuple(columns), "layout": new})


def _printed_columns(form: FormDefinition, target: PerformanceTarget) -> list[Column]:
    found: list[Column] = []
    for column in form.columns:
        if column.key == "extra":
            filled = (header for row in target.indicators for header, text in row.extra.items() if text)
            found.extend(column.model_copy(update={"label": header}) for header in dict.fromkeys(filled))
        elif not column.optional or (column.key != "goal_name" and any(column_texts(target.indicators, form, column))):
            found.append(column)
    return found


def _declared(form: FormDefinition) -> dict[str, float]:
    """Return the width in mm that the form gives each column, by its key."""
    at = form.layout.table.label_span if form.layout.table.label else 0
    found: dict[str, float] = {}
    for column in form.columns:
        found[column.key] = sum(form.layout.widths_mm[at : at + column.span])
        at += column.span
    return found


def _wanted(column: Column, declared: dict[str, float], form: FormDefinition, target: PerformanceTarget) -> float:
    """Return the width in mm at which a column's texts are easily read."""
    own, size = declared[column.key], form.layout.font_pt * _MM_A_POINT
    texts = [] if column.key == "goal_name" else column_texts(target.indicators, form, column)
    longest = max((ems(line) for text in texts for line in text.split("\n")), default=0)
    head = max(ems(column.label) / 2, _FEWEST_SIGNS) * size + INSET_MM
    return max(min(max(longest / _LINES * size + INSET_MM, own * _NARROWEST), own * _WIDEST), min(head, own))


@dataclass(frozen=True)
class _Sheet:
    orientation: str
    widths_mm: tuple[float, ...]
    font_pt: float


def _sheet(wanted: Sequence[float], orientation: str, font_pt: float) -> _Sheet:
    """Share out the width of the paper in proportion to what the columns want."""
    room, total = _room(orientation), sum(wanted)
    widths = [round(width * room / total, 1) for width in wanted]
    widths[widths.index(max(widths))] += room - sum(widths)
    squeezed = min(1.0, room / total * _TIGHT)
    font = max(min(_SMALLEST_PT, font_pt), round(font_pt * squeezed * 2) / 2)
    return _Sheet(orientation, tuple(round(width, 1) for width in widths), font)


def _room(orientation: str) -> float:
    return PAPER_MM[orientation][0] - 2 * SIDE_MM


def _snapped(layout: Layout, widths_mm: Sequence[float], beside: int) -> dict[int, int]:
    """Return, for each grid line at which a cell of the head ends, the new grid's line that takes its place.

    The choice keeps their order and moves them least in all; the line right of the table's label stays what it is.
    """
    old, new = _lines(layout.widths_mm), _lines(widths_mm)
    borders = layout.borders()
    # best[k]: cost and places of the borders so far, where the last of them has taken line k of the new grid.
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for border in borders:
        found: dict[int, tuple[float, tuple[int, ...]]] = {}
        for line in range(1, len(widths_mm)):
            if (border == beside) != (line == beside) and beside:
                continue
            before = [best[last] for last in best if last < line]
            if before:
                cost, places = min(before)
                found[line] = (cost + abs(old[border] - new[line]), (*places, line))
        best = found
    _, places = min(best.values())
    return {0: 0, len(layout.widths_mm): len(widths_mm), **dict(zip(borders, places, strict=True))}


def _lines(widths_mm: Sequence[float]) -> list[float]:
    """Return where the grid's vertical lines stand, as shares of its width."""
    total = sum(widths_mm)
    return [0.0, *(at / total for at in accumulate(widths_mm))]


def _moved(layout: Layout, to: dict[int, int]) -> dict[str, object]:
    """Return header, rest and goals of a layout with their cells ending at other grid lines."""
    width, goals = len(layout.widths_mm), layout.goals
    left = goals.label_span if goals.label else 0

    def rows(cells: tuple[tuple[Cell, ...], ...], start: int) -> tuple[tuple[Cell, ...], ...]:
        moved: list[list[Cell]] = [[] for _ in cells]
        for row, column, cell in place(cells, width - start):
            first = start + column
            moved[row].append(cell.model_copy(update={"span": to[first + cell.span] - to[first]}))
        return tuple(tuple(row) for row in moved)

    def spans(old: Sequence[int], start: int) -> tuple[int, ...]:
        ends = [start, *(start + end for end in accumulate(old))]
        return tuple(to[end] - to[begin] for begin, end in zip(ends, ends[1:], strict=False))

    changes = {"label_span": to[left] or 1, "header": rows(goals.header, left), "spans": spans(goals.spans, left)}
    return {
        "header": rows(layout.header, 0),
        "rest": layout.rest and layout.rest.model_copy(update={"spans": spans(layout.rest.spans, 0)}),
        "goals": goals.model_copy(update=changes),
    }
