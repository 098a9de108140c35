"""The page's own HTML. Everything that a user or a model wrote goes through `escape`."""

from collections.abc import Sequence
from decimal import Decimal
from html import escape

from assistant.app.edit.overview import Costs, Kind, Part
from assistant.app.labels import SEVERITIES, grouped_yuan, source_sentence
from assistant.checking.findings import Finding
from assistant.model import Indicator, Money
from assistant.workspace import Change, Clash, RowMark, Saved, VersionLine

ORIGINS = {
    "model": "大模型写的", "offline": "离线引擎写的", "person": "人工填写", "rule": "采用建议改的", "example": "取自样例", "file": "读自文件",
}  # fmt: skip
_SHADES = 5
_MOST_OPEN = 6
_SUFFIXES = ("成本指标", "效益指标", "指标")


def cost_plot(costs: Costs) -> str:
    """Return the cost indicators as one bar against the budget, with its key; empty text where there is nothing."""
    if costs.budget is None and not (costs.parts or costs.totals):
        return ""
    shown = costs.parts or costs.totals[:1]
    whole = max([costs.sum, costs.budget or Decimal(0), *(part.yuan for part in costs.totals)])
    segments = "".join(_segment(part, whole, number) for number, part in enumerate(shown))
    mark = f'<u style="left:{_share(costs.budget, whole):.1f}%"></u>' if costs.budget and costs.exceeds else ""
    keys = "".join(
        f'<li><i class="s{number % _SHADES}"></i>{escape(part.name)}<b>{escape(part.printed)}</b></li>'
        for number, part in enumerate(shown)
    )
    return (
        f'<div class="jx-costs{" over" if costs.exceeds else ""}"><h4>成本指标与预算<span>{_said(costs)}</span></h4>'
        f'<div class="bar" role="img" aria-label="{escape(_said(costs))}">{segments}{mark}</div><ul>{keys}</ul></div>'
    )


def _segment(part: Part, whole: Decimal, number: int) -> str:
    return f'<i class="s{number % _SHADES}" style="width:{_share(part.yuan, whole):.2f}%" title="{escape(part.name)} {escape(part.printed)}"></i>'


def _share(yuan: Decimal, whole: Decimal) -> float:
    return float(yuan / whole * 100) if whole else 0.0


def _said(costs: Costs) -> str:
    spent = _wan(costs.sum)
    if costs.budget is None:
        return f"合计 {spent}，预算未填"
    if not costs.parts and not costs.totals:
        return "成本指标没有写金额"
    lead = "分项合计" if costs.parts else "合计"
    left = costs.budget - costs.sum
    if costs.exceeds:
        return f"超出预算 {_wan(max([costs.sum, *(part.yuan for part in costs.totals)]) - costs.budget)}"
    return f"{lead} {spent}，正好等于预算" if not left else f"{lead} {spent}，预算 {_wan(costs.budget)}"


def _wan(yuan: Decimal) -> str:
    money = Money(fen=int(yuan * 100))
    return str(money.to("万元")) if yuan >= 10_000 else grouped_yuan(money)


def coverage(kinds: Sequence[Kind]) -> str:
    """Return how many rows each 二级指标 has; what the form requires and does not have stands out."""
    groups: dict[str, list[Kind]] = {}
    for kind in kinds:
        groups.setdefault(kind.level1, []).append(kind)
    items = "".join(
        f"<div><b>{escape(_short(level1))}</b>{''.join(_chip(kind) for kind in found)}</div>"
        for level1, found in groups.items()
    )
    return f'<div class="jx-cover"><h4>各级指标条数</h4>{items}</div>'


def _chip(kind: Kind) -> str:
    tone = "" if kind.rows else "lacks" if kind.need == "required" else "wants" if kind.need == "wanted" else "none"
    need = {"required": "必须有", "wanted": "原则上应有"}.get(kind.need, "按需要")
    return f'<span class="{tone}" title="{escape(kind.name)}：{need}">{escape(_short(kind.name))}<em>{kind.rows}</em></span>'


def _short(name: str) -> str:
    return next((name.removesuffix(end) for end in _SUFFIXES if name.endswith(end) and name != end), name)


def told(text: str) -> str:
    """Return a sentence about the last save."""
    return f'<p class="jx-told" role="status">{escape(text)}</p>'


def row_facts(row: Indicator, mark: RowMark, number: int) -> str:
    """Return what is known of a row: where its figure comes from, who wrote it, what it was answered for with."""
    source = source_sentence(row.source)
    facts = [("数字来源", source), ("由谁写的", ORIGINS[mark.origin] + ("，已锁定" if mark.locked else ""))]
    if mark.tick:
        facts.append(("核实", f"{mark.tick.why}（{mark.tick.who}，{mark.tick.at.astimezone():%m-%d %H:%M}）"))
    facts += [(label, text) for label, text in (("描述", row.description), ("依据", row.basis)) if text]
    items = "".join(f"<dt>{label}</dt><dd>{escape(text)}</dd>" for label, text in facts)
    return (
        f'<div class="jx-row"><h3><small>第 {number} 行</small>{escape(row.name) or "（未命名）"}</h3>'
        f'<p class="value">{escape(str(row.value)) or "（未填）"}</p><dl>{items}</dl></div>'
    )


