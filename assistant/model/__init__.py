"""The nouns: shapes only, pure pydantic. No file, no network, no clock."""

from assistant.model.document import Document, Narrative, NarrativeItem, Place, Places, ReadingNote
from assistant.model.errors import (
    AssistantError,
    InputError,
    ModelServiceError,
    PromptError,
    SettingsError,
    UnreadableFileError,
    UnrecognisedFormError,
)
from assistant.model.interchange import from_json, json_schema, to_data, to_json
from assistant.model.money import Money, MoneyUnit
from assistant.model.target import Goal, Indicator, PerformanceTarget, Period, Project, Source, SourceKind, Waiver
from assistant.model.value import UNCONFIRMED, Operator, Value, ValueKind

__all__ = [
    "UNCONFIRMED", "AssistantError", "Document", "Goal", "Indicator", "InputError", "ModelServiceError", "Money",
    "MoneyUnit", "Narrative", "NarrativeItem", "Operator", "PerformanceTarget", "Period", "Place", "Places", "Project", "PromptError",
    "ReadingNote", "SettingsError", "Source", "SourceKind", "UnreadableFileError",
    "UnrecognisedFormError", "Value", "ValueKind", "Waiver",
    "from_json", "json_schema", "to_data", "to_json",
]  # fmt: skip
