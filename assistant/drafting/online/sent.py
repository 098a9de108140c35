"""What a draft by the model sends, for who wants to see it before."""

from dataclasses import dataclass

from assistant.drafting.brief import Brief
from assistant.drafting.facts import Facts
from assistant.drafting.online.draft_prompt import draft_messages
from assistant.drafting.online.fewshot import shots
from assistant.drafting.online.privacy import Veil
from assistant.forms import get_form
from assistant.llm import Message, Settings, estimate_prompt


@dataclass(frozen=True)
class Sent:
    """What goes out.

    Attributes:
        messages: the very messages of a draft's first request.
        endpoint: the URL that they go to; "" where no model is configured or everything stays on this machine.
        is_local: whether that is this machine or its own network.
        masked: what was hidden in the brief: as it was, by what stands in its place.
        tokens: how many, by our estimate.
    """

    messages: tuple[Message, ...]
    endpoint: str
    is_local: bool
    masked: dict[str, str | None]
    tokens: int


def what_is_sent(brief: Brief, settings: Settings) -> Sent:
    """Return the messages that drafting a brief sends; see `assistant.api.what_is_sent`."""
    from assistant.drafting import showable

    form, veil = get_form(brief.form), Veil()
    clean = veil.hide_brief(brief.model_copy(update={"form": form.id}))
    examples = [shot.text for shot in shots(showable(brief, form), form)]
    messages = draft_messages(clean, form, Facts.of(clean), examples)
    here = settings.is_configured
    return Sent(
        messages=tuple(messages),
        endpoint=settings.endpoint if here else "",
        is_local=settings.is_local if here else True,
        masked=dict(veil.hidden),
        tokens=estimate_prompt(messages),
    )
