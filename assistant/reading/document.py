"""Grids → `Document`: the forms in their order, the narrative part, the notes."""

from collections.abc import Iterable, Sequence

from assistant.forms import all_forms
from assistant.model import Document, Narrative, ReadingNote, UnrecognisedFormError
from assistant.reading.general.flat import read_flat
from assistant.reading.general.head import UnknownHead
from assistant.reading.grid import Grid
from assistant.reading.layout.header import year_of
from assistant.reading.layout.narrative import read_narrative
from assistant.reading.layout.recognise import GENERAL
from assistant.reading.layout.sections import Sections, split
from assistant.reading.layout.target import ReadForm, read_section
from assistant.reading.lexicon import key, labels
from assistant.reading.terms import Terms
from assistant.reading.text.upright import upright_grid

_LOST_TABLE = (
    "有“一级指标”“指标值”等字样，但看不出表格（另存或复制时可能丢了制表符和空行），请用原来的 Word 或 Excel 文件"
)
_DISPLACED = "原文每格一行，但格与格、行与行之间的空白已丢失，内容可能错位，请对照原件"


def read_grids(grids: Iterable[Grid], name: str) -> Document:
    """Read every form of a document, which may consist of several grids.

    Raises:
        UnrecognisedFormError: there is neither a form nor a narrative part; the sentence lacks its subject, the file.
    """
    forms: list[ReadForm] = []
    notes: list[ReadingNote] = []
    narrative: Narrative | None = None
    lost = False
    for printed in grids:
        if flat := read_flat(printed):
            forms.extend(flat)
            continue
        grid = _upright(printed) or printed
        found = split(grid)
        narrative = narrative or read_narrative(found.before)
        _read_forms(found, grid, forms, notes)
        lost = lost or (not found.forms and _speaks_of_a_table(grid))
    if not forms and narrative is None:
        raise UnrecognisedFormError(
            f"里{_LOST_TABLE}"
            if lost
            else "里没有找到绩效目标表：应有“项目名称”和“一级指标、二级指标、三级指标、指标值”各栏"
        )
    if not forms:
        message = f"文中{_LOST_TABLE}" if lost else "只有文字部分，没有找到指标表"
        notes.append(ReadingNote(kind="unsure", project=name, message=message))
    return Document([form.target for form in forms], narrative, notes, [form.places for form in forms])


def _upright(grid: Grid) -> Grid | None:
    """Return the rows of a text that prints one cell a line, without anything for blank ones."""
    if grid.exact or any(row.in_table for row in grid.rows) or not _speaks_of_a_table(grid):
        return None
    form = all_forms().get(GENERAL)
    return upright_grid(grid, Terms(form), UnknownHead(form).is_label) if form else None


def _read_forms(found: Sections, grid: Grid, forms: list[ReadForm], notes: list[ReadingNote]) -> None:
    """Read the forms of one grid.

    The year that its heading names is that of its forms, up to the first form of another kind: there another
    document begins.
    """
    year = year_of(found.before)
    for section in found.forms:
        if section.form is not found.forms[0].form:
            year = None
        number = len(forms)
        form = read_section(section, grid.exact, year, number)
        forms.append(form)
        notes.extend(form.notes)
        if any(row.doubtful for row in section.rows):
            name = form.target.project.name
            notes.append(ReadingNote(kind="unsure", project=name, message=_DISPLACED, target=number))
    for project in found.bare:
        message = "只有表头，没有找到它的指标表（文件可能不完整），请对照原件"
        notes.append(ReadingNote(kind="unsure", project=project, message=message))


def _speaks_of_a_table(grid: Grid) -> bool:
    """Whether a grid without forms names the columns of an indicator table."""
    printed: Sequence[str] = [key(row.joined) for row in grid.rows]
    columns = {
        column
        for word, column in labels().columns.items()
        if column in ("level1", "level2", "name", "value") and any(word in text for text in printed)
    }
    return len(columns) >= 3
