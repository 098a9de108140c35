"""接着写: a draft that ended half-way goes on from the rows that are there."""

from collections.abc import Sequence

from assistant.checking.masking import masked
from assistant.drafting.online.cells import LEFT_OUT
from assistant.drafting.online.draft_prompt import as_data
from assistant.drafting.online.fewshot import answer_line, compact
from assistant.drafting.online.sheet import Sheet
from assistant.llm import Message
from assistant.model import Indicator

_WHY = 20
"""Signs of a source that are repeated."""
_GO_ON = (
    "你的回答到这里中断了。其中的目标和指标都已收下，不要重写、不要重复、不要改动。"
    "请对照资金用途和“指标类别”，只接着写还没有写的指标{goals}，连同已有的 {count} 条一共 8—13 条；没有要补的就写空数组。"
    '仍然只回答一个 JSON 对象：{{"goals":[…],"rows":[…]}}。'
)


def going_on(sheet: Sheet, question: Sequence[Message]) -> list[Message]:
    """Return the question for the rest: the first question, the answer so far, and the wish to go on.

    The first question stays as it was, so that a server that caches prompts need not read it again.
    """
    goals = [[goal.period, as_data(masked(goal.text))] for goal in sheet.goals if goal]
    rows = ",\n".join(as_data(masked(answer_line(row, sheet.form, _why(row)))) for row in sheet.rows)
    missing = [slot.label for slot, goal in zip(sheet.slots, sheet.goals, strict=True) if goal is None]
    asked = f"和缺少的{'、'.join(missing)}" if missing else "，goals 写空数组"
    return [
        *question,
        Message("assistant", f'{{"goals":{compact(goals)},"rows":[\n{rows}'),
        Message("user", _GO_ON.format(goals=asked, count=len(sheet.rows))),
    ]


def _why(row: Indicator) -> str:
    return row.source.detail[:_WHY] if row.source else LEFT_OUT
