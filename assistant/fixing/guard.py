"""No figure is invented: what a fix brings in must stand in the form, in its reason, or be 待核实."""

import re
from decimal import Decimal

from assistant.fixing.fix import Fix
from assistant.model import Narrative, PerformanceTarget
from assistant.model.text import normalise_signs

# What is left of a masked number (138××××××××) is none.
_NUMBER = re.compile(r"(?<![\d×])\d+(?:,\d{3})*(?:\.\d+)?(?![\d×])")


def numbers(text: str) -> frozenset[Decimal]:
    """Return the numbers of a text, exact, whatever their unit: `3万人，95%` → {3, 95}."""
    return frozenset(Decimal(found.replace(",", "")) for found in _NUMBER.findall(normalise_signs(text)))


def known(target: PerformanceTarget, narrative: Narrative | None = None) -> frozenset[Decimal]:
    """Return every number that the form (and the department's narrative part) prints."""
    project = target.project
    texts = [
        project.name,
        project.purpose or "",
        str(project.budget or ""),
        str(project.year or ""),
        project.unit or "",
    ]
    texts += [*project.fields.values(), *(goal.text for goal in target.goals)]
    for row in target.indicators:
        texts += [row.name, row.description or "", row.value.text, row.basis or "", *row.extra.values()]
    if narrative:
        texts += [item.goal + "\n" + item.indicators for item in narrative.items]
    return frozenset(number for text in texts for number in numbers(text))


def loses(before: PerformanceTarget, after: PerformanceTarget) -> bool:
    """Return whether a number that somebody gave stands nowhere in the form any more.

    0 and 100 do not count: as `100%` of what cannot be measured they say 全部, not a number.
    """
    return bool(known(before) - known(after) - {Decimal(0), Decimal(100)})


def invents(fix: Fix, given: frozenset[Decimal]) -> bool:
    """Return whether a fix brings in a number that neither the form gives nor its reason names."""
    known_here = given | numbers(fix.reason)
    return not all(numbers(text) <= known_here for text in fix.after_texts)
