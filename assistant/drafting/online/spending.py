"""What a model's calls have cost, as a draft tells and keeps it."""

import time

from assistant.drafting.events import Usage
from assistant.llm import LanguageModel
from assistant.llm.prompts import load_prompt


def usage_of(model: LanguageModel, begun: float, prompt: str) -> Usage:
    """Return what a model has been asked and what it cost.

    Args:
        model: the model.
        begun: when the work began, on the monotonic clock.
        prompt: id of the prompt that it was asked with first.
    """
    used = model.usage
    if not used.requests:
        return Usage()
    return Usage(
        requests=used.requests,
        prompt_tokens=used.prompt_tokens,
        completion_tokens=used.completion_tokens,
        seconds=round(time.monotonic() - begun, 2),
        cost=used.cost,
        estimated=used.estimated,
        model=model.model,
        prompt_version=f"{prompt}@{load_prompt(prompt).version}",
    )
