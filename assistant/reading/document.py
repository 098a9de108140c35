"""A grid → `Document`: the forms in their order, the narrative part, the notes."""

from assistant.model import Document, ReadingNote, UnreadableFileError
from assistant.reading.grid import Grid
from assistant.reading.header import year_of
from assistant.reading.narrative import read_narrative
from assistant.reading.sections import split
from assistant.reading.target import read_section


def read_grid(grid: Grid, name: str) -> Document:
    """Read every form of a grid.

    Raises:
        UnreadableFileError: there is neither a form nor a narrative part; the sentence lacks its subject, the file.
    """
    before, sections = split(grid)
    narrative = read_narrative(before)
    if not sections and narrative is None:
        raise UnreadableFileError("里没有找到绩效目标表：应有“项目名称”和“一级指标、二级指标、三级指标、指标值”各栏")
    year = year_of(before)
    targets, notes = [], []
    for section in sections:
        target, found = read_section(section, grid.exact, year)
        targets.append(target)
        notes.extend(found)
    if not sections:
        notes.append(ReadingNote(kind="unsure", project=name, message="只有文字部分，没有找到指标表"))
    return Document(targets, narrative, notes)
