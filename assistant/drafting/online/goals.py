"""Goals as a model writes them: pairs of period and text, objects, bare texts, or all of them in one object."""

from collections.abc import Iterator
from typing import Any

from assistant.model import Period
from assistant.model.text import tidy

_LIMIT = 600
_PERIODS: dict[str, Period] = {
    "annual": "annual", "年度": "annual", "年度目标": "annual",
    "long_term": "long_term", "长期": "long_term", "中期": "long_term", "总目标": "long_term", "长期目标": "long_term",
}  # fmt: skip


def goals_in(data: Any) -> Iterator[tuple[Period | None, str]]:
    """Yield what one element of `goals` says: the period, None where it names none, and the text."""
    if isinstance(data, dict) and "text" not in data:
        pairs = [(key, text) for key, text in data.items() if key in _PERIODS]
    elif isinstance(data, dict):
        pairs = [(str(data.get("period", "")).strip(), data["text"])]
    elif isinstance(data, list) and len(data) > 1 and str(data[0]).strip() in _PERIODS:
        pairs = [(str(data[0]).strip(), data[1])]
    elif isinstance(data, list):
        pairs = [("", text) for text in data]
    else:
        pairs = [("", data)]
    for period, text in pairs:
        if isinstance(text, str) and text.strip() and text.strip() not in _PERIODS:
            yield _PERIODS.get(period), tidy(text)[:_LIMIT]
