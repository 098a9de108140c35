"""Lists of drafts, answered from stored columns: nothing is opened for them."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, or_, select

from assistant.workspace.lines import BUSY, PHASES, DraftLine, DraftPhase, Shelf
from assistant.workspace.records import known, phase_of, plain
from assistant.workspace.tables import drafts

_CODES = {phase: code for code, phase in PHASES.items()}


def wanted(
    owner: str, search: str, year: int | None, state: DraftPhase | None, shelf: Shelf
) -> list[ColumnElement[bool]]:
    """Return the conditions of a list; every word of `search` stands in the name or the unit."""
    where: list[ColumnElement[bool]] = [drafts.c.owner == known(owner)]
    if shelf == "deleted":
        where.append(drafts.c.deleted_at.is_not(None))
    else:
        where += [drafts.c.deleted_at.is_(None), drafts.c.archived.is_(shelf == "archived")]
    for word in plain(search).split():
        where.append(or_(*(column.icontains(word, autoescape=True) for column in (drafts.c.name, drafts.c.unit))))
    if year is not None:
        where.append(drafts.c.year == year)
    if state is not None:
        where.append(drafts.c.busy.is_(state == BUSY))
    if state in _CODES:
        where.append(drafts.c.state == _CODES[state])
    return where


def lines(connection: Connection, where: list[ColumnElement[bool]], limit: int, offset: int) -> list[DraftLine]:
    """Return a page of a list, what was changed last first."""
    query = select(drafts).where(*where).order_by(drafts.c.updated_at.desc(), drafts.c.id).limit(limit).offset(offset)
    return [_line(row) for row in connection.execute(query)]


def how_many(connection: Connection, where: list[ColumnElement[bool]]) -> int:
    """Return how many drafts a list has in all."""
    return connection.execute(select(func.count()).select_from(drafts).where(*where)).scalar_one()


def years(connection: Connection, where: list[ColumnElement[bool]]) -> list[int]:
    """Return the years of a list's drafts, the latest first."""
    query = select(drafts.c.year).where(*where, drafts.c.year.is_not(None)).distinct().order_by(drafts.c.year.desc())
    return list(connection.execute(query).scalars())


def _line(row: Row[Any]) -> DraftLine:
    shelf: Shelf = "deleted" if row.deleted_at else "archived" if row.archived else "active"
    return DraftLine(
        id=row.id, name=row.name, unit=row.unit, year=row.year, form=row.form, budget_fen=row.budget,
        state=phase_of(row), total=row.total, grade=row.grade, errors=row.errors, warnings=row.warnings,
        unconfirmed=row.unconfirmed, rows=row.row_count, version=row.version, created_at=row.created_at,
        updated_at=row.updated_at, updated_by=row.updated_by, shelf=shelf, job=row.job,
    )  # fmt: skip
