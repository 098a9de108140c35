"""The gate: `python -m evals.gate` fails where the offline engine, the fixing or the checker got worse than the baseline.

Everything here runs without a model: offline drafts, recorded answers replayed, weak forms fixed, labelled forms checked.
Each data set is compared with `evals/baseline.json` project by project. Worse beyond noise in the total, or in one of the
scorers that must hold by themselves, fails; so does a new failure, a score that can no longer be made, and a case that is
gone. Anything else that fell is printed. `python -m evals.gate --accept` makes today's scores the baseline, on purpose.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.model import AssistantError, InputError
from evals.reporting.words import DATASETS, interval_text, title_of
from evals.results import Comparison, Difference, Run
from evals.results.comparing import compare_runs
from evals.results.shapes import CaseResult
from evals.results.summary import TOTAL, values_of
from evals.running.run import Plan, start
from evals.running.work import Engines
from evals.scorers import Score

BASELINE = Path(__file__).parent / "baseline.json"
DATA = ("samples", "regions", "briefs", "recorded", "weak_forms", "labels")
MUST_HOLD = (TOTAL, "figures", "budget_fit", "fix_added", "fix_kept", "recall", "right")
"""Scorers whose fall no rise of another makes good."""
LEAST_FALL = 0.3
"""Of 100 points: what falls by less is not worth stopping for, however surely it falls."""
_WORST = 8
Values = dict[str, dict[str, float | None]]
"""Score by scorer, by the key of a case."""


def main(arguments: Sequence[str]) -> int:
    """Run the gate, or accept; return the exit code: 0 passed, 1 worse, 2 cannot be run."""
    try:
        run = run_all()
        if "--accept" in arguments:
            write(BASELINE, run)
            print(f"基线已更新：{len(run.results)} 个案例，写入 {BASELINE.name}，请连同原因一起提交")
            return 0
        worse, notes = verdict(read(BASELINE), run)
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 2
    for line in [*notes, *worse]:
        print(line)
    print("没有通过：比基线差；若是有意的取舍，运行 make gate-accept" if worse else "通过：没有比基线差")
    return 1 if worse else 0


def run_all(limit: int | None = None) -> Run:
    """Run every data set of the gate; what it leaves on disk is thrown away."""
    with TemporaryDirectory() as folder:
        return start(Plan(DATA, limit=limit), Engines(), path=Path(folder) / "gate.jsonl")


def write(path: Path, run: Run) -> None:
    """Keep a run's scores as the baseline, a line a case, so that a change of it can be read."""
    lines = [
        f" {json.dumps(result.key, ensure_ascii=False)}: {json.dumps(values_of(result))}"
        for result in sorted(run.results, key=lambda each: each.key)
    ]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def read(path: Path) -> Values:
    """Return the baseline.

    Raises:
        InputError: there is none, or it cannot be read.
    """
    try:
        found: Values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"基线 {path.name} 不在或读不出来，请运行 make gate-accept 重新生成") from error
    return found


def verdict(baseline: Values, run: Run) -> tuple[list[str], list[str]]:
    """Return what is worse (the gate fails where there is anything), and what else is worth knowing, as lines."""
    worse, notes = list(_broken(baseline, run)), []
    for name in DATA:
        comparison = _against(baseline, run, name)
        if not comparison.differences:
            continue
        title = DATASETS[name]
        notes.append(f"{title}：{_said(comparison.differences[0])}")
        fell = [each for each in comparison.differences if each.verdict == "worse" and each.by <= -LEAST_FALL]
        if grave := [each for each in fell if each.scorer in MUST_HOLD]:
            worse += [f"{title} 变差：{_said(each)}" for each in grave]
            worse += list(_who(comparison))
        notes += [f"{title} 下降但不拦：{_said(each)}" for each in fell if each.scorer not in MUST_HOLD]
    return worse, notes


def _said(difference: Difference) -> str:
    return f"{title_of(difference.scorer)} {difference.a:.1f} → {difference.b:.1f}，{interval_text(difference)}"


def _broken(baseline: Values, run: Run) -> Iterator[str]:
    """Yield what no average excuses."""
    now = run.by_key
    for key in baseline:
        if key not in now:
            yield f"案例 {key} 不见了；若是有意的，运行 make gate-accept"
    for key, result in now.items():
        before = baseline.get(key)
        if result.failed:
            yield f"{key} 失败：{result.error}"
        elif before is not None:
            for name, score in result.scores.items():
                if score.value is None and before.get(name) is not None:
                    yield f"{key} 的“{title_of(name)}”未能评分：{score.reason}"


def _against(baseline: Values, run: Run, dataset: str) -> Comparison:
    results = tuple(each for each in run.results if each.dataset == dataset)
    before = tuple(_before(each, baseline[each.key]) for each in results if each.key in baseline)
    return compare_runs(Run(run.head, before, True), Run(run.head, results, True))


def _before(result: CaseResult, values: dict[str, float | None]) -> CaseResult:
    """Return a case's result with the baseline's scores; its draft is not kept."""
    scores = {
        name: Score.unscored("基线里未能评分") if value is None else Score.of(value) for name, value in values.items()
    }
    total = scores.pop(TOTAL)
    return result.model_copy(update={"scores": scores, "total": total, "target": None, "error": ""})


def _who(comparison: Comparison) -> Iterator[str]:
    for fallen in comparison.fallen[:_WORST]:
        fell = "，".join(f"{title_of(name)} {one:g}→{two:g}" for name, one, two in fallen.scorers[:4])
        yield f"  {fallen.by:+.1f}  {fallen.a.key}（{fell}）"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
