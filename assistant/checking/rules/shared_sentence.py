"""W112: one sentence in the forms of several projects."""

from collections.abc import Iterator, Sequence

from assistant.checking.context import Context, Row
from assistant.checking.findings import Finding
from assistant.checking.rule import TARGETS_88, BookRule
from assistant.checking.wording import quote
from assistant.model.text import match_key

_LEAST, _MANY = 6, 3
"""Signs of a goal that is compared; projects that make a benefit a habit."""


class SharedSentence(BookRule):
    """Several projects of a department state the same goal, or the same empty benefit.

    What it finds:
        一个部门的多个项目写同一句目标（警告），或三个以上项目写同一条说不清的效益（提示）。
    Why it matters:
        每个项目的目标要写自己的内容。一句话用在所有项目上，说明是照抄的，审核时会成批退回。
    Bad:
        28 个项目的目标都是“确保工作顺利进行”。
    Good:
        遗属补助项目写“为38名遗属按月发放补助”，档案项目写“整理档案900卷”。
    Mend:
        不能自动修改：各项目要写自己的内容；目标是套话的，另有“绩效目标是套话”的改法。
    """

    code = "W112"
    title = "多个项目用同一句话"
    dimension = "完整性"
    severity = "warning"
    point = "明确清晰性"
    clause = TARGETS_88

    def check(self, forms: Sequence[Context]) -> Iterator[tuple[int, Finding]]:
        """Remember in which projects each goal and each statement of a benefit stands."""
        yield from self._of_goals(forms)
        yield from self._of_benefits(forms)

    def _of_goals(self, forms: Sequence[Context]) -> Iterator[tuple[int, Finding]]:
        goals: dict[str, dict[int, str]] = {}
        for at, form in enumerate(forms):
            for goal in form.target.goals:
                if len(key := match_key(goal.text)) >= _LEAST:
                    goals.setdefault(key, {})[at] = goal.text
        told: set[int] = set()
        for said in goals.values():
            for at, text in said.items() if len(said) > 1 else ():
                if at not in told:
                    told.add(at)
                    message = f"目标{quote(text)}在本部门 {len(said)} 个项目里一字不差"
                    yield at, self.about_form(message, "写本项目自己的任务、数量和效果")

    def _of_benefits(self, forms: Sequence[Context]) -> Iterator[tuple[int, Finding]]:
        benefits: dict[str, dict[int, Row]] = {}
        for at, form in enumerate(forms):
            for row in form.rows:
                if row.level1 == "效益指标" and row.meaning.kind == "statement" and row.name:
                    benefits.setdefault(row.key, {}).setdefault(at, row)
        for held in benefits.values():
            for at, row in held.items() if len(held) >= _MANY else ():
                message = f"效益{quote(row.name)}在本部门 {len(held)} 个项目里都有"
                yield at, self.about(row, message, "写本项目自己带来的变化", "hint")
