"""What a clerk does to a draft in the form, as data that the browser sends, and what each does to the draft's state.

Every operation may come twice (a reload sends again what was not acknowledged), so doing it again changes nothing.
"""

from collections.abc import Sequence
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from assistant.app.sheet.frames import cells, editable_columns, goal_texts, grid_key, row_of, with_goals
from assistant.app.sheet.levels import form_of
from assistant.model import Indicator, InputError, Money, PerformanceTarget, Period, Value
from assistant.model.text import tidy
from assistant.workspace import DraftState, RowMark

_Item = TypeVar("_Item")
_Name = Annotated[str, Field(min_length=1, max_length=40)]
_Text = Annotated[str, Field(max_length=6000)]


class Operation(BaseModel):
    """What all operations have: a name of their own, and which version of the draft their user saw."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: _Name
    seen: int
    key: str = ""
    """The field that it is about, as the browser names it."""


class SetCell(Operation):
    """A cell of the table was typed into."""

    op: Literal["cell"]
    uid: _Name
    column: str
    text: _Text


class SetLevel(Operation):
    """A row was put under another 二级指标; both in the framework's terms."""

    op: Literal["level"]
    uid: _Name
    level1: str
    level2: str


class SetGoal(Operation):
    """A goal was typed; `index` counts the form's slots."""

    op: Literal["goal"]
    index: Annotated[int, Field(ge=0)]
    text: _Text


class SetHead(Operation):
    """A field of the head was filled in: `name`, `budget`, `year`, `unit`, `purpose`, or `field:<label>`."""

    op: Literal["head"]
    field: str
    text: _Text


class AddRow(Operation):
    """An empty row behind another one (None: at the end), under the name that the browser gave it."""

    op: Literal["add"]
    uid: _Name
    after: str | None
    period: str
    level1: str
    level2: str


class CopyRow(Operation):
    """A row of one period was taken over into the other."""

    op: Literal["copy"]
    uid: _Name
    source: Annotated[_Name, Field(alias="from")]


class RemoveRow(Operation):
    """A row was deleted."""

    op: Literal["remove"]
    uid: _Name


class MoveRow(Operation):
    """A row was moved behind another one; None: to the front."""

    op: Literal["move"]
    uid: _Name
    after: str | None


class LockRow(Operation):
    """A row was locked against the model, or unlocked."""

    op: Literal["lock"]
    uid: _Name
    locked: bool


AnyOperation = Annotated[
    SetCell | SetLevel | SetGoal | SetHead | AddRow | CopyRow | RemoveRow | MoveRow | LockRow, Field(discriminator="op")
]
_ONE: TypeAdapter[Any] = TypeAdapter(AnyOperation)


def operations_of(outbox: object) -> list[Any]:
    """Return the operations that the browser sent; what is none of them is dropped."""
    found = []
    sent = outbox.get("ops") if isinstance(outbox, dict) else None
    for each in sent if isinstance(sent, list) else []:
        try:
            found.append(_ONE.validate_python(each))
        except ValidationError:
            continue
    return found


def apply(state: DraftState, operation: Any) -> DraftState:
    """Return the state after one operation.

    Raises:
        InputError: one Chinese sentence on why it cannot be done; the state stays as it is.
    """
    match operation:
        case SetCell(uid=uid):
            return _with_cell(state, operation) if _has(state, uid) else state
        case SetLevel(uid=uid):
            return _with_level(state, operation) if _has(state, uid) else state
        case SetGoal(index=index, text=text):
            return _with_goal(state, index, text)
        case SetHead(field=field, text=text):
            return _with_target(state, project=_head(state.target, field, text))
        case AddRow():
            return state if _has(state, operation.uid) else _with_added(state, operation)
        case CopyRow():
            return state if _has(state, operation.uid) else _with_copy(state, operation.uid, operation.source)
        case RemoveRow(uid=uid):
            return _without(state, uid) if _has(state, uid) else state
        case MoveRow(uid=uid, after=after):
            return _moved(state, uid, after) if _has(state, uid) else state
        case LockRow(uid=uid, locked=locked):
            return state.with_locks([uid], locked) if _has(state, uid) else state
    raise TypeError(operation)


def _has(state: DraftState, uid: str) -> bool:
    return any(mark.uid == uid for mark in state.rows)


def _with_target(state: DraftState, **update: object) -> DraftState:
    return state.model_copy(update={"target": state.target.model_copy(update=update)})


def with_row(state: DraftState, uid: str, row: Indicator) -> DraftState:
    """Return the state with a row as a person wrote it: locked against the model; a tick falls with its value."""
    at = state.position(uid)
    before, mark = state.target.indicators[at], state.rows[at]
    if row == before:
        return state
    tick = mark.tick if row.value == before.value else None
    mark = mark.model_copy(update={"origin": "person", "locked": True, "tick": tick})
    return _rebuilt(state, _replaced(state.target.indicators, at, row), _replaced(state.rows, at, mark))


def with_new_row(state: DraftState, row: Indicator, mark: RowMark, after: str | None = None) -> DraftState:
    """Return the state with a further row behind another one, else behind the last of its kind and period."""
    rows, marks = list(state.target.indicators), list(state.rows)
    at = state.position(after) + 1 if after and _has(state, after) else _end_of(rows, row)
    rows.insert(at, row)
    marks.insert(at, mark)
    return _rebuilt(state, rows, marks)


