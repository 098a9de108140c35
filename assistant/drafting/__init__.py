"""Brief → draft, as a stream of events, by the configured model or by the offline engine.

Everything heavy is imported inside `stream`: a brief or an event type costs no model client and no library.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.drafting.brief import Brief
from assistant.drafting.events import Draft, DraftEvent, EngineName, Finished
from assistant.model import InputError

if TYPE_CHECKING:
    from assistant.forms import FormDefinition
    from assistant.library import Library, Match
    from assistant.llm import LanguageModel, Settings, Shared, Stop
    from assistant.model import PerformanceTarget

EXAMPLES = 4
"""How many of the library's projects an offline draft may draw on."""
SHOWABLE = 12
"""How many of them the model's engine may choose from to show."""

__all__ = ["EXAMPLES", "Brief", "Draft", "DraftEvent", "EngineName", "Finished", "stream"]


def stream(
    brief: Brief,
    engine: EngineName | None = None,
    settings: "Settings | LanguageModel | None" = None,
    so_far: "Draft | PerformanceTarget | None" = None,
    stop: "Stop | None" = None,
    shared: "Shared | None" = None,
    library: "Library | None" = None,
) -> Iterator[DraftEvent]:
    """Draft, event by event; the last event is always `Finished`.

    Args:
        brief: what the clerk typed; its form may be an id, a name or an alias.
        engine: None means the model if one is configured, else the offline engine.
        settings: the model's endpoint, or a model itself (a `ScriptedModel` in tests and evals); read from the
            environment and `.env` when None.
        so_far: go on from here (接着写), for the model only: a draft that is not complete, or the table that the user
            has made of it since, whose goals and annual rows stay as they are. What is there is told first.
        stop: set it from any thread to stop; a wait for the endpoint ends at once.
        shared: with other drafts of the same endpoint: pauses that it asks for, and what it refuses.
        library: the examples to draw on; None means all there are. Evals leave the project in question out.

    Raises:
        InputError: the form is unknown, or the offline engine is to go on (at once, before the first event).
        SettingsError, ModelServiceError: before the first row.
    """
    from assistant.forms import get_form

    form = get_form(brief.form)
    brief = brief.model_copy(update={"form": form.id})
    settings, engine = choose_engine(engine, settings)
    library = library or _all_examples()
    if engine == "llm" and settings is not None:
        from assistant.drafting.online.engine import stream_llm

        return stream_llm(brief, form, showable(brief, form, library), settings, so_far, stop, shared)
    if so_far:
        raise InputError("离线引擎一次就写完整张表，没有可以接着写的；要接着写请选大模型")
    from assistant.drafting.offline import stream_offline

    return stream_offline(brief, form, library.search(brief.name, brief.purpose, EXAMPLES, form.id))


def _all_examples() -> "Library":
    from assistant.library import Library

    return Library.load()


def showable(brief: Brief, form: "FormDefinition", library: "Library | None" = None) -> "list[Match]":
    """Return the examples that a model may be shown, best first: some whatever the brief, the far ones for their manner.

    Raises:
        SettingsError: a folder of examples or a file in it cannot be used.
    """
    return (library or _all_examples()).search(brief.name, brief.purpose, SHOWABLE, form.id, least=0)


def choose_engine(
    engine: EngineName | None, settings: "Settings | LanguageModel | None"
) -> "tuple[Settings | LanguageModel | None, EngineName]":
    """Return the model or its settings, and the engine: None means the model if one is configured, else the offline one.

    Settings are read only where the model may be used, so that a broken `.env` never stops an offline draft.

    Raises:
        SettingsError: `.env` or a setting cannot be used.
    """
    if engine == "offline":
        return None, "offline"
    if settings is None:
        from assistant.llm import load_settings

        settings = load_settings()
    return settings, engine or ("llm" if getattr(settings, "is_configured", True) else "offline")
