"""Targets as one flat table, a row an indicator, and back: what a spreadsheet can filter, sum and edit.

Project and goals are repeated on every row of a project. Columns between 资金用途 and the goals are the project's other
fields, columns after 三级指标 that are none of ours are `Indicator.extra`; columns that nothing fills are left out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import groupby

from assistant.forms.loader import all_forms
from assistant.model import Goal, Indicator, Money, PerformanceTarget, Period, Project, Source, SourceKind

_NUMBER, _FORM, _NAME, _PERIOD = "项目序号", "表式", "项目名称", "期间"
_UNIT, _YEAR, _BUDGET, _PURPOSE = "申报单位", "年度", "项目预算（万元）", "资金用途"
_HEAD = (_NUMBER, _FORM, _NAME, _UNIT, _YEAR, _BUDGET, _PURPOSE)
_PERIODS: dict[Period, str] = {"long_term": "长期", "annual": "年度"}
_GOALS: dict[Period, str] = {"long_term": "长期绩效目标", "annual": "年度绩效目标"}
_ROW = {"level1": "一级指标", "level2": "二级指标", "name": "三级指标", "value": "指标值"}
_FURTHER = {
    "description": "绩效指标描述",
    "basis": "指标值确定依据",
    "method": "取值方式",
    "data_source": "数据来源",
    "weight": "权重",
    "scoring": "评分规则",
}
_SOURCES: dict[SourceKind, str] = {
    "input": "填报内容",
    "budget": "预算推算",
    "standard": "标准",
    "example": "样例",
    "unconfirmed": "待核实",
}
_SOURCE, _DETAIL = "数字出处", "出处说明"
_OURS = {*_HEAD, _PERIOD, *_ROW.values(), *_FURTHER.values(), _SOURCE, _DETAIL}
_MARK = "（栏目）"
"""Follows the name of a field that is called like one of our columns."""


def to_rows(targets: Sequence[PerformanceTarget]) -> list[list[str]]:
    """Return header and rows of all targets; a target without indicators has one row."""
    made = [cells for number, target in enumerate(targets, start=1) for cells in _target_rows(number, target)]
    header = _header(targets, made)
    return [header, *([cells.get(name, "") for name in header] for cells in made)]


def _header(targets: Sequence[PerformanceTarget], made: Sequence[Mapping[str, str]]) -> list[str]:
    """Return the columns in order; of ours, those that something fills and those that make the table one of ours."""
    filled = {name for cells in made for name, text in cells.items() if text}
    fields = dict.fromkeys(_column(key) for target in targets for key, text in target.project.fields.items() if text)
    extra = dict.fromkeys(
        _column(key) for target in targets for row in target.indicators for key, text in row.extra.items() if text
    )
    goals = [
        _goal_column(period, number)
        for period in _GOALS
        for number in range(max((len(target.goals_of(period)) for target in targets), default=0))
    ]
    further = [name for name in (*_FURTHER.values(), _SOURCE, _DETAIL) if name in filled]
    return [*_HEAD, *fields, *goals, _PERIOD, *_ROW.values(), *further, *extra]


def _column(key: str) -> str:
    ours = key in _OURS or key.startswith(tuple(_GOALS.values())) or key.endswith(_MARK)
    return key + _MARK if ours else key


def _goal_column(period: Period, number: int) -> str:
    return _GOALS[period] + (str(number + 1) if number else "")


def _target_rows(number: int, target: PerformanceTarget) -> Iterable[dict[str, str]]:
    project, form = target.project, all_forms().get(target.form)
    head = {
        _NUMBER: str(number),
        _FORM: form.name if form else target.form,
        _NAME: project.name,
        _UNIT: project.unit or "",
        _YEAR: str(project.year or ""),
        _BUDGET: project.budget.number("万元") if project.budget else "",
        _PURPOSE: project.purpose or "",
    }
    head |= {_column(key): text for key, text in project.fields.items()}
    for period in _GOALS:
        head |= {_goal_column(period, at): text for at, text in enumerate(target.goals_of(period))}
    return [head | _row_cells(row) for row in target.indicators] or [head]


def _row_cells(row: Indicator) -> dict[str, str]:
    found = {_PERIOD: _PERIODS[row.period]}
    for key, name in (_ROW | _FURTHER).items():
        value = getattr(row, key)
        found[name] = "" if value is None else format(value, "f") if isinstance(value, Decimal) else str(value)
    if row.source is not None:
        found |= {_SOURCE: _SOURCES[row.source.kind], _DETAIL: row.source.detail}
    return found | {_column(key): text for key, text in row.extra.items()}


@dataclass(frozen=True)
class FlatTarget:
    """A target of a flat table, with the numbers of its rows in the table (the header is 0).

    Attributes:
        first: the row that project and goals were read from.
        rows: one for each of `target.indicators`.
    """

    target: PerformanceTarget
    first: int
    rows: tuple[int, ...]


def from_rows(rows: Sequence[Sequence[str]]) -> list[FlatTarget] | None:
    """Return the targets of a table that `to_rows` made, or None where the table is none of ours.

    Columns may stand in another order, and rows may have been added, changed or taken away: a project goes on as long
    as its number and name stay the same. What cannot be read as an amount, a year or a weight is kept as a field of
    that name.
    """
    header = [name.strip() for name in rows[0]] if rows else []
    if not {_FORM, _NAME, _PERIOD, *_ROW.values()} <= set(header):
        return None
    border = header.index(_ROW["level1"])
    extra = [name for name in header[border:] if name and name not in _OURS]
    lines = [
        (number, dict(zip(header, map(str.strip, row), strict=False)))
        for number, row in enumerate(rows)
        if number and any(map(str.strip, row))
    ]
    groups = groupby(lines, key=lambda line: (line[1].get(_NUMBER, ""), line[1].get(_NAME, "")))
    return [_target(list(group), extra) for _, group in groups]


def _target(lines: Sequence[tuple[int, Mapping[str, str]]], extra: Sequence[str]) -> FlatTarget:
    first, head = lines[0]
    form = next((form for form in all_forms().values() if head.get(_FORM, "") in (form.name, form.id)), None)
    project = Project(name=head.get(_NAME, ""), unit=head.get(_UNIT), purpose=head.get(_PURPOSE))
    project.fields = {
        name.removesuffix(_MARK): text
        for name, text in head.items()
        if text and name and name not in _OURS and name not in extra and _goal_period(name) is None
    }
    _budget_and_year(project, head)
    if project.budget and form:
        project.budget = project.budget.to(form.money_unit)
    rows = [(number, cells) for number, cells in lines if any(cells.get(name) for name in _ROW.values())]
    target = PerformanceTarget(
        form=form.id if form else head.get(_FORM, "") or "central",
        project=project,
        goals=[
            Goal(period=period, text=text) for name, text in head.items() if (period := _goal_period(name)) and text
        ],
        indicators=[_indicator(cells, extra) for _, cells in rows],
    )
    return FlatTarget(target, first, tuple(number for number, _ in rows))


def _goal_period(name: str) -> Period | None:
    return next(
        (
            period
            for period, label in _GOALS.items()
            if name.startswith(label) and (name == label or name[len(label) :].isdigit())
        ),
        None,
    )


def _budget_and_year(project: Project, head: Mapping[str, str]) -> None:
    amount, year = head.get(_BUDGET, ""), head.get(_YEAR, "")
    try:
        project.budget = Money.parse(amount, "万元") if amount else None
    except ValueError:
        project.fields["项目预算"] = amount
    try:
        project.year = int(year) if year else None
    except ValueError:
        project.fields[_YEAR] = year


def _indicator(cells: Mapping[str, str], extra: Sequence[str]) -> Indicator:
    period: Period = "long_term" if cells.get(_PERIOD) == _PERIODS["long_term"] else "annual"
    parts: dict[str, object] = {key: cells.get(name, "") for key, name in (_ROW | _FURTHER).items() if key != "weight"}
    parts["extra"] = {name.removesuffix(_MARK): text for name in extra if (text := cells.get(name))}
    row = Indicator.model_validate({"period": period, **parts})
    weight = cells.get(_FURTHER["weight"], "")
    try:
        row.weight = Decimal(weight) if weight else None
    except (InvalidOperation, ValueError):
        row.extra[_FURTHER["weight"]] = weight
    kind = next((kind for kind, label in _SOURCES.items() if label == cells.get(_SOURCE)), None)
    if kind is not None:
        row.source = Source(kind=kind, detail=cells.get(_DETAIL, ""))
    return row
