"""The library that a case may draw on: our own examples without the project itself and its twins.

The user's own examples are never among them, or else two machines would measure two different things. A twin is an example
of the same name (years, brackets and 经费 aside), or one whose rows are nearly all the same: what it says would give the
answer away. The other period of a 鄂州 form is in the same target, so it goes with it.
"""

import re
from functools import cache, lru_cache
from pathlib import Path

from assistant.library import Example, Library, load_folder
from assistant.model import PerformanceTarget
from assistant.model.text import match_key

TARGETS = Path(__file__).resolve().parents[2] / "examples" / "targets"
_SAME_ROWS = 0.8
_ASIDE = re.compile(r"[（(][^）)]*[）)]|20\d{2}年?度?|专项|经费|资金|费用|项目")


@cache
def all_examples() -> tuple[Example, ...]:
    """Return our own examples in the order of their names."""
    return tuple(load_folder(TARGETS))


@lru_cache(maxsize=64)
def library_without(left_out: tuple[str, ...]) -> Library:
    """Return the library without these examples."""
    return Library([example for example in all_examples() if example.id not in left_out])


def twins_of(target: PerformanceTarget) -> tuple[str, ...]:
    """Return the ids of the examples that are this project or a twin of it."""
    return tuple(example.id for example in all_examples() if _is_twin(target, example.target))


def _is_twin(target: PerformanceTarget, other: PerformanceTarget) -> bool:
    one, two = _plain(target.project.name), _plain(other.project.name)
    if one == two:
        return True
    rows, others = _row_names(target), _row_names(other)
    return bool(rows and others) and len(rows & others) / len(rows | others) >= _SAME_ROWS


def _plain(name: str) -> str:
    return match_key(_ASIDE.sub("", name)) or match_key(name)


def _row_names(target: PerformanceTarget) -> set[str]:
    return {match_key(row.name) for row in target.indicators}
