"""A project's form as sentences: what the narrative part of a department's book says of it, so that the two agree."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from assistant.model import Indicator, Narrative, NarrativeItem, PerformanceTarget, Value
from assistant.model.text import match_key, tidy
from assistant.writing.funds import Funds, funds_of, total_of

_END = "。；;，,、.： "
_SIGN = re.compile(r"^[≥≤=><]")
_BRACKETS = re.compile(r"(?<=\d)\(([^()]+)\)$")
_ZEROS = re.compile(r"(?<=\d)\.0+(?!\d)")
_WITHIN = re.compile(r"(?:以内|之内|内)$")
# What follows a share and says it again: 100%完成, 98%满意.
_SHARE_TAIL = re.compile(r"(?<=[%‰])(?:完成|满意|达标|合格|影响)$")
_MANY = 3
"""How many of the largest projects the overview names."""


def narrative_of(
    targets: Sequence[PerformanceTarget],
    unit: str | None = None,
    year: int | None = None,
    overall: str | None = None,
    measures: Sequence[str] = (),
) -> Narrative:
    """Return the narrative part of a department's book.

    Every figure in it is one of the forms': goals are quoted, indicators put into sentences, sums added up.

    Args:
        targets: the projects, in the book's order.
        unit: the department; None takes the first that a form names.
        year: None takes the first that a form names.
        overall: 总体绩效目标 in the department's words; None states number, sums and the largest projects.
        measures: 工作保障措施, a paragraph each; nothing is made up for them.
    """
    unit = unit or next((target.project.unit for target in targets if target.project.unit), None)
    year = year or next((target.project.year for target in targets if target.project.year), None)
    items = [
        NarrativeItem(
            number=number,
            name=tidy(target.project.name),
            goal=goal_sentence(target),
            indicators=indicator_sentences(main_rows(target)),
        )
        for number, target in enumerate(targets, start=1)
    ]
    return Narrative(
        unit=unit,
        year=year,
        overall=_paragraphs(overall) if overall and overall.strip() else overview(targets, unit, year),
        items=items,
        measures=[text for paragraph in measures if (text := tidy(paragraph))],
    )


def main_rows(target: PerformanceTarget) -> list[Indicator]:
    """Return the rows that a book speaks of: the year's, or the others where there are none."""
    return target.of_period("annual") or target.of_period("long_term")


def overview(targets: Sequence[PerformanceTarget], unit: str | None, year: int | None) -> str:
    """Return the department's year in numbers: projects, budget and its parts, indicators, the largest projects."""
    funds = [funds_of(target) for target in targets]
    budgeted = sum(part.budget is not None for part in funds)
    who = f"{unit or '本部门'}{f'{year}年' if year else ''}"
    first = f"{who}安排项目支出{len(targets)}项"
    total = total_of(part.budget for part in funds)
    if total is not None:
        left = f"（{len(targets) - budgeted}项未填预算，未计入）" if budgeted < len(targets) else ""
        first += f"，预算合计{total}{left}{_parts(funds)}"
    rows = [row for target in targets for row in main_rows(target)]
    kinds = Counter(row.level1 for row in rows).most_common()
    second = f"共设置绩效指标{len(rows)}项"
    if len(kinds) > 1:
        second += f"，其中{'、'.join(f'{name}{count}项' for name, count in kinds)}"
    return "。".join([first, *_largest(targets, funds), second]) + "。" if rows else f"{first}。"


def _parts(funds: Sequence[Funds]) -> str:
    """Return the shares of the sum, where every form gives them and they add up to it."""
    fiscal, other = total_of(part.fiscal for part in funds), total_of(part.other for part in funds)
    total = total_of(part.budget for part in funds)
    known = all(part.fiscal is not None or part.other is not None for part in funds if part.budget is not None)
    if fiscal is None or other is None or total is None or not known or fiscal.fen + other.fen != total.fen:
        return ""
    return f"，其中财政资金{fiscal}、其他资金{other}"


def _largest(targets: Sequence[PerformanceTarget], funds: Sequence[Funds]) -> list[str]:
    known = [
        (part.budget, target.project.name)
        for target, part in zip(targets, funds, strict=True)
        if part.budget is not None
    ]
    if len(known) <= _MANY:
        return []
    known.sort(key=lambda pair: -pair[0].fen)
    return [f"预算较大的项目有{'、'.join(f'{tidy(name)}（{budget}）' for budget, name in known[:_MANY])}"]


def goal_sentence(target: PerformanceTarget) -> str:
    """Return budget and the year's goals as one paragraph; the long-term goals where there are no others."""
    texts = target.goals_of("annual") or target.goals_of("long_term")
    plain = dict.fromkeys(text for goal in texts if (text := tidy(goal).strip(_END)))
    budget = target.project.budget
    said = [f"安排预算{budget}"] if budget is not None else []
    return "".join(f"{sentence}。" for sentence in [*said, "；".join(plain)] if sentence)


def indicator_sentences(rows: Iterable[Indicator]) -> str:
    """Return all indicators, a sentence for each 一级指标: `产出指标：举办活动场次为4次；…。`."""
    sentences = []
    for level1, group in groupby(rows, key=lambda row: row.level1):
        clauses = dict.fromkeys(phrase(row) for row in group if row.name or row.value.text)
        if clauses:
            sentences.append(f"{level1 + '：' if level1 else ''}{'；'.join(clauses)}。")
    return "".join(sentences)


def phrase(row: Indicator) -> str:
    """Return an indicator as a clause: `救援响应时间不超过30分钟`; what is no quantity follows in brackets."""
    name, said = tidy(row.name).strip(_END), worded(row.value)
    if not row.value.text or match_key(row.value.text) == match_key(name):
        return name
    return f"{name}{said}" if said else f"{name}（{tidy(row.value.text)}）"


def worded(value: Value) -> str:
    """Return a value as it follows its name in a sentence (`不少于5次`, `达到100%`); "" for what has no such form."""
    if value.kind != "quantity":
        return f"为{value.text}" if value.kind == "deadline" else ""
    body = _SHARE_TAIL.sub("", _BRACKETS.sub(r"\1", _SIGN.sub("", value.text)))
    body = _ZEROS.sub("", body)
    share = "%" in body or "‰" in body
    if not _SIGN.match(value.text):
        if _WITHIN.search(body):
            return f"控制在{body}"
        starts = body[:1].isdigit() or body.startswith("每")
        return f"{'达到' if share and value.number else '为'}{body}" if starts else body
    words = {
        "≥": "不低于" if share else "不少于",
        "≤": "不超过",
        ">": "超过",
        "<": "低于",
        "=": "达到" if share and value.number else "为",
    }
    return words[value.text[0]] + body


def _paragraphs(text: str) -> str:
    return "\n".join(line for part in text.splitlines() if (line := tidy(part)))
