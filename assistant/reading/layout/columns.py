"""Find the header row of an indicator table and say which column holds what, in whatever order and wording."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from assistant.model import Period
from assistant.reading.grid import Row
from assistant.reading.lexicon import key, label_key, labels

# Between a header and the header below it, where a header takes two rows.
SUB = "｜"
_LONGEST_HEADER = 50
_BRACKETED = re.compile(r"[（(【\[][^（）()【】\[\]]*[)）】\]]")
_FRAME = re.compile(r"^(?:年度|中期|长期|中长期|实施期|项目|总体|支出|(?:19|20)\d\d年度?)*(?:绩效)?(?:指标|目标)$")
_LEVELS = {"level1", "level2"}
# Both levels in one column: 一级指标/二级指标.
_BOTH = re.compile(r"[/／、\n—-]|及|和")
# What an indicator table may have beside name and value where it prints no levels.
_OTHERS = {"description", "basis", "method", "data_source", "weight", "scoring", "value_unit", "operator", "number"}


@dataclass(frozen=True)
class Header:
    """A header cell: its first grid column, that of the next header, what it means, and its text.

    The role is a column key, or `operator`, `value_unit`, `number`; `project` for what describes the project of a row;
    `frame` for 绩效指标 down the left; `extra` for anything else.
    """

    start: int
    end: int
    role: str
    text: str

    @property
    def shown(self) -> str:
        """Return the header as one text, without line wraps: `实际完成值`, `目标值·甲镇`."""
        return "".join(self.text.split()).replace(SUB, "·")


@dataclass(frozen=True)
class Columns:
    """The columns of an indicator table, from the left."""

    headers: tuple[Header, ...]

    @cached_property
    def at(self) -> dict[str, int]:
        """First grid column by column key."""
        return {header.role: header.start for header in reversed(self.headers)}

    @cached_property
    def ends(self) -> dict[str, int]:
        """First grid column of the next header, by column key."""
        return {header.role: header.end for header in reversed(self.headers)}

    def header(self, column: int) -> Header | None:
        """Return the header above a grid column."""
        return next((header for header in self.headers if header.start <= column < header.end), None)

    def of(self, column: int) -> str | None:
        """Return what the header above a grid column means."""
        found = self.header(column)
        return found.role if found else None

    def has(self, *roles: str) -> bool:
        """Return whether there is a column of any of these roles."""
        return any(role in self.at for role in roles)


@lru_cache(maxsize=2048)
def column_key(text: str) -> str | None:
    """Return which column a header cell names: `指标值确定依据(计划标准、…)` → `basis`; None where it is unknown."""
    above, _, below = text.partition(SUB)
    plain = key(above)
    if not plain or len(plain) > _LONGEST_HEADER:
        return None
    known = labels().columns
    if known.get(key(below)) in ("operator", "value_unit"):
        # 运算符号, 指标值, 度量单位 under 年度指标值.
        return known[key(below)]
    bare = key(_BRACKETED.sub("", above))
    for word in (plain, bare, plain.removeprefix("绩效")):
        if word in known:
            return known[word]
    both = [known.get(key(part)) for part in _BOTH.split(above)]
    if both[1:] and set(both) <= _LEVELS:
        return "level1"
    if labels().reached.search(bare):
        return None
    if len(bare) <= 16 and labels().value_header.search(bare):
        return "value"
    longest = max((word for word in known if len(word) > 2 and plain.startswith(word)), key=len, default="")
    # What follows a header explains it (计划标准、行业标准…); 指标值内容 is no value.
    explained = known.get(longest) == "basis" or plain.removeprefix(longest).startswith("及")
    return known[longest] if longest and explained else None


def period_of(text: str) -> Period | None:
    """Return the period that a header names (中期指标值, 年度), if any."""
    if labels().long_term.search(text):
        return "long_term"
    return "annual" if labels().annual.search(text) else None


def find_columns(row: Row) -> Columns | None:
    """Return the columns if this row is the header of an indicator table, else None.

    A header names what is measured and its target value, and a level or some other known column beside them.
    """
    filled = row.filled
    if len(filled) < 3 or any(len(text) > 2 * _LONGEST_HEADER for _, text in filled):
        return None
    # A merged header may be spelt out in each column that it covers.
    once = [cell for at, cell in enumerate(filled) if at == 0 or cell[1] != filled[at - 1][1]]
    roles = _roles([text for _, text in once])
    found = set(roles)
    if not {"name", "value"} <= found or not found & (_LEVELS | _OTHERS):
        return None
    ends = [column for column, _ in once[1:]] + [max(_width(row), once[-1][0] + 1)]
    return Columns(
        tuple(Header(column, end, role, text) for (column, text), end, role in zip(once, ends, roles, strict=True))
    )


def _width(row: Row) -> int:
    return max(len(row.cells), *(first + count for first, count in row.spans), 0)


def _roles(texts: Sequence[str]) -> list[str]:
    """Return what each header means; a word with two meanings takes the one that no other header has."""
    found: list[str | None] = [column_key(text) for text in texts]
    if not any(found):
        return ["extra"] * len(texts)
    plain = [key(text) for text in texts]
    for role, words in labels().columns_else.items():
        free = [plain.index(word) for word in words if word in plain and found[plain.index(word)] is None]
        if free and role not in found:
            found[free[0]] = role
    first = next((at for at, role in enumerate(found) if role in ("level1", "level2", "name")), 0)
    for at, text in enumerate(plain[:first]):
        # Left of the indicators 单位 is not that of a value, but whose the project is.
        found[at] = None if found[at] == "value_unit" and text in labels().short_fields else found[at]
    return [role or _other(text, at) for at, (role, text) in enumerate(zip(found, texts, strict=True))]


def _other(text: str, at: int) -> str:
    plain = label_key(text)
    if plain in labels().fields or plain in labels().short_fields or plain in labels().project_columns:
        return "project"
    return "frame" if at == 0 and (plain in labels().structure or _FRAME.match(plain)) else "extra"


def merged_header(row: Row, below: Row | None) -> Row | None:
    """Return a header that takes two rows as one (`指标值` over `中期`, `年度`), or None where it takes one.

    Texts of both rows are joined by `SUB` where both say something.
    """
    if below is None or not (row.in_table and below.in_table) or below.part != row.part:
        return None
    own = {column: text for column, text in below.own if not _same(row, column, text)}
    if not own or any(len(text) > 20 for text in own.values()):
        return None
    columns = find_columns(row)
    if columns is not None:
        if not _are_below(columns, own):
            return None
    elif find_columns(below):
        if not _heads_projects(row, min(own)):
            return None
    elif not {column_key(text) for text in own.values()} & {"level1", "level2", "name"}:
        return None
    width = max(_width(row), len(below.cells))
    cells = [*row.cells, *[""] * (width - len(row.cells))]
    above = ""
    for column in range(width):
        above = cells[column] or above
        if column in own:
            frame = columns is None and column_key(own[column]) and not column_key(above)
            cells[column] = own[column] if frame or not above else f"{above}{SUB}{own[column]}"
    merged = replace(row, cells=tuple(cells))
    return merged if find_columns(merged) else None


def _heads_projects(row: Row, end: int) -> bool:
    """Whether a row holds headers of what describes a project (单位, 项目, 金额) left of a column, its name among them."""
    words = [label_key(text) for column, text in row.own if column < end]
    fields = [labels().fields.get(word) or labels().short_fields.get(word) for word in words]
    return "name" in fields and sum(map(bool, fields)) > 1


def _same(row: Row, column: int, text: str) -> bool:
    return column < len(row.cells) and row.cells[column] == text


def _are_below(columns: Columns, own: dict[int, str]) -> bool:
    """Whether texts on the next row are headers: several under one header, or a period's name, and no row of data."""
    over = [columns.header(column) for column in own]
    if any(header is None or header.role not in ("value", "extra", "operator", "weight") for header in over):
        return False
    values = [
        text for header, text in zip(over, own.values(), strict=True) if header is not None and header.role == "value"
    ]
    if any(text[:1] in "≥≤=><≧≦═0123456789" and not text.endswith(("年", "年度")) for text in own.values()):
        return False
    return len(values) > 1 or (len(values) == 1 and period_of(values[0]) is not None)
