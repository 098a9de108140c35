"""Which examples a search shows: those that hold every word, else the nearest ones."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.library import Example, Library, own_folder
from assistant.model.text import match_key

_NEAREST = 10


@dataclass(frozen=True)
class Found:
    """What a search gives; `near` when nothing holds all its words and these are only alike."""

    examples: tuple[Example, ...]
    near: bool = False


def find(library: Library, query: str) -> Found:
    """Return the examples for a search, the user's own first; all of them without words.

    Each word must stand somewhere in the form: project, unit, form, goals or indicators.
    """
    words = [word for word in map(match_key, query.split()) if word]
    ordered = sorted(library.examples, key=lambda example: not is_own(example))
    if not words:
        return Found(tuple(ordered))
    whole = [example for example in ordered if all(word in _text(example) for word in words)]
    if whole:
        return Found(tuple(_names_first(whole, words)))
    return Found(tuple(match.example for match in library.search(query, "", limit=_NEAREST)), near=True)


def is_own(example: Example) -> bool:
    """Return whether the user added it (then it can be removed)."""
    return example.path is not None and example.path.resolve().parent == own_folder().resolve()


def _names_first(examples: Sequence[Example], words: Sequence[str]) -> list[Example]:
    return sorted(examples, key=lambda example: not all(word in match_key(example.name) for word in words))


def _text(example: Example) -> str:
    target = example.target
    project = target.project
    parts = [project.name, project.unit or "", project.purpose or "", example.document]
    parts += [goal.text for goal in target.goals]
    parts += [f"{row.name}{row.value}{row.description or ''}" for row in target.indicators]
    return match_key("\n".join(parts))
