"""Questions that a model chooses: one short call, held to what a clerk can answer in one figure, never in the way."""

import re
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field

from assistant.drafting.brief import Brief
from assistant.drafting.facts import Facts
from assistant.drafting.facts.words import bare_unit, words
from assistant.drafting.online.draft_prompt import as_data, common
from assistant.drafting.online.kind_hints import hints_for
from assistant.drafting.online.privacy import Veil
from assistant.drafting.online.rows import Loose
from assistant.drafting.questions.choose import MOST, questions
from assistant.drafting.questions.given import is_given
from assistant.drafting.questions.question import Question, Sort
from assistant.forms import get_form
from assistant.llm import ChatClient, LanguageModel, Message, Settings, Stop
from assistant.llm.prompts import load_prompt
from assistant.model import ModelServiceError
from assistant.model.text import normalise_signs

PROMPT = "ask.zh"
DEADLINE = 20.0
"""Seconds: a clerk who waits for a question would rather have begun."""
_LONGEST_ASK, _LONGEST_FACT, _LONGEST_EXAMPLE, _LONGEST_WHY = 60, 20, 20, 30
_DATE_UNITS = ("日期", "时间", "年月日", "年月", "月份", "年月底")
_UNIT = re.compile(r"[\u4e00-\u9fffA-Za-z%²㎡/]{1,8}")
_FACT = re.compile(r"[\u4e00-\u9fffA-Za-z（）/、-]+")
# One sentence that asks for one figure; no yes or no, no essay.
_ESSAY = re.compile(r"是否|有没有|如何|怎么|怎样|哪些|为什么|什么样|介绍|说明一下")
_FIGURE = re.compile(r"多少|几|何时|什么时候|哪(?:一)?[天月年日]|多[大长高久宽]|百分之|比例")
_DIGIT = re.compile(r"\d")
_DATED = re.compile(r"\d\s*(?:月|日|号)\s*(?:底|末|初)?\s*(?:之?前|完成|结|竣|交付|上线)|工期\s*\d")


class Asked(BaseModel):
    """One question as a model writes it."""

    model_config = ConfigDict(extra="ignore")

    fact: Loose = None
    ask: Loose = None
    unit: Loose = None
    example: Loose = None
    why: Loose = None


class AskAnswer(BaseModel):
    """What the call answers with."""

    model_config = ConfigDict(extra="ignore")

    questions: list[Asked] = Field(default_factory=list)


def questions_by_model(
    brief: Brief, model: Settings | LanguageModel, stop: Stop | None = None, limit: int = MOST
) -> list[Question]:
    """Return the questions that a model chooses; the offline ones where it fails, is slow, or asks nothing usable.

    A model that asks nothing because nothing lacks is believed where the offline engine has nothing to ask either.

    Args:
        brief: what the clerk typed; personal names and numbers are masked before it is sent.
        model: the endpoint's settings, or a model.
        stop: the user's wish to stop, which ends the wait: then the offline questions are there at once.
        limit: at most so many.

    Raises:
        InputError: the form is unknown.
        SettingsError, PromptError: the endpoint or the prompt is not set up.
    """
    offline = questions(brief, limit)
    try:
        answer, veil = _answer(brief, model, stop, offline)
    except ModelServiceError:
        return offline
    facts, chosen = Facts.of(brief), list[Question]()
    for asked in answer.questions:
        question = _read(asked, veil)
        if question and not _is_known(question, brief, facts) and not any(_same(question, other) for other in chosen):
            chosen.append(question)
    more = [question for question in offline if not any(_same(question, other) for other in chosen)]
    return [*chosen, *more][:limit]


def ask_messages(brief: Brief, veil: Veil, offline: Sequence[Question]) -> list[Message]:
    """Return the call's messages; personal names and numbers are masked in all that is sent."""
    form, clean = get_form(brief.form), veil.hide_brief(brief)
    facts = Facts.of(clean)
    return load_prompt(PROMPT).render(
        form=form.name,
        project=common(clean, form, facts)["project"],
        known=[as_data(f"{figure.printed}（{figure.quote}）") for figure in facts.figures],
        hints=hints_for(clean),
        offline=[
            as_data(veil.hide(f"{question.text}（{question.fact}，{question.unit or '日期'}）")) for question in offline
        ],
    )


