"""Many briefs at once: threads that wait for the endpoint side by side, and wait together where it asks for that."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed

from assistant.drafting import stream
from assistant.drafting.brief import Brief
from assistant.drafting.events import Draft, Finished
from assistant.drafting.online.cells import columns
from assistant.forms import get_form
from assistant.llm import Settings, Shared, Stop
from assistant.model import AssistantError, ModelServiceError

AT_ONCE = 8


def draft_all(
    briefs: Sequence[Brief], settings: Settings, at_once: int = AT_ONCE, stop: Stop | None = None
) -> Iterator[tuple[int, Draft | AssistantError]]:
    """Draft every brief by the model; yield each as it is done, with its number in the order given.

    A brief that fails gives its error and costs the others nothing. Where the endpoint asks one draft to wait (429),
    all wait. Closing the iterator stops the drafts that are under way.

    Args:
        briefs: what to draft.
        settings: of the endpoint.
        at_once: how many requests may be open.
        stop: the user's wish to stop; what was not begun then gives an error of kind `cancelled`.
    """
    stop, shared = stop or Stop(), Shared(at_once)

    def one(brief: Brief) -> Draft | AssistantError:
        try:
            if stop.is_set:
                raise ModelServiceError("已停止", "cancelled")
            return _last(brief, settings, stop, shared)
        except AssistantError as error:
            return error

    with ThreadPoolExecutor(max(1, at_once), thread_name_prefix="draft") as pool:
        # The long ones first, so that none is left alone at the end.
        order = sorted(range(len(briefs)), key=lambda number: _length(briefs[number]), reverse=True)
        numbers = {pool.submit(one, briefs[number]): number for number in order}
        try:
            for future in as_completed(numbers):
                yield numbers[future], future.result()
        except GeneratorExit:
            stop.set()
            raise


def _length(brief: Brief) -> tuple[int, int]:
    """How long the answer will be, for ordering: the cells that a model fills, then what there is to say."""
    try:
        form = get_form(brief.form)
    except AssistantError:
        return 0, 0  # An unknown form costs nothing: its draft says so.
    return len(columns(form)), len(brief.purpose)


def _last(brief: Brief, settings: Settings, stop: Stop, shared: Shared) -> Draft:
    for event in stream(brief, "llm", settings, stop=stop, shared=shared):
        if isinstance(event, Finished):
            return event.draft
    raise AssertionError("a draft stream ended without Finished")
