"""Personal names and numbers are taken out before anything leaves the machine."""

import re

from assistant.drafting.brief import Brief

# Mobile numbers, identity card numbers, bank accounts.
_NUMBERS = re.compile(r"(?<![\d.])(?:1[3-9]\d{9}|[1-9]\d{14,17}[\dXx]|\d{16,19})(?![\d.])")


def redact(brief: Brief) -> tuple[Brief, str | None]:
    """Return the brief without personal names and numbers, and a sentence that says so where there were any."""
    clean = brief.model_copy(
        update={
            "name": _clean(brief.name),
            "purpose": _clean(brief.purpose),
            "facts": tuple(_clean(fact) for fact in brief.facts),
        }
    )
    return clean, "填写的内容里有个人姓名或号码，已用 × 遮盖；公开的表里不应出现个人信息" if clean != brief else None


def _clean(text: str) -> str:
    from assistant.checking.rules.personal_names import mask

    return _NUMBERS.sub(lambda found: found[0][:3] + "×" * (len(found[0]) - 3), mask(text))
