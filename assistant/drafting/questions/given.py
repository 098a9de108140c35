"""Whether a known figure (`--fact`) already answers a question, under whatever name the clerk gave it."""

from assistant.drafting.facts.words import bare_unit, words
from assistant.drafting.offline.given import place_of
from assistant.drafting.questions.counts import stem_of
from assistant.drafting.questions.question import Question
from assistant.model import Value


def is_given(question: Question, known: tuple[tuple[str, str], ...]) -> bool:
    """Whether one of the known figures (name, value) is the answer to a question."""
    return any(question.fact == name or _answers(question, name, Value.parse(typed)) for name, typed in known)


def _answers(question: Question, name: str, value: Value) -> bool:
    unit = value.unit or ""
    if question.sort == "date":
        return value.kind == "deadline" or name.endswith(("时间", "日期", "工期", "期限"))
    if question.sort == "price":
        return "元/" in unit or (place_of(name) == "成本" and name.startswith(("人均", "生均", "单价")))
    if question.sort == "money":
        return "元" in unit and place_of(name) == "成本"
    same = words().measure.get(bare_unit(unit)[1]) == words().measure.get(bare_unit(question.unit)[1])
    # 参训人数 answers 监管人员培训人数; 参赛队伍 says nothing of it.
    return "元" not in unit and same and bool(set(stem_of(name)) & set(stem_of(question.fact)))