def _rebuilt(state: DraftState, rows: Sequence[Indicator], marks: Sequence[RowMark]) -> DraftState:
    target = state.target.model_copy(update={"indicators": list(rows)})
    return state.model_copy(update={"target": target, "rows": tuple(marks)})


def _replaced(items: Sequence[_Item], at: int, item: _Item) -> list[_Item]:
    return [*items[:at], item, *items[at + 1 :]]


def _end_of(rows: Sequence[Indicator], row: Indicator) -> int:
    """Where a row belongs: behind the last of its 二级指标, else of its 一级指标, else of its period, else at the end."""
    kinds = (
        lambda other: (other.period, other.level1, other.level2) == (row.period, row.level1, row.level2),
        lambda other: (other.period, other.level1) == (row.period, row.level1),
        lambda other: other.period == row.period,
    )
    for is_of_kind in kinds:
        if places := [at for at, other in enumerate(rows) if is_of_kind(other)]:
            return places[-1] + 1
    return len(rows)


def _with_cell(state: DraftState, operation: SetCell) -> DraftState:
    row, form = state.row(operation.uid), form_of(state.target)
    keys = [grid_key(column) for column in editable_columns(form, state.target.of_period(row.period))]
    if operation.column not in keys:
        return state
    typed = cells(row, form, keys) | {operation.column: operation.text}
    edited, problem = row_of(typed, row, row.period, form)
    if problem:
        raise InputError(problem.split("，")[0])
    return state if edited is None else with_row(state, operation.uid, edited)


def _with_level(state: DraftState, operation: SetLevel) -> DraftState:
    row = state.row(operation.uid).model_copy(update={"level1": operation.level1, "level2": operation.level2})
    edited = with_row(state, operation.uid, row)
    if edited is state:
        return state
    mark = edited.rows[edited.position(operation.uid)]
    return with_new_row(_without(edited, operation.uid), row, mark)


def _with_goal(state: DraftState, index: int, text: str) -> DraftState:
    form = form_of(state.target)
    texts = goal_texts(state.target, form)
    if index >= len(texts):
        return state
    return _with_target(state, goals=with_goals(state.target, form, _replaced(texts, index, text)))


def _head(target: PerformanceTarget, field: str, text: str) -> object:
    project, plain = target.project, tidy(text)
    if field.startswith("field:"):
        fields = {**project.fields, field.removeprefix("field:"): plain}
        return project.model_copy(update={"fields": {key: value for key, value in fields.items() if value}})
    if field == "name" and not plain:
        raise InputError("项目名称不能空着")
    update: dict[str, object] = {field: plain or None}
    if field == "budget":
        update = {"budget": _money(plain, target)}
    if field == "year":
        update = {"year": _year(plain)}
    if field not in ("name", "budget", "year", "unit", "purpose"):
        return project
    return project.model_copy(update=update)


def _money(text: str, target: PerformanceTarget) -> Money | None:
    if not text:
        return None
    try:
        return Money.parse(text, form_of(target).money_unit)
    except ValueError as error:
        raise InputError(f"“{text[:20]}”读不出金额，请写成“62万元”的形式；表里暂留原来的数") from error


def _year(text: str) -> int | None:
    plain = text.removesuffix("度").removesuffix("年")
    if not plain:
        return None
    if plain.isdecimal() and 1990 <= int(plain) <= 2100:
        return int(plain)
    raise InputError(f"“{text[:20]}”不是年度，请写四位数字，如 2027；表里暂留原来的年度")


def _with_added(state: DraftState, operation: AddRow) -> DraftState:
    after = operation.after if operation.after and _has(state, operation.after) else None
    period = state.row(after).period if after else _period(operation.period, state.target)
    row = Indicator(
        period=period, level1=operation.level1, level2=operation.level2, name="", value=Value.parse(""), source=None
    )
    return with_new_row(state, row, RowMark(uid=operation.uid, origin="person", locked=True), after)


def _period(wanted: str, target: PerformanceTarget) -> Period:
    tables = form_of(target).tables
    return next((table.period for table in tables if table.period == wanted), tables[0].period)


def _with_copy(state: DraftState, uid: str, source: str) -> DraftState:
    if not _has(state, source):
        return state
    row = state.row(source)
    other: Period = "annual" if row.period == "long_term" else "long_term"
    mark = state.rows[state.position(source)].model_copy(update={"uid": uid, "origin": "person", "locked": True})
    return with_new_row(state, row.model_copy(update={"period": other}), mark)


def _without(state: DraftState, uid: str) -> DraftState:
    at = state.position(uid)
    rows, marks = list(state.target.indicators), list(state.rows)
    del rows[at], marks[at]
    return _rebuilt(state, rows, marks)


def _moved(state: DraftState, uid: str, after: str | None) -> DraftState:
    row, at = state.row(uid), state.position(uid)
    rows, marks = list(state.target.indicators), list(state.rows)
    mark = marks.pop(at)
    rows.pop(at)
    if after and after != uid and _has(state, after):
        to = next(number for number, each in enumerate(marks) if each.uid == after) + 1
    else:
        to = next((number for number, each in enumerate(rows) if each.period == row.period), len(rows))
    near = [each for each in rows[max(0, to - 1) : to + 1] if each.period == row.period]
    if near and not any((each.level1, each.level2) == (row.level1, row.level2) for each in near):
        raise InputError("同一类的指标排在一起，不能移到别的类里；要换类别，请改这一行的“二级指标”")
    rows.insert(to, row)
    marks.insert(to, mark)
    return _rebuilt(state, rows, marks)
