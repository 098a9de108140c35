"""Short Chinese texts that the page shows: sources, badges, periods, file names, money as understood."""

import re
from collections.abc import Iterable
from typing import Final

from assistant.app.sheet.frames import USER_FILLED
from assistant.checking.findings import Finding, Severity
from assistant.checking.findings import objections as objections
from assistant.forms import Column, FormDefinition, IndicatorTable
from assistant.model import Money, MoneyUnit, PerformanceTarget, Period, Source
from assistant.writing import left_out

SEVERITIES: dict[Severity, str] = {"error": "错误", "warning": "警告", "hint": "提示"}
PERIODS: dict[Period, str] = {"annual": "年度", "long_term": "长期"}
ENGINES = {"offline": "离线起草", "llm": "大模型起草"}
MIMES: Final[dict[str, str]] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "csv": "text/csv",
    "json": "application/json",
    "zip": "application/zip",
}
_ILLEGAL = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
# What Markdown, its maths and Streamlit's own directives would take for an instruction.
_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:^=&])")
_NAME_LIMIT = 60


def left_out_line(target: PerformanceTarget) -> str | None:
    """Return what Word and Excel files of this form have no place for, as one sentence; None where nothing."""
    parts = left_out(target)
    return f"本表式没有{'、'.join(parts)}的栏目，Word 和 Excel 不印；JSON 保留全部内容" if parts else None


def literally(text: str) -> str:
    """Return text that st.error and button labels show as it was typed, not as Markdown."""
    one_line = " ".join(text.split())
    # :name: would become an emoji even when escaped; a word joiner after the colon is invisible and stops that.
    return _MARKUP.sub(r"\\\1", one_line).replace("\\:", "\\:\u2060")


def understood_money(typed: str, unit: MoneyUnit) -> str | None:
    """Return how an amount was understood (`62万元 = 620,000元`), or None where no amount can be read.

    A bare number counts in `unit`, the form's own, as the brief counts it.
    """
    try:
        money = Money.parse(typed, unit)
    except ValueError:
        return None
    if money.fen <= 0:
        return None
    return f"{money.to('万元')} = {grouped_yuan(money)}"


def grouped_yuan(money: Money) -> str:
    """Return an amount in 元 with thousands separated."""
    whole, _, fraction = money.number("元").partition(".")
    return f"{int(whole):,}{'.' + fraction if fraction else ''}元"


def source_sentence(source: Source | None) -> str:
    """Return where a row's figure comes from, in a few words."""
    if source is None:
        return "原表所列"
    detail = source.detail
    if source.kind == "input":
        return USER_FILLED if detail in ("", USER_FILLED) else f"来自{detail}"
    lead = _leads(detail)[source.kind]
    # Some details already say what they are: 行业惯例：…, 样例“…”的“…”.
    if not detail or detail.startswith(lead):
        return detail or lead
    return f"{lead}：{detail}"


def _leads(detail: str) -> dict[str, str]:
    norm = "标准" if "《" in detail else "行业惯例"
    return {"budget": "预算推算", "standard": norm, "example": "样例", "unconfirmed": "待核实"}


def counts(findings: Iterable[Finding]) -> dict[Severity, int]:
    """Return how many findings there are of each severity, 错误 first."""
    found = [finding.severity for finding in findings]
    return {severity: found.count(severity) for severity in SEVERITIES}


def file_name(project: str, kind: str) -> str:
    """Return `<项目名称>-绩效目标.docx`, with what file systems refuse taken out."""
    plain = _ILLEGAL.sub("_", project).strip(" ._")[:_NAME_LIMIT].strip(" ._")
    return f"{plain or '项目'}-绩效目标.{kind}"


def column_label(column: Column) -> str:
    """Return a column's header short enough for the grid: 依据, 年度指标值; forms print whole sentences there."""
    if column.key == "basis":
        return "依据"
    if "(" in column.label:
        return column.labels[0] if column.labels else column.label.split("(")[0]
    return column.label


def table_label(table: IndicatorTable, several: bool) -> str:
    """Return a table's short name: 年度指标 or 长期指标, or 绩效指标 where there is one table only."""
    return f"{PERIODS[table.period]}指标" if several else "绩效指标"


def place(finding: Finding, target: PerformanceTarget, form: FormDefinition) -> str:
    """Return where a finding applies: `年度第 3 行 参训人数`, the row's name alone, or 全表."""
    period = f"{PERIODS[finding.period]}" if finding.period and len(form.tables) > 1 else ""
    if finding.position is None or not 0 <= finding.position < len(target.indicators):
        return " ".join(part for part in (period, finding.row) if part) or "全表"
    row = target.indicators[finding.position]
    number = sum(other.period == row.period for other in target.indicators[: finding.position]) + 1
    return f"{period}第 {number} 行 {row.name}".strip()
