"""Cut a document into its forms, and say which form each is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.forms import FormDefinition
from assistant.reading.grid import Grid, Row
from assistant.reading.layout.across import unfolded
from assistant.reading.layout.beside import without_beside
from assistant.reading.layout.columns import column_key, find_columns, merged_header
from assistant.reading.layout.lists import cut_list, names_projects
from assistant.reading.layout.others import without_others
from assistant.reading.layout.recognise import recognise
from assistant.reading.lexicon import key, label_key, labels
from assistant.reading.mending.spread import unspread

# What may stand between a form's title and its table; longer lines are running text.
_LINES_ABOVE = 8
_LONGEST_ABOVE = 80
_TITLE = re.compile(
    r"绩效目标(?:.{0,8}|.{0,8}表[（(].{0,12})$|绩效(?:自评|评价|自评价|指标)(?:情况)?表(?:[（(].{0,12})?$"
)
_TITLED = re.compile(
    r"^(?:(?:19|20)\d\d年度?)?(?P<name>.+?)(?:预算)?绩效(?:目标|自评|评价|指标)(?:.{0,8}|.{0,8}表[（(].{0,12})$"
)
# Words of titles that name no project.
_GENERAL = re.compile(
    r"^(?:.{0,12}(?:省|市|区|县|镇|乡|自治区))?(?:省级|市级|区级|县级|本级|部门|单位|财政|预算|政府|采购|专项|资金|支出|项目|中央|对|地方|转移支付|区域|公开|年度|表|[\d（）()-])*$"
)
_PERIOD_TITLE = re.compile(r"(?:长期|中期|年度|当年|实施期)(?:绩效)?(?:目标|指标)表?$")
_NAME_INLINE = re.compile(r"^\s*(?P<label>[^：:]{2,16})\s*[：:]\s*(?P<name>\S.*)$", re.DOTALL)


@dataclass(frozen=True)
class Section:
    """The rows of one form: lines above the table, then the table."""

    form: FormDefinition
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Sections:
    """A grid cut up.

    Attributes:
        before: the rows above the first form.
        forms: the forms in their order.
        bare: names of projects whose head stands there without a table (the document breaks off, or lost a page).
    """

    before: tuple[Row, ...]
    forms: list[Section]
    bare: list[str]


def split(grid: Grid) -> Sections:
    """Cut a grid into its forms; a form never spans two sheets."""
    parts = _parts(without_beside(with_whole_headers(unfolded(grid.rows))))
    found = [_split(tuple(without_others(rows, is_title, _is_named)), grid.exact) for rows in parts]
    first = next((at for at, part in enumerate(found) if part.forms), len(found))
    before = tuple(row for part in found[: first + 1] for row in part.before)
    forms = [form for part in found for form in part.forms]
    named = {project_named(row) for form in forms for row in form.rows}
    return Sections(before, forms, [name for part in found for name in part.bare if name not in named])


def _parts(rows: Sequence[Row]) -> list[tuple[Row, ...]]:
    return [tuple(part) for _, part in groupby(rows, key=lambda row: row.part)]


def with_whole_headers(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with each header of two rows as one."""
    kept: list[Row] = []
    at = 0
    while at < len(rows):
        merged = merged_header(rows[at], rows[at + 1]) if at + 1 < len(rows) else None
        kept.append(merged or rows[at])
        at += 2 if merged else 1
    return kept


def _split(rows: tuple[Row, ...], exact: bool) -> Sections:
    """Cut rows into their forms.

    A form is where 项目名称 stands as a label and an indicator table follows. What stands between the table of
    one form and the 项目名称 of the next (title, unit) belongs to the next, also when the next has no table. A table
    may also name the project of each row itself, or have no project's name above it at all.
    """
    anchors = _anchors(rows)
    above = [-1, *anchors]
    starts = [
        _start(rows, at, before) if _names_project(rows[at]) else _nameless_start(rows, at, before)
        for at, before in zip(anchors, above, strict=False)
    ]
    forms: list[Section] = []
    bare: list[str] = []
    first = len(rows)
    for at, start, end in zip(anchors, starts, [*starts[1:], len(rows)], strict=False):
        columns = find_columns(rows[at])
        if columns is not None and names_projects(columns):
            forms += [_section(part, exact) for part in cut_list(rows[start:end], at - start)]
        elif any(find_columns(row) for row in rows[at:end]):
            forms.append(_section(rows[start:end], exact))
        else:
            if rows[at].in_table:
                bare.append(project_named(rows[at]) or "")
            continue
        first = min(first, start)
    return Sections(rows[:first], forms, bare)


def _anchors(rows: tuple[Row, ...]) -> list[int]:
    """Return the rows that begin a form: that name a project, or head a table of projects or one without a name.

    A head that is only repeated at the top of a page is none.
    """
    found: list[int] = []
    nameless = True
    table = False
    for at, row in enumerate(rows):
        columns = find_columns(row)
        if columns is not None and names_projects(columns):
            if not (found and _continues_list(rows, found[-1], row)):
                found.append(at)
            nameless = False
        elif columns is not None:
            if nameless:
                found.append(at)
            nameless = False
        elif project_named(row) is not None:
            if not (found and _repeats(rows, at, found[-1])):
                found.append(at)
            nameless = False
        elif table and is_title(row) and _names_no_period(row) and _next_is_nameless(rows, at):
            nameless = True
        table = (table and at not in found[-1:]) or columns is not None
    return found


