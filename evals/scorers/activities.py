"""Do the main activities of the purpose appear as indicators?

Means: of the first six things that the purpose says are done, the share that a row speaks of: 1 for a 数量指标, 0.6 for a row of
another output kind. A row speaks of an activity where it holds half of the pairs of signs of its object.
Fails where the purpose is read wrongly (long sentences, lists within lists), and where a row says the same in other words.
"""

from functools import lru_cache

from assistant.checking import Report
from assistant.checking.figures import bigrams
from assistant.drafting.brief import Brief
from assistant.drafting.events import Usage
from assistant.drafting.facts import Facts
from assistant.model import Indicator, PerformanceTarget
from evals.cases import EvalCase
from evals.scorers.base import Score, Scorer

_MOST, _LEAST = 6, 3
_OTHER = 0.6
_HALF = 0.5


class Activities(Scorer):
    """Share of the main activities that the rows speak of."""

    id = "activities"
    title = "主要工作"

    def applies(self, case: EvalCase) -> bool:
        """Only where the purpose names things that are done."""
        return case.brief is not None and bool(_objects(case.brief))

    def score(self, case: EvalCase, draft: PerformanceTarget, report: Report, usage: Usage) -> Score:
        """See the module."""
        assert case.brief
        objects = _objects(case.brief)
        rows = [row for row in draft.of_period("annual") if row.level1 == "产出指标"]
        counted = [max((_worth(row) for row in rows if _speaks_of(row, each)), default=0.0) for each in objects]
        missing = [each for each, worth in zip(objects, counted, strict=True) if not worth]
        return Score.share(sum(counted), len(objects), missing=missing)


@lru_cache(maxsize=512)
def _objects(brief: Brief) -> tuple[str, ...]:
    found = [activity.phrase.object for activity in Facts.of(brief).activities]
    return tuple(each for each in dict.fromkeys(found) if len(each) >= _LEAST and not each.startswith("到"))[:_MOST]


def _worth(row: Indicator) -> float:
    return 1.0 if row.level2 == "数量指标" else _OTHER


def _speaks_of(row: Indicator, thing: str) -> bool:
    wanted = bigrams(thing)
    return len(wanted & bigrams(f"{row.name}；{row.description or ''}")) >= _HALF * len(wanted)
