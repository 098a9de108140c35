"""Which questions are asked: what the offline draft leaves 待核实 first, then prices, dates and beneficiaries."""

from assistant.drafting.brief import Brief
from assistant.drafting.offline.plan import Plan
from assistant.drafting.questions.around import date_question, part_question, price_question, served_question
from assistant.drafting.questions.counts import count_questions
from assistant.drafting.questions.given import is_given
from assistant.drafting.questions.question import Question
from assistant.forms import get_form

MOST = 3


def questions(brief: Brief, limit: int = MOST) -> list[Question]:
    """Return the questions that make most of the draft firm, the most telling first; [] where nothing decisive lacks.

    What the brief or a known figure already says is not asked.

    Raises:
        InputError: the form is unknown.
    """
    # Known figures close all open quantities of the offline draft; what they do not answer is asked all the same.
    plan = Plan.of(brief.model_copy(update={"facts": ()}), get_form(brief.form))
    counts = count_questions(plan)
    around = (price_question(plan, counts), part_question(plan), date_question(plan), served_question(plan))
    known = tuple((name, value) for name, _, value in (fact.partition("=") for fact in brief.facts))
    found = [*counts, *(question for question in around if question)]
    return [question for question in found if not is_given(question, known)][:limit]
