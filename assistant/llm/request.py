"""What goes into a request, by the endpoint's profile, less what the endpoint has refused so far."""

from collections.abc import Mapping
from typing import Any, Literal

from assistant.llm.profiles import AnswerFormat, Part, Profile, refused_part

TEMPERATURE = 0.3
Schema = Mapping[str, Any]
"""A JSON schema of the common subset: every property required, `additionalProperties` false, no limits."""


class RequestShape:
    """The optional parts of requests to one endpoint and model; it learns from refusals and never forgets.

    Several threads may share it: it only ever gets less, and each change is one assignment.

    Attributes:
        left_out: parts that are not sent, by the profile or because they were refused.
        refused: what was refused since, in the endpoint's own terms.
    """

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.left_out: set[Part] = set(profile.leave_out)
        self.refused: list[str] = []
        self._formats: list[AnswerFormat] = list(profile.formats)

    def format(self, schema: bool) -> AnswerFormat:
        """Return how JSON is asked for; without a schema at hand the next rung that needs none."""
        return next(each for each in self._formats if schema or each != "json_schema")

    def optional(self, stream: bool, schema: Schema | None = None) -> dict[str, Any]:
        """Return the optional arguments of a streamed `chat.completions.create`; `response_format` with them.

        instructor sends its own `response_format`, so whole answers (`stream` false) get none here.
        """
        parts: dict[str, Any] = {}
        if "temperature" not in self.left_out:
            parts["temperature"] = TEMPERATURE
        if "thinking" not in self.left_out and self.profile.thinking_off:
            parts["extra_body"] = self.profile.thinking_off
        if stream and "stream_options" not in self.left_out:
            parts["stream_options"] = {"include_usage": True}
        if stream and (asked := _response_format(self.format(schema is not None), schema)):
            parts["response_format"] = asked
        return parts

    def step_down(self, message: str, sent: Mapping[str, Any]) -> bool:
        """Leave out what an error message complains of; everything at once where it names nothing.

        Args:
            message: the endpoint's words.
            sent: the optional arguments of the refused request.

        Returns:
            Whether anything was left out that the refused request had, so that asking again makes sense.
        """
        named = refused_part(message)
        has: dict[Part, bool] = {
            "thinking": "extra_body" in sent, "temperature": "temperature" in sent, "stream_options": "stream_options" in sent,
        }  # fmt: skip
        drop = {part for part, there in has.items() if there and named in (None, part)}
        self.left_out = self.left_out | drop
        self.refused += sorted(drop)
        asked = str(sent.get("response_format", {}).get("type", "text"))
        if asked != "text" and named in (None, "response_format"):
            self.simpler("text" if named is None else asked)
        # Another client that shares this shape may have been quicker: what counts is that it is not asked for again.
        return bool(drop) or (asked != "text" and asked not in self._formats)

    def simpler(self, refused: str = "") -> bool:
        """Go down the ladder of formats; return whether there was a rung to go to.

        Args:
            refused: the format that was refused; `text`: go to the end; "": the one that is asked for now.
        """
        before = len(self._formats)
        if refused == "text":
            self.refused += self._formats[:-1]
            self._formats = self._formats[-1:]
        elif before > 1:
            gone = refused or self._formats[0]
            self.refused.append(gone)
            self._formats = [each for each in self._formats if each != gone] or ["text"]
        return len(self._formats) < before


def _response_format(kind: AnswerFormat, schema: Schema | None) -> dict[str, Any] | None:
    if kind == "text":
        return None
    if kind == "json_object" or schema is None:
        return {"type": "json_object"}
    return {"type": "json_schema", "json_schema": {"name": "answer", "strict": True, "schema": dict(schema)}}


def instructor_mode(kind: AnswerFormat) -> Literal["JSON_SCHEMA", "JSON", "MD_JSON"]:
    """Return the name of instructor's mode for a format; never one that forces tools, which most vendors refuse."""
    modes: dict[AnswerFormat, Literal["JSON_SCHEMA", "JSON", "MD_JSON"]] = {
        "json_schema": "JSON_SCHEMA", "json_object": "JSON", "text": "MD_JSON",
    }  # fmt: skip
    return modes[kind]
