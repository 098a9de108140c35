"""Which rows and goals of an example teach: mended first, then held to what a reviewer would say of them."""

import re

from assistant.checking.lexicon import classify
from assistant.drafting.norms import norm_of
from assistant.drafting.online.long_term import timeless
from assistant.model import Indicator, Operator, PerformanceTarget, Value
from assistant.model.text import match_key

_GOAL_LEAST, _GOAL_MOST, _NAME_LEAST, _STATEMENT_LEAST = 24, 130, 4, 5
# What reads well in no form: mere grades, and words that promise everything.
_WEAK = re.compile(
    r"^(?:优|良|好|高|是|有|及时|100%?影响|持续发展|全面提高|显著.{0,2})$|^(?:不断|有效|进一步)?(?:提高|提升|增强|改善)$"
)
_FILLER = re.compile(r"(?<=%)(?:完成|满意)$")
_PROMISES = re.compile(r"^(?:减少|降低|提升|提高|保障|确保|促进|保证|加强|增强|推进)")
_BOILERPLATE = re.compile(r"顺利|进一步|不断")
_YEAR = re.compile(r"20\d{2}|^\d[.、]")
# Names that say whose or what only vaguely, and costs that are no money.
_VAGUE = re.compile(r"公众|控制率|(?<!满意)度$|^各项")
# A goal is to count what is done, not to string shares together.
_COUNTED = re.compile(r"\d\s*[万千]?(?:人|名|次|场|件|户|台|套|个|份|期|家|批|项|册)")
_TRAILING = re.compile(r"(\d+)\.0+(?!\d)")


def worthy_rows(target: PerformanceTarget) -> list[Indicator]:
    """Annual rows that nothing is said against once they are mended, at most two of a kind, in the form's order."""
    from assistant.checking import check

    mended = [good for row in target.of_period("annual") if (good := _mended(row, target.project.name))]
    report = check(target.model_copy(update={"indicators": mended}))
    blamed = {finding.position for finding in report.findings}
    chosen, count, names = list[Indicator](), dict[str, int](), set[str]()
    for position, row in enumerate(mended):
        if position not in blamed and count.get(row.level2, 0) < 2 and match_key(row.name) not in names:
            count[row.level2] = count.get(row.level2, 0) + 1
            names.add(match_key(row.name))
            chosen.append(row)
    return chosen


def _mended(row: Indicator, project: str) -> Indicator | None:
    """Return the row with its name and value as they should be written; None where it teaches nothing."""
    value, name = _mended_value(row), timeless(row.name)
    if len(name) < _NAME_LEAST or _VAGUE.search(name) or _WEAK.search(value.text) or not value.text:
        return None
    if match_key(value.text) == match_key(name) or (value.kind == "quantity" and value.operator is None):
        return None
    if value.kind == "statement" and len(value.text) < _STATEMENT_LEAST:
        return None
    # A share that no norm bears out, a name that promises, a year that is not the brief's: reviewers object to them.
    if value.is_percent and not norm_of(name, value, project):
        return None
    if _PROMISES.search(name) or _YEAR.search(name + value.text):
        return None
    return row.model_copy(update={"name": name, "value": value})


def _mended_value(row: Indicator) -> Value:
    """`49.00次` → `49次`, `100%完成` → `=100%`, `38人` → `≥38人`, a cost of `8万元` → `≤8万元`, `≥100%` → `=100%`."""
    value = Value.parse(_FILLER.sub("", _TRAILING.sub(r"\1", row.value.text)))
    value = row.value if value.text == row.value.text else value
    if value.kind != "quantity" or value.number is None or not value.unit:
        return value
    if value.is_percent and value.number == 100 and value.operator in (None, "≥", ">"):
        return Value.of("=", 100, "%", value.bracketed)
    if value.operator is None and re.fullmatch(r"[\d.,]+\S{1,3}", value.text):
        operator: Operator = "≤" if classify(row.name, value.unit).direction == "down" or "成本" in row.level2 else "≥"
        return Value.of(operator, value.number, value.unit, value.bracketed)
    return value


def teaches_goal(text: str) -> bool:
    """Whether a goal is one to learn from: of a good length, with counted outputs, no boilerplate, no year."""
    told = _GOAL_LEAST <= len(text) <= _GOAL_MOST and _COUNTED.search(text) is not None
    return told and not _BOILERPLATE.search(text) and not _YEAR.search(text)
