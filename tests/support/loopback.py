"""An OpenAI-compatible endpoint on 127.0.0.1 that misbehaves to order and remembers what it was asked.

with Loopback() as server:
    server.will(status(429, headers={"Retry-After": "0"}), answer('{"rows": []}'))
    ... Settings(base_url=server.url, model="m") ...
    assert server.bodies[0]["messages"]
"""

import contextlib
import json
import re
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Protocol, Self

Behaviour = Callable[["Handler", dict[str, Any]], None]
PIECE = 7


@dataclass(frozen=True)
class Asked:
    """One request as it came over the wire."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]
    raw: bytes
    at: float = field(default_factory=time.monotonic)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "_Server"

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        owner = self.server.owner
        owner.asked.append(Asked(self.path, self._headers(), {}, b""))
        if owner.lists_to_nobody or owner.key and self._headers().get("authorization") != f"Bearer {owner.key}":
            return self.json(401, {"error": {"message": "Incorrect API key provided"}})
        models = owner.models if self.path.startswith("/v1/") else None
        if models is None:
            return self.json(404, {"error": {"message": "not found"}})
        return self.json(200, {"object": "list", "data": [{"id": name, "object": "model"} for name in models]})

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = json.loads(raw)
        owner = self.server.owner
        owner.asked.append(Asked(self.path, self._headers(), body, raw))
        behaviour = owner.queue.popleft() if owner.queue else owner.otherwise
        if owner.key and self._headers().get("authorization") != f"Bearer {owner.key}":
            behaviour = status(401, "Incorrect API key provided")
        if not self.path.startswith("/v1/"):
            behaviour = status(404, "page not found")
        with contextlib.suppress(OSError):  # A client that goes away is part of the play.
            behaviour(self, body)

    def _headers(self) -> dict[str, str]:
        return {name.lower(): value for name, value in self.headers.items()}

    def json(self, code: int, payload: Any, headers: dict[str, str] | None = None) -> None:
        data = payload if isinstance(payload, bytes) else json.dumps(payload, ensure_ascii=False).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def begin_stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def event(self, data: Any) -> None:
        text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
        line = f"data: {text}\n\n".encode()
        self.wfile.write(f"{len(line):x}\r\n".encode() + line + b"\r\n")
        self.wfile.flush()

    def delta(self, finish: str | None = None, **delta: str) -> None:
        self.event({
            "id": "c", "object": "chat.completion.chunk", "created": 0, "model": "m",
            "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
        })  # fmt: skip

    def end_stream(self) -> None:
        self.event("[DONE]")
        self.wfile.write(b"0\r\n\r\n")

    def hang_up(self) -> None:
        """Close with a reset, as a crashed gateway does."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()
        # http.server flushes after the handler returns; a closed file would raise in its thread.
        self.wfile = _Nowhere()  # type: ignore[assignment]


class _Nowhere:
    closed = False

    def write(self, data: bytes) -> int:
        return len(data)

    def flush(self) -> None:
        pass

    def close(self) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    owner: "Loopback"

    def handle_error(self, *_: Any) -> None:
        """A client that goes away is part of the play."""


class Loopback:
    """The endpoint. `models` None: it lists none (404).

    Attributes:
        otherwise: what it does once the script is played.
        key: where set, any other key is refused (401).
        lists_to_nobody: whether the list of models is refused to every key.
    """

    def __init__(self, *models: str, lists_models: bool = True) -> None:
        self.models: tuple[str, ...] | None = models if lists_models else None
        self.queue: deque[Behaviour] = deque()
        self.asked: list[Asked] = []
        self.otherwise: Behaviour = status(500, "nothing left in the script")
        self.key = ""
        self.lists_to_nobody = False

    def will(self, *behaviours: Behaviour) -> Self:
        self.queue.extend(behaviours)
        return self

    @property
    def bodies(self) -> list[dict[str, Any]]:
        """The bodies of the chat requests."""
        return [asked.body for asked in self.asked if asked.body]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def __enter__(self) -> Self:
        self._server = _Server(("127.0.0.1", 0), Handler)
        self._server.owner = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


USAGE = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}


def answer(
    text: str, *, field: str = "content", finish: str | None = "stop", usage: bool = True,
    wait: tuple[int, threading.Event] | None = None, silence: float = 0, every: float = 0, usage_is: Any = None,
) -> Behaviour:  # fmt: skip
    """Answer with this text, streamed or whole as asked.

    Args:
        text: what the model says.
        field: where it says it (`content`, `reasoning`, `reasoning_content`).
        finish: the finish_reason sent last.
        usage: whether usage is reported.
        wait: send only so many signs, then wait for the event.
        silence: seconds before anything is sent.
        every: seconds between pieces.
        usage_is: the usage reported, in place of the usual one.
    """
    said = usage_is or USAGE

    def play(handler: Handler, body: dict[str, Any]) -> None:
        time.sleep(silence)
        if not body.get("stream"):
            message = {"role": "assistant", "content": None, field: text}
            whole = {"id": "c", "object": "chat.completion", "created": 0, "model": "m",
                     "choices": [{"index": 0, "message": message, "finish_reason": finish}]}  # fmt: skip
            return handler.json(200, whole | ({"usage": said} if usage else {}))
        handler.begin_stream()
        handler.delta(role="assistant", content="")
        held = wait[0] if wait else len(text)
        for at in range(0, held, PIECE):
            handler.delta(**{field: text[at : min(at + PIECE, held)]})
            time.sleep(every)
        if wait:
            assert wait[1].wait(10), "nobody asked for the rest"
            handler.delta(**{field: text[held:]})
        handler.delta(finish=finish)
        if usage and (body.get("stream_options") or {}).get("include_usage"):
            handler.event({"id": "c", "object": "chat.completion.chunk", "created": 0, "model": "m",
                           "choices": [], "usage": said})  # fmt: skip
        handler.end_stream()
        return None

    return play