def row_findings(found: Sequence[Finding]) -> str:
    """Return a row's findings in short; the cards below have the repairs."""
    items = "".join(
        f'<li class="{each.severity}"><b>{SEVERITIES[each.severity]}</b>{escape(each.message)}</li>' for each in found
    )
    return f'<ul class="jx-rowfinds">{items}</ul>' if items else ""


def gap(row: Indicator, period: str) -> str:
    """Return one figure that is 待核实, with where to look it up."""
    ask = row.source.detail if row.source and row.source.kind == "unconfirmed" else ""
    look_up = f"<p>{escape(ask)}</p>" if ask else ""
    lead = f"<em>{period}</em>" if period else ""
    return f'<div class="jx-gap"><b>{lead}{escape(row.name) or "（未命名）"}</b><span>{escape(str(row.value))}</span>{look_up}</div>'


def ticked(row: Indicator, mark: RowMark) -> str:
    """Return a figure that somebody has answered for."""
    tick = mark.tick
    why = f"{tick.why}（{tick.who}，{tick.at.astimezone():%m-%d %H:%M}）" if tick else ""
    return f'<div class="jx-gap done"><b>{escape(row.name)}</b><span>{escape(str(row.value))}</span><p>已核实：{escape(why)}</p></div>'


def example_row(row: Indicator, project: str) -> str:
    """Return an example's row with the project it stands in."""
    return (
        f'<div class="jx-sample"><b>{escape(row.name)}</b><span>{escape(str(row.value))}</span>'
        f"<p>{escape(row.level2)} · {escape(project)}</p></div>"
    )


def version_line(line: VersionLine) -> str:
    """Return a version in one line, what changed below."""
    when = line.at.astimezone().strftime("%m-%d %H:%M:%S")
    return (
        f'<div class="jx-version"><b>第 {line.number} 版</b><span>{when}</span><span>{escape(line.who)}</span>'
        f"<p>{escape('：'.join(dict.fromkeys(part for part in (line.why, line.summary) if part)))}</p></div>"
    )


def changes(found: Sequence[Change]) -> str:
    """Return what differs between two versions, place by place."""
    if not found:
        return '<p class="jx-hint">两版内容相同</p>'
    places: dict[str, list[Change]] = {}
    for each in found:
        places.setdefault(each.where, []).append(each)
    items = "".join(
        f"<li><em>{escape(where)}</em>{''.join(_changed(each) for each in group)}</li>"
        for where, group in places.items()
    )
    return f'<div class="jx-repair jx-diff"><ul>{items}</ul></div>'


def _changed(change: Change) -> str:
    old = f"<del>{escape(change.before)}</del>" if change.before is not None else ""
    new = f"<ins>{escape(change.after)}</ins>" if change.after is not None else ""
    arrow = "<u>→</u>" if old and new else ""
    return f"<p><b>{escape(change.field)}</b>{old}{arrow}{new}</p>"


def conflict_head(theirs: Saved, many: int) -> str:
    """Return what has happened, before the choices."""
    when = theirs.at.astimezone().strftime("%H:%M:%S")
    return (
        f'<div class="jx-conflict"><h3>{many} 处内容两边都改了，还没有保存</h3><p>{escape(theirs.who)}在 {when} '
        f"从另一个窗口保存了第 {theirs.version} 版。请逐处选择保留哪一个；其余不冲突的修改会自动合在一起。</p></div>"
    )


def clash(each: Clash) -> str:
    """Return one value that both changed, and what it was before."""
    was = f"原为：{escape(each.base)}" if each.base else "原来没有"
    return f'<div class="jx-clash"><b>{escape(each.where)}　{escape(each.field)}</b><small>{was}</small></div>'


def before_export(errors: Sequence[str], figures: Sequence[str]) -> str:
    """Return what is still open before a form leaves the house."""
    if not errors and not figures:
        return '<div class="jx-open ok"><b>没有错误，也没有待核实的数字</b></div>'
    parts = _open(f"{len(errors)} 个错误", errors) + _open(f"{len(figures)} 处待核实", figures)
    return f'<div class="jx-open"><b>还有没处理的，可以先导出，上报前请处理</b>{parts}</div>'


def _open(title: str, lines: Sequence[str]) -> str:
    if not lines:
        return ""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines[:_MOST_OPEN])
    more = f"<li>等 {len(lines)} 处</li>" if len(lines) > _MOST_OPEN else ""
    return f"<h4>{title}</h4><ul>{items}{more}</ul>"
