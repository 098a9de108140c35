"""Marks in runs of text: Word splits one mark over several; what replaces it takes the first run's look."""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from assistant.model import UNCONFIRMED
from assistant.writing.reviewed.xml import XML_SPACE, child
from assistant.writing.template.marks import WRITTEN, written_marks

_UNCONFIRMED = re.compile(rf"([【\[(]?{UNCONFIRMED}[】\])]?)")
_GAP = "\x00"
"""Stands for whatever is no text (a tab, a picture): no mark reaches over it."""


@dataclass(frozen=True)
class Tags:
    """The names of one kind of XML that holds text in runs."""

    text: str
    run: str
    properties: str
    skipped: frozenset[str]
    """Elements whose text belongs to something else: nested paragraphs, deleted text."""
    line_break: str | None = None
    """None where a line feed is a sign of the text."""
    highlight: tuple[str, str] | None = None
    """Element and attribute that mark what is 待核实."""
    says_space: bool = True
    """Whether a text says that its spaces count; in drawings they always do, and saying so is an error."""


def text_of(holder: Any, tags: Tags) -> str:
    """Return the text in which marks are looked for."""
    return "".join(text for _, text in _segments(holder, tags))


def _segments(holder: Any, tags: Tags) -> Iterator[tuple[Any, str]]:
    for found in holder:
        if found.tag == tags.text:
            yield found, found.text or ""
        elif found.tag not in tags.skipped:
            if len(found):
                yield from _segments(found, tags)
            elif holder.tag == tags.run:
                yield None, _GAP


def fill(holder: Any, tags: Tags, replace: Callable[[str], str]) -> bool:
    """Replace all marks of a paragraph; return whether there were any.

    Args:
        holder: the paragraph.
        tags: what its parts are called.
        replace: gives the text for a written name.
    """
    segments = list(_segments(holder, tags))
    whole = "".join(text for _, text in segments)
    found = list(WRITTEN.finditer(whole))
    # From the last to the first: what stands before a mark keeps its place.
    for match in reversed(found):
        (written,) = written_marks(match[0])
        _put(segments, match.start(), match.end(), replace(written), tags)
    return bool(found)


def _put(segments: list[tuple[Any, str]], start: int, end: int, text: str, tags: Tags) -> None:
    at = 0
    touched: list[tuple[Any, int, int]] = []
    for element, content in segments:
        first, last = max(start - at, 0), min(end - at, len(content))
        if first < last and element is not None:
            touched.append((element, first, last))
        at += len(content)
    for number, (element, first, last) in reversed(list(enumerate(touched))):
        content = element.text or ""
        if number:
            _set(element, content[:first] + content[last:], tags)
        elif tags.line_break is None or not ("\n" in text or (tags.highlight and UNCONFIRMED in text)):
            _set(element, content[:first] + text + content[last:], tags)
        else:
            _set(element, content[:first], tags)
            _insert(element, text, content[last:], tags)


def _set(element: Any, text: str, tags: Tags) -> None:
    element.text = text
    if tags.says_space:
        element.set(XML_SPACE, "preserve")


def _insert(element: Any, text: str, rest: str, tags: Tags) -> None:
    """Put a text of several lines, or with an open figure, into runs of its own behind an element's run."""
    run = element.getparent()
    tail = _like(run, tags)
    if rest:
        child(tail, tags.text, text=rest)
    for follower in list(element.itersiblings()):
        tail.append(follower)
    after = run
    for place, part in enumerate(_UNCONFIRMED.split(text)):
        if part:
            piece = _like(run, tags, marked=bool(place % 2))
            for line_number, line in enumerate(part.split("\n")):
                if line_number and tags.line_break:
                    child(piece, tags.line_break)
                child(piece, tags.text, text=line)
            after.addnext(piece)
            after = piece
    if any(found.tag != tags.properties for found in tail):
        after.addnext(tail)


def _like(run: Any, tags: Tags, marked: bool = False) -> Any:
    """Return an empty run that looks like another one."""
    found = run.makeelement(run.tag, {}, run.nsmap)
    properties = run.find(tags.properties)
    if properties is not None:
        found.append(deepcopy(properties))
    if marked and tags.highlight:
        name, attribute = tags.highlight
        own = found.find(tags.properties)
        own = child(found, tags.properties) if own is None else own
        for old in own.findall(name):
            own.remove(old)
        _in_order(own, own.makeelement(name, {attribute: "yellow"}, own.nsmap))
    return found


_BEHIND_HIGHLIGHT = (
    "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath",
)  # fmt: skip


def _in_order(properties: Any, highlight: Any) -> None:
    """The schema has an order for a run's properties."""
    behind = next((found for found in properties if found.tag.rpartition("}")[2] in _BEHIND_HIGHLIGHT), None)
    if behind is None:
        properties.append(highlight)
    else:
        behind.addprevious(highlight)
