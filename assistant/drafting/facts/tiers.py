"""People counted by age: 80—89岁2500人 and 90岁以上400人 are two groups, not one with two figures."""

import re
from dataclasses import replace

from assistant.drafting.facts.figure import Figure

_AGE = re.compile(r"\d+\s*(?:周?岁)?\s*[-—~～至到]\s*\d+\s*周?岁|\d+\s*周?岁(?:及?以[上下])?")
_REST = re.compile(r"^(?:及?以[上下]|[-—~～至到]|周?岁)+")


def by_age(figures: list[Figure], people: str) -> list[Figure]:
    """Name people by their age where several figures count the same people.

    Args:
        figures: of one brief, in order.
        people: whom the project serves, for figures that name nobody.
    """
    heads = [figure for figure in figures if figure.kind == "quantity" and figure.measure == "people"]
    aged = {id(figure): found for figure in heads if (found := _age_of(figure))}
    if len(set(aged.values())) < 2:
        return figures
    return [_named(figure, aged[id(figure)], people) if id(figure) in aged else figure for figure in figures]


def _age_of(figure: Figure) -> str:
    """The age that stands last before the figure in its clause, "" where none does."""
    if direct := re.search(rf"{figure.number:f}\s*[万千百]?[人名位](?P<age>{_AGE.pattern})", figure.quote):
        return re.sub(r"\s", "", direct["age"])  # 400名90岁以上老年人
    at = figure.quote.find(f"{figure.number:f}")
    before = [found[0] for found in _AGE.finditer(figure.quote) if at < 0 or found.start() < at]
    behind = [found[0] for found in _AGE.finditer(figure.quote) if at >= 0 and found.start() > at]
    return re.sub(r"\s", "", (before[-1:] or behind[:1] or [""])[0])


def _named(figure: Figure, age: str, people: str) -> Figure:
    phrase = figure.phrase
    thing = _REST.sub("", phrase.object) or people
    if age in thing:
        return figure
    verb = phrase.verb if phrase.verb and not phrase.verb.light else None
    group = f"{age}{_REST.sub('', phrase.group)}" if phrase.group and phrase.group != phrase.object else ""
    return replace(
        figure, phrase=replace(phrase, verb=verb, object=phrase.object if group else f"{age}{thing}", group=group)
    )
