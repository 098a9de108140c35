"""The judge as a scorer of drafts: `assistant eval run --judge`.

Means: the total of 88号's eight points that a model gives. Shown and compared, not counted in the total (a model's opinion would
move it from one endpoint to the next). Fails where the model does: how far it agrees with people is measured by
`assistant eval judge`, and a judge that was not measured says nothing.
"""

import threading
from collections.abc import Callable

from assistant.checking import Report
from assistant.drafting.events import Usage
from assistant.model import AssistantError, PerformanceTarget
from evals.cases import EvalCase
from evals.judge.asking import Judge, rubric
from evals.scorers.base import Score, Scorer


class ByJudge(Scorer):
    """A model's total of the eight points."""

    id = "judge"
    title = "模型评审"

    def __init__(self, make: Callable[[], Judge]) -> None:
        """Take what makes a judge: drafts are scored in several threads, and a client belongs to one."""
        self._make = make
        self._own = threading.local()
        self.judges: list[Judge] = []
        """All that were made, for what they cost."""

    def applies(self, case: EvalCase) -> bool:
        """Only drafts have a brief to be judged by."""
        return case.brief is not None

    def score(self, case: EvalCase, draft: PerformanceTarget, report: Report, usage: Usage) -> Score:
        """See the module; a judge that fails or refuses leaves the draft unscored."""
        assert case.brief
        try:
            marks = self._judge().marks(case.brief, draft)
        except AssistantError as error:
            return Score.unscored(f"评审没有结果：{error}")
        points = {point.name: got for point, got in zip(rubric(), marks.points, strict=True)}
        return Score.of(marks.total, points=points, objections=list(marks.objections))

    def _judge(self) -> Judge:
        if not hasattr(self._own, "judge"):
            self._own.judge = self._make()
            self.judges.append(self._own.judge)
        judge: Judge = self._own.judge
        return judge
