"""A department's list of projects, a row each: its columns are found by their headers, each row becomes a brief or a fault."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant import api
from assistant.drafting.brief import Brief
from assistant.model import AssistantError, InputError
from assistant.model.data import parse_yaml
from assistant.reading.grid import Row
from assistant.worker.worker import MOST_IN_A_BATCH

_HEADER_WITHIN = 15
_SPACES = re.compile(r"\s+")
_BARE = re.compile(r"^[\d,，.．\s]+$")
_TOTALS = ("合计", "总计", "小计")
_FACTS = re.compile(r"[\n;；]+")


@dataclass(frozen=True)
class ColumnWords:
    """One column: what it is called, and which words its header may hold."""

    key: str
    label: str
    words: tuple[str, ...]
    without: tuple[str, ...] = ()
    required: bool = False

    def fits(self, header: str) -> int:
        """Return the length of the word that a header holds; 0 where it is another column's."""
        if any(word in header for word in self.without):
            return 0
        return max((len(word) for word in self.words if word in header), default=0)


@dataclass(frozen=True)
class ListLine:
    """One project of a list.

    Attributes:
        number: of its row in the file.
        name: as it stands there.
        brief: what can be drafted; None where something is wrong.
        fault: what is wrong, one Chinese sentence.
    """

    number: int
    name: str
    brief: Brief | None = None
    fault: str = ""


@dataclass(frozen=True)
class ProjectList:
    """A list that was read. `stem` is the file's name without its suffix."""

    stem: str
    lines: tuple[ListLine, ...]

    @property
    def briefs(self) -> list[Brief]:
        """Return what can be drafted."""
        return [line.brief for line in self.lines if line.brief]

    @property
    def faults(self) -> list[ListLine]:
        """Return the rows in which something is wrong."""
        return [line for line in self.lines if line.fault]


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = parse_yaml(Path(__file__).with_name("columns.yaml").read_text(encoding="utf-8"))
    return data


@cache
def columns() -> tuple[ColumnWords, ...]:
    """Return the columns that a list may have, in the template's order."""
    return tuple(
        ColumnWords(
            each["key"],
            each["label"],
            tuple(each["words"]),
            tuple(each.get("without", ())),
            each.get("required", False),
        )
        for each in _data()["columns"]
    )


def example() -> dict[str, str]:
    """Return the template's example row, by column."""
    return dict(_data()["example"])


def read_list(data: bytes, name: str, form: str, year: int | None = None) -> ProjectList:
    """Read a list.

    Args:
        data: of an Excel, CSV or Word file.
        name: the file's.
        form: of rows that name none.
        year: of rows that name none.

    Raises:
        InputError: no header row with the required columns, no project below it, or more than `MOST_IN_A_BATCH`.
        UnreadableFileError: the file cannot be read.
    """
    rows = api.grid_rows(data, name)
    at, found = _header(rows)
    lines = [
        (_number(row, place), _texts(row, found))
        for place, row in enumerate(rows[at + 1 :], at + 2)
        if row.part == rows[at].part
    ]
    lines = [(number, texts) for number, texts in lines if _is_project(texts)]
    if not lines:
        raise InputError(f"“{name}”的表头下面没有项目，请一行填一个项目")
    if len(lines) > MOST_IN_A_BATCH:
        raise InputError(f"“{name}”里有 {len(lines)} 个项目，一次最多 {MOST_IN_A_BATCH} 个，请拆成几个清单")
    unit = _money_unit(rows[at], found)
    return ProjectList(Path(name).stem, _checked(lines, unit, form, year))


def _header(rows: Sequence[Row]) -> tuple[int, Mapping[str, int]]:
    """Return the header row and where its columns are; of several rows the first with all that is required."""
    best: Mapping[str, int] = {}
    for at, row in enumerate(rows[:_HEADER_WITHIN]):
        found = _found(row)
        if all(column.key in found for column in columns() if column.required):
            return at, found
        best = found if len(found) > len(best) else best
    lacking = "、".join(column.label for column in columns() if column.required and column.key not in best)
    raise InputError(f"没有找到“{lacking}”这样的表头，请用下载的模板填写，或在第一行写上各列的名称")


def _found(row: Row) -> dict[str, int]:
    """Return which column stands where: the header with the longest fitting word wins."""
    fits = [
        (column.fits(_SPACES.sub("", text)), -place, column.key)
        for place, text in row.filled
        for column in columns()
        if len(text) <= 40
    ]
    found: dict[str, int] = {}
    for length, place, key in sorted(fits, reverse=True):
        if length and key not in found and -place not in found.values():
            found[key] = -place
    return found


def _texts(row: Row, found: Mapping[str, int]) -> dict[str, str]:
    return {key: row.cells[place].strip() if place < len(row.cells) else "" for key, place in found.items()}


def _number(row: Row, place: int) -> int:
    return row.place.row + 1 if row.place else place


def _is_project(texts: Mapping[str, str]) -> bool:
    name = _SPACES.sub("", texts["name"])
    return any(texts.values()) and name not in _TOTALS and not (not name and not texts["purpose"])


def _money_unit(header: Row, found: Mapping[str, int]) -> str:
    """Return the unit that the budget's header names: a bare number below it counts in it."""
    text = header.cells[found["budget"]]
    return "万元" if "万元" in text else "元" if "元" in text else ""


def _checked(
    lines: Sequence[tuple[int, Mapping[str, str]]], unit: str, form: str, year: int | None
) -> tuple[ListLine, ...]:
    checked: list[ListLine] = []
    seen: dict[tuple[str, str | None, int | None], int] = {}
    for number, texts in lines:
        line = _line(number, texts, unit, form, year)
        if line.brief:
            key = (line.brief.name, line.brief.unit, line.brief.year)
            if key in seen:
                line = ListLine(
                    number, line.name, fault=f"与第 {seen[key]} 行是同一个项目（名称、单位、年度都相同），请删去一行"
                )
            seen.setdefault(key, number)
        checked.append(line)
    return tuple(checked)


def _line(number: int, texts: Mapping[str, str], unit: str, form: str, year: int | None) -> ListLine:
    budget = texts["budget"]
    if unit and _BARE.match(budget):
        budget += unit
    try:
        brief = Brief.of(
            texts["name"],
            budget,
            texts["purpose"],
            texts.get("form") or form,
            texts.get("year", "").removesuffix("度").removesuffix("年") or year,
            texts.get("unit"),
            tuple(_FACTS.split(texts.get("facts", ""))),
        )
    except AssistantError as error:
        return ListLine(number, texts["name"], fault=str(error))
    return ListLine(number, brief.name, brief)
