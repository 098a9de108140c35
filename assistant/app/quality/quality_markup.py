"""The page 质量评测 as HTML; drafts and reasons in runs are text of others and escaped here."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

from assistant.app.labels import SEVERITIES
from assistant.model import PerformanceTarget

if TYPE_CHECKING:
    from evals.results import CaseResult, Comparison, Difference, Mean, Run, RunSummary

_VERDICT_TONES = {"better": "ok", "worse": "error", "same": "hint", "unknown": "hint"}


def run_facts(line: "RunSummary", engines: Mapping[str, str], datasets: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return a run's columns for the list."""
    state = f"{line.done}/{line.cases}" + ("" if line.finished else " 未完")
    return [
        (line.model or engines.get(line.engine, line.engine), "soft"),
        ("、".join(datasets.get(name, name) for name in line.datasets), "soft"),
        (state, "" if line.finished else "warning"),
        (str(line.failed), "error" if line.failed else "soft"),
        ("—" if line.total is None else f"{line.total:.1f}", "hint"),
    ]


def head(lines: Sequence[tuple[str, str]]) -> str:
    """Return what a run was made with."""
    rows = "".join(f"<tr><th>{escape(label)}</th><td>{escape(text)}</td></tr>" for label, text in lines)
    return f'<table class="jx-table jx-facts jx-run-head"><tbody>{rows}</tbody></table>'


def bars(found: "Mapping[str, Mean]", titles: Mapping[str, str]) -> str:
    """Return means as bars, 0 to 100."""
    rows = ""
    for name, mean in found.items():
        if mean.value is None:
            continue
        left = f"，{mean.unscored} 个未能评分" if mean.unscored else ""
        rows += (
            f'<div class="jx-mean" title="{mean.scored} 个案例{left}"><span>{escape(titles.get(name, name))}</span>'
            f'<i><u style="width:{min(100.0, max(0.0, mean.value)):.1f}%"></u></i><em>{mean.value:.1f}</em></div>'
        )
    return f'<div class="jx-means">{rows}</div>'


def verdict(found: "Comparison", said: Mapping[str, str]) -> str:
    """Return what a comparison comes to, and what the runs were made with differently."""
    first = found.differences[0] if found.differences else None
    by = f"总分 {first.a:.1f} → {first.b:.1f}（{first.by:+.1f}）" if first else "没有共同的案例"
    changed = "、".join(found.changed) or "没有不同（同样的代码、提示词和数据）"
    return (
        f'<div class="jx-verdict"><b class="jx-badge {_VERDICT_TONES[found.verdict]}">{said[found.verdict]}</b>'
        f"<span>{escape(by)}</span><p>两次的不同：{escape(changed)}</p></div>"
    )


def differences(found: "Sequence[Difference]", titles: Mapping[str, str], said: Mapping[str, str]) -> str:
    """Return all scorers in both runs, each with its interval over projects."""
    rows = "".join(
        f"<tr><th>{escape(titles.get(each.scorer, each.scorer))}</th><td>{each.a:.1f}</td><td>{each.b:.1f}</td>"
        f"<td>{each.by:+.1f}</td><td>{each.low:+.1f} ～ {each.high:+.1f}</td><td>{each.projects}</td>"
        f'<td><b class="jx-badge {_VERDICT_TONES[each.verdict]}">{said[each.verdict]}</b></td></tr>'
        for each in found
    )
    labels = ("评分项", "甲", "乙", "乙减甲", "95% 区间", "项目", "结论")
    heads = "".join(f"<th>{label}</th>" for label in labels)
    return f'<table class="jx-table jx-numbers"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def fallen(found: "Comparison") -> str:
    """Return the projects that got worse, with the rows that only one of the drafts has."""
    items = ""
    for each in found.fallen:
        rows = "".join(f"<li><del>{escape(row)}</del></li>" for row in each.only_a)
        rows += "".join(f"<li><ins>{escape(row)}</ins></li>" for row in each.only_b)
        items += (
            f"<details><summary><b>{escape(each.b.name)}</b><em>{each.a.total.value or 0:.1f} → {each.b.total.value or 0:.1f}</em></summary>"
            f"<ul>{rows or '<li>指标相同，分数的不同在别处</li>'}</ul></details>"
        )
    return f'<div class="jx-fallen">{items}</div>' if items else '<p class="jx-hint">没有变差的项目。</p>'


def failures(run: "Run") -> str:
    """Return the cases that brought nothing, each with its reason; empty text where there are none."""
    items = "".join(f"<li><b>{escape(each.name)}</b>{escape(each.error)}</li>" for each in run.failures)
    return f'<div class="jx-failures"><h4>没有结果的案例（按 0 分计）</h4><ul>{items}</ul></div>' if items else ""


def scores(result: "CaseResult", titles: Mapping[str, str]) -> str:
    """Return a case's scores, each with its reason."""
    rows = "".join(
        f"<tr><th>{escape(titles.get(name, name))}</th><td>{'—' if score.value is None else f'{score.value:.1f}'}</td>"
        f"<td>{escape(score.reason)}</td></tr>"
        for name, score in result.scores.items()
    )
    return f'<table class="jx-table jx-numbers"><tbody>{rows}</tbody></table>'


def objections(result: "CaseResult") -> str:
    """Return what the checker said of a case's draft."""
    items = "".join(
        f'<li><b class="jx-badge {escape(str(each.get("severity", "hint")))}">{SEVERITIES.get(each.get("severity", "hint"), "提示")}</b>'
        f"{escape(str(each.get('row') or '全表'))}：{escape(str(each.get('message', '')))}</li>"
        for each in result.findings
    )
    return f'<ul class="jx-objections">{items}</ul>' if items else '<p class="jx-hint">检查没有发现问题。</p>'


def form(target: PerformanceTarget | None, title: str, empty: str) -> str:
    """Return a form in short: goals and rows."""
    if target is None:
        return f'<h4 class="jx-sub">{title}</h4><p class="jx-hint">{empty}</p>'
    goals = "".join(f"<p>{escape(goal.text)}</p>" for goal in target.goals)
    rows = "".join(
        f"<tr><td>{escape(row.level2 or row.level1)}</td><td>{escape(row.name)}</td><td>{escape(row.value.text)}</td></tr>"
        for row in target.indicators
    )
    heads = "<thead><tr><th>类别</th><th>指标</th><th>指标值</th></tr></thead>"
    return (
        f'<h4 class="jx-sub">{title}</h4><div class="jx-short">{goals}'
        f'<table class="jx-table">{heads}<tbody>{rows}</tbody></table></div>'
    )
