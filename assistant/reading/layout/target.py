"""One section of a document → `PerformanceTarget`, with notes on what was put right."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from assistant.forms import FormDefinition
from assistant.model import Indicator, Money, PerformanceTarget, Period, Places, Project, ReadingNote, Value
from assistant.model.text import tidy
from assistant.reading import marks
from assistant.reading.general.head import UnknownHead
from assistant.reading.general.outline import outline
from assistant.reading.general.tables import read_unknown
from assistant.reading.layout.cells import ReadRow
from assistant.reading.layout.header import Head, HeadReader
from assistant.reading.layout.recognise import GENERAL
from assistant.reading.layout.sections import Section, titled
from assistant.reading.layout.table import first_table, read_tables
from assistant.reading.looks import leading_money, money, printed_amount
from assistant.reading.mending.levels import Placed, place
from assistant.reading.mending.twins import Table, repair
from assistant.reading.terms import Terms

_SCAN_GAP = re.compile(r"(?<![A-Za-z])\s+|\s+(?![A-Za-z])")


_Row = tuple[Period, ReadRow, Placed]


@dataclass(frozen=True)
class ReadForm:
    """One form of a document, as it was read."""

    target: PerformanceTarget
    notes: list[ReadingNote]
    places: Places


def read_section(section: Section, exact: bool, year: int | None, number: int = 0) -> ReadForm:
    """Read one form.

    Args:
        section: its rows.
        exact: whether each cell stands in its own column.
        year: what the document's own heading says, for forms that print none.
        number: the target's place among those of the document; notes carry it.
    """
    form = section.form
    terms = Terms(form)
    known = form.id != GENERAL
    top = section.rows[: first_table(section.rows)]
    head = (HeadReader(form) if known else UnknownHead(form)).read(top)
    if not head.values.get("name"):
        head.values["name"] = titled(top)
    notes = _Notes(head.values["name"], number)
    notes.head(head, form)
    read = (_known_rows if known else _unknown_rows)(section, head, terms, exact, notes)
    project = _project(head, form, year, exact, notes)
    indicators = [_indicator(at, *parts, notes) for at, parts in enumerate(read)]
    target = PerformanceTarget(form=form.id, project=project, goals=head.goals, indicators=indicators)
    places = Places(head.place, tuple(head.goal_places), tuple(row.at for _, row, _ in read))
    return ReadForm(target, notes.found, places)


def _known_rows(section: Section, head: Head, terms: Terms, exact: bool, notes: "_Notes") -> list[_Row]:
    """Return the rows of a form that we know, with their categories."""
    tables = [
        (period, Table(rows, place(rows, terms, exact)))
        for period, rows in read_tables(section.rows, section.form, terms, exact)
    ]
    if len(tables) == 2 and not exact:
        repair(tables[0][1], tables[1][1], terms)
    if not exact:
        notes.tables(section.form, [period for period, _ in tables])
    return [
        (period, row, placed) for period, table in tables for row, placed in zip(table.rows, table.placed, strict=True)
    ]


def _unknown_rows(section: Section, head: Head, terms: Terms, exact: bool, notes: "_Notes") -> list[_Row]:
    """Return the rows of a form that we do not know; rows that could not be read are reported."""
    long_goal = any(goal.period == "long_term" for goal in head.goals)
    tables = read_unknown(section.rows, terms, long_goal, head.year, exact)
    for words in tables.unread:
        notes.add(f"这一行没有读成指标，请对照原件：“{words[:60]}”", unsure=True)
    return [
        (period, row, placed)
        for period, rows in tables.rows.items()
        for row, placed in zip(rows, outline(rows, terms, tables.prints_level1), strict=True)
    ]


class _Notes:
    """Collects the notes of one project."""

    def __init__(self, project: str, number: int) -> None:
        self.project, self.number = project, number
        self.found: list[ReadingNote] = []

    def add(self, message: str, row: str | None = None, unsure: bool = False, position: int | None = None) -> None:
        kind: Literal["unsure", "repaired"] = "unsure" if unsure else "repaired"
        self.found.append(
            ReadingNote(
                kind=kind, project=self.project, row=row, message=message, target=self.number, position=position
            )
        )

    def head(self, head: Head, form: FormDefinition) -> None:
        for definition in form.fields:
            text = head.values.get(definition.key, "")
            if definition.options and text and marks.choices(text, definition.options) is None:
                self.add(f"“{definition.key}”看不出勾选了哪一项，请对照原件填写", unsure=True)
            elif definition.key in head.scattered and not definition.options:
                self.add(f"“{definition.key}”在原文中断成几格，前后次序可能有误，请对照原件", unsure=True)
        if head.unplaced:
            self.add(f"看不出目标写在“{'”还是“'.join(head.unplaced)}”一栏，请对照原件", unsure=True)

    def tables(self, form: FormDefinition, found: list[Period]) -> None:
        for table in form.tables:
            if table.title and table.period not in found:
                self.add(f"没有找到“{table.title}”（文件可能不完整），请对照原件", unsure=True)


def _project(head: Head, form: FormDefinition, year: int | None, exact: bool, notes: "_Notes") -> Project:
    values, fields = dict(head.values), {}
    for definition in form.fields:
        text = values.pop(definition.key, "")
        if definition.options:
            text = "、".join(marks.choices(text, definition.options) or ())
        elif definition.money:
            text = printed_amount(text, head.money_unit)
            amount = money(text, None) if form.id == GENERAL else None
            # A form that we do not know prints amounts in any way; they are kept in one.
            text = str(amount) if amount else text
        if not exact:
            # A scan puts spaces around figures and brackets where the print has none.
            text = _SCAN_GAP.sub("", text)
        if text:
            fields[definition.key] = text
            if definition.same_as:
                values.setdefault(definition.same_as, text)
    budget = _budget(values, head, form, notes)
    said = re.search(r"(?:19|20)\d\d", values.get("year", ""))
    if form.id == GENERAL:
        own = ("name", "budget", "purpose", "year", "unit")
        fields |= {label: text for label, text in values.items() if label not in own and text}
        if values.get("budget") and money(values["budget"], form.money_unit) is None:
            # What else the cell says of the funds is kept as it is printed.
            fields["项目预算"] = values["budget"]
    return Project(
        name=values.get("name", ""),
        budget=budget,
        purpose=values.get("purpose"),
        year=head.year or (int(said[0]) if said else year),
        unit=values.get("unit"),
        fields=fields,
    )


def _budget(values: dict[str, str], head: Head, form: FormDefinition, notes: "_Notes") -> Money | None:
    """Return the budget; of a form that we do not know, what is unsure about it is reported."""
    text = values.get("budget", "")
    if not text or form.id != GENERAL:
        return money(text, head.money_unit or form.money_unit) if text else None
    amount = money(text, head.money_unit or form.money_unit) or leading_money(text)
    if amount is None:
        notes.add(f"预算“{text[:30]}”读不出金额，请对照原件填写", unsure=True)
    elif head.money_unit is None and money(text, None) is None and leading_money(text) is None:
        notes.add(f"没有印出金额单位，预算“{text[:30]}”按{form.money_unit}读取，请对照原件", unsure=True)
    return amount


def _indicator(position: int, period: Period, row: ReadRow, placed: Placed, notes: _Notes) -> Indicator:
    for phrase in (*row.repairs, *([placed.why] if placed.why else [])):
        notes.add(phrase, row.name.text, "请对照" in phrase or "无法" in phrase, position)
    return Indicator(
        period=period,
        level1=placed.level1,
        level2=placed.level2,
        name=row.name.text,
        description=row.others.get("description"),
        value=Value.parse(tidy(row.value)),
        basis=row.basis,
        method=row.others.get("method"),
        data_source=row.others.get("data_source"),
        weight=_weight(row.others.get("weight", "")),
        scoring=row.others.get("scoring"),
        extra=_extra(row),
    )


def _extra(row: ReadRow) -> dict[str, str]:
    """Return the further columns; a weight that is no number of points is kept as it is printed."""
    weight = row.others.get("weight", "")
    return row.extra | ({"权重": weight} if weight and _weight(weight) is None else {})


def _weight(text: str) -> Decimal | None:
    try:
        weight = Decimal(text.strip().removesuffix("分").removesuffix("%"))
    except InvalidOperation:
        return None
    return weight if 0 <= weight <= 100 else None
