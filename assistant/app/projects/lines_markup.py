"""A line of the list 我的项目 as HTML: what is known of a draft beside its name, in columns."""

from datetime import datetime
from html import escape
from typing import Final

from assistant.app.labels import grouped_yuan
from assistant.forms import all_forms
from assistant.model import Money
from assistant.workspace import DraftLine

COLUMNS: Final = (
    ("unit", "单位", 190),    ("year", "年度", 52), ("form", "表式", 84), ("money", "预算", 104), ("state", "状态", 72), ("score", "得分", 74),
    ("errors", "错误", 50), ("gaps", "待核实", 58), ("at", "最近修改", 118),
)  # fmt: skip
_TONES = {"草稿": "hint", "已完成": "ok", "起草中": "warning"}


def head() -> str:
    """Return the columns' headers."""
    cells = "".join(f'<span class="{key}" style="width:{width}px">{label}</span>' for key, label, width in COLUMNS)
    return f'<div class="jx-lines-head">{cells}</div>'


def facts(line: DraftLine, now: datetime) -> str:
    """Return a draft's columns."""
    texts = {
        "unit": escape(line.unit or "—"),
        "year": str(line.year or "—"),
        "form": escape(_form(line.form)),
        "money": escape(_money(line)),
        "state": f'<b class="jx-badge {_TONES[line.state]}">{line.state}</b>',
        "score": f'<b class="grade-{_GRADES.get(line.grade, "d")}">{line.total:g}</b> {escape(line.grade)}'
        if line.rows
        else "—",
        "errors": _count(line.errors, "error"),
        "gaps": _count(line.unconfirmed, "warning"),
        "at": when(line.updated_at, now),
    }
    cells = "".join(f'<span class="{key}" style="width:{width}px">{texts[key]}</span>' for key, _, width in COLUMNS)
    return f'<div class="jx-facts-line" title="{escape(_title(line))}">{cells}</div>'


_GRADES = {"优": "a", "良": "b", "中": "c"}


def when(at: datetime, now: datetime) -> str:
    """Return a time as people say it: 今天 14:02, 昨天 09:30, 11月3日 16:20, 2025年11月3日."""
    at, now = at.astimezone(), now.astimezone()
    clock = at.strftime("%H:%M")
    days = (now.date() - at.date()).days
    if days == 0:
        return f"今天 {clock}"
    if days == 1:
        return f"昨天 {clock}"
    return f"{at.month}月{at.day}日 {clock}" if at.year == now.year else f"{at.year}年{at.month}月{at.day}日"


def _form(id_: str) -> str:
    form = all_forms().get(id_)
    return (form.aliases[0] if form.aliases else form.name) if form else "通用"


def _money(line: DraftLine) -> str:
    if not line.budget_fen:
        return "—"
    form, money = all_forms().get(line.form), Money(fen=line.budget_fen)
    return grouped_yuan(money) if form and form.money_unit == "元" else str(money.to("万元"))


def _count(number: int, tone: str) -> str:
    return f'<b class="{tone}">{number}</b>' if number else "<i>0</i>"


def _title(line: DraftLine) -> str:
    parts = (line.unit or "", f"第 {line.version} 版", f"{line.rows} 条指标", f"由{line.updated_by}修改")
    return "　".join(part for part in parts if part)
