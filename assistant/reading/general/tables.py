"""Read the indicator tables of a form that we do not know: every cell by its header, every row accounted for."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from assistant.model import Period
from assistant.model.text import tidy
from assistant.reading.general.blocks import Block, blocks
from assistant.reading.grid import Row
from assistant.reading.layout.cells import ReadRow, read_cells
from assistant.reading.layout.columns import Columns, find_columns, period_of
from assistant.reading.lexicon import key, labels
from assistant.reading.looks import is_figure
from assistant.reading.mending.joins import Name
from assistant.reading.terms import Terms, is_frame

_PLACEHOLDER = re.compile(r"^(?:(?:三级)?指标\s*[\d一二三四五六七八九十]*|[.…·．、]+|[/／—-]|无)\s*[:：]?\s*[.…·]*$")
_NUMBERED = re.compile(r"^指标\s*[\d一二三四五六七八九十]+\s*[:：]\s*(?=\S)")
_SECTION = re.compile(r"^(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|[（(]\d{1,2}[)）])\s*(?P<name>\S.{0,18})$")
_POINTS = re.compile(r"^[\d.]+\s*[分%％]?$")
_LONGEST_LEVEL = 20
_TOTALS = ("合计", "总计", "小计", "总分", "总得分", "得分合计", "自评总分", "合计得分", "评价得分")
_PERIOD_TITLE = re.compile(r"(?:绩效)?(?:指标|目标)表?$")


@dataclass
class ReadTables:
    """What was read of a form's tables.

    Attributes:
        rows: each with its period, 中期 before 年度.
        unread: the words of rows that could not be read.
        prints_level1: whether a column or a row names the 一级指标.
    """

    rows: dict[Period, list[ReadRow]] = field(default_factory=lambda: {"long_term": [], "annual": []})
    unread: list[str] = field(default_factory=list)
    prints_level1: bool = False


def read_unknown(rows: Sequence[Row], terms: Terms, has_long_goal: bool, year: int | None, exact: bool) -> ReadTables:
    """Return the rows of all indicator tables of a form, from its first header on.

    Args:
        rows: of the form.
        terms: names of levels.
        has_long_goal: whether its head has a long-term goal.
        year: its year.
        exact: whether each cell stands in its own column; in extracted text rows may have slid left.
    """
    found = ReadTables()
    table: _Table | None = None
    named: Period | None = None
    for row in rows:
        columns = find_columns(row)
        if columns is not None:
            if table is not None:
                table.close()
            named = _framed(columns) or named
            parts = blocks(columns, has_long_goal, year)
            table = _Table(found, terms, parts, named or (table.named if table else None), exact)
            found.prints_level1 = found.prints_level1 or "level1" in columns.at
            named = None
        elif (title := _title(row)) is not None:
            named = title
        elif table is not None and not table.take(row) and row.in_table and not _is_footer(row):
            found.unread.append(tidy("".join(text for _, text in row.own)))
    if table is not None:
        table.close()
    return found


def _title(row: Row) -> Period | None:
    """Return the period that a row alone names: 年度绩效指标, 长期绩效目标表."""
    text = key(row.joined)
    return period_of(text) if row.single and len(text) <= 20 and _PERIOD_TITLE.search(text) else None


def _framed(columns: Columns) -> Period | None:
    """Return the period that the frame left of a table names (中期指标)."""
    frame = next((header.text for header in columns.headers if header.role == "frame"), "")
    return period_of(frame)


def _is_footer(row: Row) -> bool:
    first = key(row.own[0][1]) if row.own else ""
    return not first or first.startswith(labels().footers) or first in labels().further or first.startswith(_TOTALS)


class _Table:
    """One header and the rows below it."""

    def __init__(self, found: ReadTables, terms: Terms, parts: list[Block], named: Period | None, exact: bool) -> None:
        self.named = named
        self._exact = exact
        self._found, self._terms = found, terms
        self._parts = parts
        self._labels: dict[int, tuple[str, str]] = {}
        self._first = min(one.start for part in parts for one in part.columns.headers if one.role != "frame")

    def take(self, row: Row) -> bool:
        """Read a row into its tables; return whether it was one of theirs."""
        if not row.own:
            return True
        section = self._section(row)
        if section is not None:
            for at in range(len(self._parts)):
                self._label(at, section)
            return True
        if not row.in_table or _is_total(row) or self._ends(row):
            return True
        slid = 0 if self._exact else self._slid(row)
        row = replace(row, cells=("",) * slid + row.cells) if slid else row
        read = [self._read(row, block) for block in self._parts]
        for part in read if slid else ():
            part.repairs.append("原文这一行的格子左移了，已按类别归位，请对照原件")
        filled = [bool(part.value) for part in read]
        taken = False
        for at, (block, part) in enumerate(zip(self._parts, read, strict=True)):
            left_out = block.shares and not part.value and (any(filled) or at < len(self._parts) - 1)
            taken = (not left_out and self._add(at, block, part)) or taken or left_out
        return taken

    def _slid(self, row: Row) -> int:
        """Return how far a row has slid left because the blank cells before it are lost: a 二级指标 tells, or a figure."""
        columns = self._parts[0].columns
        if not columns.has("level1") or not columns.has("level2") or len(self._parts) > 1:
            return 0
        column, text = row.filled[0]
        found = self._terms.find(text)
        gap = columns.at["level2"] - columns.at["level1"]
        in_first = columns.at["level1"] <= column < columns.at["level2"] and columns.at["level1"] < columns.at["name"]
        short = row.filled[-1][0] + gap < max(one.end for one in columns.headers)
        below = row.filled[1][1] if len(row.filled) > 1 else ""
        if gap <= 0 or not in_first or not short or self._terms.find(below):
            return 0
        if found:
            return 0 if self._terms.is_level1(found[0].name) else gap
        # Name and value alone, with both levels lost.
        further = columns.at["name"] - columns.at["level1"]
        return further if is_figure(below) and columns.at["value"] == columns.at["name"] + 1 else 0

    def _ends(self, row: Row) -> bool:
        """Whether a row is a remark or a signature (填表人：…), and no indicator whose name begins so."""
        text = row.own[0][1].strip()
        plain = re.split(r"[：:（(]", text, maxsplit=1)[0]
        if self._terms.find(text) or self._terms.short(text):
            return False
        if key(plain) in labels().footers:
            return True
        reads = any(part.name.text and part.value for part in (self._read(row, block) for block in self._parts))
        return _is_footer(row) and len(row.own) <= 2 and not reads

    def _section(self, row: Row) -> tuple[str, str] | None:
        """Return the level that a row across the table names: （一）产出指标."""
        if len({text for _, text in row.own}) != 1 or len(row.filled) > len(row.own):
            return None
        column, text = row.own[0]
        known = self._terms.find(text)
        beside = self._parts[0].columns.of(column) in ("level2", "name", "value") and row.in_table
        if not known and (beside or not _SECTION.match(text.strip())):
            return None
        if len(known) > 1:
            return text, ""
        level2 = bool(known) and not self._terms.is_level1(known[0].name)
        return ("", text) if level2 else (text, "")

    def _read(self, row: Row, block: Block) -> ReadRow:
        read = read_cells(row, block.columns)
        read.at = row.place
        stray = [text for column, text in row.filled if column < self._first and not is_frame(text)]
        if stray and not read.printed[0] and self._terms.find(stray[0]):
            # The header of the 一级指标 column may be blank.
            read.printed = (stray[0], read.printed[1])
        read.name = Name(_NUMBERED.sub("", read.name.text))
        return read

    def _are_levels(self, printed: tuple[str, str]) -> bool:
        """Whether the level cells of a row that holds nothing else are levels: known ones, or one alone that is short."""
        unknown = [text for text in printed if text and not (self._terms.find(text) or self._terms.short(text))]
        return not unknown or (len(unknown) == 1 and not all(printed) and not _may_be_sentence(unknown[0]))

    def _label(self, at: int, printed: tuple[str, str]) -> None:
        one, two = self._labels.get(at, ("", ""))
        self._found.prints_level1 = self._found.prints_level1 or bool(printed[0])
        self._labels[at] = (printed[0] or one, printed[1] or ("" if printed[0] else two))
        self._drop(at, (text for text in (one, two) if text not in self._labels[at]))

    def _drop(self, at: int, texts: Iterable[str]) -> None:
        """Report what stood alone on a row and is no level of any row below it; known levels may be left blank."""
        unknown = [text for text in texts if text and not (self._terms.find(text) or self._terms.short(text))]
        self._found.unread.extend(tidy(text) for text in unknown if at == 0)

    def close(self) -> None:
        """Report what was never used."""
        for at, texts in self._labels.items():
            self._drop(at, texts)

    def _add(self, at: int, block: Block, read: ReadRow) -> bool:
        """Add a row; return False where it says neither what is measured nor a level."""
        if _PLACEHOLDER.match(read.name.text) and not read.value:
            read.name = Name("")
        if not read.name.text and not read.value:
            levels = self._are_levels(read.printed)
            if levels and any(read.printed):
                self._label(at, read.printed)
            told = (*read.extra.values(), *read.others.values(), read.basis or "")
            return levels and all(_POINTS.match(text) or key(text) in labels().marks for text in told if text)
        stashed = self._labels.pop(at, ("", ""))
        if not read.printed[0]:
            read.printed = (stashed[0], read.printed[1] or stashed[1])
        elif not read.printed[1] and stashed[0] == read.printed[0]:
            read.printed = (read.printed[0], stashed[1])
        self._drop(at, (text for text in stashed if text not in read.printed))
        if read.lost:
            missing = "指标值" if read.name.text else "名称"
            read.repairs.append(f"这一行缺{missing}，请对照原件")
        self._found.rows[block.period or self.named or "annual"].append(read)
        return True


def _may_be_sentence(text: str) -> bool:
    return len(text) > _LONGEST_LEVEL or any(sign in text for sign in "，。；,;")


def _is_total(row: Row) -> bool:
    return key(row.own[0][1]).startswith(_TOTALS) and len(key(row.own[0][1])) <= 8
