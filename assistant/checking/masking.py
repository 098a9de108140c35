"""Personal names and numbers in free text: × takes their place before a text leaves the machine."""

import re

# Mobile numbers, identity card numbers, bank accounts.
_NUMBERS = re.compile(r"(?<![\d.])(?:1[3-9]\d{9}|[1-9]\d{14,17}[\dXx]|\d{16,19})(?![\d.])")


def masked(text: str) -> str:
    """Return the text with personal names, phone, identity and account numbers masked; all else unchanged."""
    from assistant.checking.rules.personal_names import mask

    return _NUMBERS.sub(lambda found: found[0][:3] + "×" * (len(found[0]) - 3), mask(text))
