"""A state taken apart into named values and put together again: what diffing and merging work on.

A row's values are named by its uid, so that a row that moved, or was renamed, is still that row.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from assistant.model import Goal, Indicator, PerformanceTarget, Period, Project, Waiver
from assistant.workspace.state import DraftState, RowMark

Key = tuple[str, ...]
"""`("project", "name")`, `("field", 资金性质)`, `("goal", period, "0")`, `("row", uid, column)`, `("mark", uid, "locked")`,
`("waiver", rule, row, period)`, `("state", "done")`, `("form",)`."""
Parts = dict[Key, Any]

PROJECT: Final = ("name", "budget", "purpose", "year", "unit")
COLUMNS: Final = tuple(Indicator.model_fields)
_STATE: Final = ("brief", "engine", "examples", "notices", "spent", "done")
_PERIODS: Final[tuple[Period, ...]] = ("long_term", "annual")


def take_apart(state: DraftState) -> Parts:
    """Return every value of a state by its name; what is None or empty is there too, what does not exist is not."""
    target = state.target
    parts: Parts = {("form",): target.form}
    parts |= {("project", name): getattr(target.project, name) for name in PROJECT}
    parts |= {("field", label): text for label, text in target.project.fields.items()}
    for period in _PERIODS:
        parts |= {("goal", period, str(at)): text for at, text in enumerate(target.goals_of(period))}
    for mark, row in zip(state.rows, target.indicators, strict=True):
        parts |= {("row", mark.uid, column): getattr(row, column) for column in COLUMNS}
        parts |= {("mark", mark.uid, name): getattr(mark, name) for name in ("origin", "locked", "tick")}
    parts |= {("waiver", each.rule, each.row or "", each.period or ""): each.reason for each in target.waivers}
    return parts | {("state", name): getattr(state, name) for name in _STATE}


def put_together(parts: Mapping[Key, Any], order: Sequence[str], goals: Sequence[Period]) -> DraftState:
    """Return the state that these values make.

    Args:
        parts: as `take_apart` names them; a row is there when its values are.
        order: uids of all rows, as they are to stand.
        goals: periods in the order in which goals are to stand; what is left of a period follows.
    """
    project = {name: parts["project", name] for name in PROJECT}
    fields = {key[1]: value for key, value in parts.items() if key[0] == "field"}
    target = PerformanceTarget(
        form=parts["form",],
        project=Project(**project, fields=fields),
        goals=_goals(parts, goals),
        indicators=[Indicator(**{column: parts["row", uid, column] for column in COLUMNS}) for uid in order],
        waivers=[
            Waiver(rule=rule, row=row or None, period=_period(period), reason=parts["waiver", rule, row, period])
            for _, rule, row, period in (key for key in parts if key[0] == "waiver")
        ],
    )
    marks = tuple(
        RowMark(uid=uid, **{name: parts["mark", uid, name] for name in ("origin", "locked", "tick")}) for uid in order
    )
    return DraftState(target=target, rows=marks, **{name: parts["state", name] for name in _STATE})


def _goals(parts: Mapping[Key, Any], order: Sequence[Period]) -> list[Goal]:
    left = {
        period: [parts[key] for key in sorted((k for k in parts if k[:2] == ("goal", period)), key=lambda k: int(k[2]))]
        for period in _PERIODS
    }
    goals = [Goal(period=period, text=left[period].pop(0)) for period in order if left[period]]
    return goals + [Goal(period=period, text=text) for period in _PERIODS for text in left[period]]


def _period(text: str) -> Period | None:
    return next((period for period in _PERIODS if period == text), None)
