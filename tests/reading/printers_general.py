"""Print the 20 forms of other regions: each in its own layout, and all of them in a dozen more column orders.

A layout is its columns (header, what stands in it), how levels are printed, and a head. What is expected of reading
follows from the columns alone.
"""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

from assistant.model import Money, PerformanceTarget, Value
from assistant.model.text import tidy
from tests.reading.sheets import Box, Sheet

Case = dict[str, Any]
Row = dict[str, str]

CASES: list[Case] = json.loads((Path(__file__).parent.parent / "checking/other_regions.json").read_text("utf-8"))
BY_ID = {case["id"]: case for case in CASES}

# What the levels of other regions are in the framework.
TERMS = {
    "项目完成指标": "产出指标", "项目效益指标": "效益指标", "预期产出指标": "产出指标", "效果指标": "效益指标",
    "预算(或投资规模)控制指标": "成本指标",
}  # fmt: skip
_FIGURE = re.compile(r"^([≥≧≤≦=<>]?)(\d[\d.]*)(\D*)$")
_WORDS = {"≥": "大于等于", "≧": "大于等于", "≤": "小于等于", "=": "等于", "": ""}


def parts(row: Row) -> tuple[str, str, str]:
    """Return operator, number and unit of a value; a statement has neither operator nor unit."""
    found = _FIGURE.match(row["value"])
    return (found[1], found[2], found[3]) if found else ("", row["value"], "")


def cell(row: Row, what: str, at: int) -> str:
    """Return what stands in one column of a row."""
    operator, number, unit = parts(row)
    made = {
        "operator": operator.replace("=", "═"),
        "words": _WORDS[operator] if operator else "定性",
        "direction": {"≥": "正向", "≧": "正向", "≤": "反向"}.get(operator, "定性"),
        "number": number,
        "unit": unit or "/",
        "no": str(at + 1),
        "explain": f"反映{row['name'][:12]}的情况",
        "score": row.get("weight", ""),
        "reason": "无",
        "method": "情况统计法",
        "data": "部门业务统计",
        "rule": "完成得满分，未完成按比例得分",
        "long": row["value"],
        "town": number,
        "basis_as_description": row.get("basis", ""),
        "": "",
    }
    return made[what] if what in made else row.get(what, "")


@dataclass(frozen=True)
class Layout:
    """A printed layout.

    Attributes:
        columns: header and what stands in it, from the left; levels among them unless they are section rows.
        levels: `merged` down their groups, `repeated` in each row, `first` in the first row, `sections` across.
        head: prints what stands above the table.
        frame: a cell down the left of the table.
        below: a second row of headers, by the first: header → headers below it.
        template: rows left over from the template: 指标1 without anything, ……
    """

    columns: tuple[tuple[str, str], ...]
    levels: str = "merged"
    head: Callable[[Sheet, Case, int], None] = field(default=lambda sheet, case, width: plain_head(sheet, case, width))
    frame: str = ""
    below: dict[str, tuple[str, ...]] = field(default_factory=dict)
    template: bool = False
    title: str = "{year}年项目支出绩效目标表"
    extra_rows: tuple[tuple[str, str, str, str], ...] = ()
    levels_as: dict[str, str] = field(default_factory=dict)
    """How this layout prints the names of levels."""


def goal(case: Case) -> str:
    """Return the goal that is printed."""
    return f"{case['purpose']}。"


def yuan(case: Case) -> str:
    """Return the budget in 元."""
    return Money.parse(case["budget_wan"]).number("元")


# ---- heads


def plain_head(sheet: Sheet, case: Case, width: int) -> None:
    """Name, unit and budget with their unit in the cell; the goal beside its label."""
    sheet.add("项目名称", Box(case["project"], width - 1))
    sheet.add("申报单位", Box(case["unit"], width - 1))
    sheet.add("预算金额", Box(f"{case['budget_wan']}万元", width - 1))
    sheet.add("年度目标", Box(goal(case), width - 1))


def label_unit_head(sheet: Sheet, case: Case, width: int) -> None:
    """The budget's unit in its label; two labels a row; the goal in one cell with its label."""
    left = width - 3
    sheet.add("项目名称", Box(case["project"], left), "项目负责人", "×××")
    sheet.add("主管部门", Box("示例市财政局", left), "实施单位", case["unit"])
    sheet.add("项目资金（万元）", Box(case["budget_wan"], width - 1))
    sheet.add(Box(f"年度总体目标：{goal(case)}", width))


