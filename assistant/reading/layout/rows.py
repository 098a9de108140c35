"""Read one row of an indicator table: which cell is the name, the value, the basis, and which are categories.

In Word and Excel the column says it. In extracted text cells slide: there a category cell, or the row above, shows how
far, and otherwise the row is read from the right (basis, value, name) by what a cell looks like.
"""

from assistant.forms import FormDefinition
from assistant.model.text import tidy
from assistant.reading.grid import Row
from assistant.reading.layout.cells import FURTHER, ReadRow, read_cells
from assistant.reading.layout.columns import Columns
from assistant.reading.lexicon import key, labels
from assistant.reading.looks import has_operator, is_basis, is_figure
from assistant.reading.mending.joins import Name, join
from assistant.reading.mending.slide import Cell, Placing, at_shift, placings
from assistant.reading.terms import Term, Terms, is_frame, without_repeats

_USUAL = ("level1", "level2", "name", "value", "basis")
_BESIDE = ("goal_name", "frame", "number")


def _in_usual_order(columns: Columns) -> bool:
    """Whether the columns stand as the known forms print them, so that a row that has slid can be told."""
    usual = [columns.at[role] for role in _USUAL if role in columns.at]
    others = [one.start for one in columns.headers if one.role not in (*_USUAL, *_BESIDE, "description")]
    levels = columns.has("level1") and columns.has("level2")
    return levels and usual == sorted(usual) and all(start > columns.at["value"] for start in others)


