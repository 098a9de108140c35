"""The file of a run: JSON lines, appended one a case, so that a kill costs at most the case under way.

First line `{"run": head}`, then `{"case": result}` in the order of completion, last `{"end": summary}`. Each line is written
at once and flushed to disk; half a line at the end (power cut, kill) is no result and is cut off before going on. Of two
results of one case (a failed one tried again) the later counts.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.model import InputError
from evals.results.shapes import CaseResult, Run, RunHead
from evals.results.summary import RunSummary, summary_of

_SUFFIX = ".jsonl"
_HERE = Path(__file__).resolve().parents[1] / "runs"
_LAST = 4_096
"""Bytes at the end of a file that hold its last line, where that is the run's end."""
_BINARY = getattr(os, "O_BINARY", 0)


def runs_folder() -> Path:
    """Return where runs are kept: `evals` in ASSISTANT_HOME where that is set, else `evals/runs` of the clone."""
    home = os.environ.get("ASSISTANT_HOME", "").strip()
    return Path(home) / "evals" if home else _HERE


def path_of(run: str) -> Path:
    """Return the file of a run, by its name or by the path itself.

    Raises:
        InputError: there is no such run.
    """
    named = Path(run)
    for path in (named, runs_folder() / f"{run}{_SUFFIX}"):
        if path.suffix == _SUFFIX and path.is_file():
            return path
    raise InputError(f"没有名为“{run}”的评测，用 assistant eval list 看有哪些")


def new_path(name: str) -> Path:
    """Return a free file for a run of this name; its stem is the run's id."""
    folder = runs_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"评测结果存不进“{folder}”，请检查这个文件夹能否写入，或用 ASSISTANT_HOME 指定别处") from error
    number, path = 1, folder / f"{name}{_SUFFIX}"
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}{_SUFFIX}"
    return path


def begin(path: Path, head: RunHead) -> None:
    """Write the first line."""
    _append(path, {"run": head.model_dump(mode="json")})


def add(path: Path, result: CaseResult) -> None:
    """Append a result."""
    _append(path, {"case": result.model_dump(mode="json")})


def end(path: Path) -> None:
    """Append the last line, the run in short."""
    _append(path, {"end": asdict(summary_of(load(path)))})


def summary(path: Path) -> RunSummary:
    """Return a run in short: of a finished one from its last line, so that a list of runs reads little. Raises as `load`."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _LAST))
        last = file.read().rstrip(b"\n").rpartition(b"\n")[2]
    try:
        data = json.loads(last)
        if "end" in data:
            return replace(RunSummary(**{**data["end"], "datasets": tuple(data["end"]["datasets"])}), finished=True)
    except (ValueError, TypeError, KeyError):
        pass  # No last line, or half of one: the run was stopped, and its file is read whole.
    return summary_of(load(path))


def _append(path: Path, data: dict[str, Any]) -> None:
    line = (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8")
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | _BINARY, 0o644)
    try:
        os.write(file, line)
        os.fsync(file)
    finally:
        os.close(file)


def cut_torn_end(path: Path) -> None:
    """Take away half a line at the end, so that the next one begins at a line's beginning."""
    data = path.read_bytes()
    if data and not data.endswith(b"\n"):
        with path.open("r+b") as file:
            file.truncate(data.rfind(b"\n") + 1)


def load(path: Path) -> Run:
    """Read a run's file.

    Raises:
        InputError: it is no file of a run.
    """
    head: RunHead | None = None
    results: dict[str, CaseResult] = {}
    finished = False
    try:
        for data in _lines(path):
            if "run" in data:
                head = RunHead.model_validate(data["run"])
            elif "case" in data:
                result = CaseResult.model_validate(data["case"])
                results[result.key] = result
            finished = "end" in data
    except (ValidationError, ValueError, OSError) as error:
        raise InputError(f"评测结果文件 {path.name} 读不出来，可能不是本版本写的，请重新运行评测") from error
    if head is None:
        raise InputError(f"评测结果文件 {path.name} 没有开头一行，请重新运行评测")
    return Run(head, tuple(results.values()), finished)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8", errors="replace").split("\n")[:-1]:
        yield json.loads(line)


def files() -> list[Path]:
    """Return the files of all runs, the newest first."""
    folder = runs_folder()
    return sorted(folder.glob(f"*{_SUFFIX}"), key=lambda path: path.stem, reverse=True) if folder.is_dir() else []
