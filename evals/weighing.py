"""The total of a case: the weighted mean of its scores (`weights.yaml`)."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from assistant.model import InputError
from assistant.model.data import parse_yaml
from evals.cases import CaseKind
from evals.scorers import SCORERS, Score

WEIGHTS = Path(__file__).parent / "weights.yaml"
Weights = dict[str, float]
_TABLE: TypeAdapter[dict[CaseKind, dict[str, float]]] = TypeAdapter(
    dict[CaseKind, dict[str, Annotated[float, Field(ge=0)]]]
)


@cache
def weights(path: Path = WEIGHTS) -> dict[CaseKind, Weights]:
    """Return the weights by kind of case; every scorer has one.

    Raises:
        InputError: the file does not name exactly the scorers that there are.
    """
    try:
        found = _TABLE.validate_python(parse_yaml(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        raise InputError(f"{path.name} 应为“类别: {{评分项: 权重}}”，权重是不小于 0 的数字，请改正") from error
    for kind in ("draft", "fix", "check"):
        known = {scorer.id for scorer in SCORERS if kind in scorer.kinds}
        if wrong := sorted(known ^ set(found.get(kind, {}))):
            raise InputError(f"{path.name} 的 {kind} 下，评分项“{wrong[0]}”多余或缺少，请与 evals/scorers 对齐")
    return found


def total(kind: CaseKind, scores: Mapping[str, Score], table: Weights | None = None) -> Score:
    """Return the weighted mean of the scores that a case has; unscored where one that counts could not be scored.

    Args:
        kind: of the case.
        scores: by scorer's id.
        table: other weights than those of the file.
    """
    table = weights()[kind] if table is None else table
    counted = {name: score for name, score in scores.items() if table.get(name, 0) > 0}
    lacking = [name for name, score in counted.items() if score.value is None]
    if lacking:
        return Score.unscored(f"“{title_of(lacking[0])}”未能评分，没有总分")
    if not counted:
        return Score.unscored("没有一个计分的评分项适用，没有总分")
    whole = sum(table[name] for name in counted)
    return Score.of(sum(table[name] * (score.value or 0.0) for name, score in counted.items()) / whole)


def title_of(scorer: str) -> str:
    """Return a scorer's Chinese title; the total's and the judge's too, who are not among the usual ones."""
    others = {"total": "总分", "judge": "模型评审"}
    return next((each.title for each in SCORERS if each.id == scorer), others.get(scorer, scorer))