def yuan_head(sheet: Sheet, case: Case, width: int) -> None:
    """Amounts in 元, as a line above says; the goal below its label."""
    sheet.above += [f"单位名称：{case['unit']}", "金额单位：元"]
    sheet.add("项目名称", Box(case["project"], width - 3), "年度资金总额", Box(yuan(case), 1), "")
    sheet.add(Box("项目年度绩效目标", width))
    sheet.add(Box(goal(case), width))


def funds_head(sheet: Sheet, case: Case, width: int) -> None:
    """A table of funds of a self-evaluation; goal and what became of it beside each other."""
    rest = width - 5
    sheet.add("项目名称", Box(case["project"], width - 1))
    sheet.add("主管部门", Box("示例市财政局", 2), "实施单位", Box(case["unit"], width - 4))
    sheet.add(Box("项目资金（万元）", rows=3), "", "年初预算数", "全年执行数", Box("执行率", max(rest + 1, 1)))
    sheet.add("年度资金总额", case["budget_wan"], case["budget_wan"], Box("100%", max(rest + 1, 1)))
    sheet.add("其中：财政拨款", case["budget_wan"], case["budget_wan"], Box("100%", max(rest + 1, 1)))
    half = (width - 1) // 2
    sheet.add(Box("年度总体目标", rows=2), Box("预期目标", half), Box("实际完成情况", width - 1 - half))
    sheet.add(Box(goal(case), half), Box("已全部完成。", width - 1 - half))


def central_head(sheet: Sheet, case: Case, width: int) -> None:
    """中期 and 年度 goals beside each other, funds in two columns."""
    half = (width - 1) // 2
    sheet.add("项目名称", Box(case["project"], width - 1))
    sheet.add("实施单位", Box(case["unit"], width - 1))
    sheet.add("项目资金（万元）", Box("年度资金总额", half), Box(case["budget_wan"], width - 1 - half))
    sheet.add(Box("总体目标", rows=2), Box("中期目标（2023—2025年）", half), Box("年度目标", width - 1 - half))
    sheet.add(Box(f"三年内{goal(case)}", half), Box(goal(case), width - 1 - half))


def notice_head(sheet: Sheet, case: Case, width: int) -> None:
    """An official letter, then the form."""
    sheet.above[:0] = [
        "关于下达专项资金绩效目标的通知", "各有关单位：", f"根据年度安排，现将{case['year']}年专项资金绩效目标随文下达，请遵照执行。", "附件：",
    ]  # fmt: skip
    plain_head(sheet, case, width)


def tick_head(sheet: Sheet, case: Case, width: int) -> None:
    """A row of boxes to tick, and funds by their origin."""
    sheet.add("专项名称", Box(case["project"], width - 1))
    sheet.add("填报类型", Box("□部门 ☑区域 □项目", width - 1))
    sheet.add("资金使用单位", Box(case["unit"], width - 1))
    sheet.add(Box("资金情况（万元）", rows=2), "年度金额：", Box(case["budget_wan"], width - 2))
    sheet.add("其中：财政拨款", Box(case["budget_wan"], width - 2))
    sheet.add("总体目标", Box(goal(case), width - 1))


def inline_head(sheet: Sheet, case: Case, width: int) -> None:
    """Label and content in one cell each."""
    sheet.add(Box(f"项目名称：{case['project']}", width))
    sheet.add(Box(f"填报单位（盖章）：{case['unit']}", width))
    sheet.add(Box(f"项目预算：{case['budget_wan']}万元", width))
    sheet.add(Box(f"绩效目标：{goal(case)}", width))


# ---- tables


def print_case(case: Case, layout: Layout) -> Sheet:
    """Return a form of one case in a layout."""
    width = len(layout.columns) + sum(len(below) - 1 for below in layout.below.values()) + bool(layout.frame)
    sheet = Sheet([layout.title.format(year=case["year"])])
    layout.head(sheet, case, width)
    _header(sheet, layout)
    start = len(sheet.rows)
    if layout.levels == "sections":
        _sections(sheet, case, layout, width)
    else:
        _rows(sheet, case, layout)
    if layout.frame:
        header = start - 1 - bool(layout.below)
        sheet.rows[header].insert(0, Box(layout.frame, 1, len(sheet.rows) - header))
    sheet.below.append("填表人：×××")
    return sheet


def _header(sheet: Sheet, layout: Layout) -> None:
    deep = 2 if layout.below else 1
    sheet.add(
        *(
            Box(header, len(layout.below[header])) if header in layout.below else Box(header, 1, deep)
            for header, _ in layout.columns
        )
    )
    if layout.below:
        sheet.add(*(below for header, _ in layout.columns for below in layout.below.get(header, ())))


