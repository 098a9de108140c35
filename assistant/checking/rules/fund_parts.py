"""W105: the parts of the funds do not add up to the budget."""

from collections.abc import Iterator

from assistant.checking.context import Context
from assistant.checking.findings import Finding
from assistant.checking.rule import REVIEW_88, Rule
from assistant.model import Money


class FundParts(Rule):
    """The budget's parts (财政资金, 其他资金, …) add up to another sum than the budget.

    What it finds:
        表头各项资金之和与预算总额不相等。有一项没填、合计又小于预算时为警告，其余为错误。
    Why it matters:
        资金构成与预算对不上，审核时第一眼就会退回。
    Bad:
        预算 90万元，其中财政资金 92万元。
    Good:
        预算 90万元，其中财政资金 90万元、其他资金 0。
    Mend:
        只缺一项的可按差额补上；两数打架的给出各种改法，由填表人选定。
    """

    code = "W105"
    title = "资金构成与预算不符"
    dimension = "完整性"
    severity = "error"
    point = "规范完整性"
    clause = REVIEW_88

    def check(self, form: Context) -> Iterator[Finding]:
        """Add up the parts that the form says make the budget."""
        budget = form.project.budget
        keys = [field.key for field in form.form.fields if field.part_of_budget]
        parts = {key: part for key in keys if (part := _amount(form, key)) is not None}
        if budget is None or not parts or (total := sum(part.fen for part in parts.values())) == budget.fen:
            return
        listed = " + ".join(f"{key} {part}" for key, part in parts.items())
        summed = "" if len(parts) == 1 else f" = {Money(total, budget.unit)}"
        short = total < budget.fen and len(parts) < len(keys)
        yield self.about_form(
            f"{listed}{summed}，与预算 {budget} 不相等",
            f"核对资金构成，使各项之和等于 {budget}" + ("，没填的一项请补上" if short else ""),
            severity="warning" if short else "error",
        )


def _amount(form: Context, key: str) -> Money | None:
    text = form.project.fields.get(key)
    if not text:
        return None
    try:
        return Money.parse(text, form.form.money_unit)
    except ValueError:
        return None
