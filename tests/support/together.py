"""Several drafts of one endpoint at the same time, as a worker makes them, without a workspace."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from assistant.drafting import stream
from assistant.drafting.brief import Brief
from assistant.drafting.events import Draft, Finished
from assistant.llm import Settings, Shared, Stop
from assistant.model import AssistantError


def draft_all(
    briefs: Sequence[Brief], settings: Settings, at_once: int = 8, stop: Stop | None = None
) -> Iterator[tuple[int, Draft | AssistantError]]:
    """Draft every brief; give each draft, or the error that it ended with, with its number."""
    stop, shared = stop or Stop(), Shared(at_once)

    def one(brief: Brief) -> Draft | AssistantError:
        try:
            events = stream(brief, "llm", settings, stop=stop, shared=shared)
            return next(event.draft for event in events if isinstance(event, Finished))
        except AssistantError as error:
            return error

    with ThreadPoolExecutor(at_once) as pool:
        yield from enumerate(pool.map(one, briefs))
