"""Text of a table in which each cell is a line and nothing marks blank cells → rows, as far as they can be told."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.reading.grid import Grid, Row
from assistant.reading.layout.columns import Columns, column_key, find_columns
from assistant.reading.lexicon import key, labels
from assistant.reading.looks import is_figure
from assistant.reading.terms import Terms

_LEVELS = ("level1", "level2")
_MOST_COLUMNS = 12


def upright_grid(grid: Grid, terms: Terms, is_label: Callable[[str], bool]) -> Grid | None:
    """Return the rows of a text whose headers stand a line each, below each other; None of any other text.

    Levels, printed where they begin, part the lines; between them a row has as many lines as the header has other
    columns. Where that does not come out even, nobody can tell which cell is blank, and nothing is read.
    """
    lines = list(grid.rows)
    if any(row.in_table for row in lines):
        return None
    rows: list[Row] = []
    at = top = 0
    while at < len(lines):
        columns, width = _header(lines, at)
        if columns is None:
            at += 1
            continue
        if sum(header.role == "value" for header in columns.headers) > 1:
            # Of two halves beside each other nobody can tell which one a line belongs to.
            return None
        end = _end(lines, at + width)
        body = _body(lines[at + width : end], columns, width, terms)
        if not body:
            return None
        rows += [*_pairs(lines[top:at], is_label), _row(lines[at : at + width]), *body]
        at = top = end
    if any(key(row.cells[0]).endswith("指标") and terms.find(row.cells[0]) for row in lines[top:]):
        # Indicators go on after something that no table holds.
        return None
    return Grid((*rows, *lines[top:]), exact=True) if rows else None


def _header(lines: Sequence[Row], at: int) -> tuple[Columns | None, int]:
    """Return the columns of a header that begins on a line, and how many lines it takes."""
    width = 0
    for row in lines[at : at + _MOST_COLUMNS]:
        if not _may_head(row.cells[0]):
            break
        width += 1
    columns = find_columns(_row(lines[at : at + width])) if width > 2 else None
    roles = [header.role for header in columns.headers] if columns else []
    leading = [role for role in roles if role in _LEVELS]
    first = bool(leading) and roles[: len(leading)] == leading
    return (columns, width) if first or roles.count("value") > 1 else (None, 0)


def _may_head(text: str) -> bool:
    words = {word for known in labels().columns_else.values() for word in known}
    return bool(column_key(text)) or key(text) in words or (len(text) <= 12 and bool(labels().reached.search(text)))


def _end(lines: Sequence[Row], at: int) -> int:
    """Return where a table ends: at a remark, the next form, or the end of the text."""
    for place in range(at, len(lines)):
        word = key(lines[place].cells[0])
        if word in labels().names or word.startswith(("填表人", "填报人", "审核人", "联系人", "备注", "注")):
            return place
    return len(lines)


def _row(lines: Sequence[Row]) -> Row:
    return replace(lines[0], cells=tuple(row.cells[0] for row in lines), in_table=True) if lines else Row(())


def _pairs(lines: Sequence[Row], is_label: Callable[[str], bool]) -> list[Row]:
    """Return the lines above a table, a label and the line below it as one row."""
    rows: list[Row] = []
    at = 0
    while at < len(lines):
        paired = at + 1 < len(lines) and is_label(lines[at].cells[0]) and not is_label(lines[at + 1].cells[0])
        rows.append(_row(lines[at : at + 2]) if paired else lines[at])
        at += 2 if paired else 1
    return rows


def _body(lines: Sequence[Row], columns: Columns, width: int, terms: Terms) -> list[Row]:
    levels = [role for role in _LEVELS if role in columns.at]
    blocks = _blocks(lines, levels, terms)
    others = _cells_a_row(blocks, columns, width - len(levels))
    rows: list[Row] = []
    for named, cells in blocks if others else ():
        for at in range(0, len(cells), others):
            texts = [
                *(named[role] if at == 0 else "" for role in levels),
                *(row.cells[0] for row in cells[at:][:others]),
            ]
            rows.append(replace(cells[at], cells=tuple(texts), in_table=True))
    return rows


def _blocks(lines: Sequence[Row], levels: Sequence[str], terms: Terms) -> list[tuple[dict[str, str], list[Row]]]:
    """Return the lines between levels, with the levels printed above them."""
    blocks: list[tuple[dict[str, str], list[Row]]] = []
    for row in lines:
        text = row.cells[0]
        found = terms.find(text) if key(text).endswith("指标") else []
        if not found:
            if blocks:
                blocks[-1][1].append(row)
            continue
        if not blocks or blocks[-1][1]:
            blocks.append((dict.fromkeys(levels, ""), []))
        named = blocks[-1][0]
        # 成本指标 alone is a kind of 产出指标; before another level it is the 一级指标.
        alone = not any(named.values()) and not (terms.is_level1(found[0].name) and found[0].name != "成本指标")
        if not alone and "level2" in named and any(named.values()):
            if "level1" in named:
                named["level1"] = named["level1"] or named["level2"]
            named["level2"] = text
        else:
            named["level2" if alone and "level2" in named else levels[0]] = text
    return blocks


def _cells_a_row(blocks: Sequence[tuple[dict[str, str], list[Row]]], columns: Columns, others: int) -> int:
    """Return how many lines a row takes besides its levels; 0 where nobody can tell.

    All columns, where every block comes out even; or name and value alone, where they stand first.
    """
    sizes = [len(cells) for _, cells in blocks if cells]
    roles = [header.role for header in columns.headers if header.role not in _LEVELS]
    if sizes and all(count % others == 0 for count in sizes):
        return others
    alone = roles[:2] == ["name", "value"] and all(count % 2 == 0 for count in sizes)
    return 2 if sizes and alone and all(_may_name(row) for _, cells in blocks for row in cells[::2]) else 0


def _may_name(row: Row) -> bool:
    text = row.cells[0].strip()
    return len(text) > 2 and not is_figure(text)
