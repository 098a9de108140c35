"""The 88号 score card as HTML: total, grade, the eight points as bars, and for each what took points from it."""

from collections.abc import Sequence
from html import escape

from assistant.app.labels import SEVERITIES, place
from assistant.app.rule_help import title_of
from assistant.checking.findings import Deduction, Finding, Report, objections
from assistant.checking.scorecard import Point
from assistant.forms import FormDefinition
from assistant.model import PerformanceTarget

_DIMENSIONS: dict[str, tuple[Point, Point]] = {
    "完整性": ("规范完整性", "明确清晰性"),
    "相关性": ("目标相关性", "指标科学性"),
    "适当性": ("绩效合理性", "资金匹配性"),
    "可行性": ("实现可能性", "条件充分性"),
}
_MOST_PLACES = 3
"""Of one deduction; the findings themselves stand beside the form."""


def score_card(report: Report, target: PerformanceTarget, form: FormDefinition) -> str:
    """Return total, grade and the eight points; a point that lost something says to which findings, when pointed at.

    Args:
        report: of the target, with its deductions.
        target: whose rows the findings name.
        form: its definition.
    """
    score = report.score
    groups = ""
    for dimension, points in _DIMENSIONS.items():
        bars = ""
        for point in points:
            made = [each for each in report.deductions if each.point == point]
            bars += _bar(point, score.points.get(point, 0), made, "".join(_lost(each, target, form) for each in made))
        groups += f'<div class="jx-dim"><b>{dimension}</b>{bars}</div>'
    return (
        f'<div class="jx-score"><div class="jx-total jx-grade-{_grade_class(score.grade)}"><b>{score.total:g}</b>'
        f"<span>{score.grade}</span><small>自评得分</small></div>{groups}</div>"
    )


def _grade_class(grade: str) -> str:
    return {"优": "a", "良": "b", "中": "c"}.get(grade, "d")


def _bar(name: str, points: float, made: Sequence[Deduction], lost: str) -> str:
    # What is left and what was taken make the whole: regions give the points sizes of their own, 0 among them.
    full = points + float(sum(each.points for each in made))
    share = points / full if full else 1.0
    tone = "ok" if share >= 0.9 else "mid" if share >= 0.6 else "low"
    about = (
        f'tabindex="0" aria-label="{name} {points:g} / {full:g}"' if lost else f'title="{name} {points:g} / {full:g}"'
    )
    why = f'<div class="jx-lost"><h4>{name}　扣 {full - points:g} 分</h4><ul>{lost}</ul></div>' if lost else ""
    return (
        f'<div class="jx-bar" {about}><span>{name}</span><i><u class="{tone}" style="width:{share * 100:.0f}%"></u></i>'
        f"<em>{points:g}<small>/{full:g}</small></em>{why}</div>"
    )


def _lost(deduction: Deduction, target: PerformanceTarget, form: FormDefinition) -> str:
    groups = objections(deduction.findings)
    shown = "".join(f"<p>{escape(_said(group, target, form))}</p>" for group in groups[:_MOST_PLACES])
    more = f"<p>等 {len(groups)} 处</p>" if len(groups) > _MOST_PLACES else ""
    return (
        f'<li class="{deduction.severity}"><b>−{float(deduction.points):g}</b>{escape(title_of(deduction.rule))}'
        f"<small>{SEVERITIES[deduction.severity]} {escape(deduction.rule)}</small>{shown}{more}</li>"
    )


def _said(group: Sequence[Finding], target: PerformanceTarget, form: FormDefinition) -> str:
    where = "、".join(dict.fromkeys(place(finding, target, form) for finding in group))
    return f"{where}：{group[0].message}"
