"""Tables of one row a project, its indicators across (横排): unfold each row into a form as others print it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.model.framework import LEVEL1, PARENT, canonical
from assistant.reading.grid import Row
from assistant.reading.layout.columns import column_key, find_columns
from assistant.reading.lexicon import key, label_key, labels

_MOST_HEADERS = 3
_LINES_ABOVE = 8
_HEADER = ("一级指标", "二级指标", "三级指标", "指标值")
_TOTALS = ("合计", "总计", "小计")
_BRACKETED = re.compile(r"[（(][^（）()]*[)）]")
_PIECES = re.compile(r"[；;]\s*|\n(?=\s*(?:\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[)）]|[①-⑳]))")
_NUMBER = re.compile(r"^\s*(?:\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[)）]|[①-⑳])\s*")
_VALUED = re.compile(
    r"^(?P<name>[^\d≥≤=><≧≦＞＜＝].+?)\s*[:：]?\s*"
    r"(?P<value>(?:[≥≤=><≧≦＞＜＝]|大于|小于|不低于|不少于|不超过|不高于|达到?|\d).*)$"
)
_FIGURE = re.compile(r"^[\d≥≤=><≧≦＞＜＝]")


@dataclass(frozen=True)
class _Group:
    """The columns of one 二级指标: where it begins and ends, and the headers below it by column."""

    start: int
    end: int
    level1: str
    level2: str
    parts: dict[int, str]


@dataclass(frozen=True)
class _Head:
    """The header of such a table: its rows, the columns that tell of the project by header, those of indicators."""

    height: int
    name: int
    about: dict[int, str]
    groups: list[_Group]


def unfolded(rows: Sequence[Row]) -> Sequence[Row]:
    """Return the rows with each project of a table across as a form: the lines above, a head, an indicator table."""
    kept: list[Row] = []
    at = 0
    while at < len(rows):
        head = _head(rows[at : at + _MOST_HEADERS])
        if head is None:
            kept.append(rows[at])
            at += 1
            continue
        above = _above(kept)
        del kept[len(kept) - len(above) :]
        at += head.height
        while at < len(rows) and rows[at].in_table and not find_columns(rows[at]):
            kept += _form(rows[at], head, above)
            at += 1
    return kept


def _above(rows: Sequence[Row]) -> list[Row]:
    """Return the lines above a table: its title, its money unit."""
    found: list[Row] = []
    for row in reversed(rows[-_LINES_ABOVE:]):
        if row.in_table and not row.single:
            break
        found.insert(0, row)
    return found


def _head(rows: Sequence[Row]) -> _Head | None:
    """Return the header that begins with the first of these rows: 项目名称 beside levels, of which it names several."""
    first = rows[0]
    name = next((column for column, text in first.own if _names_project(text)), None)
    if not first.in_table or name is None or find_columns(first):
        return None
    height = 1
    while height < len(rows) and _goes_on(rows[height]):
        height += 1
    groups = [group for group in _groups(rows[:height]) if group.start > name]
    if len({(group.level1, group.level2) for group in groups}) < 2:
        return None
    covered = {column for group in groups for column in range(group.start, group.end)}
    about = {column: text for column, text in first.own if column not in covered and column_key(text) != "number"}
    return _Head(height, name, about, groups)


def _names_project(text: str) -> bool:
    word = label_key(text)
    return word in labels().names or labels().short_fields.get(word) == "name"


def _goes_on(row: Row) -> bool:
    """Whether a row holds headers below those above: levels, or 指标名称 and 指标值."""
    texts = [text for _, text in row.own]
    return len(texts) > 1 and all(_level(text) or _role(text) for text in texts)


def _groups(rows: Sequence[Row]) -> Iterator[_Group]:
    """Yield the 二级指标 of a header, each with its columns."""
    own = [dict(row.own) for row in rows]
    width = max(max(len(row.cells), *(first + count for first, count in row.spans), 0) for row in rows)
    stack = [""] * len(rows)
    found: list[tuple[int, list[str], dict[int, str]]] = []
    for column in range(width):
        for depth, cells in enumerate(own):
            if column in cells:
                stack[depth:] = [cells[column], *[""] * (len(rows) - depth - 1)]
        levels = [level for text in stack if (level := _level(text))]
        lowest = next((text for text in reversed(stack) if text), "")
        parts = {} if not lowest or _level(lowest) else {column: lowest}
        if found and found[-1][1] == levels:
            found[-1][2].update(parts)
        else:
            found.append((column, levels, parts))
    ends = [start for start, _, _ in found[1:]] + [width]
    for (start, levels, parts), end in zip(found, ends, strict=True):
        if levels:
            one = levels[0] if levels[0] in LEVEL1 and (len(levels) > 1 or levels[0] not in PARENT) else ""
            two = levels[-1] if levels[-1] in PARENT else ""
            yield _Group(start, end, one or PARENT.get(two, ""), two, parts)


def _level(text: str) -> str:
    """Return the level that a header names: `数量指标（30分）`, `社会效益`; "" for any other."""
    name = canonical("".join(_BRACKETED.sub("", text).split()))
    return name if name in PARENT or name in LEVEL1 else ""


def _role(text: str) -> str | None:
    return column_key(text) or ("name" if key(text) in labels().columns_else["name"] else None)


def _form(row: Row, head: _Head, above: Sequence[Row]) -> Iterator[Row]:
    """Yield one project of the table as a form."""
    project = row.cells[head.name] if head.name < len(row.cells) else ""
    if not project or key(row.own[0][1] if row.own else "").startswith(_TOTALS):
        return
    yield from above
    about = [(head.name, "项目名称"), *((column, text) for column, text in head.about.items() if column != head.name)]
    for column, label in about:
        if column < len(row.cells) and row.cells[column]:
            yield _made(row, (label, row.cells[column]))
    header: tuple[str, ...] = ()
    for group in head.groups:
        names, entries = _entries(row, group)
        if entries and names != header:
            yield _made(row, names)
            header = names
        yield from (_made(row, (group.level1, group.level2, *entry)) for entry in entries)


def _entries(row: Row, group: _Group) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the headers of a group's rows, and the rows without their levels."""
    cells = {column: text for column, text in row.filled if group.start <= column < group.end}
    roles = {_role(text) for text in group.parts.values()}
    if {"name", "value"} <= roles:
        entry = tuple(cells.get(column, "") for column in group.parts)
        return (*_HEADER[:2], *group.parts.values()), [entry] if any(entry) else []
    pieces = [piece for text in cells.values() for part in _PIECES.split(text) for piece in _lines(part)]
    return _HEADER, [_valued(plain) for piece in pieces if (plain := _NUMBER.sub("", piece).strip())]


def _lines(text: str) -> list[str]:
    """Return the lines of a text where each says something with a value, else one: then they are wraps."""
    lines = [line.strip() for line in text.split("\n")]
    return lines if all(map(_VALUED.match, lines)) else ["".join(lines)]


def _valued(text: str) -> tuple[str, str]:
    """Return what a cell measures and its value: `展陈验收合格率100%`; where one of them is not said it stays blank."""
    found = _VALUED.match(text)
    if found:
        return found["name"], found["value"]
    return ("", text) if _FIGURE.match(text) else (text, "")


def _made(row: Row, cells: tuple[str, ...]) -> Row:
    return replace(row, cells=cells, in_table=True, carried=frozenset(), spans=frozenset())
