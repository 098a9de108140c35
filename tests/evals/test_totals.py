"""The total falls with everything that a reviewer would send back: real drafts, made worse in ways that a model makes them worse."""

from collections.abc import Callable
from decimal import Decimal
from functools import cache

import pytest

from assistant.checking import check
from assistant.model import Goal, Indicator, PerformanceTarget, Value
from evals.cases import EvalCase
from evals.loading import load_datasets
from evals.running.run import score_all
from evals.running.work import Engines, Outcome
from evals.weighing import total

Worse = Callable[[PerformanceTarget], PerformanceTarget]
CASES = [case for case in load_datasets(("briefs", "regions")) if case.id in ("b01", "b06", "b11", "b13", "b21", "h19")]


@cache
def drafted(key: str) -> Outcome:
    (case,) = [case for case in CASES if case.key == key]
    return Engines()(case)


def worth(case: EvalCase, target: PerformanceTarget) -> float:
    value = total("draft", score_all(case, Outcome(target, check(target)))).value
    assert value is not None
    return value


def rows(change: Callable[[Indicator], Indicator | None]) -> Worse:
    def worse(target: PerformanceTarget) -> PerformanceTarget:
        changed = [new for row in target.indicators if (new := change(row))]
        return target.model_copy(update={"indicators": changed})

    return worse


def goals(text: str) -> Worse:
    return lambda target: target.model_copy(
        update={"goals": [Goal(period=goal.period, text=text) for goal in target.goals]}
    )


def _with(row: Indicator, value: str) -> Indicator:
    return row.model_copy(update={"value": Value.parse(value)})


def _invented(row: Indicator) -> Indicator:
    if row.level2 != "数量指标" or row.value.number is None:
        return row
    return _with(row, f"≥{row.value.number + Decimal(37):f}{row.value.unit or ''}")


def _open(row: Indicator) -> Indicator:
    return _with(row, f"≥【待核实】{row.value.unit or ''}") if row.level2 == "数量指标" else row


WORSE: dict[str, Worse] = {
    "no 数量指标": rows(lambda row: None if row.level2 == "数量指标" else row),
    "no 效益指标": rows(lambda row: None if row.level1 == "效益指标" else row),
    "no 满意度": rows(lambda row: None if row.level1 == "满意度指标" else row),
    "invented quantities": rows(_invented),
    "what was given left open": rows(_open),
    "vague benefits": rows(lambda row: _with(row, "显著提高") if row.level1 == "效益指标" else row),
    "impossible shares": rows(lambda row: _with(row, "≥100%") if row.value.is_percent else row),
    "costs beyond the budget": rows(lambda row: _with(row, "≤99999万元") if "成本" in row.level2 else row),
    "no sources": rows(lambda row: row.model_copy(update={"source": None})),
    "boilerplate goals": goals("确保工作顺利进行"),
    "every row twice": lambda target: target.model_copy(
        update={"indicators": [*target.indicators, *target.indicators]}
    ),
    "nothing at all": rows(lambda _: None),
}


@pytest.mark.parametrize("how", WORSE, ids=str)
def test_a_worse_draft_is_worth_less(how: str) -> None:
    for case in CASES:
        good = drafted(case.key).target
        worse = WORSE[how](good)
        assert worse != good
        assert worth(case, worse) < worth(case, good) - 0.5, (how, case.key)


def test_an_empty_draft_is_worth_less_than_half_of_a_good_one() -> None:
    for case in CASES:
        good = drafted(case.key).target
        assert worth(case, WORSE["nothing at all"](good)) < worth(case, good) / 2
