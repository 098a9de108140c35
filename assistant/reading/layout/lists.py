"""Tables that hold many projects, a column naming each: cut them into one form a project."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.reading.grid import Row
from assistant.reading.layout.columns import Columns, Header, find_columns
from assistant.reading.lexicon import key, labels


def names_projects(columns: Columns) -> Header | None:
    """Return the header of the column that names the project of each row, if there is one."""
    about = [header for header in columns.headers if header.role == "project"]
    name = next((header for header in about if _field(header) == "name"), None)
    if name is not None or len(about) < 2:
        return name
    # 项目 alone names one where its unit or its amount stands beside it.
    return next((header for header in about if labels().short_fields.get(key(header.text)) == "name"), None)


def _field(header: Header) -> str:
    word = key(header.text)
    return "name" if "项目名称" in word else labels().fields.get(word, "")


@dataclass
class _Project:
    name: str
    told: dict[str, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    place: Row | None = None


def cut_list(rows: Sequence[Row], at: int) -> list[tuple[Row, ...]]:
    """Return the rows of each project of a table whose header stands at `at`.

    Each begins with the lines above the table and a row of what the project's columns say, as labels and values.
    A cell that stands alone in the column of names is what the projects below it share: their unit.
    """
    header = rows[at]
    columns = find_columns(header)
    name = names_projects(columns) if columns else None
    if columns is None or name is None:
        return []
    first = min(one.start for one in columns.headers if one.role in ("level1", "level2", "name"))
    about = [one for one in columns.headers if one.role == "project" or (one.role == "extra" and one.start < first)]
    found: list[_Project] = []
    unit = ""
    for row in rows[at + 1 :]:
        if find_columns(row):
            continue
        said = next((text for column, text in row.own if name.start <= column < name.end), "")
        if said and len(row.own) == 1 and len(row.filled) == 1:
            unit = said
        elif not row.in_table or (not found and not said):
            continue
        else:
            if said and not (found and found[-1].name == said):
                left = [one for one in about if one.start < name.start]
                told = {one.shown: found[-1].told.get(one.shown, "") for one in left} if found else {}
                found.append(_Project(said, {**told, **({"单位名称": unit} if unit else {})}, place=row))
            _tell(found[-1], row, about, name)
    return [(*rows[:at], *_head(project), _blank(header, about), *project.rows) for project in found if project.rows]


def _tell(project: _Project, row: Row, about: Sequence[Header], name: Header) -> None:
    for one in about:
        text = " ".join(text for column, text in row.filled if one.start <= column < one.end)
        # What stands left of the name holds until it changes, as a merged cell that was flattened does.
        if text and one is not name and not (project.rows and project.told.get(one.shown)):
            project.told[one.shown] = text
    rest = _blank(row, about)
    if rest.filled:
        project.rows.append(rest)


def _blank(row: Row, about: Sequence[Header]) -> Row:
    """Return a row without the columns that tell of its project."""
    covered = {column for one in about for column in range(one.start, one.end)}
    cells = tuple("" if column in covered else text for column, text in enumerate(row.cells))
    return replace(row, cells=cells, carried=row.carried - covered)


def _head(project: _Project) -> list[Row]:
    """Return what is told of a project as rows of a head: its name, then a row a label."""
    place = project.place
    pairs = [("项目名称", project.name), *project.told.items()]
    return [Row(pair, place=place.place if place else None, part=place.part if place else 0) for pair in pairs]
