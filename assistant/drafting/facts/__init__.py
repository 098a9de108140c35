"""What a brief says, figure by figure: the ground that both engines stand on, so that no figure is ever invented."""

from assistant.drafting.facts.brief_facts import Activity, Facts, Part, Product
from assistant.drafting.facts.figures import Figure
from assistant.drafting.facts.phrases import Phrase

__all__ = ["Activity", "Facts", "Figure", "Part", "Phrase", "Product"]
