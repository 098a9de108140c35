"""Which questions are asked: those first whose answers make most of the draft firm."""

from assistant.drafting.brief import Brief
from assistant.drafting.offline.draft import draft_rows
from assistant.drafting.offline.plan import Plan
from assistant.drafting.questions.around import (
    date_question,
    part_question,
    price_question,
    rate_question,
    served_question,
)
from assistant.drafting.questions.counts import count_questions
from assistant.drafting.questions.given import is_given
from assistant.drafting.questions.question import Question
from assistant.forms import get_form

MOST = 3
# What an answer is worth: a quantity that stands 待核实; one that only might; whether quantity × price meets the budget;
# a benefit that is counted; a cost beside the total; a date; a rate that an ordinary norm stands for.
_OPEN, _MIGHT, _CLOSES, _PRICE = 6, 2, 5, 4
_WORTH = {"served": 3.5, "money": 3, "date": 2, "rate": 1}


def questions(brief: Brief, limit: int = MOST) -> list[Question]:
    """Return the questions that make most of the draft firm, the most telling first; [] where nothing decisive lacks.

    What the brief or a known figure already says is not asked.

    Raises:
        InputError: the form is unknown.
    """
    # Known figures close all open quantities of the offline draft; what they do not answer is asked all the same.
    plan = Plan.of(brief.model_copy(update={"facts": ()}), get_form(brief.form))
    counts = count_questions(plan)
    worth = {question: _worth_of_count(plan, question) for question in counts}
    if price := price_question(plan, counts):
        worth[price] = _CLOSES if len(counts) <= 1 else _PRICE
    for name, question in (
        ("money", part_question(plan)),
        ("date", date_question(plan)),
        ("rate", rate_question(plan)),
    ):
        if question:
            worth[question] = _WORTH[name]
    counted = any(question.unit in ("人", "人次") for question in counts)
    if (served := served_question(plan)) and not counted:
        worth[served] = _WORTH["served"]
    known = tuple((name, value) for name, _, value in (fact.partition("=") for fact in brief.facts))
    asked = [question for question in worth if not is_given(question, known)]
    return _distinct(sorted(asked, key=lambda question: -worth[question]))[:limit]


def _worth_of_count(plan: Plan, question: Question) -> float:
    """Whether the row that it makes firm stands open in the draft itself."""
    return _OPEN if any(row.name == question.fact and row.value.is_unconfirmed for row in draft_rows(plan)) else _MIGHT


def _distinct(found: list[Question]) -> list[Question]:
    """Two questions for one figure are one."""
    return list({question.fact: question for question in reversed(found)}.values())[::-1]
