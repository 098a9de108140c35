"""What is said of a job beside its rows: engine, examples, notices, what it cost; over all its attempts."""

from decimal import Decimal
from typing import Any

from assistant.drafting.events import Usage
from assistant.workspace import Spent


class Telling:
    """Collects it for the job's line. Begins with what earlier attempts told."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.version: int | None = told.get("version")
        """The draft's version that the last attempt made."""
        self.engine: str | None = told.get("engine")
        self.examples: tuple[str, ...] = tuple(told.get("examples", ()))
        self.notices: list[str] = []
        self.spent = Spent(**told.get("spent", {}))

    def notice(self, message: str) -> None:
        """Add a sentence, once."""
        if message and message not in self.notices:
            self.notices.append(message)

    def add(self, usage: Usage) -> None:
        """Add what an attempt has cost."""
        self.spent = added(self.spent, usage)

    def data(self) -> dict[str, Any]:
        """Return it as JSON data."""
        spent = self.spent.model_dump(mode="json")
        return {"engine": self.engine, "examples": list(self.examples), "notices": self.notices, "spent": spent}


def added(spent: Spent, usage: Usage) -> Spent:
    """Return what was spent in all; the cost is None as soon as a part of it has no known price."""
    if not usage.requests:
        return spent
    has_price = usage.cost is not None and (spent.cost is not None or not spent.requests)
    cost = f"{Decimal(spent.cost or 0) + (usage.cost or 0):.4f}" if has_price else None
    return Spent(
        requests=spent.requests + usage.requests,
        prompt_tokens=spent.prompt_tokens + usage.prompt_tokens,
        completion_tokens=spent.completion_tokens + usage.completion_tokens,
        seconds=round(spent.seconds + usage.seconds, 2),
        cost=cost,
        estimated=spent.estimated or usage.estimated,
        model=usage.model or spent.model,
        prompt_version=usage.prompt_version or spent.prompt_version,
    )
