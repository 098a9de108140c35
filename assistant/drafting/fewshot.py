"""Examples as a model is shown them: in the answer's own format, without what a reviewer would send back."""

import json
import re
from collections.abc import Sequence

from assistant.checking.lexicon import classify
from assistant.drafting.rows import Levels
from assistant.forms import FormDefinition
from assistant.model import Indicator, PerformanceTarget, Value
from assistant.model.text import match_key

ROWS, EXAMPLES = 6, 2
"""At most so many rows of an example, and so many examples: a local model's context is short, and the prompt itself
shows one complete answer."""
_GOAL_LEAST, _GOAL_MOST, _NAME_LEAST = 24, 110, 4
_LEAST = 2
# What reads well in no form: mere grades, and words that promise everything.
_WEAK = re.compile(
    r"^(?:优|良|好|高|是|有|及时|100%?影响|持续发展|全面提高|显著.{0,2})$|^(?:不断|有效|进一步)?(?:提高|提升|增强|改善)$"
)


def shown(targets: Sequence[PerformanceTarget], form: FormDefinition) -> list[tuple[PerformanceTarget, str]]:
    """Return up to two examples with their compact text: a name, a goal where it is good, and a few rows."""
    texts = ((target, _example(target, form)) for target in targets)
    return [(target, text) for target, text in texts if text][:EXAMPLES]


def _example(target: PerformanceTarget, form: FormDefinition) -> str:
    rows = _worthy(target)
    if len(rows) < _LEAST:
        return ""
    lines = [f"〔{target.project.name}〕预算 {target.project.budget or '未写'}"]
    goal = next((text for text in target.goals_of("annual") if _good_goal(text, target)), None)
    if goal:
        lines.append(json.dumps({"period": "annual", "text": goal}, ensure_ascii=False, separators=(",", ":")))
    lines += [_line(row, form) for row in rows]
    return "\n".join(lines)


def _worthy(target: PerformanceTarget) -> list[Indicator]:
    """Rows that nothing is said against, at most two of a kind, in the order of the form."""
    from assistant.checking import check

    blamed = {finding.position for finding in check(target).findings}
    chosen, count, names = list[Indicator](), dict[str, int](), set[str]()
    for position, row in enumerate(target.indicators):
        good = _mended(row)
        if row.period != "annual" or good is None or (position in blamed and good is row):
            continue
        if count.get(row.level2, 0) < 2 and match_key(row.name) not in names:
            count[row.level2] = count.get(row.level2, 0) + 1
            names.add(match_key(row.name))
            chosen.append(good)
    return _varied(chosen)


def _varied(rows: list[Indicator]) -> list[Indicator]:
    """Keep the first row of each kind before a second one, and the form's own order."""
    seen, first, second = set[str](), list[int](), list[int]()
    for at, row in enumerate(rows):
        (second if row.level2 in seen else first).append(at)
        seen.add(row.level2)
    return [rows[at] for at in sorted((first + second)[:ROWS])]


def _mended(row: Indicator) -> Indicator | None:
    """Return the row, with `≥100%` as `=100%`; None where it teaches nothing."""
    value = row.value
    if value.text == "100%" and classify(row.name).kind == "rate":
        value = Value.of("=", 100, "%")
    if len(row.name) < _NAME_LEAST or (value.kind == "quantity" and value.operator is None):
        return None
    if _WEAK.search(value.text) or match_key(value.text) == match_key(row.name) or not value.text:
        return None
    if value.is_percent and value.number == 100 and value.operator in ("≥", ">"):
        value = Value.of("=", 100, "%", value.bracketed)
    return row if value is row.value else row.model_copy(update={"value": value})


def _good_goal(text: str, target: PerformanceTarget) -> bool:
    same = text in target.goals_of("long_term")
    return _GOAL_LEAST <= len(text) <= _GOAL_MOST and not same and any(sign.isdigit() for sign in text)


def _line(row: Indicator, form: FormDefinition) -> str:
    place = Levels(form).place(row.level2, row.level1)
    parts = {"kind": place[1] if place else row.level2, "name": row.name}
    if row.description and form.has_column("description") and match_key(row.description) != match_key(row.name):
        parts["desc"] = row.description
    parts["value"] = str(row.value.styled(form.value_brackets))
    if row.basis in form.basis_options:
        parts["basis"] = row.basis
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
