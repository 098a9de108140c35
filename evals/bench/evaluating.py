"""How fast evals are: the offline leave-one-out run over the 47 samples, and scoring recorded outputs.

Promised: 47 drafts with scores in 60 s on two cores; 20 drafts scored a second. The first is measured by the clock, the second in
processor time, so that what else runs on the machine does not count. Run: python -m evals.bench.evaluating.
"""

import tempfile
import time
from pathlib import Path

from evals.loading import load_dataset
from evals.running.run import Plan, score_all, start
from evals.running.work import Engines


def main() -> None:
    """Print the measures."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        run = start(Plan(("samples",)), Engines(), path=Path(folder) / "run.jsonl")
        whole = time.perf_counter() - begun
    print(f"leave-one-out over {len(run.results)} samples, drafted and scored: {whole:.1f} s (promised 60)")

    cases, worker = load_dataset("recorded"), Engines()
    begun = time.process_time()
    outcomes = [worker(case) for case in cases]
    replayed = time.process_time() - begun
    begun = time.process_time()
    for case, outcome in zip(cases, outcomes, strict=True):
        score_all(case, outcome)
    scored = time.process_time() - begun
    count = len(cases)
    print(
        f"recorded outputs scored: {count / scored:,.0f} a second; replayed and scored: {count / (replayed + scored):,.0f}"
    )
    print(f"(promised 20 a second); scoring takes {scored / (replayed + scored):.0%} of replaying and scoring")


if __name__ == "__main__":
    main()
