"""Every error that this project raises on purpose, drawn by who must act.

    AssistantError                one Chinese sentence: what is wrong and what to do
    ├── InputError                the user: something typed or passed cannot be used
    │   └── UnreadableFileError   the user: this file is none of the kinds that we read (`path`)
    │       └── UnrecognisedFormError   it opens, but no form is recognised in it
    ├── SettingsError             whoever set the assistant up: endpoint, key, form folder, prompt
    │   └── PromptError           a prompt text misses a variable, or names an unknown one
    └── ModelServiceError         the model's endpoint: refused, failed, or stopped half-way (`kind`)

`str(error)` is always the sentence that the user sees; causes are kept with `raise … from`.
Anything else that escapes is a defect of ours.
"""

from typing import Literal

ServiceFault = Literal[
    "auth",
    "not_found",
    "rate_limit",
    "server",
    "network",
    "timeout",
    "cut",
    "refused",
    "too_long",
    "bad_answer",
    "cancelled",
]


class AssistantError(Exception):
    """Root of all our errors; its text is shown to users as it stands."""


class InputError(AssistantError):
    """What the user typed or passed cannot be used; the sentence says what to change."""


class UnreadableFileError(InputError):
    """A file that we cannot read as a performance target form."""

    def __init__(self, message: str, path: str = "") -> None:
        super().__init__(message)
        self.path = path


class UnrecognisedFormError(UnreadableFileError):
    """The file opens, but no performance target form is recognised in it: a model may still transcribe it."""


class SettingsError(AssistantError):
    """A setting (endpoint, key, model, form folder) is missing or wrong."""


class PromptError(SettingsError):
    """A prompt text misses a variable, or names one that nobody gives."""


class ModelServiceError(AssistantError):
    """The model's endpoint failed after all retries; rows that had arrived are never lost with it."""

    def __init__(self, message: str, kind: ServiceFault = "server") -> None:
        super().__init__(message)
        self.kind: ServiceFault = kind
