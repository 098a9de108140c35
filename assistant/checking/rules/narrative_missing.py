"""X111: a project that the narrative part does not speak of."""

from collections.abc import Iterator

from assistant.checking.context import Context
from assistant.checking.findings import Finding
from assistant.checking.rule import REVIEW_88, Rule
from assistant.checking.wording import quote


class NarrativeMissing(Rule):
    """The department's narrative part has paragraphs on projects, and none on this one.

    What it finds:
        部门绩效目标的文字部分逐项写了各项目，却没有写本项目，或写的是另一个名称。
    Why it matters:
        文字部分与申报表要一一对应，缺一个或名称不同，审核时会要求补齐。
    Bad:
        文字部分没有“企业薪酬调查”一项。
    Good:
        文字部分的分项绩效目标里有同名的一项。
    Mend:
        不能自动修改：要补写文字部分或核对名称。
    """

    code = "X111"
    title = "文字部分没有写到本项目"
    dimension = "相关性"
    severity = "hint"
    point = "目标相关性"
    clause = REVIEW_88

    def check(self, form: Context) -> Iterator[Finding]:
        """Ask the narrative part for the project."""
        if form.narrative and form.narrative.items and form.item is None:
            yield self.about_form(
                f"文字部分写了 {len(form.narrative.items)} 个项目，没有{quote(form.project.name)}",
                "补写一段，或核对两处的项目名称",
            )
