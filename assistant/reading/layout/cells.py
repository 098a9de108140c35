"""Read one row of an indicator table by its columns: each cell is what its header says."""

import re
from dataclasses import dataclass, field

from assistant.model import Place
from assistant.model.text import tidy
from assistant.reading.general.compose import compose
from assistant.reading.grid import Row
from assistant.reading.layout.columns import SUB, Columns, Header
from assistant.reading.lexicon import key, labels
from assistant.reading.mending.joins import Name

FURTHER = ("method", "data_source", "weight", "scoring")
_LEVELS = ("level1", "level2")
# A merged cell of these holds for every row that it covers; points and remarks are said once.
_CARRIED = (*_LEVELS, "value", "basis", "description", "method", "data_source", "scoring", "operator", "value_unit")
_TOTAL = ("合计", "总计", "小计")
_MARK = re.compile(r"[（(【\[]?\s*(?P<mark>[^（）()【】\[\]\s]{2,6})\s*[)）】\]]?$")


@dataclass
class ReadRow:
    """An indicator row as it stands, its categories not yet settled.

    Attributes:
        others: text by column key, of columns beside name, value and basis.
        extra: text by printed header, of columns that no key names.
        printed: the level cells as printed, where each stands in its column; else ("", "").
        level1: the 一级指标 printed in this row.
        level2: the 二级指标 printed in this row; several where cells are fused.
        later: a 二级指标 that stands here but begins with the next row.
        place: grid column of the name; a row whose place differs from its neighbours' has slid.
        garbled: category cells that nothing is known to look like.
        lost: whether name or value is missing.
        at: where the row stands in its file.
        repairs: what was put right, as Chinese phrases.
    """

    name: Name
    value: str
    basis: str | None = None
    others: dict[str, str] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)
    printed: tuple[str, str] = ("", "")
    level1: str | None = None
    level2: list[str] = field(default_factory=list)
    later: str | None = None
    place: int = 0
    after_gap: bool = False
    garbled: list[str] = field(default_factory=list)
    guessed: bool = False
    repairs: list[str] = field(default_factory=list)
    at: Place | None = None

    @property
    def lost(self) -> bool:
        """Whether name or value is missing."""
        return not (self.name.text and self.value)


def read_cells(row: Row, columns: Columns) -> ReadRow:
    """Return a row with each cell where its header puts it; levels as printed, in `printed`."""
    cells = _cells(row, columns)
    one = {header.role: " ".join(texts) for header, texts in reversed(cells) if header.role != "value"}
    read = ReadRow(Name(tidy(one.get("name", ""))), "")
    values = [(header, " ".join(texts)) for header, texts in cells if header.role == "value"]
    read.value = _one_value(values, read) if len(values) > 1 else "".join(text for _, text in values)
    _compose(cells, read)
    read.basis = tidy(one["basis"]) if "basis" in one else None
    read.others = {name: tidy(one[name]) for name in ("description", *FURTHER) if name in one}
    for header, texts in cells:
        if header.role == "extra":
            read.extra[header.shown] = tidy(" ".join(texts))
    read.printed = (_unmarked(one.get("level1", ""), read), _unmarked(one.get("level2", ""), read))
    read.name = Name(_unmarked(read.name.text, read))
    return read


def _cells(row: Row, columns: Columns) -> list[tuple[Header, list[str]]]:
    """Return the texts of a row by header, without those of merged cells that were said on an earlier row."""
    own = {header.role for column, _ in row.own if (header := columns.header(column))}
    carried = {*_CARRIED, *(("name",) if "value" in own else ())} if own & {"name", "value"} else set(_LEVELS)
    found: dict[Header, list[str]] = {}
    for column, text in row.filled:
        header = columns.header(column)
        if header is None or (column in row.carried and header.role not in carried):
            continue
        texts = found.setdefault(header, [])
        if texts[-1:] != [text]:
            texts.append(text)
    return list(found.items())


def _compose(cells: list[tuple[Header, list[str]]], read: ReadRow) -> None:
    """Give the value the operator and the unit that stand beside it."""
    operators = [(header.shown, " ".join(texts)) for header, texts in cells if header.role == "operator"]
    units = [(header.shown, " ".join(texts)) for header, texts in cells if header.role == "value_unit"]
    if not operators and not units:
        return
    if not read.value:
        read.extra |= dict(operators) | dict(units)
        return
    made = compose(read.value, operators, units)
    read.value = made.value
    read.extra |= made.left
    if made.conflict:
        read.repairs.append(made.conflict)


def _one_value(values: list[tuple[Header, str]], read: ReadRow) -> str:
    """Return the value of a row that has several (分乡镇): their sum where one is printed, or what all of them say.

    Each is kept under its header. Where they differ the value names them all.
    """
    said = {header.text.partition(SUB)[2] or header.shown: tidy(text) for header, text in values}
    read.extra |= {header.shown: tidy(text) for header, text in values}
    total = next((text for name, text in said.items() if key(name) in _TOTAL), None)
    if total is not None or len(set(said.values())) == 1:
        return total or next(iter(said.values()))
    read.repairs.append("这一行有几个指标值，已合写在一起，请对照原件")
    return "；".join(f"{name}{text}" for name, text in said.items())


def _unmarked(text: str, read: ReadRow) -> str:
    """Return a cell without 必填 or 选填 at its end, which is kept among the further columns."""
    plain = text.strip()
    found = _MARK.search(plain)
    if found and key(found["mark"]) in labels().marks and found.start() > 0:
        read.extra[labels().marks_header] = found["mark"]
        return plain[: found.start()].rstrip()
    return text
