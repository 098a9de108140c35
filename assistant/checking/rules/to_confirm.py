"""W108: figures that are still to be confirmed."""

from collections.abc import Iterator

from assistant.checking.context import Context
from assistant.checking.findings import Finding
from assistant.checking.rule import REVIEW_88, Rule
from assistant.checking.wording import quote
from assistant.model import UNCONFIRMED


class ToConfirm(Rule):
    """A value or goal is still marked 待核实; a reminder, never an error.

    What it finds:
        指标值或目标里还标着“待核实”。
    Why it matters:
        这些数字没有人给出，也推算不出，报送前要逐一落实；导出时也会提醒。
    Bad:
        培训人数 ≥【待核实】人。
    Good:
        培训人数 ≥300人（依据年度培训计划）。
    Mend:
        不能自动修改：要查到数字。
    """

    code = "W108"
    title = "还有待核实的数字"
    dimension = "完整性"
    severity = "hint"
    point = "条件充分性"
    clause = REVIEW_88

    def check(self, form: Context) -> Iterator[Finding]:
        """List the rows and goals that wait for a figure."""
        for row in form.rows:
            if row.value.is_unconfirmed:
                detail = row.indicator.source.detail if row.indicator.source else ""
                yield self.about(
                    row, f"{quote(row.name)}的指标值还待核实", detail or "查年度计划、上年台账或合同后填上数字"
                )
        for goal in form.target.goals:
            if UNCONFIRMED in goal.text:
                yield self.about_form("目标里还有待核实的数字", "核实后填上数字，并与指标保持一致", goal.period)
