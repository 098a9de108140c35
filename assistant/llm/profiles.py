"""Kinds of endpoint, as data (`profiles.yaml`): what each refuses, and how its thinking is switched off."""

import re
from functools import cache
from importlib import resources
from typing import Any, Literal, TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict

from assistant.llm.settings import is_private
from assistant.model import SettingsError
from assistant.model.data import parse_yaml

Part = Literal["response_format", "thinking", "temperature", "stream_options"]
"""A part of the request that an endpoint may refuse and that a draft can do without."""
AnswerFormat = Literal["json_schema", "json_object", "text"]
"""How JSON is asked for, the strictest first; for `text` the prompt alone asks."""
Meaning = Literal["too_long", "content", "no_money", "no_model"]
Ending = Literal["length", "content", "server"]
Key = TypeVar("Key", Part, Meaning)


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Profile(_Data):
    """One kind of endpoint; `profiles.yaml` says what each part means."""

    id: str
    name: str
    address: str = ""
    hosts: tuple[str, ...] = ()
    ports: tuple[int, ...] = ()
    local: bool | None = None
    models: str | None = None
    formats: tuple[AnswerFormat, ...] = ("json_object", "text")
    leave_out: tuple[Part, ...] = ()
    thinking_off: dict[str, Any] = {}
    thinks: bool = False
    context_hint: str = "请换上下文更长的模型，或请接口的管理员调大上下文长度"

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
    endings: dict[Ending, tuple[str, ...]]


@cache
def _table() -> _Table:
    text = resources.files("assistant.llm").joinpath("profiles.yaml").read_text(encoding="utf-8")
    return _Table.model_validate(parse_yaml(text))


def all_profiles() -> tuple[Profile, ...]:
    """Return every known kind of endpoint, in the order in which they are tried."""
    return _table().profiles


def profile_of(endpoint: str, model: str, kind: str = "") -> Profile:
    """Return the profile of an endpoint and model; the last one fits everything.

    Args:
        endpoint: its URL.
        model: its name, or "".
        kind: a profile's id that the user named, for an endpoint whose address does not tell.

    Raises:
        SettingsError: there is no such kind.
    """
    if not kind:
        return next(profile for profile in _table().profiles if profile.fits(endpoint, model))
    for profile in _table().profiles:
        if profile.id == kind.lower():
            return profile
    known = "、".join(profile.id for profile in _table().profiles)
    raise SettingsError(f"ASSISTANT_ENDPOINT 的值“{kind[:30]}”不认识，可选：{known}")


def refused_part(message: str) -> Part | None:
    """Return the part of the request that an error message complains of, or None."""
    return _first_with_word(_table().refusals, message)


def meaning_of(message: str) -> Meaning | None:
    """Return what an error message means beyond its status, or None."""
    return _first_with_word(_table().meanings, message)


def ending_of(finish_reason: str | None) -> Ending | None:
    """Return why an answer stopped before its end, or None where its `finish_reason` says nothing of the kind."""
    return next((key for key, reasons in _table().endings.items() if finish_reason in reasons), None)


def _first_with_word(words: dict[Key, tuple[str, ...]], message: str) -> Key | None:
    low = message.lower()
    return next((key for key, found in words.items() if any(word in low for word in found)), None)
