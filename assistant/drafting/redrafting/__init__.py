"""Draft again: single rows, or the rows of one 二级指标, the rest of the table given as context and left alone."""

import time
from collections.abc import Collection
from typing import TYPE_CHECKING

from assistant.drafting.redrafting.result import Redrafted, RowAgain

if TYPE_CHECKING:
    from assistant.drafting.brief import Brief
    from assistant.drafting.events import EngineName
    from assistant.llm import LanguageModel, Settings, Stop
    from assistant.model import PerformanceTarget

__all__ = ["Redrafted", "RowAgain", "redraft"]


def redraft(
    target: "PerformanceTarget",
    brief: "Brief | None" = None,
    *,
    rows: Collection[int] = (),
    section: str | None = None,
    engine: "EngineName | None" = None,
    note: str = "",
    locked: Collection[int] = (),
    settings: "Settings | LanguageModel | None" = None,
    stop: "Stop | None" = None,
) -> Redrafted:
    """Draft rows of a table again; see `assistant.api.redraft`, whose arguments and errors these are."""
    from assistant.checking import check
    from assistant.drafting import choose_engine
    from assistant.drafting.events import Usage
    from assistant.drafting.redrafting.job import Job

    begun = time.monotonic()
    model, engine = choose_engine(engine, settings)
    job = Job.of(target, brief, rows, section, note, locked)
    if engine == "offline" or model is None:
        from assistant.drafting.redrafting.by_rule import write_by_rule

        notices, usage = write_by_rule(job), Usage()
    else:
        from assistant.drafting.online.spending import usage_of
        from assistant.drafting.redrafting.by_model import PROMPT, model_of, write_by_model

        with model_of(model, stop) as client:
            notices = write_by_model(job, client)
            usage = usage_of(client, begun, PROMPT)
    new = job.table.target
    return Redrafted(new, job.table.changes(), check(new), engine, notices, usage)
