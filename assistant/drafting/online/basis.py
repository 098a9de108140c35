"""指标值确定依据: decided by where the figure comes from, as the form's own options say it."""

from assistant.drafting.provenance import Settled
from assistant.forms import FormDefinition
from assistant.model import SourceKind

_PLAN = ("计划标准", "年度计划", "年初计划")
_PRICE = ("预算支出标准", *_PLAN)
_BASIS_OF: dict[SourceKind, tuple[str, ...]] = {
    "input": _PLAN, "budget": _PLAN, "standard": ("行业标准", "其他标准"), "example": ("历史标准", "其他标准"),
    "unconfirmed": (*_PLAN, "其他标准"),
}  # fmt: skip


def basis_of(said: str | None, level2: str, settled: Settled, form: FormDefinition) -> str | None:
    """Return an option of the form: what the source makes of it, or what was said where the source leaves it open.

    Args:
        said: what the model wrote; it had reason to, for it is asked to leave this out.
        level2: in the framework's terms.
        settled: the value and its source.
        form: whose options they are; None where it has no such column.
    """
    options = form.basis_options
    if not options:
        return None
    if "满意度" in level2 and (own := next((option for option in options if "满意度" in option), None)):
        return own
    near = next((option for option in options if said and (option in said or said in option)), None)
    # A norm says itself what it is; what the user gave, or a sum of it, is no standard of a trade or of the past.
    fits = not settled.basis and not (settled.source.kind in ("input", "budget") and near in ("行业标准", "历史标准"))
    if near and fits:
        return near
    return next((option for option in _wished(level2, settled) if option in options), options[0])


def _wished(level2: str, settled: Settled) -> tuple[str, ...]:
    value, kind = settled.value, settled.source.kind
    if settled.basis:
        return (settled.basis, *(_PLAN if settled.basis == "计划标准" else ()), *_BASIS_OF[kind])
    if kind in ("input", "budget") and _is_price(level2, value.unit or "", kind):
        return _PRICE
    # What was planned is done or not: no trade has a standard for it.
    return _PLAN if value.kind == "statement" else _BASIS_OF[kind]


def _is_price(level2: str, unit: str, kind: SourceKind) -> bool:
    """A price, or a part of the budget that the user named; the whole budget is the plan's own."""
    return "元" in unit and ("/" in unit or ("成本" in level2 and kind == "input"))
