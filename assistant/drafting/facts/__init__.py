"""What a brief says, figure by figure: the ground that drafts stand on, so that no figure is ever invented."""

from assistant.drafting.facts.activities import Activity
from assistant.drafting.facts.amounts import Part, Product
from assistant.drafting.facts.brief_facts import Facts
from assistant.drafting.facts.figure import Figure
from assistant.drafting.facts.phrases import Phrase

__all__ = ["Activity", "Facts", "Figure", "Part", "Phrase", "Product"]
