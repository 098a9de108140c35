"""A row of the answer as an array: its cells in a fixed order, in far fewer tokens than an object with keys.

What stands where depends on the form's columns alone, so that prompt, schema, shown examples and reader agree. The reader
is tolerant: a level too many in front, a description left out, cells swapped, missing or too many.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.forms import FormDefinition
from assistant.model.framework import LEVEL1, canonical

LEFT_OUT = "…"
"""Stands in a cell of a shown example that it has nothing for; no empty one, which a model might take for the thing to do."""
_FIRST = 2
"""Kind and name come first; the value is one of the cells after them."""
_VALUE = re.compile(r"\s*(?:[≥≤=＝><＞＜≦≧]|[【[]?待核实)")

_PARTED = re.compile(r'"\s*[，、]\s*"')


def columns(form: FormDefinition) -> tuple[str, ...]:
    """Return the cells of a row in their order, by the keys that an object would have."""
    desc = ("desc",) if form.has_column("description") else ()
    data = ("data",) if form.has_column("data_source") else ()
    return ("kind", "name", *desc, "value", *data, "why")


def cells(parts: Mapping[str, str], form: FormDefinition) -> list[str]:
    """Return a row's parts, by the keys of `columns`, as an array."""
    return [parts[key] for key in columns(form)]


def rows_in(data: Any) -> Iterator[Any]:
    """Yield the rows of one element: arrays in it that are rows themselves (a bracket too many) each by itself."""
    if not isinstance(data, list):
        yield data
        return
    own = [each for each in data if not _is_row(each)]
    if own:
        yield own
    for each in data:
        if _is_row(each):
            yield from rows_in(each)


def _is_row(cell: Any) -> bool:
    return isinstance(cell, dict) or (isinstance(cell, list) and (len(cell) > _FIRST or any(map(_is_row, cell))))


def as_parts(array: Sequence[Any], form: FormDefinition) -> dict[str, Any]:
    """Return the parts of a row that came as an array, by their keys."""
    # Cells that a model has parted by Chinese commas arrive as one text.
    said = [piece for cell in array for piece in (_PARTED.split(cell) if isinstance(cell, str) else [cell])]
    parts: dict[str, Any] = {}
    if len(said) > _FIRST and _is_level1(said, form):
        parts["level1"] = said.pop(0)
    if len(said) > _FIRST + 1 and _text(said[-1]) in form.basis_options:
        parts["basis"] = said.pop()
    names = columns(form)
    place = names.index("value")
    at = value_at(said, place)
    before, after = names[_FIRST:place], names[place + 1 :]
    parts |= dict(zip(names[:_FIRST], said, strict=False))
    parts |= dict(zip(before, said[_FIRST:at], strict=False)) | dict(zip(after, said[at + 1 :], strict=False))
    return parts | ({"value": said[at]} if at < len(said) else {})


def value_at(said: Sequence[Any], usual: int, first: int = _FIRST) -> int:
    """Return where the value is: the usual place, unless what stands there has no sign and the cell beside it has one.

    Args:
        said: the cells.
        usual: where it is by the form's columns.
        first: the first cell that it may be.
    """
    for at in dict.fromkeys((usual, first, usual + 1)):
        if at < len(said) and _VALUE.match(_text(said[at])):
            return at
    return usual if usual < len(said) else max(len(said) - 1, first)


def _is_level1(said: Sequence[Any], form: FormDefinition) -> bool:
    """Whether an 一级指标 stands before the 二级指标: `["产出指标","数量指标",…]`."""
    kinds = {child.name for level in form.levels for child in level.level2}
    return canonical(_text(said[0])) in LEVEL1 and _text(said[1]) in kinds


def _text(cell: Any) -> str:
    return cell.strip() if isinstance(cell, str) else "" if cell is None else str(cell)
