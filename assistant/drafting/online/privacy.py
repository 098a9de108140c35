"""Personal names and numbers are taken out before anything leaves the machine."""

from assistant.checking.masking import masked
from assistant.drafting.brief import Brief


def redact(brief: Brief) -> tuple[Brief, str | None]:
    """Return the brief without personal names and numbers, and a sentence that says so where there were any."""
    clean = brief.model_copy(
        update={
            "name": masked(brief.name),
            "purpose": masked(brief.purpose),
            "facts": tuple(masked(fact) for fact in brief.facts),
        }
    )
    return clean, "填写的内容里有个人姓名或号码，已用 × 遮盖；公开的表里不应出现个人信息" if clean != brief else None
