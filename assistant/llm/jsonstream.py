"""JSON out of a streamed answer: elements of the wanted arrays, each as soon as its last sign has arrived.

Whether an answer is complete is judged by its JSON closing: endpoints send a `finish_reason` on answers that were
cut, and none on complete ones. Code fences and prose around the JSON, a thinking part before it, raw line breaks
inside strings and unescaped quotes in running text (`"开展"三支一扶"招募"`) are what models really send.
"""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from assistant.llm.interface import Item

_OPENERS, _CLOSERS = "{[", "}]"


@dataclass
class _Frame:
    """An open object or array."""

    kind: str
    owner: str
    """The key that it stands under; "" at the top."""
    key: str = ""
    """In an object: the key whose value comes next or is open."""
    expects_value: bool = False


class ItemScanner:
    """Feed it text as it arrives; it gives back what is complete.

    Attributes:
        closed: whether the JSON has closed; text after that is ignored.
        started: whether the JSON has begun.
        unreadable: how many wanted elements closed without being JSON.
    """

    def __init__(self, keys: Collection[str], default_key: str = "") -> None:
        """`default_key`: under which the elements of a bare top-level array are given."""
        self._keys = frozenset(keys)
        self._default = default_key
        self.unreadable = 0
        self.reset()

    def reset(self) -> None:
        """Forget everything and look for a new start."""
        self.started = self.closed = False
        self._stack: list[_Frame] = []
        self._opener = ""
        self._string: list[str] | None = None
        self._escaped = False
        self._held: str | None = None
        self._captured: list[str] | None = None
        self._captured_depth, self._captured_key = 0, ""

    def feed(self, text: str) -> Iterator[Item]:
        """Yield the wanted elements that these signs complete."""
        for sign in text:
            if self.closed:
                return
            yield from self._step(sign)

    def _step(self, sign: str) -> Iterator[Item]:
        if not self.started:
            self._look_for_start(sign)
            if not self.started:
                return
        if self._string is not None:
            if self._held is None:
                self._inside_string(sign)
                return
            if not self._resolve_quote(sign):
                return
            yield from self._end_string()
        yield from self._structure(sign)

    def _look_for_start(self, sign: str) -> None:
        """JSON starts at a bracket followed by a quote or another bracket; prose such as `[说明]` does not."""
        if self._opener and (sign in '"{[' or (sign == "]" and self._opener == "[") or (sign == "}")):
            self.started = True
            self._open(self._opener)
        elif sign in _OPENERS:
            self._opener = sign
        elif not sign.isspace():
            self._opener = ""

    def _inside_string(self, sign: str) -> None:
        if self._escaped:
            self._escaped = False
            self._string_add(sign)
        elif sign == '"':
            self._held = ""
        else:
            self._escaped = sign == "\\"
            self._string_add(sign)

    def _resolve_quote(self, sign: str) -> bool:
        """Decide by the sign after a quote whether it ended the string; a quote in running text is escaped."""
        if sign.isspace():
            self._held = (self._held or "") + sign
            return False
        if sign in (":" if self._string_is_key() else ",}]"):
            return True
        held, self._held = self._held or "", None
        for inner in f'\\"{held}':
            self._string_add(inner)
        self._inside_string(sign)
        return False

    def _string_is_key(self) -> bool:
        top = self._stack[-1]
        return top.kind == "{" and not top.expects_value

    def _string_add(self, sign: str) -> None:
        assert self._string is not None
        self._string.append(sign)

    def _end_string(self) -> Iterator[Item]:
        text, self._string, self._held = "".join(self._string or ()), None, None
        self._capture(f'"{text}"')
        if self._string_is_key():
            self._stack[-1].key = text.strip()
        else:
            yield from self._end_value()

    def _structure(self, sign: str) -> Iterator[Item]:
        top = self._stack[-1]
        if sign == '"':
            if not self._string_is_key():
                self._begin_value(sign)
            self._string = []
        elif sign in _OPENERS:
            self._begin_value(sign)
            self._open(sign)
            self._capture(sign)
        elif sign in _CLOSERS:
            self._capture(sign)
            self._stack.pop()
            self.closed = not self._stack
            if self._stack:
                yield from self._end_value()
        else:
            if sign in ":,":
                top.expects_value = sign == ":"
            self._capture(sign)

    def _open(self, sign: str) -> None:
        top = self._stack[-1] if self._stack else None
        owner = "" if top is None else (top.key if top.kind == "{" else top.owner)
        self._stack.append(_Frame(sign, owner))

    def _begin_value(self, sign: str) -> None:
        if self._captured is not None:
            return
        top = self._stack[-1]
        wanted = self._default if len(self._stack) == 1 and top.kind == "[" else top.owner
        if top.kind == "{":
            # An array under a wanted key is not itself wanted: its elements are.
            wanted = top.key if sign != "[" else ""
        if wanted in self._keys:
            self._captured, self._captured_key, self._captured_depth = [], wanted, len(self._stack)

    def _capture(self, text: str) -> None:
        if self._captured is not None:
            self._captured.append(text)

    def _end_value(self) -> Iterator[Item]:
        if self._captured is None or len(self._stack) != self._captured_depth:
            return
        text, self._captured = "".join(self._captured), None
        try:
            # Not strict: raw line breaks inside strings are kept, as models send them.
            data: Any = json.loads(text, strict=False)
        except ValueError:
            self.unreadable += 1
            return
        yield Item(self._captured_key, data)


_TAGS = ("<think>", "</think>", "<thinking>", "</thinking>")


class AnswerScanner:
    """An `ItemScanner` that leaves a model's thinking part out.

    Some servers drop the opening tag, so that thoughts come first and only `</think>` ends them: whatever JSON the
    thoughts held is then forgotten (elements already given stay given; the caller drops duplicates).
    """

    def __init__(self, keys: Collection[str], default_key: str = "") -> None:
        self.scanner = ItemScanner(keys, default_key)
        self._thinking = False
        self._tail = ""

    @property
    def closed(self) -> bool:
        """Whether the answer's JSON has closed."""
        return self.scanner.closed

    def feed(self, text: str) -> Iterator[Item]:
        """Yield the wanted elements that this piece completes."""
        text, self._tail = self._tail + text, ""
        while text:
            at, tag = _first_tag(text)
            if not tag:
                keep = _possible_tag_start(text)
                text, self._tail = text[: len(text) - keep], text[len(text) - keep :]
                if not self._thinking:
                    yield from self.scanner.feed(text)
                return
            if not self._thinking:
                yield from self.scanner.feed(text[:at])
            if tag.startswith("</") and not self._thinking:
                self.scanner.reset()
            self._thinking = not tag.startswith("</")
            text = text[at + len(tag) :]


def _first_tag(text: str) -> tuple[int, str]:
    found = [(at, tag) for tag in _TAGS if (at := text.find(tag)) >= 0]
    return min(found, default=(-1, ""))


def _possible_tag_start(text: str) -> int:
    """Return how many signs at the end may be the beginning of a tag."""
    at = text.rfind("<", max(0, len(text) - len("</thinking>")))
    return len(text) - at if at >= 0 and any(tag.startswith(text[at:]) for tag in _TAGS) else 0
