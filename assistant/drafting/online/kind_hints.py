"""What such projects are usually held to (培训, 补贴发放, 新建工程 …), told to the model as data beside the brief."""

from dataclasses import dataclass
from functools import cache
from importlib import resources

from assistant.drafting.brief import Brief
from assistant.forms import FormDefinition
from assistant.model.data import parse_yaml

MOST = 2
"""Kinds that are told of: the main one, and a second one that the brief names deeds of."""
_NAME = "name"


@dataclass(frozen=True)
class Hints:
    """What is said of a brief's kinds of project.

    Attributes:
        kind: its name, both names where it is of two kinds.
        lines: one an aspect (`数量：…`), the main kind first.
    """

    kind: str
    lines: tuple[str, ...]


def hints_for(brief: Brief, form: FormDefinition) -> Hints | None:
    """Return what a brief's kinds are usually held to; None where nothing is known of them."""
    from assistant.drafting.offline.plan import Plan

    kinds = [kind.id for kind in Plan.of(brief, form).kinds][:MOST]
    found = [entry for kind in kinds if (entry := _table().get(kind))]
    if not found:
        return None
    # Of a second kind only what is done and how well: money, time and people asked are the project's own once.
    lines = [f"{aspect}：{said}" for aspect, said in found[0].items() if aspect != _NAME]
    for entry in found[1:]:
        lines += [f"{entry[_NAME]}部分的{aspect}：{entry[aspect]}" for aspect in ("数量", "质量", "效益")]
    return Hints("、".join(entry[_NAME] for entry in found), tuple(lines))


@cache
def _table() -> dict[str, dict[str, str]]:
    text = resources.files("assistant.drafting.online").joinpath("kind_hints.yaml").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = parse_yaml(text)
    return found