class RowReader:
    """Reads rows of one indicator table."""

    def __init__(self, form: FormDefinition, terms: Terms, columns: Columns, exact: bool) -> None:
        self._terms = terms
        self._columns = columns
        self._exact = exact or not _in_usual_order(columns)
        self._bases = tuple(key(option) for option in form.basis_options)
        self._has_basis = "basis" in columns.at
        self._further = [one.start for one in columns.headers if one.role not in (*_USUAL, "description", *_BESIDE)]
        self._described = "description" in columns.at
        self._slid = 0
        """How far the row above has slid, by its own category cell."""

    def read(self, row: Row) -> ReadRow | None:
        """Return the row, or None when it holds no indicator (a footer, a stray line)."""
        if not row.own:
            return None
        first = key(row.own[0][1])
        if first.startswith(labels().footers) and len(row.own) <= 2 and not self._terms.find(first):
            return None
        by_column = self._exact or ((self._further or self._described) and self._in_place(row))
        read = self._by_column(row) if by_column else self._by_look(row)
        if read is not None:
            # Where one cell stands a line, a blank line ends every row and says nothing of pages.
            read.after_gap = row.after_gap and not self._exact
            read.at = row.place
        return read

    def _in_place(self, row: Row) -> bool:
        """Whether every cell of a row of extracted text fits its header, so that nothing has slid."""
        texts = {name: text for column, text in row.filled if (name := self._columns.of(column))}
        levels = [texts[name] for name in ("level1", "level2") if name in texts]
        known = all(self._terms.find(text) or self._terms.short(text) or is_frame(text) for text in levels)
        name, value, basis = (texts.get(part, "") for part in ("name", "value", "basis"))
        misplaced = key(name).endswith("指标") or self._terms.find(value) or is_basis(value, self._bases)
        told = value or any(texts.get(part) for part in ("description", *FURTHER))
        return bool(known and name and told and not misplaced and not has_operator(basis))

    # ---- Word and Excel: each cell in its column

    def _by_column(self, row: Row) -> ReadRow | None:
        read = read_cells(row, self._columns)
        level1 = self._category(read.printed[0], read)
        level2 = self._category(read.printed[1], read)
        self._settle_by_column(level1, level2, read)
        has_row = read.name.text or read.value
        return read if has_row or read.level1 or read.level2 else None

    def _category(self, text: str, read: ReadRow) -> list[Term]:
        if not text or is_frame(text):
            return []
        found = self._terms.find(text) or self._terms.short(text) or self._terms.guess(text)
        if not found:
            read.garbled.append(text)
        elif found[0].guessed:
            read.guessed = True
            read.repairs.append(f"“{tidy(text)}”认作“{found[0].name}”")
        return found

    def _settle_by_column(self, level1: list[Term], level2: list[Term], read: ReadRow) -> None:
        if level1 and self._terms.is_level1(level1[0].name):
            read.level1, level1 = level1[0].name, level1[1:]
        read.level2 = [term.name for term in without_repeats(level1 + level2)]

    # ---- extracted text: cells may have slid

    def _by_look(self, row: Row) -> ReadRow | None:
        # Columns to the right of value and basis tell nothing in a row that has slid.
        cells = [cell for cell in row.filled if not self._further or cell[0] < min(self._further)]
        placing = self._placing(cells)
        if placing is not None:
            del cells[-len(placing.parts) + 1 :]
            basis, (value_column, value) = placing.basis[1] if placing.basis else None, placing.value
        else:
            basis = self._take_basis(cells)
            value_column, value = self._take_value(cells, basis)
        read = ReadRow(Name(""), value, tidy(basis) if basis else None)
        found = self._take_labels(cells, value_column, read)
        pieces, unknown = self._take_name(cells, value_column)
        if self._described and len(pieces) > 1:
            read.others["description"] = join([text for _, text in pieces[1:]]).text
            pieces = pieces[:1]
        read.name = join([text for _, text in pieces])
        read.place = pieces[0][0] if pieces else -1
        if read.name.repaired:
            read.repairs.append(f"断成两格的名称“{'|'.join(tidy(text) for _, text in pieces)}”并为“{read.name.text}”")
        if self._has_basis and basis is None and read.name.text and value:
            read.repairs.append("“指标值确定依据”在原文中缺失，请对照原件")
        self._settle_by_look(found, unknown, read)
        if not read.name.text and not value and not found:
            return None
        return read

    def _placing(self, cells: list[Cell]) -> Placing | None:
        """Return where the parts of a row with a basis stand, if a category cell or the row above tells."""
        if not self._has_basis or self._further or self._described:
            return None
        found = placings(cells, self._columns, lambda text: bool(self._terms.find(text)))
        labelled = any(self._terms.find(text) for _, text in cells)
        if not labelled and self._slid and (like_above := at_shift(cells, self._columns, self._slid)):
            found = [like_above]
        sound = next((placing for placing in found if self._is_sound(placing)), None)
        if labelled or sound is None:
            self._slid = sound.shift if sound else 0
        return sound

    def _is_sound(self, placing: Placing) -> bool:
        """Whether the cells do not plainly say that they are something else."""
        value, basis = placing.value[1], placing.basis[1] if placing.basis else ""
        taken = is_basis(value, self._bases) and not (basis and is_basis(basis, self._bases))
        misplaced = has_operator(placing.name[1]) or self._terms.find(value) or self._terms.find(basis)
        return not (taken or misplaced or has_operator(basis))

    def _take_value(self, cells: list[Cell], basis: str | None) -> Cell:
        if not cells or (len(cells) == 1 and not basis):
            return -1, ""
        column, value = cells[-1]
        if self._terms.find(value) and not is_figure(value):
            return column, ""
        cells.pop()
        return column, value

    def _take_basis(self, cells: list[Cell]) -> str | None:
        if not self._has_basis or len(cells) < 2:
            return None
        column, text = cells[-1]
        if is_basis(text, self._bases) or self._stands_as_basis(cells, column, text):
            cells.pop()
            return text
        return None

    def _stands_as_basis(self, cells: list[Cell], column: int, text: str) -> bool:
        """Whether words that we do not know as a basis are one by where they stand."""
        if is_figure(text) or self._terms.find(text):
            return False
        # In a row that has slid right, the value stands under the header of the basis.
        slid = any(column >= self._columns.at["name"] and key(word).endswith("指标") for column, word in cells[:-2])
        return (column >= self._columns.at["basis"] and not slid) or has_operator(cells[-2][1])

    def _take_labels(self, cells: list[Cell], value_column: int, read: ReadRow) -> list[tuple[int, Term]]:
        """Take the category cells off the left; the last cell before the value stays as the name."""
        found: list[tuple[int, Term]] = []
        kept: list[Cell] = []
        for place, (column, text) in enumerate(cells):
            last = place == len(cells) - 1 and bool(read.value)
            terms = [] if last and not self._must_be_label(text, column, value_column) else self._terms.find(text)
            if terms:
                found.extend((column, term) for term in terms)
            elif not (is_frame(text) and not last):
                kept.append((column, text))
        cells[:] = kept
        return found

    def _must_be_label(self, text: str, column: int, value_column: int) -> bool:
        """A level's full name in a level column is no name of an indicator, even right before the value."""
        shift = value_column - self._columns.at["value"]
        return column - shift < self._columns.at["name"] and key(text).endswith("指标")

    def _take_name(self, cells: list[Cell], value_column: int) -> tuple[list[Cell], list[Cell]]:
        """Return the cells of the name, those under its header or else the nearest left of the value; and the rest."""
        if not cells:
            return [], []
        shift = value_column - self._columns.at["value"] if value_column >= 0 else 0
        start = self._columns.at["name"] + min(shift, 0)
        pieces = [cell for cell in cells if cell[0] >= start] or cells[-1:]
        return pieces, [cell for cell in cells if cell not in pieces]

    def _settle_by_look(self, found: list[tuple[int, Term]], unknown: list[Cell], read: ReadRow) -> None:
        for column, text in unknown:
            likely = self._terms.guess(text) or self._terms.short(text)
            if not likely:
                read.garbled.append(text)
                continue
            found.append((column, likely[0]))
            read.guessed = True
            read.repairs.append(f"“{tidy(text)}”认作“{likely[0].name}”")
        found.sort(key=lambda cell: cell[0])
        names = [term.name for term in without_repeats([term for _, term in found])]
        doubled = len(found) > 1 and len(names) == 1
        if names and self._leads(names, found, doubled):
            read.level1 = names[0]
            names = names if doubled else names[1:]
        in_one_cell = len({column for column, _ in found}) < len(found)
        if len(names) == 2 and not in_one_cell and self._terms.parent(names[0]) != self._terms.parent(names[1]):
            names, read.later = names[:1], names[1]
            read.repairs.append(f"同一行有“{names[0]}”和“{read.later}”，后者属于下一行起的指标")
        read.level2 = names

    def _leads(self, names: list[str], found: list[tuple[int, Term]], doubled: bool) -> bool:
        """Whether the first name is the 一级指标: 成本指标 and 满意度指标 may be either level."""
        first = names[0]
        if not self._terms.is_level1(first):
            return False
        own_parent = self._terms.parent(first)
        if len(names) > 1 or doubled or own_parent is None or first == "满意度指标":
            return True
        return found[0][0] < self._columns.at["level2"]