def _answer(
    brief: Brief, model: Settings | LanguageModel, stop: Stop | None, offline: Sequence[Question]
) -> tuple[AskAnswer, Veil]:
    veil = Veil()
    messages = ask_messages(brief, veil, offline)
    if not isinstance(model, Settings):
        return model.ask(messages, AskAnswer), veil
    hurried = model.model_copy(update={"timeout": min(model.timeout, DEADLINE)})
    with ChatClient(hurried, stop=stop) as client:
        return client.ask(messages, AskAnswer), veil


def _read(asked: Asked, veil: Veil) -> Question | None:
    """Return the question where a clerk can answer it in one figure or date; None for any other."""
    text, fact = veil.lift(asked.ask or "").rstrip("?？ "), veil.lift(asked.fact or "")
    if not text or not fact or len(text) > _LONGEST_ASK or len(fact) > _LONGEST_FACT or not _FACT.fullmatch(fact):
        return None
    unit = re.sub(r"\s|[（）()]", "", asked.unit or "")
    sort = _sort(unit, text)
    unit = "" if sort == "date" else unit
    if _ESSAY.search(text) or not _FIGURE.search(text) or (sort != "date" and not _UNIT.fullmatch(unit)):
        return None
    why = (asked.why or "")[:_LONGEST_WHY] or "用来确定关键指标"
    return Question(f"{sort}:{fact}", f"{text}？", fact, unit, _example(asked, unit, sort), why, sort)


def _sort(unit: str, text: str) -> Sort:
    if unit in _DATE_UNITS or (not unit and re.search(r"何时|时候|哪[天月]", text)):
        return "date"
    if "元" in unit:
        return "price" if "/" in unit else "money"
    return "rate" if unit == "%" else "count"


def _example(asked: Asked, unit: str, sort: Sort) -> str:
    """How an answer is written, in the unit that is asked for; the model's own where it is one."""
    said = normalise_signs(asked.example or "").removeprefix("如").strip()
    if said and len(said) <= _LONGEST_EXAMPLE and _DIGIT.search(said) and (sort == "date" or said.endswith(unit)):
        return f"如 {said}"
    return "如 10月底" if sort == "date" else f"如 20{unit}"


def _is_known(question: Question, brief: Brief, facts: Facts) -> bool:
    """Whether the brief says it already: a known figure, or a figure of the same measure with the same words by it."""
    known = tuple((name, value) for name, _, value in (fact.partition("=") for fact in brief.facts))
    if is_given(question, known):
        return True
    if question.sort == "date":
        return facts.deadline is not None or _DATED.search(brief.purpose) is not None
    if question.sort not in ("count", "rate"):
        return False
    mine = words().measure.get(bare_unit(question.unit)[1], question.unit)
    named = _pairs(question.fact)
    return any(
        words().measure.get(figure.unit, figure.unit) == mine
        and len(named & _pairs(figure.quote)) >= min(2, len(named))
        for figure in facts.figures
    )


def _same(one: Question, other: Question) -> bool:
    """Whether two questions ask for the same figure in other words."""
    if one.fact == other.fact:
        return True
    if one.sort != other.sort:
        return False
    if one.sort == "date":
        return True
    mine, its = _pairs(one.fact), _pairs(other.fact)
    return one.unit == other.unit and 2 * len(mine & its) >= min(len(mine), len(its)) > 0


def _pairs(text: str) -> set[str]:
    """Signs two by two, the counting words at the end left off."""
    core = re.sub(r"(?:人数|人次|数量|户数|总数|面积|长度|数)$", "", text)
    return {core[at : at + 2] for at in range(len(core) - 1)}
