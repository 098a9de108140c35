"""`python -m evals.bench`: the speeds that the project promises, measured in one run on this machine.

Cold figures are whole processes, the median of several; warm ones the median of repeated calls. Reading, writing,
checking, evaluating and editing have benchmarks of their own, run one after the other here; `evals.bench.streaming` takes minutes and runs alone,
as does the part of `evals.bench.workspace` where twenty users draft at once.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from evals.bench import checking, editing, evaluating, reading, workspace, writing

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "examples" / "sources").glob("*.txt"))
BRIEF = ("乡村道路改造", "120万元", "改造乡村道路3公里，安装路灯60盏，方便沿线村民1200人出行")


def _seconds(work: Callable[[], object], repeat: int) -> float:
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def _shell(*arguments: str) -> Callable[[], object]:
    return lambda: subprocess.run(
        [sys.executable, "-m", "assistant", *arguments], capture_output=True, check=False, cwd=ROOT
    )


def main() -> None:
    """Measure and print one line each: what, measured, promised."""
    from assistant.api import draft, read, write
    from assistant.drafting.brief import Brief

    brief = Brief.of(*BRIEF)
    with tempfile.TemporaryDirectory() as folder:
        one_form = write(draft(brief, "offline").target, Path(folder) / "form.docx")
        measured = [
            ("assistant --help, cold", _seconds(_shell("--help"), 7), 0.3),
            ("assistant check, one docx form, cold", _seconds(_shell("check", str(one_form)), 7), 0.8),
            ("read the five sample documents", _seconds(lambda: [read(path) for path in SOURCES], 5), 1.5),
            ("offline draft, warm", _seconds(lambda: draft(brief, "offline"), 9), 0.3),
        ]
    for what, seconds, promised in measured:
        print(f"{what:<45}{seconds:>8.3f} s   promised ≤ {promised} s")
    for part in (
        reading.main,
        writing.main,
        partial(checking.main, 2.0),
        evaluating.main,
        workspace.main,
        editing.main,
    ):
        print()
        part()


if __name__ == "__main__":
    main()
