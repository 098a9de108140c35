"""One section of a document → `PerformanceTarget`, with notes on what was put right."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from assistant.forms import FormDefinition
from assistant.model import Indicator, MoneyUnit, PerformanceTarget, Period, Places, Project, ReadingNote, Value
from assistant.model.text import tidy
from assistant.reading import marks
from assistant.reading.header import Head, HeadReader
from assistant.reading.levels import Placed, place
from assistant.reading.looks import money, printed_amount
from assistant.reading.rows import ReadRow
from assistant.reading.sections import Section
from assistant.reading.table import first_table, read_tables
from assistant.reading.terms import Terms
from assistant.reading.twins import Table, repair

_SCAN_GAP = re.compile(r"(?<![A-Za-z])\s+|\s+(?![A-Za-z])")


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
    head = HeadReader(form).read(section.rows[: first_table(section.rows)])
    tables = [
        (period, Table(rows, place(rows, terms, exact)))
        for period, rows in read_tables(section.rows, form, terms, exact)
    ]
    if len(tables) == 2 and not exact:
        repair(tables[0][1], tables[1][1], terms)
    project = _project(head, form, year, exact)
    notes = _Notes(project.name, number)
    notes.head(head, form)
    if not exact:
        notes.tables(form, [period for period, _ in tables])
    read = [
        (period, row, placed) for period, table in tables for row, placed in zip(table.rows, table.placed, strict=True)
    ]
    indicators = [_indicator(at, *parts, notes) for at, parts in enumerate(read)]
    target = PerformanceTarget(form=form.id, project=project, goals=head.goals, indicators=indicators)
    places = Places(head.place, tuple(head.goal_places), tuple(row.at for _, row, _ in read))
    return ReadForm(target, notes.found, places)


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


def _project(head: Head, form: FormDefinition, year: int | None, exact: bool) -> Project:
    unit: MoneyUnit = head.money_unit or form.money_unit
    values, fields = dict(head.values), {}
    for definition in form.fields:
        text = values.get(definition.key, "")
        if definition.options:
            text = "、".join(marks.choices(text, definition.options) or ())
        elif definition.money:
            text = printed_amount(text, head.money_unit)
        if not exact:
            # A scan puts spaces around figures and brackets where the print has none.
            text = _SCAN_GAP.sub("", text)
        if text:
            fields[definition.key] = text
            if definition.same_as:
                values.setdefault(definition.same_as, text)
    return Project(
        name=values.get("name", ""),
        budget=money(values["budget"], unit) if values.get("budget") else None,
        purpose=values.get("purpose"),
        year=head.year or year,
        unit=values.get("unit"),
        fields=fields,
    )


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
    )


def _weight(text: str) -> Decimal | None:
    try:
        weight = Decimal(text.strip().removesuffix("分").removesuffix("%"))
    except InvalidOperation:
        return None
    return weight if 0 <= weight <= 100 else None