def _continues_list(rows: tuple[Row, ...], above: int, row: Row) -> bool:
    """Whether the header of a table of projects only repeats the one above, on a new page."""
    return rows[above].cells == row.cells


def _names_no_period(row: Row) -> bool:
    return not _PERIOD_TITLE.search(row.joined)


def _next_is_nameless(rows: tuple[Row, ...], title: int) -> bool:
    """Whether a table follows a title without any project's name in between."""
    for row in rows[title + 1 :]:
        if find_columns(row):
            return True
        if project_named(row) is not None or is_title(row):
            return False
    return False


def project_named(row: Row) -> str | None:
    """Return what stands beside the label 项目名称 ("" where nothing does); None where that label is not there."""
    names = labels().names
    for column, text in row.own:
        inline = _NAME_INLINE.match(text) if len(text) <= _LONGEST_ABOVE else None
        if inline and label_key(inline["label"]) in names:
            return "".join(inline["name"].split())
        if row.in_table and label_key(text) in names and not find_columns(row) and not _heads_list(row):
            return next(("".join(text.split()) for other, text in row.own if other > column), "")
    return None


def _is_named(row: Row) -> bool:
    return project_named(row) is not None


def _heads_list(row: Row) -> bool:
    """Whether a row heads a list of projects (序号, 项目名称, 预算): its cells have no values beside them."""
    return any(column_key(text) == "number" for _, text in row.own)


def titled(rows: Sequence[Row]) -> str:
    """Return what a form's title says of its project: `部门整体支出` of 2025年部门整体支出绩效目标申报表; else ""."""
    for row in rows:
        found = _TITLED.match(row.joined) if is_title(row) else None
        if found:
            return "" if _GENERAL.match(found["name"]) else found["name"]
    return ""


def _names_project(row: Row) -> bool:
    columns = find_columns(row)
    return columns is None or names_projects(columns) is not None


def _nameless_start(rows: tuple[Row, ...], header: int, above: int) -> int:
    """Return where a form begins that names no project: at its title, else after the table above, or at the top."""
    at = header
    while at - 1 > above and not (find_columns(rows[at - 1]) and at - 1 <= above):
        at -= 1
        if is_title(rows[at]) and _names_no_period(rows[at]):
            return at
    return header if above >= 0 else 0


def _repeats(rows: tuple[Row, ...], head: int, above: int) -> bool:
    """Whether a head only repeats the one above, whose table has begun and goes on below."""
    if project_named(rows[head]) != project_named(rows[above]):
        return False
    begun = any(find_columns(row) for row in rows[above:head])
    following = next((row for row in rows[head + 1 :] if row.in_table), None)
    return begun and following is not None and not find_columns(following) and not begins_head(following)


def begins_head(row: Row, form: FormDefinition | None = None) -> bool:
    """Return whether a row's first cell is a label of a form's head, or what is left of one where the file ends."""
    first = key(row.own[0][1]) if row.own else ""
    words = [*labels().fields, *labels().structure, *(key(field.key) for field in (form.fields if form else ()))]
    return len(first) > 1 and any(word.startswith(first) for word in words)


def _start(rows: tuple[Row, ...], anchor: int, floor: int) -> int:
    """Walk up from the 项目名称 row over the lines above its table, to the form's title."""
    at = anchor
    floor = max(floor, anchor - _LINES_ABOVE - 1)
    while at - 1 > floor and rows[at - 1].part == rows[anchor].part and _is_above(rows[at - 1]):
        at -= 1
        if is_title(rows[at]) and not (at > 0 and _awaits_value(rows[at - 1])):
            break
    return at


def is_title(row: Row) -> bool:
    """Return whether a row is a form's title (项目支出绩效目标申报表)."""
    return bool(_TITLE.search(row.joined)) and len(row.joined) <= _LONGEST_ABOVE


def _awaits_value(row: Row) -> bool:
    """Whether a line is a label alone (`申报单位：`), its value on the next."""
    return not row.in_table and row.joined.endswith(("：", ":"))


def _is_above(row: Row) -> bool:
    if len(row.joined) > _LONGEST_ABOVE:
        return False
    if not row.in_table or row.single:
        return True
    if not row.own:
        return True
    first = row.own[0][1]
    word = label_key(first)
    labelled = (word in labels().fields or word in labels().further) and not word.startswith(labels().footers)
    return first.endswith(("：", ":")) or labelled or _all_labelled(row)


def _all_labelled(row: Row) -> bool:
    return all("：" in text or ":" in text for _, text in row.own)


def _section(rows: tuple[Row, ...], exact: bool) -> Section:
    rows = rows if exact else unspread(rows)
    return Section(recognise(rows), rows)
