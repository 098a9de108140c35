"""Recognise the names of levels 1 and 2 in a cell, also fused, abbreviated, or badly scanned ones."""

import re
from dataclasses import dataclass
from itertools import pairwise

from assistant.forms import FormDefinition
from assistant.model.framework import ALIASES, LEVEL1, LEVEL2, PARENT, canonical
from assistant.reading.lexicon import hints, simplified

_SUFFIX = re.compile(r"[（(\[][^（）()\[\]]{0,12}[)）\]]$|[*＊※]+$|^[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．]")
_INNER = re.compile(r"[（(][^（）()]*[)）]")
_TABLE_LABEL = re.compile(r"^(?:年度)?(?:绩效指标|绩效|指标)$")
_GOAL_LABEL = re.compile(r"^(?:(?:长期|中期|年度|总体|实施期)(?:绩效)?(?:目标?)?\d*|绩?效?目?标\d+)$")
# A scanned name counts as recognised when this share of its signs is right, or of a look.
_ENOUGH = 0.75


@dataclass(frozen=True)
class Term:
    """A level's name found in a cell.

    Attributes:
        name: the framework's term.
        guessed: whether it was recognised by likeness only.
    """

    name: str
    guessed: bool = False


class Terms:
    """The level names that one form may print."""

    def __init__(self, form: FormDefinition) -> None:
        self._known: dict[str, str] = {}
        self._children: dict[str, tuple[str, ...]] = {}
        for name in (*LEVEL1, *PARENT, *ALIASES):
            self._add(name, canonical(name))
        for level in form.levels:
            self._add(level.printed or level.name, level.name)
            self._children[level.name] = tuple(child.name for child in level.level2)
            for child in level.level2:
                self._add(child.printed or child.name, child.name)
        self._printed = sorted((name for name in self._known if name.endswith("指标")), key=len, reverse=True)

    def _add(self, printed: str, name: str) -> None:
        plain = "".join(printed.split())
        self._known.setdefault(plain, name)

    def is_level1(self, name: str) -> bool:
        """Return whether a term names a 一级指标 (成本指标 and 满意度指标 may name either)."""
        return name in self._children or name in LEVEL1

    def children(self, level1: str) -> tuple[str, ...]:
        """Return the 二级指标 that a 一级指标 may hold: the form's own first, then the framework's."""
        own = self._children.get(level1, ())
        return own + tuple(name for name in LEVEL2.get(level1, ()) if name not in own)

    def parent(self, level2: str) -> str | None:
        """Return the 一级指标 of a 二级指标: as the form has it, else as the framework has it."""
        own = (level1 for level1, children in self._children.items() if level2 in children)
        return next(own, PARENT.get(level2))

    def find(self, text: str) -> list[Term]:
        """Return the level names that a cell consists of; [] when it says anything else."""
        plain = _plain(text)
        if not 2 <= len(plain) <= 60:
            return []
        if plain in self._known:
            return [Term(self._known[plain])]
        bare = _INNER.sub("", plain)
        if bare in self._known:
            return [Term(self._known[bare])]
        return self._fused(plain) if plain.endswith("指标") else []

    def short(self, text: str) -> list[Term]:
        """Return the level name that a cell of a level column abbreviates (`数量`, `社会效益`)."""
        name = canonical(_plain(text))
        return [Term(name)] if name in PARENT or name in LEVEL1 else []

    def guess(self, text: str) -> list[Term]:
        """Return the level name that a badly scanned cell of a level column looks like."""
        plain = _plain(text)
        if not 3 <= len(plain) <= 12:
            return []
        scored = sorted(((_likeness(plain, name), name) for name in self._printed), reverse=True)
        (best, name), (second, other) = scored[0], scored[1]
        clear = best > second or self._known[name] == self._known[other]
        return [Term(self._known[name], guessed=True)] if best >= _ENOUGH and clear else []

    def _fused(self, plain: str) -> list[Term]:
        found: list[Term] = []
        while plain:
            name = next((name for name in self._printed if plain.startswith(name)), None)
            if name is None:
                return []
            found.append(Term(self._known[name]))
            plain = plain.removeprefix(name)
        return found


def is_frame(text: str) -> bool:
    """Return whether a cell only frames the table: 绩效指标 down its left, or the goal's name, or a piece of them."""
    plain = "".join(text.split())
    return bool(_TABLE_LABEL.match(plain) or _GOAL_LABEL.match(plain))


def _plain(text: str) -> str:
    plain = simplified("".join(text.split()))
    while (shorter := _SUFFIX.sub("", plain)) != plain:
        plain = shorter
    return plain


def _likeness(seen: str, name: str) -> float:
    """Return the share of signs that are right or look alike; 0 unless the lengths are the same."""
    if len(seen) != len(name):
        return 0.0
    looks = hints().lookalikes
    alike = sum(1 for a, b in zip(seen, name, strict=True) if a == b or b in looks.get(a, ""))
    # 指标 ends every name and proves little: signs before it must agree at least by half.
    core = [a == b or b in looks.get(a, "") for a, b in zip(seen[:-2], name[:-2], strict=True)]
    return alike / len(name) if sum(core) * 2 >= len(core) else 0.0


def without_repeats(found: list[Term]) -> list[Term]:
    """Drop a level name that directly repeats itself, as a slid row prints it twice."""
    return found[:1] + [later for earlier, later in pairwise(found) if later.name != earlier.name]