def status(http: int, message: str = "no", headers: dict[str, str] | None = None, **error: Any) -> Behaviour:
    """Refuse with a status and an error body."""
    return lambda handler, _: handler.json(http, {"error": {"message": message, **error}}, headers)


def body(payload: Any) -> Behaviour:
    """Send this body with status 200 and no stream, whatever was asked."""
    return lambda handler, _: handler.json(200, payload)


def reset() -> Behaviour:
    """Reset the connection before a word is said."""
    return lambda handler, _: handler.hang_up()


def cut(text: str, *, reset_it: bool = False) -> Behaviour:
    """Stream this text, then go away: quietly (a closed stream) or with a reset."""

    def play(handler: Handler, _: dict[str, Any]) -> None:
        handler.begin_stream()
        for at in range(0, len(text), PIECE):
            handler.delta(content=text[at : at + PIECE])
        if reset_it:
            time.sleep(0.05)  # Let the client read what was sent: a reset throws away what lies in the buffers.
            return handler.hang_up()
        handler.wfile.write(b"0\r\n\r\n")
        return None

    return play


def events(*payloads: Any, text: str = "") -> Behaviour:
    """Stream the text, then these events as they stand."""

    def play(handler: Handler, _: dict[str, Any]) -> None:
        handler.begin_stream()
        for at in range(0, len(text), PIECE):
            handler.delta(content=text[at : at + PIECE])
        for payload in payloads:
            handler.event(payload)
        handler.end_stream()

    return play


def page(http: int) -> Behaviour:
    """Answer with a gateway's HTML page, as a proxy does whose server is gone."""

    def play(handler: Handler, _: dict[str, Any]) -> None:
        data = f"<html><head><title>{http} Bad Gateway</title></head><body>nginx</body></html>".encode()
        handler.send_response(http)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

    return play


def picky(refuses: Callable[[dict[str, Any]], str | None], otherwise: Behaviour) -> Behaviour:
    """Refuse (400) with the sentence that `refuses` has for a request's body; else do the other thing."""

    def play(handler: Handler, body: dict[str, Any]) -> None:
        sentence = refuses(body)
        (status(400, sentence) if sentence else otherwise)(handler, body)

    return play


def cut_at(text: str, share: float) -> Behaviour:
    """Stream the text, cut off after this share of the bytes that go over the wire, in the middle of whatever is there."""

    def play(handler: Handler, body: dict[str, Any]) -> None:
        wire, real = _Recorder(), handler.wfile
        handler.wfile = wire  # type: ignore[assignment]
        answer(text)(handler, body)
        handler.wfile = real
        data = b"".join(wire.parts)
        handler.wfile.write(data[: int(len(data) * share)])
        handler.wfile.flush()
        handler.close_connection = True

    return play


class _Recorder(_Nowhere):
    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self.parts.append(data)
        return len(data)


def stall(text: str, event: threading.Event, at: int) -> Behaviour:
    """Stream so many signs, then say nothing more until the event is set (at most ten seconds)."""

    def play(handler: Handler, _: dict[str, Any]) -> None:
        handler.begin_stream()
        for start in range(0, at, PIECE):
            handler.delta(content=text[start : min(start + PIECE, at)])
        event.wait(10)
        handler.close_connection = True

    return play


def obliging(window: int = 1_000_000, **how: Any) -> Behaviour:
    """A model that does what a probe asks: counts, names the seasons, gives the word of the prompt's beginning back.

    Args:
        window: signs of the prompt that it is shown, the last ones, as a server shows them that cuts without a word.
        how: as `answer` takes it; `prefix`: what it says before the answer.
    """
    prefix = how.pop("prefix", "")

    def play(handler: Handler, body: dict[str, Any]) -> None:
        asked = body["messages"][-1]["content"][-window:]
        word = re.search("口令是“(.+?)”", asked)
        names = ["春", "夏", "秋", "冬"] if "春" in asked else [f"第{number}" for number in range(1, 31)]
        names = [word[1]] if word else ["不知道"] if "口令" in asked else names
        said = json.dumps({"rows": [{"name": name} for name in names]}, ensure_ascii=False)
        answer(prefix + said, **how)(handler, body)

    return play


class Stoppable(Protocol):
    def set(self) -> None: ...


def stop_when(so_far: Callable[[], bool], stop: Stoppable) -> None:
    """Set the stop from another thread as soon as things are so far (looked at for ten seconds)."""

    def watch() -> None:
        until = time.monotonic() + 10
        while not so_far() and time.monotonic() < until:
            time.sleep(0.02)
        time.sleep(0.1)  # Whoever waits is to be waiting already.
        stop.set()

    threading.Thread(target=watch, daemon=True).start()
