"""Drafts, checks and exports 项目支出绩效目标: five verbs about one noun, the `PerformanceTarget`.

    from assistant import Brief, check, draft, fix, read, write

Names are loaded on first use, so that `assistant --help` does not pay for pydantic, Word or the model's client.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.api import check, convert, draft, fix, read, stream_draft, to_bytes, write
    from assistant.checking.findings import Finding, Report, Score
    from assistant.drafting.brief import Brief
    from assistant.drafting.events import Draft
    from assistant.model import Document, Goal, Indicator, Money, PerformanceTarget, Project, Source, Value

__version__ = "0.1.0"

_HOME = {
    **dict.fromkeys(("check", "convert", "draft", "fix", "read", "stream_draft", "to_bytes", "write"), "assistant.api"),
    **dict.fromkeys(("Finding", "Report", "Score"), "assistant.checking.findings"),
    "Brief": "assistant.drafting.brief",
    "Draft": "assistant.drafting.events",
    **dict.fromkeys(
        ("Document", "Goal", "Indicator", "Money", "PerformanceTarget", "Project", "Source", "Value"), "assistant.model"
    ),
}

__all__ = [
    "Brief", "Document", "Draft", "Finding", "Goal", "Indicator", "Money", "PerformanceTarget", "Project", "Report",
    "Score", "Source", "Value", "check", "convert", "draft", "fix", "read", "stream_draft", "to_bytes", "write",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load a public name from its room on first use."""
    if name not in _HOME:
        raise AttributeError(f"module 'assistant' has no attribute '{name}'")
    return getattr(import_module(_HOME[name]), name)
