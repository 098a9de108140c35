"""What a person who knows the project looks for: the brief's figures and topics, and what must not appear.

Means: the share of the expected facts and topics that appear (a fact in some row, whatever its spelling; a topic in a row's
name or description), less 25 for each forbidden figure or word. Expectations are written with the brief, before any draft.
Fails where a figure stands in the wrong row: it is found all the same (`objections` and `goal_fit` see more of that).
"""

from assistant.checking import Report
from assistant.drafting.events import Usage
from assistant.drafting.provenance.given import Amount
from assistant.model import Indicator, PerformanceTarget, Value
from evals.cases import EvalCase
from evals.scorers.base import Score, Scorer
from evals.scorers.texts import row_text, stands_in, whole_text

_FORBIDDEN = 25


class Expected(Scorer):
    """Expectations of the brief that the draft meets."""

    id = "expected"
    title = "要点"

    def applies(self, case: EvalCase) -> bool:
        """Only where somebody wrote expectations."""
        wanted = case.expect
        return bool(wanted.facts or wanted.topics or wanted.cost or wanted.forbidden)

    def score(self, case: EvalCase, draft: PerformanceTarget, report: Report, usage: Usage) -> Score:
        """See the module."""
        rows = draft.indicators
        facts = [*case.expect.facts, *([case.expect.cost] if case.expect.cost else [])]
        missing = [fact for fact in facts if not any(_says(fact, row) for row in rows)]
        missing += [topic for topic in case.expect.topics if not any(_speaks_of(topic, row) for row in rows)]
        text = whole_text(draft)
        planted = [piece for piece in case.expect.forbidden if stands_in(piece, text)]
        wanted = len(facts) + len(case.expect.topics)
        share = 100 * (wanted - len(missing)) / wanted if wanted else 100
        return Score.of(share - _FORBIDDEN * len(planted), missing=missing, forbidden=planted)


def _says(fact: str, row: Indicator) -> bool:
    return any(_is_value(spelling, row) or stands_in(spelling, row_text(row)) for spelling in fact.split("|"))


def _is_value(spelling: str, row: Indicator) -> bool:
    """Whether a row's value is this amount, scale and measure word aside: 1.2万头 is 12000头."""
    wanted, found = Amount.of_value(Value.parse(spelling)), Amount.of_value(row.value)
    return wanted is not None and found is not None and wanted.same_as(found)


def _speaks_of(topic: str, row: Indicator) -> bool:
    return any(spelling in f"{row.name}{row.description or ''}" for spelling in topic.split("|"))
