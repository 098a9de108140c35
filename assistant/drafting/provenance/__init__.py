"""Where every figure of a draft comes from, decided by code: input, budget, norm, example, or 待核实."""

from assistant.drafting.provenance.cited import from_citation
from assistant.drafting.provenance.given import Amount, Given, GivenFigures
from assistant.drafting.provenance.ground import Ground, Settled
from assistant.drafting.provenance.lookup import where_to_look
from assistant.drafting.provenance.settle import settle
from assistant.drafting.provenance.texts import supported_goal, supported_text

__all__ = [
    "Amount",
    "Given",
    "GivenFigures",
    "Ground",
    "Settled",
    "from_citation",
    "settle",
    "supported_goal",
    "supported_text",
    "where_to_look",
]
