"""What a job carries: written as JSON when it is submitted, read when it is begun, maybe by another process."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from assistant.drafting.brief import Brief
from assistant.drafting.events import EngineName


class Payload(BaseModel):
    """Common to all jobs. Never holds a key: settings are read where the work is done."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    engine: EngineName

    def data(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return self.model_dump(mode="json")


class DraftPayload(Payload):
    """A draft from a brief."""

    brief: Brief
    goes_on_from: Literal["arrived", "table"] = "arrived"
    """What a model goes on from: what had arrived of this job, or the table as its user has made it."""


class RedraftPayload(Payload):
    """Rows of a draft again."""

    uids: tuple[str, ...]
    wish: str = ""


class FixPayload(Payload):
    """All findings of a draft that a model can mend."""
