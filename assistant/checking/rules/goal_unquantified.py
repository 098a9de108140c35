"""W117: a goal without a figure over indicators that have some."""

from collections.abc import Iterator

from assistant.checking.context import Context
from assistant.checking.figures import bigrams, has_digit
from assistant.checking.findings import Finding
from assistant.checking.rule import TARGETS_88, Rule
from assistant.checking.rules.boilerplate_goal import says_something
from assistant.checking.wording import join, quote
from assistant.model import UNCONFIRMED


class GoalUnquantified(Rule):
    """The annual goal holds no figure, and the quantity indicators do.

    What it finds:
        年度目标一个数字也没有，而数量指标里有；目标是套话的另由“绩效目标是套话”指出。
    Why it matters:
        目标要细化量化，并能分解成指标。指标里的主要数量应当写进目标，两处一致。
    Bad:
        目标“帮助城乡劳动者掌握一技之长、尽快上岗”，指标“培训人数 ≥300人”。
    Good:
        目标“开展技能培训，全年培训300人”，指标“培训人数 ≥300人”。
    Mend:
        可把主要数量指标的原数写进目标，不添新数字。
    """

    code = "W117"
    title = "目标没有量化"
    dimension = "完整性"
    severity = "warning"
    point = "明确清晰性"
    clause = TARGETS_88

    def check(self, form: Context) -> Iterator[Finding]:
        """Compare the goals of the main period with its quantity indicators."""
        texts = form.goals.get(form.main_period, [])
        if not texts or any(has_digit(text) for text in texts) or _waits(texts):
            return
        counted = [
            row
            for row in form.rows_of(form.main_period)
            if row.level2 == "数量指标" and row.number is not None and not row.percent and "money" not in row.families
        ]
        known = bigrams(form.project.name) if counted else frozenset()
        # Of boilerplate W104 has said more than that.
        if counted and any(says_something(text, known) for text in texts):
            listed = join([quote(f"{row.name} {row.text}") for row in counted], most=2)
            yield self.about_form(
                f"目标里没有一个数字，指标里有{listed}", "把主要任务的数量写进目标，与指标一致", form.main_period
            )


def _waits(texts: list[str]) -> bool:
    return any(UNCONFIRMED in text for text in texts)
