"""Personal names and numbers in free text: × takes their place before a text leaves the machine."""

import re
from typing import Any

from assistant.model import PerformanceTarget

# Mobile numbers, identity card numbers, bank accounts.
_NUMBERS = re.compile(r"(?<![\d.])(?:1[3-9]\d{9}|[1-9]\d{14,17}[\dXx]|\d{16,19})(?![\d.])")


def masked(text: str) -> str:
    """Return the text with personal names, phone, identity and account numbers masked; all else unchanged."""
    from assistant.checking.rules.personal_names import mask

    return _NUMBERS.sub(lambda found: found[0][:3] + "×" * (len(found[0]) - 3), mask(text))


def masked_target(target: PerformanceTarget) -> PerformanceTarget:
    """Return a target with all its texts masked, as it may be kept or sent."""
    return PerformanceTarget.model_validate(_masked_data(target.model_dump(mode="json")))


def _masked_data(data: Any) -> Any:
    if isinstance(data, str):
        return masked(data)
    if isinstance(data, list):
        return [_masked_data(item) for item in data]
    return {key: _masked_data(item) for key, item in data.items()} if isinstance(data, dict) else data