def _texts(case: Case, layout: Layout) -> list[list[str]]:
    rows = [
        {"level1": one, "level2": two, "name": name, "value": value} for one, two, name, value in layout.extra_rows
    ] + case["indicators"]
    table = []
    for at, row in enumerate(rows):
        shown = dict(row)
        for level in ("level1", "level2"):
            shown[level] = layout.levels_as.get(shown[level], shown[level])
        cells: list[str] = []
        for header, what in layout.columns:
            cells += [cell(shown, what, at)] * len(layout.below.get(header, ("",)))
        table.append(cells)
    return table


def _rows(sheet: Sheet, case: Case, layout: Layout) -> None:
    table = _texts(case, layout)
    whats = [what for header, what in layout.columns for _ in layout.below.get(header, ("",))]
    levels = [at for at, what in enumerate(whats) if what in ("level1", "level2")]
    covered: set[tuple[int, int]] = set()
    merged: dict[tuple[int, int], int] = {}
    for depth, column in enumerate(levels):
        keys = [tuple(row[at] for at in levels[: depth + 1]) for row in table]
        for _, group in groupby(range(len(table)), key=lambda at, keys=keys: keys[at]):  # type: ignore[misc]
            own = list(group)
            merged[own[0], column] = len(own)
            covered |= {(at, column) for at in own[1:]}
    for at, row in enumerate(table):
        boxes = []
        for column, text in enumerate(row):
            if (at, column) not in covered or layout.levels == "repeated":
                boxes.append(Box(text, 1, merged.get((at, column), 1) if layout.levels == "merged" else 1))
            elif layout.levels == "first":
                boxes.append(Box(""))
        sheet.add(*boxes)
    if layout.template:
        blank = {"level1": "", "level2": "其他指标", "name": "……"}
        sheet.add(*(blank.get(what, "") for what in whats))
        sheet.add(*("指标1" if what == "name" else "" for what in whats))


def _sections(sheet: Sheet, case: Case, layout: Layout, width: int) -> None:
    """Print each 一级指标 as a row across the table."""
    order = "一二三四五六"
    firsts = [key for key, _ in groupby(case["indicators"], key=lambda row: row["level1"])]
    texts = iter(_texts(case, layout))
    for number, (first, group) in enumerate(groupby(case["indicators"], key=lambda row: row["level1"])):
        sheet.add(Box(f"（{order[number]}）{layout.levels_as.get(first, first)}", width))
        last = ""
        for row in group:
            cells = next(texts)
            repeats = row["level2"] == last
            last = row["level2"]
            whats = [what for _, what in layout.columns]
            sheet.add(*("" if what == "level2" and repeats else text for what, text in zip(whats, cells, strict=True)))
    assert firsts


# ---- what is expected


def expected(case: Case, layout: Layout) -> list[dict[str, Any]]:
    """Return each row as reading must give it, by the columns that the layout prints."""
    whats = {what: header for header, what in layout.columns}
    found = []
    for at, row in enumerate(case["indicators"]):
        one: dict[str, Any] = {
            "level1": TERMS.get(row["level1"], row["level1"]),
            "level2": TERMS.get(row["level2"], row["level2"]),
            "name": tidy(row["name"]),
            # Towns beside each other print figures without a unit.
            "value": str(Value.parse("".join(parts(row)[:2]) if "town" in whats else row["value"])),
        }
        for what, name in (
            ("basis", "basis"), ("explain", "description"), ("basis_as_description", "description"),
            ("method", "method"), ("rule", "scoring"),
        ):  # fmt: skip
            if what in whats:
                one[name] = cell(row, what, at) or None
        if "weight" in whats:
            one["weight"] = Decimal(row["weight"]) if row.get("weight") else None
        for what in ("actual", "score", "reason", "direction"):
            if what in whats and cell(row, what, at):
                one[whats[what]] = cell(row, what, at)
        found.append(one)
    return found


def read_rows(target: PerformanceTarget, wanted: Sequence[dict[str, Any]], period: str = "annual") -> list[Any]:
    """Return the rows of a target by the same keys as the expected ones; further columns by their headers."""
    keys = list(dict.fromkeys(key for row in wanted for key in row))
    fields = ("level1", "level2", "name", "value", "basis", "description", "method", "scoring", "weight")
    found = []
    for row in target.indicators:
        if row.period == period:
            values = {
                key: getattr(row, key) if key in fields else row.extra["".join(key.split())]
                for key in keys
                if key in fields or "".join(key.split()) in row.extra
            }
            found.append(values | {"value": str(row.value)})
    return found
