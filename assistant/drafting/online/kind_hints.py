"""What such projects are usually held to (培训, 补贴发放, 新建工程 …), told to the model as data beside the brief."""

from dataclasses import dataclass
from functools import cache
from importlib import resources

from assistant.drafting.brief import Brief
from assistant.model.data import parse_yaml

MOST = 2
"""Kinds that are told of: the main one, and a second one that the brief names deeds of."""
_OF_SECOND = ("数量", "质量", "效益")


@dataclass(frozen=True)
class Hints:
    """What is said of a brief's kinds of project.

    Attributes:
        kind: its name, both names where it is of two kinds.
        lines: one an aspect (`数量：…`), the main kind first.
    """

    kind: str
    lines: tuple[str, ...]


def hints_for(brief: Brief) -> Hints | None:
    """Return what a brief's kinds are usually held to; None where nothing is known of them.

    Raises:
        InputError: the form is unknown.
    """
    from assistant.drafting.offline import kind_of

    main, *others = kind_of(brief)
    told = [main, *(kind for kind in others if _is_named(kind.id, brief))][:MOST]
    found = [(kind.say, entry) for kind in told if (entry := _table().get(kind.id))]
    if not found:
        return None
    # Of a second kind only what is done and how well: money, time and people asked are the project's own once.
    lines = [f"{aspect}：{said}" for aspect, said in found[0][1].items()]
    for name, entry in found[1:]:
        lines += [f"{name}部分的{aspect}：{entry[aspect]}" for aspect in _OF_SECOND]
    return Hints("、".join(name for name, _ in found), tuple(lines))


def _is_named(kind: str, brief: Brief) -> bool:
    """Whether a kind's own words stand in the brief; a verb alone (处置故障) makes no second kind."""
    from assistant.drafting.offline.data import kinds

    return any(word in brief.name + brief.purpose for word in kinds()[kind].words)


@cache
def _table() -> dict[str, dict[str, str]]:
    text = resources.files("assistant.drafting.online").joinpath("kind_hints.yaml").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = parse_yaml(text)
    return found
