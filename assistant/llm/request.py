"""What goes into a request, by the endpoint's profile, less what the endpoint has refused so far."""

from typing import Any

from assistant.llm.profiles import Part, profile_of, refused_part

TEMPERATURE = 0.3
_ALL: tuple[Part, ...] = ("response_format", "thinking", "temperature", "stream_options")


class RequestShape:
    """The optional parts of requests to one endpoint and model; it learns from refusals and never forgets."""

    def __init__(self, endpoint: str, model: str) -> None:
        self.profile = profile_of(endpoint, model)
        self.left_out: set[Part] = set(self.profile.leave_out)

    @property
    def json_mode(self) -> bool:
        """Whether JSON-object mode is asked for; without it the prompt alone asks for JSON."""
        return "response_format" not in self.left_out

    def optional(self, stream: bool) -> dict[str, Any]:
        """Return the optional arguments of `chat.completions.create`, without `response_format`."""
        parts: dict[str, Any] = {}
        if "temperature" not in self.left_out:
            parts["temperature"] = TEMPERATURE
        if "thinking" not in self.left_out and self.profile.thinking_off:
            parts["extra_body"] = self.profile.thinking_off
        if stream and "stream_options" not in self.left_out:
            parts["stream_options"] = {"include_usage": True}
        return parts

    def step_down(self, message: str, stream: bool) -> bool:
        """Leave out what an error message complains of; everything at once where it names nothing.

        Returns:
            Whether anything was left out that the refused request had, so that asking again makes sense.
        """
        sent = self._sent(stream)
        named = refused_part(message)
        drop = {named} & sent if named else sent
        self.left_out |= drop
        return bool(drop)

    def _sent(self, stream: bool) -> set[Part]:
        sent = set(_ALL) - self.left_out
        if not self.profile.thinking_off:
            sent.discard("thinking")
        if not stream:
            sent.discard("stream_options")
        return sent
