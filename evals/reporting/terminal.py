"""Runs in the terminal: tables whose columns stand straight with Chinese in them."""

import unicodedata
from collections.abc import Iterator, Sequence

from evals.reporting.words import DATASETS, ENGINES, head_lines, interval_text, shown, spent_text, title_of
from evals.results import VERDICTS, Comparison, Run, RunSummary, means, spent

_WORST, _ROWS = 5, 6


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table; a wide sign takes two columns."""
    widths = [max(_width(row[at]) for row in rows) for at in range(len(rows[0]))]
    for row in rows:
        cells = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def run_lines(run: Run) -> Iterator[str]:
    """Yield a run: what it was made with, means by data set, failures, the weakest cases."""
    yield f"评测 {run.id}"
    yield from (f"  {label}：{text}" for label, text in head_lines(run))
    by_dataset = {name: [each for each in run.results if each.dataset == name] for name in run.head.datasets}
    found = {name: means(results) for name, results in by_dataset.items()}
    whole = means(run.results)
    yield ""
    yield from table([
        ["评分项", "全部", *(DATASETS.get(name, name) for name in found)],
        *([title_of(name), shown(mean), *(shown(each.get(name)) for each in found.values())] for name, mean in whole.items()),
    ])  # fmt: skip
    yield ""
    yield spent_text(spent(run.results))
    yield from _failures(run)
    weakest = sorted(
        (each for each in run.results if each.total.value is not None), key=lambda each: each.total.value or 0
    )
    yield f"得分最低的 {min(_WORST, len(weakest))} 个："
    yield from (f"  {each.total.value:5.1f}  {each.key}  {each.name}" for each in weakest[:_WORST])


def _failures(run: Run) -> Iterator[str]:
    if run.failures:
        yield f"失败 {len(run.failures)} 个（按 0 分计）："
        yield from (f"  {each.key}  {each.name}：{each.error}" for each in run.failures)


def runs_lines(runs: Sequence[RunSummary]) -> Iterator[str]:
    """Yield the list of runs."""
    if not runs:
        yield "还没有评测结果，运行 assistant eval 得到第一份"
        return
    rows = [["评测", "引擎", "数据集", "案例", "失败", "总分", "token/个", "秒/个", "元/个", "说明"]]
    for run in runs:
        total = "—" if run.total is None else f"{run.total:.1f}"
        done = f"{run.done}/{run.cases}" + ("" if run.finished else " 未完")
        engine = ENGINES.get(run.engine, run.engine) + (f" {run.model}" if run.model else "")
        names = "、".join(DATASETS.get(name, name) for name in run.datasets)
        cost = [f"{run.tokens:,.0f}" if run.tokens else "—", f"{run.seconds:.2f}", run.yuan or "—"]
        rows.append([run.id, engine, names, done, str(run.failed), total, *cost, run.note])
    yield from table(rows)


def comparison_lines(comparison: Comparison) -> Iterator[str]:
    """Yield two runs compared: the verdict first, then every scorer, then who got worse."""
    a, b = comparison.a, comparison.b
    yield f"A {a.id}\nB {b.id}"
    yield "不同之处：" + ("；".join(comparison.changed) or "没有，两次评测的条件一样")
    if not comparison.differences:
        yield "两次评测没有共同的案例，无法比较"
        return
    total = comparison.differences[0]
    yield f"结论：B 比 A {VERDICTS[comparison.verdict]}（总分 {interval_text(total)}，{total.projects} 个项目，95% 区间按项目重抽样）"
    yield ""
    rows = [["评分项", "A", "B", "B-A [95% 区间]", "项目"]]
    for each in comparison.differences:
        rows.append([title_of(each.scorer), f"{each.a:.1f}", f"{each.b:.1f}", interval_text(each), str(each.projects)])
    yield from table(rows)
    yield f"花费：A {spent_text(spent(a.results))}；B {spent_text(spent(b.results))}"
    for left in comparison.left_out[:_ROWS]:
        yield f"没有比较 {left.key}：{left.reason}"
    if len(comparison.left_out) > _ROWS:
        yield f"没有比较的还有 {len(comparison.left_out) - _ROWS} 个"
    yield from _fallen_lines(comparison)


def _fallen_lines(comparison: Comparison) -> Iterator[str]:
    if not comparison.fallen:
        yield "没有变差的项目"
        return
    yield f"变差的项目 {len(comparison.fallen)} 个" + (
        f"，列出前 {_WORST} 个" if len(comparison.fallen) > _WORST else ""
    )
    for fallen in comparison.fallen[:_WORST]:
        fell = "，".join(f"{title_of(name)} {one:.0f}→{two:.0f}" for name, one, two in fallen.scorers[:4])
        yield f"  {fallen.by:+.1f}  {fallen.a.key}  {fallen.a.name}（{fell}）"
        for sign, lines in (("-", fallen.only_a), ("+", fallen.only_b)):
            yield from (f"      {sign} {line}" for line in lines[:_ROWS])
        if fallen.b.error:
            yield f"      B 失败：{fallen.b.error}"
