"""Decide where a row's figure comes from; a figure that nothing supports becomes 【待核实】."""

import re
from decimal import Decimal

from assistant.drafting.norms import norm_of
from assistant.drafting.provenance.arithmetic import derived, verified_formula
from assistant.drafting.provenance.cited import (
    ORDINARY,
    cited,
    from_citation,
    note,
    nothing_bad,
    ordinary_rate,
    proposed_share,
    resting_on,
)
from assistant.drafting.provenance.dates import settle_deadline
from assistant.drafting.provenance.given import Amount
from assistant.drafting.provenance.ground import Ground, Settled
from assistant.drafting.provenance.implied import implied
from assistant.drafting.provenance.lookup import where_to_look
from assistant.drafting.provenance.texts import supported_text
from assistant.model import UNCONFIRMED, Source, Value
from assistant.model.text import normalise_signs

_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
# Words that send the clerk somewhere, and words that claim instead of sending.
_POINTS = re.compile(r"查|见|按|以.{2,20}为准|依据|参照|核对|填写|合同|方案|台账|统计|清单")
_CLAIMS = re.compile(r"[\d“”]|材料|惯例|预计|测算")


def settle(name: str, level2: str, value: Value, why: str, ground: Ground) -> Settled:
    """Return the value with its source, by the brief, its budget, norms and examples; never by `why` alone.

    Args:
        name: the indicator's name.
        level2: its 二级指标, in the framework's terms.
        value: the proposed value.
        why: what the model says that it rests on: a hint for formulas and for where to look, verified here.
        ground: what figures may rest on.
    """
    if value.is_unconfirmed:
        return _filled(name, value, ground) or Settled(value, _unconfirmed(name, value.unit, why, ground))
    if value.kind == "deadline":
        return Settled(*settle_deadline(value, ground.brief))
    if value.number is None:
        return _statement(name, level2, value, why, ground)
    source = _source(name, level2, value, why, ground)
    if source is None and (norm := norm_of(name, value, ground.context)):
        return Settled(value, resting_on(norm.say, name, value, why, ground), norm.basis)
    source = source or implied(name, value, why, ground) or _practice(name, level2, value, why, ground)
    if source is None:
        open_value = Value.to_confirm(value.operator, value.unit or "", value.bracketed)
        return Settled(open_value, _unconfirmed(name, value.unit, why, ground))
    return Settled(value, source, "其他标准" if source.detail.startswith(ORDINARY) else "")


def _practice(name: str, level2: str, value: Value, why: str, ground: Ground) -> Source | None:
    """Return what neither brief nor table gives: a text that is named, ordinary practice, or an open proposal."""
    return (
        nothing_bad(name, value, why, ground)
        or from_citation(level2, value, why)
        or ordinary_rate(name, value, why, ground)
        or proposed_share(name, value)
    )


def _filled(name: str, value: Value, ground: Ground) -> Settled | None:
    """An open rate of doing what was agreed or ruled is no open question: the norm itself asks =100%."""
    if value.unit != "%" or value.operator in ("≤", "<"):
        return None
    whole = Value.of("=", 100, "%", value.bracketed)
    norm = norm_of(name, whole, ground.context)
    return Settled(whole, Source(kind="standard", detail=norm.say), norm.basis) if norm and norm.whole else None


def _source(name: str, level2: str, value: Value, why: str, ground: Ground) -> Source | None:
    """Return the source in the user's own words or sums, or None."""
    amount = Amount.of_value(value)
    assert amount is not None
    return _from_input(name, level2, value, why, ground) or _from_budget(amount, why, ground)


def _from_input(name: str, level2: str, value: Value, why: str, ground: Ground) -> Source | None:
    amount = Amount.of_value(value)
    assert amount is not None
    if amount.is_money and not amount.per and amount.number * 100 == ground.brief.budget.fen:
        formula = verified_formula(why, amount, ground.given)
        # Where the quantities are still open, the draft says what sum they must come to.
        words = note(why, ground)
        said = formula or (words if "×" in words else "")
        return Source(kind="budget", detail=f"项目预算 {ground.brief.budget}" + (f"；{said}" if said else ""))
    given = ground.given.find(amount)
    if given:
        if level2.endswith("效益指标") and given.where != "已知数据" and not _speaks_of(name, given.quote):
            return None
        return Source(kind="input", detail=f"{given.where}“{given.quote}”")
    # Ages, floors and the like, which count nothing and still are the user's words.
    found = ground.given.quote_around(f"{format(value.number, 'f')}{value.unit}") if value.unit else None
    return Source(kind="input", detail=f"{found[0]}“{found[1]}”") if found else None


def _speaks_of(name: str, quote: str) -> bool:
    """Whether a benefit and the words its figure came from are about the same: 300 trained are not 300 employed."""
    if re.search(r"受益|惠及|服务|覆盖|保障", name):
        return True
    core = re.sub(r"(?:人数|人次|数量|户数|总数|数|率)$", "", name)
    return any(core[at : at + 2] in quote for at in range(len(core) - 1))


def _from_budget(amount: Amount, why: str, ground: Ground) -> Source | None:
    formula = verified_formula(why, amount, ground.given) or derived(amount, ground.given)
    return Source(kind="budget", detail=formula) if formula else None


def _statement(name: str, level2: str, value: Value, why: str, ground: Ground) -> Settled:
    """Words need no figure; figures inside words are held to the same rule, one by one."""
    if not _DIGIT.search(value.text):
        said = note(why, ground)
        judged = f"定性要求，{said}" if said else "定性要求，不含数字，按完成情况判定"
        return Settled(value, Source(kind="standard", detail=judged))
    text = supported_text(value.text, ground)
    if text == value.text:
        quote = ground.given.quote_around(value.text)
        detail = f"{quote[0]}“{quote[1]}”" if quote else "其中数字均出自填报内容"
        return Settled(value, Source(kind="input", detail=detail))
    return Settled(Value.parse(text), _unconfirmed(name, None, why, ground))


def _unconfirmed(name: str, unit: str | None, why: str, ground: Ground) -> Source:
    """Say where to look; the model's words are taken only where they hold no figure that the user did not give."""
    if document := cited(why):
        # A text that the model names may well exist; its figure is for the clerk to read there.
        return Source(kind="unconfirmed", detail=f"据称见{document}，请核对原文后填写")
    plain = normalise_signs(why).replace(f"【{UNCONFIRMED}】", "")
    for clause in re.split(r"[,，。;；]", plain):
        said = clause.strip(":：待核实 ")
        claims = _CLAIMS.search(
            _NUMBER.sub(lambda found: "" if Decimal(found[0]) in ground.given.digits else found[0], said)
        )
        if 4 <= len(said) <= 40 and _POINTS.search(said) and not claims:
            return Source(kind="unconfirmed", detail=said)
    return Source(kind="unconfirmed", detail=where_to_look(name, unit or ""))
