"""What the model has cost, as the pages say it."""

from decimal import Decimal

from assistant.drafting.events import Usage
from assistant.workspace import Spent


def spent_line(spent: Spent) -> str:
    """Return what the model has cost a draft, or a job, in all; empty where no model was asked."""
    cost = None if spent.cost is None else Decimal(spent.cost)
    usage = (spent.requests, spent.prompt_tokens, spent.completion_tokens, spent.seconds, cost, spent.estimated)
    return Usage(*usage).text()
