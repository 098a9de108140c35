"""Brief → draft, as a stream of events, by the configured model or by the offline engine.

Everything heavy is imported inside `stream`: a brief or an event type costs no model client and no library.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.drafting.brief import Brief
from assistant.drafting.events import Draft, DraftEvent, EngineName, Finished

if TYPE_CHECKING:
    from assistant.llm import Settings

EXAMPLES = 4
"""How many of the library's projects a draft may draw on."""

__all__ = ["EXAMPLES", "Brief", "Draft", "DraftEvent", "EngineName", "Finished", "stream"]


def stream(brief: Brief, engine: EngineName | None = None, settings: "Settings | None" = None) -> Iterator[DraftEvent]:
    """Draft, event by event; the last event is always `Finished`.

    Args:
        brief: what the clerk typed; its form may be an id, a name or an alias.
        engine: None means the model if one is configured, else the offline engine.
        settings: the model's endpoint; read from the environment and `.env` when None.

    Raises:
        InputError: the form is unknown (at once, before the first event).
        SettingsError, ModelServiceError: before the first row.
    """
    from assistant.forms import get_form
    from assistant.library import Library

    form = get_form(brief.form)
    brief = brief.model_copy(update={"form": form.id})
    settings, engine = _choose(engine, settings)
    matches = Library.load().search(brief.name, brief.purpose, limit=EXAMPLES, form=form.id)
    if engine == "llm" and settings is not None:
        from assistant.drafting.llm_engine import stream_llm

        return stream_llm(brief, form, matches, settings)
    from assistant.drafting.offline import stream_offline

    return stream_offline(brief, form, matches)


def _choose(engine: EngineName | None, settings: "Settings | None") -> "tuple[Settings | None, EngineName]":
    """Settings are read only where the model may be used, so that a broken `.env` never stops an offline draft."""
    if engine == "offline":
        return None, "offline"
    if settings is None:
        from assistant.llm import load_settings

        settings = load_settings()
    return settings, engine or ("llm" if settings.is_configured else "offline")
