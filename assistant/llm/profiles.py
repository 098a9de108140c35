"""Kinds of endpoint, as data (`profiles.yaml`): what each refuses, and how its thinking is switched off."""

import re
from functools import cache
from importlib import resources
from typing import Any, Literal, TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict

from assistant.llm.settings import is_private
from assistant.model.data import parse_yaml

Part = Literal["response_format", "thinking", "temperature", "stream_options"]
"""A part of the request that an endpoint may refuse and that a draft can do without."""
Meaning = Literal["too_long", "content", "no_money", "no_model"]
Key = TypeVar("Key", Part, Meaning)


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Profile(_Data):
    """One kind of endpoint."""

    id: str
    hosts: tuple[str, ...] = ()
    ports: tuple[int, ...] = ()
    local: bool | None = None
    models: str | None = None
    leave_out: tuple[Part, ...] = ()
    thinking_off: dict[str, Any] = {}

    def fits(self, endpoint: str, model: str) -> bool:
        """Return whether every condition given holds."""
        parts = urlsplit(endpoint)
        host = parts.hostname or ""
        return (
            (not self.hosts or any(part in host for part in self.hosts))
            and (not self.ports or parts.port in self.ports)
            and (self.local is None or self.local == is_private(host))
            and (self.models is None or re.search(self.models, model, re.IGNORECASE) is not None)
        )


class _Table(_Data):
    profiles: tuple[Profile, ...]
    refusals: dict[Part, tuple[str, ...]]
    meanings: dict[Meaning, tuple[str, ...]]


@cache
def _table() -> _Table:
    text = resources.files("assistant.llm").joinpath("profiles.yaml").read_text(encoding="utf-8")
    return _Table.model_validate(parse_yaml(text))


def profile_of(endpoint: str, model: str) -> Profile:
    """Return the profile of an endpoint and model; the last one fits everything."""
    return next(profile for profile in _table().profiles if profile.fits(endpoint, model))


def refused_part(message: str) -> Part | None:
    """Return the part of the request that an error message complains of, or None."""
    return _first_with_word(_table().refusals, message)


def meaning_of(message: str) -> Meaning | None:
    """Return what an error message means beyond its status, or None."""
    return _first_with_word(_table().meanings, message)


def _first_with_word(words: dict[Key, tuple[str, ...]], message: str) -> Key | None:
    low = message.lower()
    return next((key for key, found in words.items() if any(word in low for word in found)), None)
