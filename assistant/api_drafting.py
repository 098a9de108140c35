"""The drafting verbs of the public API; `assistant.api` has them all, and nobody imports them from here."""

from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING

from assistant.model import PerformanceTarget

if TYPE_CHECKING:
    from assistant.drafting.brief import Brief
    from assistant.drafting.events import Draft, DraftEvent, EngineName
    from assistant.drafting.online.sent import Sent
    from assistant.drafting.questions import Question
    from assistant.drafting.redrafting import Redrafted
    from assistant.llm import Settings, Stop
    from assistant.llm.probe_report import ProbeLine, ProbeReport


def stream_draft(
    brief: "Brief",
    engine: "EngineName | None" = None,
    settings: "Settings | None" = None,
    so_far: "Draft | PerformanceTarget | None" = None,
    stop: "Stop | None" = None,
) -> "Iterator[DraftEvent]":
    """Draft, event by event; the last event is always `Finished`.

    `engine` None means the model if one is configured, else the offline engine. A failing endpoint does not raise
    once rows have arrived: it ends in a `Finished` whose draft is not `complete`, with a notice; `so_far` (that draft,
    or the table that the user made of it) goes on from there. `stop` ends a wait for the endpoint from any thread.

    Raises:
        InputError, SettingsError, ModelServiceError: before the first row.
    """
    from assistant.drafting import stream

    return stream(brief, engine, settings, so_far, stop)


def draft(
    brief: "Brief",
    engine: "EngineName | None" = None,
    settings: "Settings | None" = None,
    so_far: "Draft | PerformanceTarget | None" = None,
    stop: "Stop | None" = None,
) -> "Draft":
    """Draft and wait for the end. Raises as `stream_draft` does."""
    from assistant.drafting.events import Finished

    for event in stream_draft(brief, engine, settings, so_far, stop):
        if isinstance(event, Finished):
            return event.draft
    raise AssertionError("a draft stream ended without Finished")


def redraft(
    target: PerformanceTarget,
    brief: "Brief | None" = None,
    *,
    rows: Collection[int] = (),
    section: str | None = None,
    engine: "EngineName | None" = None,
    note: str = "",
    locked: Collection[int] = (),
    settings: "Settings | None" = None,
    stop: "Stop | None" = None,
) -> "Redrafted":
    """Draft rows of a table again; every other row, goal and part stays as it is.

    A new row is kept only where a reviewer has no more to say of the table than before, no figure of the purpose is
    lost and no name is doubled; else the old one stays and a notice says why. One call to the model, two at most.

    Args:
        target: the table; it is not changed.
        brief: what it was drafted from; None makes one of the target's own name, budget and purpose.
        rows: positions in `target.indicators`. In a form with two tables the other table's twin changes with a row only
            where both are named.
        section: a 二级指标 (`数量指标`) all of whose rows, in both tables, are drafted again; up to two may be added.
        engine: None means the model if one is configured, else the offline engine.
        note: what the user wants of these rows, at most 200 signs; figures in it count as given. For the model only.
        locked: positions that stay whatever is named.
        settings: of the model; None means the configured one.
        stop: set it from any thread to end a wait for the endpoint.

    Returns:
        The new table, the rows that are new with their sources and what stood there before, its check, notices, cost.

    Raises:
        InputError: nothing was named, there is no such row or section, all of it is locked, or the table says too little.
        SettingsError, ModelServiceError: before the first row; nothing is lost.
    """
    from assistant.drafting.redrafting import redraft as run

    return run(
        target, brief, rows=rows, section=section, engine=engine, note=note, locked=locked, settings=settings, stop=stop
    )


def questions(
    brief: "Brief",
    engine: "EngineName | None" = None,
    settings: "Settings | None" = None,
    stop: "Stop | None" = None,
) -> "list[Question]":
    """Return at most three short questions to the clerk whose answers make most of the draft firm; [] where none does.

    `drafting.questions.answered` puts the answers into the brief as known figures. What the brief already says is never
    asked.

    Args:
        brief: what the clerk typed.
        engine: None means the model if one is configured, else the offline engine. Where the model fails, is slow (20 s)
            or asks too little, the offline questions stand in.
        settings: of the model; None means the configured one.
        stop: set it from any thread to end a wait for the endpoint.

    Raises:
        InputError: the form is unknown.
        SettingsError: the engine `llm` without a model.
    """
    from assistant.drafting import choose_engine

    model, engine = choose_engine(engine, settings)
    if engine == "offline" or model is None:
        from assistant.drafting.questions import questions as offline

        return offline(brief)
    from assistant.drafting.questions.by_model import questions_by_model

    return questions_by_model(brief, model, stop)


def what_is_sent(brief: "Brief", settings: "Settings | None" = None) -> "Sent":
    """Return the very messages that drafting a brief by the model sends, and where to; nothing is sent.

    Personal names, phone, identity and account numbers are masked in them. Raises InputError for an unknown form, and
    SettingsError where a prompt, an example or a setting cannot be used; without a configured endpoint it names none.
    """
    from assistant.drafting.online.sent import what_is_sent as run
    from assistant.llm import load_settings

    return run(brief, settings or load_settings())


def warm_up() -> None:
    """Load in the background what a draft needs (SDK, examples, word lists), so that the first one does not wait for it."""
    from assistant.drafting.online.warming import warm_up as run

    run()


def probe(settings: "Settings | None" = None, told: "Callable[[ProbeLine], None] | None" = None) -> "ProbeReport":
    """Try the model's endpoint out with a few small requests: what works, what does not, and what to do.

    Raises:
        SettingsError: no endpoint is configured.
    """
    from assistant.drafting.online.probing import probe_endpoint
    from assistant.llm import load_settings

    return probe_endpoint(settings or load_settings(), told)
