"""The judge's endpoint: ASSISTANT_JUDGE_URL, _KEY and _MODEL, each falling back to the one that drafts are made with."""

import os
from collections.abc import Iterable
from decimal import Decimal

from pydantic import SecretStr

from assistant.llm import ChatClient, Settings, Shared, Stop, load_settings
from evals.judge.asking import Judge
from evals.judge.keeping import Kept
from evals.judge.scorer import ByJudge

URL, KEY, MODEL = "ASSISTANT_JUDGE_URL", "ASSISTANT_JUDGE_KEY", "ASSISTANT_JUDGE_MODEL"


def judge_settings() -> Settings:
    """Return the settings of the judge's endpoint. A model is a poor judge of its own drafts: set another one.

    Raises:
        SettingsError: no endpoint is configured, or everything is to stay on this machine.
    """
    settings = load_settings()
    changed: dict[str, str | SecretStr] = {}
    if url := os.environ.get(URL, "").strip():
        # The key of one endpoint is not shown to another.
        changed = {"base_url": url, "api_key": SecretStr("")}
    if key := os.environ.get(KEY, "").strip():
        changed["api_key"] = SecretStr(key)
    if model := os.environ.get(MODEL, "").strip():
        changed["model"] = model
    settings = settings.model_copy(update=changed)
    settings.require_model()
    return settings


def judge_of(settings: Settings, stop: Stop | None = None, shared: Shared | None = None) -> Judge:
    """Return a judge at this endpoint, with the answers that were kept."""
    return Judge(ChatClient(settings, stop=stop, shared=shared), Kept.usual())


def scorer_of(settings: Settings, stop: Stop, jobs: int) -> ByJudge:
    """Return the judge as a scorer of a run with so many threads."""
    shared = Shared(max(1, jobs))
    return ByJudge(lambda: judge_of(settings, stop, shared))


def closed(judges: Iterable[Judge]) -> None:
    """Close the judges' connections."""
    for judge in judges:
        if isinstance(judge.model, ChatClient):
            judge.model.close()


def cost_line(judges: Iterable[Judge]) -> str:
    """Return what judges have cost together, in one line."""
    used = [judge.model.usage for judge in judges]
    tokens = sum(each.prompt_tokens + each.completion_tokens for each in used)
    costs = [each.cost for each in used if each.cost is not None]
    said = f"评审花费：{sum(each.requests for each in used)} 次请求，{tokens} token"
    return said + (f"，{sum(costs, Decimal(0)):.4f} 元" if costs else "")
