"""Several targets in one Word file: its content once for each, in sections of their own."""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any

from docx.oxml.ns import qn

from assistant.writing.reviewed.package import R_ID, Package
from assistant.writing.reviewed.xml import child, serialise
from assistant.writing.template.word_rows import strip_ids

_P, _SECT, _TYPE, _VAL = qn("w:p"), qn("w:sectPr"), qn("w:type"), qn("w:val")
_NUMBERED = re.compile(r"\d*\.xml$")
_REFERENCES = (qn("w:headerReference"), qn("w:footerReference"))


class Copies:
    """The content of the body, once for each target.

    Headers and footers with marks belong to one target each, so every copy is a section of its own.
    """

    def __init__(self, package: Package, main: str, with_marks: Sequence[str], count: int) -> None:
        self.package, self.main, self.with_marks = package, main, with_marks
        self.body = package.edit(main).find(qn("w:body"))
        self.last = self.body.find(_SECT)
        if self.last is None:
            self.last = child(self.body, _SECT)
        self.first = [found for found in self.body if found is not self.last]
        pristine = [deepcopy(found) for found in self.first]
        self.copies = [self.first]
        self.copies += [[strip_ids(deepcopy(found)) for found in pristine] for _ in range(count - 1)]
        self.heads = [{name: name for name in with_marks}]
        self.heads += [{name: self._copied(name) for name in with_marks} for _ in range(count - 1)]

    def _copied(self, name: str) -> str:
        folder, _, base = name.rpartition("/")
        copy = self.package.free_name(f"{folder}/{_NUMBERED.sub('', base)}{{}}.xml")
        self.package.put(copy, serialise(self.package.edit(name)), self.package.type_of(name))
        self.package.copy_relations(name, copy)
        return copy

    def stories(self) -> Iterator[list[Any]]:
        """Yield, for each target, the roots that are to be filled for it."""
        holder = self.body.makeelement(self.body.tag, {}, self.body.nsmap)
        for number, content in enumerate(self.copies):
            if number:
                # Only elements of a tree know what stands around them.
                part = deepcopy(holder)
                part.extend(content)
            yield [
                self.body if not number else part,
                *(self.package.edit(name) for name in self.heads[number].values()),
            ]
            if number:
                self.copies[number] = list(part)
            else:
                self.copies[0] = [found for found in self.body if found is not self.last]

    def join(self) -> None:
        """Put all copies into the body, each but the last with the section that ended the template."""
        known = self.package.related(self.main)
        for number, content in enumerate(self.copies[1:], 1):
            before = self.copies[number - 1]
            _end_section(before, self.last)
            anchor = before[-1]
            for found in content:
                anchor.addnext(found)
                anchor = found
        for number, content in enumerate(self.copies):
            sections = [section for found in content for section in found.iter(_SECT)]
            sections += [self.last] if number == len(self.copies) - 1 else []
            if number:
                _on_new_page(sections)
                self._own_heads(sections, known, self.heads[number])
        self._number_drawings()

    def _own_heads(self, sections: Sequence[Any], known: dict[str, str], heads: dict[str, str]) -> None:
        ids: dict[str, str] = {}
        for section in sections:
            for reference in section:
                old = known.get(reference.get(R_ID, ""), "")
                if reference.tag not in _REFERENCES or old not in heads:
                    continue
                if old not in ids:
                    kind = "header" if reference.tag == _REFERENCES[0] else "footer"
                    ids[old] = self.package.relate(self.main, kind, heads[old])
                reference.set(R_ID, ids[old])

    def _number_drawings(self) -> None:
        if len(self.copies) > 1:
            for number, drawing in enumerate(self.body.iter(qn("wp:docPr")), 1):
                drawing.set("id", str(number))


def _end_section(content: list[Any], section: Any) -> None:
    """Let a copy end with a section, in its last paragraph's properties."""
    end = deepcopy(section)
    paragraph = content[-1]
    if paragraph.tag != _P or paragraph.find(f"{qn('w:pPr')}/{_SECT}") is not None:
        paragraph = paragraph.makeelement(_P, {}, paragraph.nsmap)
        content[-1].addnext(paragraph)
        content.append(paragraph)
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        properties = paragraph.makeelement(qn("w:pPr"), {}, paragraph.nsmap)
        paragraph.insert(0, properties)
    change = properties.find(qn("w:pPrChange"))
    if change is None:
        properties.append(end)
    else:
        change.addprevious(end)


def _on_new_page(sections: Sequence[Any]) -> None:
    if not sections:
        return
    kind = sections[0].find(_TYPE)
    if kind is None:
        kind = sections[0].makeelement(_TYPE, {}, sections[0].nsmap)
        # The schema has references first, then notes' settings, then the type.
        before = (*_REFERENCES, qn("w:footnotePr"), qn("w:endnotePr"))
        sections[0].insert(sum(found.tag in before for found in sections[0]), kind)
    if kind.get(_VAL) in (None, "continuous", "nextColumn"):
        kind.set(_VAL, "nextPage")
