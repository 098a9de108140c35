"""How fast `check` is: forms of 12 rows a second on one core, cost by number of rows, and the cold start.

Run: python evals/bench/bench_check.py [seconds]. Prints numbers; asserts nothing.
"""

import subprocess
import sys
import time
from collections.abc import Callable

from assistant.checking import check
from assistant.model import Goal, Indicator, Money, PerformanceTarget, Project, Value

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
    """Return how often a call runs in a second."""
    run()
    start, count = time.perf_counter(), 0
    while (passed := time.perf_counter() - start) < seconds:
        run()
        count += 1
    return count / passed


def cold() -> float:
    """Return the seconds of a fresh interpreter that checks one form."""
    code = "import sys; sys.path[:0] = ['.', 'evals/bench']; from bench_check import target; from assistant.checking import check; check(target())"
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - start


def main(seconds: float) -> None:
    """Print the three measures."""
    form = target()
    print(f"forms of {len(_ROWS)} rows a second: {rate(lambda: check(form), seconds):,.0f}")
    for rows in (120, 1_200, 12_000):
        big = target(rows)
        start = time.perf_counter()
        check(big)
        print(f"{rows:>7,} rows: {(time.perf_counter() - start) / rows * 1e6:6.1f} µs a row")
    print(f"cold start and one form: {min(cold() for _ in range(3)):.2f} s")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 2.0)
