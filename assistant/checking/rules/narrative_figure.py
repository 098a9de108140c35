"""X103: a figure of the narrative part contradicts the form."""

from collections.abc import Iterator

from assistant.checking.compare import Table
from assistant.checking.context import Context
from assistant.checking.figures import Figure, same_subject, subject
from assistant.checking.findings import Finding
from assistant.checking.rule import REVIEW_88, Rule
from assistant.checking.wording import quote


class NarrativeFigure(Rule):
    """A figure in the department's narrative part differs from the project's own form.

    What it finds:
        部门绩效目标的文字部分与本项目申报表里说同一件事的数字不一致。
    Why it matters:
        同一本材料前后两个数，审核时必然要求说明，公开后也容易被质疑。
    Bad:
        文字部分“发放遗属补助的人数33人”，申报表“享受补贴的人数 38人”。
    Good:
        文字部分和申报表都写38人。
    Mend:
        可把指标改成文字部分的数，由填表人选定；文字部分写错的要在那里改。
    """

    code = "X103"
    title = "文字部分与申报表的数字不一致"
    dimension = "相关性"
    severity = "error"
    point = "目标相关性"
    clause = REVIEW_88

    def check(self, form: Context) -> Iterator[Finding]:
        """Compare the narrative's paragraph on this project with its rows and goals."""
        if form.item is None:
            return
        table = Table(form.rows)
        said = [figure for goal in form.target.goals for figure in form.figures_in(goal.text)]
        for goal in form.target.goals:
            table.know(goal.text)
        for figure in (*form.figures_in(form.item.goal), *form.figures_in(form.item.indicators)):
            words = quote(figure.words)
            if row := table.contradicting(figure):
                message = f"文字部分写的是{words}，申报表的指标{quote(row.name)}写的是{quote(row.text)}"
                yield self.about(row, message, "核实后把文字部分和申报表改成同一个数")
            elif not table.holds(figure) and (other := _contradicting(figure, said)):
                message = f"文字部分写的是{words}，申报表的目标写的是{quote(other.words)}"
                yield self.about_form(message, "核实后把文字部分和申报表改成同一个数")


def _contradicting(figure: Figure, said: list[Figure]) -> Figure | None:
    about = subject(figure.before)
    return next(
        (other for other in said if figure.families & other.families and same_subject(about, subject(other.before))),
        None,
    )
