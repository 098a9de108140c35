"""How fast 30 forms are written, by kind and form, and what each further row costs.

Run: python -m evals.bench.writing. Prints numbers; asserts nothing.
"""

import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from assistant.forms import all_forms
from assistant.forms.convert import convert
from assistant.model import PerformanceTarget, from_json
from assistant.writing import FileKind, pdf_available, to_bytes, to_zip
from assistant.writing.book import book_bytes

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples" / "targets").glob("*.json"))
FORMS = 30
PROMISED = 2.0
OFFICE: tuple[FileKind, ...] = ("docx", "xlsx")


def seconds(work: Callable[[], object], repeat: int = 3) -> float:
    """Return the median seconds of a call."""
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def longer(target: PerformanceTarget, rows: int) -> PerformanceTarget:
    """Return a target of so many rows."""
    have = target.indicators
    return target.model_copy(update={"indicators": [have[at % len(have)] for at in range(rows)]})


def main() -> None:
    """Print one line each."""
    examples = [from_json(path.read_text(encoding="utf-8"))[0] for path in EXAMPLES]
    targets = examples[-FORMS:]
    for form_id in sorted(all_forms()):
        forms = [convert(target, form_id) for target in targets]
        times = {kind: seconds(partial(to_bytes, forms, kind)) for kind in OFFICE}
        print(f"{FORMS} forms of {form_id:<9}", *(f"{kind} {took:5.2f} s" for kind, took in times.items()))
    print(f"promised: docx and xlsx ≤ {PROMISED} s")
    print(
        f"csv {seconds(lambda: to_bytes(targets, 'csv')):5.2f} s, a zip of docx {seconds(lambda: to_zip(targets, 'docx')):5.2f} s"
    )
    print(f"a book of {FORMS} forms as docx {seconds(lambda: book_bytes(targets)):5.2f} s")
    if pdf_available():
        print(
            f"pdf {seconds(lambda: to_bytes(targets, 'pdf'), 1):5.2f} s, a book {seconds(lambda: book_bytes(targets, 'pdf'), 1):5.2f} s"
        )
    for rows in (100, 1_000, 4_000):
        big = longer(examples[9], rows)
        costs = [seconds(partial(to_bytes, [big], kind), 1) / rows * 1e3 for kind in OFFICE]
        print(f"{rows:>6,} rows: docx {costs[0]:.2f} ms a row, xlsx {costs[1]:.2f} ms a row")


if __name__ == "__main__":
    main()
