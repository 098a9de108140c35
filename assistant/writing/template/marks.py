"""Marks: how they are written in a template, and what a written one means. Names are looked up; nothing is run."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.forms import all_forms
from assistant.model import InputError, MoneyUnit, PerformanceTarget, Period
from assistant.model.framework import LEVEL1, PARENT, canonical
from assistant.model.text import normalise_signs
from assistant.writing.template.names import names

WRITTEN = re.compile(r"[{｛]\s?[{｛](?P<name>[^{}｛｝]*)[}｝]\s?[}｝]|[{｛]%(?P<other>.*?)%[}｝]", re.DOTALL)
"""A mark in a text; signs of template languages (`{% … %}`) count as marks that nobody knows."""
_UNIT = re.compile(r"(?P<name>.+)\((?P<unit>万?元)\)$")
_NUMBERED = re.compile(r"(?P<name>.+?)(?P<number>\d{1,2})$")


@dataclass(frozen=True)
class Limit:
    """Which indicators a row is for; all of them where nothing is said."""

    period: Period | None = None
    terms: frozenset[str] = frozenset()
    """一级 and 二级指标 that a row must belong to, in the framework's terms."""


@dataclass(frozen=True)
class Mark:
    """What a written mark means.

    Attributes:
        written: as it stands in the template, without its braces.
        kind: a field of the head, or a column of the indicator rows.
        name: the part of `names.yaml`, or the field's own key for fields of forms.
        own: whether `name` is a part of `names.yaml`.
        money_unit: for amounts: print the number alone, in this unit.
        option: for tick boxes: print the box of this choice alone.
        number: which one of several goals, from 1.
        limit: for columns.
    """

    written: str
    kind: Literal["field", "column"]
    name: str
    own: bool = True
    money_unit: MoneyUnit | None = None
    option: str | None = None
    number: int | None = None
    limit: Limit = Limit()


def written_marks(text: str) -> list[str]:
    """Return the names in a text's marks, as they are written."""
    return [_name(found) for found in WRITTEN.finditer(text)]


def _name(found: re.Match[str]) -> str:
    return (found["name"] if found["name"] is not None else f"%{found['other']}%").strip()


class MarkReader:
    """Knows every name that may be used for some targets: our own, those of all forms, and those that the targets bring."""

    def __init__(self, targets: Sequence[PerformanceTarget]) -> None:
        self._fields, self._columns = names().fields, names().columns
        forms = all_forms().values()
        self._others: dict[str, str] = {}
        for form in forms:
            for field in form.fields:
                for label in (field.key, *field.labels):
                    self._others.setdefault(normalise_signs(label), field.key)
        for target in targets:
            for key in target.project.fields:
                self._others[normalise_signs(key)] = key
        self._extra = {
            normalise_signs(key): key for target in targets for row in target.indicators for key in row.extra
        }
        self._terms = {term for target in targets for row in target.indicators for term in (row.level1, row.level2)}
        self._terms |= {*LEVEL1, *PARENT}

    def read(self, written: str) -> Mark | None:
        """Return what a mark means; None for a name that nobody knows."""
        plain = normalise_signs(written)
        whole = self._field(written, plain) or self._column(written, plain, Limit())
        if whole is not None:
            return whole
        *path, last = plain.split(".")
        limit = self._limit(path) if path else None
        return self._column(written, last, limit) if limit is not None else None

    def read_all(self, written: Iterable[str]) -> dict[str, Mark]:
        """Return what each mark means.

        Raises:
            InputError: there is none, or some are unknown; the sentence names them and those that exist.
        """
        found = {name: self.read(name) for name in dict.fromkeys(written)}
        if not found:
            raise InputError("模板里没有一个标记，请在要填的地方写上“{{项目名称}}”“{{三级指标}}”这样的标记再试")
        unknown = [name for name, mark in found.items() if mark is None]
        if unknown:
            listed = "、".join(f"{{{{{name[:30]}}}}}" for name in unknown[:10]) + (
                f"等 {len(unknown)} 个" if len(unknown) > 10 else ""
            )
            raise InputError(f"模板里有不认识的标记{listed}，可用的有：{'、'.join(self.known())}")
        return {name: mark for name, mark in found.items() if mark is not None}

    def known(self) -> list[str]:
        """Return the names that may be used, our own first."""
        own = [entry.name for entry in (*names().listed_fields, *names().listed_columns)]
        return [*dict.fromkeys((*own, *self._others.values(), *self._extra.values()))]

    def _field(self, written: str, plain: str) -> Mark | None:
        if plain in self._fields:
            return Mark(written, "field", self._fields[plain])
        if plain in self._others:
            return Mark(written, "field", self._others[plain], own=False)
        for mark in self._special(written, plain):
            return mark
        return None

    def _special(self, written: str, plain: str) -> Iterator[Mark]:
        """Yield what a name with a unit, a choice or a number means."""
        money = _UNIT.match(plain)
        if money and (base := self._field(written, money["name"])) and base.option is None:
            if base.own and base.name != "budget":
                return
            unit: MoneyUnit = "元" if money["unit"] == "元" else "万元"
            yield Mark(written, "field", base.name, base.own, money_unit=unit)
        name, _, option = plain.partition(":")
        if option and name in self._others:
            yield Mark(written, "field", self._others[name], own=False, option=option)
        numbered = _NUMBERED.match(plain)
        if numbered and self._fields.get(numbered["name"]) in ("annual", "long_term"):
            yield Mark(written, "field", self._fields[numbered["name"]], number=int(numbered["number"]))

    def _column(self, written: str, plain: str, limit: Limit) -> Mark | None:
        if plain in self._columns:
            return Mark(written, "column", self._columns[plain], limit=limit)
        if plain in self._extra:
            return Mark(written, "column", self._extra[plain], own=False, limit=limit)
        return None

    def _limit(self, path: Sequence[str]) -> Limit | None:
        period: Period | None = None
        terms: set[str] = set()
        for word in path:
            if word in names().periods and period is None:
                period = names().periods[word]
            elif (term := canonical(word)) in self._terms:
                terms.add(term)
            else:
                return None
        return Limit(period, frozenset(terms))
