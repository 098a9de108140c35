"""From an indicator's name (and the unit of its value, where there is one) to what it measures."""

import re
from dataclasses import replace

from assistant.checking.lexicon.entries import lexicon
from assistant.checking.lexicon.meaning import Meaning

_BRACKET = re.compile(r"[(（][^()（）]*[)）]$")
_UNKNOWN = Meaning("statement")


def classify(name: str, unit: str | None = None) -> Meaning:
    """Return what a 三级指标 measures.

    The unit decides only what the name leaves open: `评审专家` with 人 is a count, `薪酬调查成本` with 元/家 a unit cost.
    Costs one pass over the name; never raises.
    """
    plain = _BRACKET.sub("", name.strip()) if name.endswith((")", "）")) else name.strip()
    known = lexicon().by_last
    fitting = known.get(plain[-1:]) or known[""]
    found = next((entry.meaning for entry in fitting if entry.matches(plain)), _UNKNOWN)
    return _with_unit(found, unit) if unit else found


def unit_family(unit: str | None) -> frozenset[str]:
    """Return the families that a unit belongs to: `万人次` → {person}; unknown and composite units → {}.

    Of `元/人/天` and `小时/天` the part before the first stroke counts.
    """
    if not unit:
        return frozenset()
    families = lexicon().families
    return families.get(unit) or families.get(unit.split("/")[0], frozenset())


def _with_unit(meaning: Meaning, unit: str) -> Meaning:
    families = unit_family(unit)
    if "money" in families:
        if meaning.kind in ("statement", "amount") and "/" in unit and meaning.aspect != "turnover":
            return Meaning("unit_cost", "", "down", ("money",), "经济成本指标")
        return (
            Meaning("amount", "spending", "down", ("money",), "经济成本指标")
            if meaning.kind == "statement"
            else meaning
        )
    if meaning.kind == "statement" and families and "percent" not in families:
        return replace(meaning, kind="count", units=tuple(sorted(families)))
    return meaning
