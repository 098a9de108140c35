"""Search of the examples by name and purpose, with variety: near-duplicates do not fill the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from assistant.library.examples import Example, ExampleFile, example_folders, folder_state, load_folder
from assistant.library.vectors import Bag, Rarity, cosine, grams
from assistant.model.text import match_key

# Name against name says most of what kind of project it is; the rest of the form decides among the near ones.
_NAME, _BODY = 0.6, 0.4
_SAME_FORM = 1.15
LEAST = 0.005
"""Below this likeness two projects have nothing in common."""
# From this likeness on, a form adds nothing to one already chosen.
_TWIN = 0.9
_VARIETY = 0.35


@dataclass(frozen=True)
class Match:
    """An example and how near it is, from 0 (nothing in common) to about 1 (the same words)."""

    example: Example
    score: float


@dataclass(frozen=True)
class _Entry:
    example: Example
    name: Bag
    body: Bag
    rows: Bag
    """What its indicators say: two forms with the same rows are near-duplicates whatever their names."""


class Library:
    """Examples with their index. Immutable: a folder that changes makes a new library, shared by all users alike."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self.examples: tuple[Example, ...] = tuple(examples)
        self._rarity = Rarity(grams(_all_text(example)) for example in self.examples)
        self._entries = [self._entry(example) for example in self.examples]

    @classmethod
    def load(cls) -> Self:
        """Return the library of all example folders; unchanged folders are not read again.

        Raises:
            SettingsError: a folder or a file in it cannot be used.
        """
        return cls._cached(tuple(folder_state(folder) for folder in example_folders()))

    @classmethod
    @lru_cache(maxsize=8)
    def _cached(cls, state: tuple[tuple[ExampleFile, ...], ...]) -> Self:
        return cls([example for folder in example_folders() for example in load_folder(folder)])

    def search(
        self, name: str, purpose: str, limit: int = 5, form: str | None = None, least: float = LEAST
    ) -> list[Match]:
        """Return the nearest examples, best first.

        Args:
            name: the project's name; may be empty.
            purpose: the purpose in the unit's words; may be empty.
            limit: at most so many; never more than there are.
            form: forms of this id are preferred where two are equally near.
            least: what is less near is left out; 0 gives something for whatever text.
        """
        wanted_name, wanted_body = self._rarity.bag([(name, 1)]), self._rarity.bag([(name, 2), (purpose, 1)])
        scored = []
        for entry in self._entries:
            score = _NAME * cosine(wanted_name, entry.name) + _BODY * cosine(wanted_body, entry.body)
            if score >= least:
                bonus = _SAME_FORM if form and entry.example.target.form == form else 1
                scored.append((min(score * bonus, 1.0), entry))
        scored.sort(key=lambda pair: (-pair[0], pair[1].example.id))
        return [Match(entry.example, round(score, 4)) for score, entry in _varied(scored, limit)]

    def _entry(self, example: Example) -> _Entry:
        project, rows = example.target.project, example.target.indicators
        goals = "。".join(dict.fromkeys(goal.text for goal in example.target.goals))
        names = "。".join(dict.fromkeys(row.name for row in rows))
        return _Entry(
            example,
            name=self._rarity.bag([(project.name, 1)]),
            body=self._rarity.bag([(project.name, 3), (project.purpose or "", 2), (goals, 1), (names, 1)]),
            rows=self._rarity.bag([(project.name, 1), (names, 1)]),
        )


def _all_text(example: Example) -> str:
    target = example.target
    goals, names = [goal.text for goal in target.goals], [row.name for row in target.indicators]
    return "。".join([target.project.name, target.project.purpose or "", *goals, *names])


def _varied(scored: list[tuple[float, _Entry]], limit: int) -> list[tuple[float, _Entry]]:
    """Choose greedily: near the query, unlike what is already chosen; twins are dropped, the first stays first."""
    left, chosen = list(range(len(scored))), list[tuple[float, _Entry]]()
    kin = [0.0] * len(scored)  # Likeness to the most alike of the chosen ones, kept from one choice to the next.
    while left and len(chosen) < limit:
        best = max(left, key=lambda at: scored[at][0] * (1 - _VARIETY * kin[at]))
        left.remove(best)
        entry = scored[best][1]
        if kin[best] >= _TWIN or _has_name_of(entry, chosen):
            continue
        chosen.append(scored[best])
        for at in left:
            kin[at] = max(kin[at], cosine(scored[at][1].rows, entry.rows))
    return sorted(chosen, key=lambda pair: -pair[0])


def _has_name_of(entry: _Entry, chosen: list[tuple[float, _Entry]]) -> bool:
    name = match_key(entry.example.name)
    return any(match_key(other.example.name) == name for _, other in chosen)
