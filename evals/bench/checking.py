"""How fast `check` is: forms of 12 rows a second on one core, cost by rows and by forms of a book, and the cold start.

Promised: 1,000 forms of 12 rows a second on one core; cost linear to 100,000 rows. Warm figures are processor time of
this process, so that what else runs on the machine does not count.

Run: python -m evals.bench.checking [seconds]. Prints numbers; asserts nothing.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from assistant.checking import check, check_all
from assistant.model import Goal, Indicator, Money, PerformanceTarget, Project, Value, from_json

ROOT = Path(__file__).resolve().parents[2]
_ROWS = (
    ("成本指标", "经济成本指标", "人均培训成本", "≤800元/人"),
    ("成本指标", "经济成本指标", "项目总成本", "≤24万元"),
    ("产出指标", "数量指标", "职业技能培训人数", "≥300人"),
    ("产出指标", "数量指标", "举办培训班期数", "≥6期"),
    ("产出指标", "质量指标", "培训合格率", "≥95%"),
    ("产出指标", "质量指标", "补贴发放准确率", "=100%"),
    ("产出指标", "时效指标", "培训完成时间", "11月底前完成"),
    ("产出指标", "时效指标", "补贴发放及时率", "≥98%"),
    ("效益指标", "社会效益指标", "参训人员就业率", "≥70%"),
    ("效益指标", "社会效益指标", "重大安全事故数", "=0起"),
    ("效益指标", "可持续影响指标", "培训管理制度", "出台1项管理办法"),
    ("满意度指标", "服务对象满意度指标", "参训人员满意度", "≥90%"),
)


def target(rows: int = len(_ROWS)) -> PerformanceTarget:
    """Return a form of so many rows; beyond twelve they repeat with other names."""
    made = [_ROWS[at % len(_ROWS)] + (at // len(_ROWS),) for at in range(rows)]
    return PerformanceTarget(
        form="central",
        project=Project(name="职业技能培训补贴", budget=Money.parse("24万元"), purpose="培训失业人员300人", year=2026),
        goals=[
            Goal(period="long_term", text="三年内使全市失业人员普遍接受一次职业技能培训"),
            Goal(period="annual", text="开展职业技能培训300人，举办6期，培训合格率达到95%以上"),
        ],
        indicators=[
            Indicator(
                period="annual",
                level1=level1,
                level2=level2,
                name=name + (f"第{lap}组" if lap else ""),
                value=Value.parse(value),
            )
            for level1, level2, name, value, lap in made
        ],
    )


def rate(run: Callable[[], object], seconds: float) -> float:
    """Return how often a call runs in a second of processor time."""
    run()
    start, count = time.process_time(), 0
    while (passed := time.process_time() - start) < seconds:
        run()
        count += 1
    return count / passed


def processor(run: Callable[[], object]) -> float:
    """Return the seconds of processor time of one call."""
    start = time.process_time()
    run()
    return time.process_time() - start


def cold() -> float:
    """Return the seconds of a fresh interpreter that checks one form."""
    code = "from evals.bench.checking import target; from assistant.checking import check; check(target())"
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
    return time.perf_counter() - start


def samples() -> list[PerformanceTarget]:
    """Return the 47 sample targets: other names, more findings."""
    files = sorted((ROOT / "examples" / "targets").glob("*.json"))
    return [target for path in files for target in from_json(path.read_text(encoding="utf-8"))]


def main(seconds: float) -> None:
    """Print the measures."""
    form = target()
    print(f"forms of {len(_ROWS)} rows a second: {rate(lambda: check(form), seconds):,.0f} (promised 1,000)")
    real = samples()
    rows = sum(len(each.indicators) for each in real)
    per_row = 1 / rate(lambda: [check(each) for each in real], seconds) / rows
    print(f"sample forms: {per_row * 1e6:.1f} µs a row, i.e. {1 / per_row / 12:,.0f} forms of 12 rows a second")
    for size in (120, 1_200, 12_000, 100_000):
        big = target(size)
        print(f"one form of {size:>7,} rows: {processor(partial(check, big)) / size * 1e6:6.1f} µs a row")
    for size in (100, 1_000, 8_333):
        book = [form.model_copy(update={"project": Project(name=f"项目{at}")}) for at in range(size)]
        print(f"a book of {size:>6,} forms: {processor(partial(check_all, book)) / size / 12 * 1e6:6.1f} µs a row")
    print(f"cold start and one form: {min(cold() for _ in range(3)):.2f} s")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 2.0)
