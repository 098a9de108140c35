"""What a template says, before anything is filled: its marks, where they stand, and what they ask for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from assistant.model import InputError, PerformanceTarget
from assistant.writing.template.filler import Filler, unplaced
from assistant.writing.template.marks import Limit, Mark, MarkReader, written_marks


@dataclass(frozen=True)
class TemplateField:
    """One mark of a template, for the page to show.

    Attributes:
        mark: as it is written: `{{项目名称}}`.
        kind: `field` once, `column` in a row that is repeated, `unknown` for a name that nobody knows.
        count: how often it stands in the template.
        text: what it would be filled with; for a column the first row's text.
        rows: for a column, how many rows it would fill.
    """

    mark: str
    kind: str
    count: int
    text: str = ""
    rows: int | None = None


@dataclass
class Marks:
    """All marks of a template by their written names."""

    known: dict[str, Mark] = field(default_factory=dict)

    def of(self, text: str) -> list[Mark]:
        """Return the marks of a text."""
        return [self.known[name] for name in written_marks(text) if name in self.known]

    def row_limit(self, texts: Iterable[str]) -> Limit | None:
        """Return what a table row is for, if any of its marks is a column; a mark without a limit takes the row's.

        Raises:
            InputError: its marks ask for different indicators.
        """
        columns = [mark for text in texts for mark in self.of(text) if mark.kind == "column"]
        if not columns:
            return None
        limits = dict.fromkeys(mark.limit for mark in columns if mark.limit != Limit())
        if len(limits) > 1:
            listed = "”“".join(dict.fromkeys(mark.written for mark in columns if mark.limit != Limit()))
            raise InputError(f"模板里有一行的标记“{listed}”要的不是同一类指标，请让一行只写一类")
        return next(iter(limits), Limit())


def describe(written: Sequence[Sequence[str]], target: PerformanceTarget | None) -> list[TemplateField]:
    """Return each mark once, in the template's order, with what it would print for a target.

    `written` holds the marks of each table row, or of each paragraph, together.
    """
    reader = MarkReader([target] if target else [])
    filler = Filler(target) if target else None
    found: dict[str, TemplateField] = {}
    for group in written:
        for name, mark in _limited(group, reader):
            shown = f"{{{{{name}}}}}"
            new = found[name] if name in found else _described(shown, mark, filler)
            found[name] = replace(new, count=new.count + 1)
    return list(found.values())


def _described(shown: str, mark: Mark | None, filler: Filler | None) -> TemplateField:
    if mark is None:
        return TemplateField(shown, "unknown", 0)
    if filler is None:
        return TemplateField(shown, mark.kind, 0)
    if mark.kind == "field":
        return TemplateField(shown, "field", 0, filler.field(mark))
    rows = filler.rows(mark.limit)
    return TemplateField(shown, "column", 0, filler.column(mark, rows[0], 1) if rows else "", len(rows))


def _limited(group: Sequence[str], reader: MarkReader) -> list[tuple[str, Mark | None]]:
    """Return the marks of a row, each with the limit of the row."""
    found = [(name, reader.read(name)) for name in group]
    limit = next((mark.limit for _, mark in found if mark is not None and mark.limit != Limit()), Limit())
    return [(name, replace(mark, limit=limit) if mark is not None else None) for name, mark in found]


_GOALS = {"long_term": "长期目标", "annual": "年度目标"}
_HEAD = {"name": "项目名称", "budget": "项目预算", "unit": "申报单位", "purpose": "资金用途"}


def missing(written: Sequence[Sequence[str]], target: PerformanceTarget) -> list[str]:
    """Name what a filled template would not show of a target: indicators, goals, the head's main parts."""
    reader, filler = MarkReader([target]), Filler(target)
    marks = [mark for group in written for _, mark in _limited(group, reader) if mark is not None]
    fields = {mark.name for mark in marks if mark.kind == "field"}
    columns = {mark.name for mark in marks if mark.kind == "column"}
    limits = [mark.limit for mark in marks if mark.kind == "column" and mark.name == "name"]
    found = [f"指标“{row.name}”" for row in unplaced(filler, limits)]
    for part, term in _GOALS.items():
        if part not in fields and any(goal.period == part and goal.text for goal in target.goals):
            found.append(term)
    found += [term for part, term in _HEAD.items() if part not in fields and getattr(target.project, part)]
    if target.indicators and not {"value", "figure"} & columns:
        found.append("指标值")
    return found
