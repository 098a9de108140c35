"""How drafts keep pace with a streaming endpoint: `python -m evals.bench.streaming [briefs]`.

A stub in a process of its own plays the recorded answers, laid out as answers are asked for today: 300 ms to the first
token, then 60 tokens a second. It notes when it sent the last token of the first row and of the whole; both processes
read the same monotonic clock, so the differences are what drafting adds. Ratios of one run; nothing is asserted. Thirty
briefs take about six minutes.
"""

import json
import multiprocessing
import os
import statistics
import sys
import time
import urllib.request
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from typing import Any

from assistant.api import stream_draft, what_is_sent
from assistant.drafting import stream
from assistant.drafting.brief import Brief
from assistant.drafting.events import Draft, Finished, RowDrafted
from assistant.llm import Settings, Shared, estimate_tokens, warm_up
from evals.bench.streaming_answers import first_row_end, todays_answer
from evals.replay import Recording, recordings

FIRST_TOKEN, TOKENS_A_SECOND, AT_ONCE = 0.3, 60.0, 8


@dataclass(frozen=True)
class Played:
    """One answer of the stub, in seconds of the monotonic clock."""

    begun: float
    first_row: float
    ended: float


class _Stub(BaseHTTPRequestHandler):
    """Plays the answer of the brief whose name stands in the question; a repair gets an empty one."""

    protocol_version = "HTTP/1.1"
    answers: dict[str, str] = {}
    played: list[Played] = []

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self._json([vars(each) for each in self.played])
        self.played.clear()

    def do_POST(self) -> None:
        begun = time.monotonic()
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        asked = body["messages"][-1]["content"]
        text = next((text for name, text in self.answers.items() if f"项目名称：{name}\n" in asked), "{}")
        if body.get("stream"):
            self._stream(text, begun)
        else:
            time.sleep(FIRST_TOKEN)
            message = {"role": "assistant", "content": '{"rows":[]}'}
            self._json({"id": "c", "object": "chat.completion", "created": 0, "model": "m",
                        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}]})  # fmt: skip
            self.played.append(Played(begun, time.monotonic(), time.monotonic()))

    def _json(self, data: Any) -> None:
        raw = json.dumps(data).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def _stream(self, text: str, begun: float) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        tokens = estimate_tokens(text)
        row_end, first_row, sent = first_row_end(text), 0.0, 0
        for number in range(tokens):
            time.sleep(max(0.0, begun + FIRST_TOKEN + number / TOKENS_A_SECOND - time.monotonic()))
            upto = len(text) * (number + 1) // tokens
            self._event({"delta": {"content": text[sent:upto]}, "finish_reason": None})
            sent, first_row = upto, first_row or (time.monotonic() if upto >= row_end else 0.0)
        self._event({"delta": {}, "finish_reason": "stop"})
        self.wfile.write(b"e\r\ndata: [DONE]\n\n\r\n0\r\n\r\n")
        self.played.append(Played(begun, first_row, time.monotonic()))

    def _event(self, choice: dict[str, Any]) -> None:
        chunk = {
            "id": "c",
            "object": "chat.completion.chunk",
            "created": 0,
            "model": "m",
            "choices": [{"index": 0, **choice}],
        }
        line = f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n".encode()
        self.wfile.write(f"{len(line):x}\r\n".encode() + line + b"\r\n")


def _serve(answers: dict[str, str], told: Connection) -> None:
    _Stub.answers = answers
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Stub)
    server.daemon_threads = True
    told.send(server.server_port)
    server.serve_forever()


def _played(settings: Settings) -> list[Played]:
    with urllib.request.urlopen(f"{settings.base_url}/played") as answer:
        return [Played(**each) for each in json.load(answer)]


def _one_by_one(briefs: Sequence[Brief], settings: Settings) -> float:
    """Draft in turn, print the first two measures, return the seconds in all."""
    begun, late, ratios = time.monotonic(), list[float](), list[float]()
    for brief in briefs:
        start, seen = time.monotonic(), 0.0
        for event in stream_draft(brief, "llm", settings):
            seen = seen or (time.monotonic() if isinstance(event, RowDrafted) else 0.0)
        took, played = time.monotonic() - start, _played(settings)
        late.append(seen - played[0].first_row)
        ratios.append(took / sum(each.ended - each.begun for each in played))
    seconds = time.monotonic() - begun
    print(_line("first row after its last token, median", statistics.median(late), "s", "≤ 1 s", max(late)))
    print(_line("whole draft ÷ the stub's streaming, median", statistics.median(ratios), "×", "≤ 1.05", max(ratios)))
    return seconds


def _together(briefs: Sequence[Brief], settings: Settings) -> list[Draft]:
    """Draft all of them, so many at once as a server does; one that fails ends the measurement."""
    shared = Shared(AT_ONCE)

    def one(brief: Brief) -> Draft:
        return next(
            event.draft for event in stream(brief, "llm", settings, shared=shared) if isinstance(event, Finished)
        )

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, briefs))


def _line(what: str, measured: float, unit: str, promised: str, worst: float | None = None) -> str:
    most = f" (worst {worst:.3f})" if worst is not None else ""
    return f"{what:<48}{measured:>8.3f} {unit}{most}   promised {promised}"


def _tokens_a_row(found: Sequence[Recording]) -> None:
    """Print the tokens of an answer's rows, by the estimate of `assistant.llm.tokens`, a line a form."""
    by_form: dict[str, list[float]] = {}
    for recording in found:
        text = todays_answer(recording)
        rows = len(json.loads(text)["rows"])
        by_form.setdefault(recording.brief.form, []).append(estimate_tokens(text[text.index('"rows"') :]) / rows)
    for form, each in by_form.items():
        print(_line(f"answer tokens an indicator, {form}", statistics.mean(each), "tokens", "≤ 45", max(each)))


def _stable_prefix(found: Sequence[Recording]) -> None:
    """Print how much of a prompt is the same for all briefs of a form, and stands first: what a server can cache."""
    by_form: dict[str, list[str]] = {}
    for recording in found:
        messages = what_is_sent(recording.brief, Settings.model_construct()).messages
        by_form.setdefault(recording.brief.form, []).append("".join(message.content for message in messages))
    for form, prompts in by_form.items():
        shared = estimate_tokens(os.path.commonprefix(prompts)) / statistics.mean(map(estimate_tokens, prompts))
        print(_line(f"share of the prompt that can be cached, {form}", 100 * shared, "%", "one stable prefix"))


def main(count: int) -> None:
    """Measure and print a line each."""
    found = recordings()
    _tokens_a_row(found)
    _stable_prefix(found)
    briefs = [found[number % len(found)].brief for number in range(count)]
    here, there = multiprocessing.Pipe()
    answers = {each.brief.name: todays_answer(each) for each in found}
    stub = multiprocessing.get_context("spawn").Process(target=_serve, args=(answers, there), daemon=True)
    stub.start()
    try:
        settings = Settings(base_url=f"http://127.0.0.1:{here.recv()}/v1", model="m")
        warm_up()
        for event in stream_draft(briefs[0], "llm", settings):  # Library, word lists and the SDK are loaded once.
            if isinstance(event, Finished):
                _played(settings)
        alone = _one_by_one(briefs, settings)
        begun = time.monotonic()
        made = _together(briefs, settings)
        together = time.monotonic() - begun
        whole = sum(each.complete for each in made)
        print(_line(f"{whole} of {count} briefs one by one ÷ {AT_ONCE} at once", alone / together, "×", "≥ 7"))
    finally:
        stub.terminate()
        stub.join()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
