"""How figures of runs are printed, in the terminal and in HTML alike."""

from collections.abc import Mapping
from typing import Any

from evals.results import Difference, Mean, Run, Spent
from evals.results.comparing import VERDICTS
from evals.weighing import title_of

ENGINES = {"offline": "离线引擎", "llm": "大模型"}
DATASETS = {
    "samples": "样例留一",
    "regions": "其他地区",
    "briefs": "自拟简表",
    "recorded": "录音重放",
    "weak_forms": "待改表",
    "labels": "审核标注",
}


_DETAILS = {
    "missing": "缺少", "rows": "涉及", "open": "待核实", "proposed": "建议值待核", "sources": "数字来源", "bad": "无据",
    "rules": "规则", "error": "错误", "warning": "警告", "hint": "提示", "grade": "等级", "broken": "不合处",
    "unused": "没有用上", "without_row": "没有指标", "not_in_goal": "目标没写", "forbidden": "不该出现", "parts": "分项",
    "left": "没改掉", "lost": "丢失", "missed": "漏报", "wrong": "多报", "input": "填报内容", "budget": "预算计算",
    "standard": "标准惯例", "example": "样例", "unconfirmed": "待核实", "words": "不含数字", "unsupported": "无据",
    "unmarked": "没有出处",
}  # fmt: skip
_ASIDE = ("hit", "of", "by_level", "points")
"""Said in another way, or drawn."""


def details_text(details: Mapping[str, Any]) -> str:
    """Return what a score rests on, in Chinese: `2/12；缺少 丧葬费、及时性`."""
    share = [f"{details['hit']:g}/{details['of']:g}"] if "hit" in details and "of" in details else []
    named = [
        f"{_DETAILS.get(key, key)} {_plain(said)}"
        for key, said in details.items()
        if key not in _ASIDE and said not in ([], {}, "")
    ]
    return "；".join([*share, *named])


def _plain(said: object) -> str:
    if isinstance(said, list):
        return "、".join(_plain(each) for each in said)
    if isinstance(said, dict):
        return "、".join(f"{_DETAILS.get(key, key)} {_plain(each)}" for key, each in said.items())
    return str(said)


def shown(mean: Mean | None) -> str:
    """Return a mean with what could not be scored: `92.4`, `92.4（2 个未能评分）`, `—`."""
    if mean is None or mean.value is None:
        return "—" if mean is None or not mean.unscored else f"{mean.unscored} 个未能评分"
    return f"{mean.value:.1f}" + (f"（{mean.unscored} 个未能评分）" if mean.unscored else "")


def spent_text(spent: Spent) -> str:
    """Return what was spent in one line."""
    parts = [f"用时合计 {spent.seconds:.1f} 秒"]
    if spent.requests:
        tokens = spent.prompt_tokens + spent.completion_tokens
        parts += [f"请求模型 {spent.requests} 次", f"用量{'约' if spent.estimated else ''} {tokens:,} token"]
        parts.append(f"{spent.yuan:.2f} 元" if spent.yuan is not None else "费用未知（没有价目表）")
    return "，".join(parts)


def head_lines(run: Run) -> list[tuple[str, str]]:
    """Return what a run was made with, as label and text."""
    head, versions = run.head, run.head.versions
    lines = [
        ("引擎", ENGINES[head.engine] + (f" {head.model}" if head.model else "")),
        ("数据集", "、".join(DATASETS.get(name, name) for name in head.datasets)),
        ("案例", f"{len(run.results)}/{head.cases}" + ("" if run.finished else "（没有跑完，可以用 --resume 接着跑）")),
        ("开始", f"{head.started:%Y-%m-%d %H:%M} UTC"),
        ("代码", f"{versions.code or '—'}（{versions.engine}）"),
        ("提示词", "，".join(f"{name} 第{version}" for name, version in versions.prompts.items())),
        ("样例库", versions.examples),
        ("评分办法", versions.scorers),
    ]
    return [*lines, ("说明", head.note)] if head.note else lines


def interval_text(difference: Difference) -> str:
    """Return a difference with its interval and what it means: `-3.1 [-4.0, -2.2] 更差`."""
    said = VERDICTS[difference.verdict]
    return f"{difference.by:+.1f} [{difference.low:+.1f}, {difference.high:+.1f}] {said}"


__all__ = ["DATASETS", "ENGINES", "details_text", "head_lines", "interval_text", "shown", "spent_text", "title_of"]
