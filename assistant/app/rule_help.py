"""What a rule says of itself, as the page shows it: folded under its findings, taken from the rule's own docstring."""

from functools import cache
from html import escape

from assistant.checking.rule import Described
from assistant.checking.rulebook import HEADINGS, help_of
from assistant.checking.rules import ALL_RULES

_RULES: dict[str, Described] = {rule.code: rule for rule in ALL_RULES}


def title_of(code: str) -> str:
    """Return a rule's title; its code where there is no such rule."""
    return _RULES[code].title if code in _RULES else code


@cache
def rule_help(code: str) -> str:
    """Return a rule's help text under a fold that needs no widget; empty text where there is no such rule."""
    if code not in _RULES:
        return ""
    rule = _RULES[code]
    text = help_of(rule)
    said = (text.finds, text.matters, text.bad, text.good, text.mend)
    parts = "".join(
        f"<dt>{label}</dt><dd>{escape(words)}</dd>" for label, words in zip(HEADINGS.values(), said, strict=True)
    )
    return (
        f'<details class="jx-help"><summary>说明</summary><p>{escape(rule.code)} {escape(rule.title)}</p>'
        f"<dl>{parts}</dl></details>"
    )
