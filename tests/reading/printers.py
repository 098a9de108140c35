"""Print targets as the samples look, with the samples' kinds of damage, for reading back.

Each printer takes a random source; damage is chosen where it leaves the original still knowable.
"""

from collections.abc import Callable, Sequence
from itertools import groupby
from random import Random

from assistant.model import Indicator, PerformanceTarget

HEAD = ["目标名称", "一级指标", "二级指标", "三级指标", "指标值", "指标值确定依据"]
_LONG_HEAD = [*HEAD[:5], "指标值确定依据 (计划标准、行业 标准、历史标准、 预算支出标准或其 他标准)"]


def _cells(rows: Sequence[Indicator], goal: str) -> list[list[str]]:
    """Return the table as printed: merged categories stand in the first row of their group."""
    table: list[list[str]] = []
    last: tuple[str, str] = ("", "")
    for at, row in enumerate(rows):
        level1 = "" if row.level1 == last[0] else row.level1
        level2 = "" if (row.level1, row.level2) == last else row.level2
        last = (row.level1, row.level2)
        table.append([goal if at == 0 else "", level1, level2, row.name, str(row.value), row.basis or ""])
    return table


def ezhou_markdown(targets: Sequence[PerformanceTarget], random: Random) -> str:
    """Like 001: Markdown tables, rows slid left or right."""
    lines: list[str] = []
    for target in targets:
        project = target.project
        lines += ["项目支出绩效目标批复表", "", "申报单位：", "", project.unit or "", "", "金额单位：万元", ""]
        budget = project.budget.number("万元") if project.budget else ""
        table = [
            [""] * 6,
            ["---"] * 6,
            ["项目名称", project.name, "项目预算", budget],
            ["项目绩效总目标"],
            ["名称", "目标说明"],
        ]
        table += [["长期绩效目标1", target.goals_of("long_term")[0]], ["年度绩效目标1", target.goals_of("annual")[0]]]
        for period, title in (("long_term", "长期"), ("annual", "年度")):
            table += [[f"{title}绩效目标表"], HEAD]
            cells = _cells([row for row in target.indicators if row.period == period], f"{title}目标1")
            if random.random() < 0.5:
                _slide_category(cells)
            table += [_slide(row, random) for row in cells]
        width = max(map(len, table))
        lines += ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in table] + [""]
    return "\n".join(lines)


def _slide_category(cells: list[list[str]]) -> None:
    """Let 时效指标 slide into level 1 and pull the next level 2 up into its row, where its group has one row."""
    for at, row in enumerate(cells[:-1]):
        following = cells[at + 1]
        if row[2] == "时效指标" and following[1] and following[2]:
            row[1], row[2], following[2] = row[2], following[2], ""
            return


def _slide(row: list[str], random: Random) -> list[str]:
    """Slide a row left over its blank goal cell, or part of it right."""
    chance = random.random()
    if row[1] in ("时效指标", ""):
        return row
    if not row[0] and row[2] and chance < 0.35:
        return [*row[1:], ""]
    if row[2] and chance > 0.7:
        return [*row[:2], "", *row[2:]]
    return row


def ezhou_scan(targets: Sequence[PerformanceTarget], random: Random) -> str:
    """Like 000: tabs, names cut in two, badly scanned and fused categories, spaces within values."""
    lines: list[str] = []
    for target in targets:
        project = target.project
        budget = project.budget.number("万元") if project.budget else ""
        lines += [
            f"{project.year or 2026}年项目支出绩效目标批复",
            "",
            f"申报单位：{project.unit}",
            "",
            "金额单位:万元",
            "",
        ]
        lines += [
            f"项目名称\t{project.name}\t\t\t\t\t\t",
            f"项目预算\t{budget}\t\t\t项目类型\t□ 常年性项目 ☑ 一次性项目\t□ 延续性项目\t\t",
        ]
        lines += ["资金性质\t■ 经费拨款\t□ 非税收入 □ 政府性基金\t\t\t□ 国有资本经营收入\t□ 社会保险基金\t\t"]
        lines += ["\t\t\t项目绩\t效总目标\t\t\t\t", "名\t称\t目标说明\t\t\t\t\t\t"]
        lines += [
            f"长期绩效目标1\t\t{target.goals_of('long_term')[0]}\t\t\t\t",
            f"年度绩效目标1\t\t{target.goals_of('annual')[0]}\t\t\t\t",
        ]
        damaged = random.choice(("long_term", "annual"))
        for period, title in (("long_term", "长期"), ("annual", "年度")):
            lines.append(f"\t\t(N.) C.\t{title}绩\t效目标表\t\t\t")
            lines.append("\t".join([*_LONG_HEAD[:4], "", *_LONG_HEAD[4:]]) + "\t\t")
            cells = _cells([row for row in target.indicators if row.period == period], f"{title}绩效目 标1")
            if period == damaged:
                _scan_categories(cells, random)
            lines += ["\t".join(_cut_name(row, random, period == damaged)) + "\t\t" for row in cells]
        lines.append("")
    return "\n".join(lines)


def _cut_name(row: list[str], random: Random, damaged: bool) -> list[str]:
    goal, level1, level2, name, value, basis = row
    value = value[:-1] + " " + value[-1] if random.random() < 0.3 else value
    place = random.randrange(2, len(name) - 1) if len(name) > 4 else 0
    if not place or random.random() < 0.4:
        spaced = name[:place] + " " + name[place:] if place else name
        return [goal, level1, level2, spaced, "", value, basis]
    left, right = name[:place], name[place:]
    kind = random.choice(["clean", "twice", "noise"]) if damaged else "clean"
    if kind == "twice":
        right = left[-1] + right
    elif kind == "noise":
        right = random.choice("·、, ") + " " + right
    return [goal, level1, level2, left, right, value, basis]


def _scan_categories(cells: list[list[str]], random: Random) -> None:
    """Scan one category badly, fuse the three of 产出指标 into one cell, or print merged cells' text in their middle."""
    kind = random.random()
    if kind < 0.3:
        _centre(cells)
    elif kind < 0.6:
        outputs = [row for row in cells if row[2] in ("数量指标", "质量指标", "时效指标")]
        fused = "".join(row[2] for row in outputs)
        for row in outputs:
            row[2] = ""
        outputs[0][2] = fused
    else:
        row = random.choice([row for row in cells if row[2]])
        row[2] = row[2].replace("数量", "双 里").replace("质", "贡").replace("时", "吋").replace("标", "怀")


def _centre(cells: list[list[str]]) -> None:
    for column in (1, 2):
        tops = [at for at, row in enumerate(cells) if row[column]] + [len(cells)]
        for top, end in zip(tops, tops[1:], strict=False):
            middle = (top + end - 1) // 2
            text, cells[top][column] = cells[top][column], ""
            cells[middle][column] = text


def ezhou_tabs(targets: Sequence[PerformanceTarget], random: Random) -> str:
    """Like 003: tabs, HTML marks, level 2 printed twice, one table that lost a category so that labels slid up."""
    lines: list[str] = []
    for target in targets:
        project = target.project
        budget = project.budget.number("万元") if project.budget else ""
        lines += ["", "项目支出绩效目标批复表", "", "申报单位：", "", project.unit or "", "", "金额单位：万元", ""]
        lines += [
            f"项目名称\t{project.name}\t项目预算\t{budget}\t\t\t",
            "项目绩效总目标\t\t\t\t\t\t",
            "名称\t目标说明\t\t\t\t\t",
        ]
        lines += [f"长期绩效目标1\t<p>{target.goals_of('long_term')[0]}</p>\t\t\t\t\t"]
        lines += [f"年度绩效目标1\t<p>{target.goals_of('annual')[0]}</p>\t\t\t\t\t"]
        twice = random.random() < 0.5
        for period, title in (("long_term", "长期"), ("annual", "年度")):
            lines += [f"{title}绩效目标表\t\t\t\t\t\t", "\t".join([*HEAD, ""])]
            rows = [row for row in target.indicators if row.period == period]
            cells = _cells(rows, f"{title}目标1")
            if period == "long_term" and not twice:
                _lose_category(cells)
            if period == "annual":
                lines.append("")
            for row in cells:
                doubled = twice and row[2] and row[1] == "产出指标"
                lines.append("\t".join([*row[:3], *([row[2]] if doubled else []), *row[3:]]))
    return "\n".join(lines)


def _lose_category(cells: list[list[str]]) -> None:
    """Drop 质量指标; the labels of the blocks below it move up a row."""
    at = next((index for index, row in enumerate(cells) if row[2] == "质量指标"), None)
    if at is None or at + 1 >= len(cells) or cells[at + 1][2]:
        return
    cells[at][2] = ""
    for index in range(at + 1, len(cells) - 1):
        cells[index][1], cells[index][2] = cells[index + 1][1], cells[index + 1][2]
    cells[-1][1] = cells[-1][2] = ""


def shanghai_tabs(targets: Sequence[PerformanceTarget], random: Random) -> str:
    """Like 002: page breaks, categories printed after the break, rows slid left, LaTeX."""
    lines: list[str] = []
    for target in targets:
        lines += ["# 财政项目支出绩效目标申报表", "", f"({target.project.year}年度)", "", *_shanghai_head(target)]
        lines += ["\t一级指标\t二级指标\t三级指标\t年度(/项目)指标值\t"]
        cells = [row[1:5] for row in _cells(target.indicators, "")]
        breaks = _page_break(target.indicators, cells, random)
        for at, (level1, level2, name, value) in enumerate(cells):
            if at == breaks:
                lines += [""] + ["\t--\t-------\t----"] * (random.random() < 0.5)
            label = "绩效" if at == 0 else "指标" if at == breaks else ""
            if value.startswith("≥") and value.endswith("(%)") and random.random() < 0.2:
                value = "$\\geq " + value[1:-3] + "(\\%)$"
            row = [label, level1, level2, name, value.replace("(", " (") if random.random() < 0.2 else value, ""]
            if not (label or level1 or level2) and random.random() < 0.2:
                row = ["", name, "", value, "", ""]
            lines.append("\t".join(row))
        lines.append("")
    return "\n".join(lines)


def _page_break(rows: Sequence[Indicator], cells: list[list[str]], random: Random) -> int:
    """Break the page within a group or right before one; a group's categories are printed after the break."""
    groups = [list(found) for _, found in groupby(range(len(rows)), key=lambda at: rows[at].level2)]
    if random.random() < 0.3 and len(groups[0]) > 1:
        at = random.choice(groups[0][1:])
        cells[at][1], cells[0][0], cells[0][1] = cells[0][1], "", ""
        return at
    group = random.choice([found for found in groups if found[0] > 0])
    at = random.choice(group)
    if at != group[0] and rows[group[0]].level2 in ("时效指标", "社会效益指标", "服务对象满意度指标"):
        cells[at][0], cells[at][1] = cells[group[0]][0] or cells[at][0], cells[group[0]][1]
        cells[group[0]][0] = cells[group[0]][1] = ""
    return at


def _shanghai_head(target: PerformanceTarget) -> list[str]:
    project, fields = target.project, target.project.fields

    def money(key: str) -> str:
        return format(float(fields[key].removesuffix("元")), ",.2f")

    return [
        f"项目名称\t{project.name}\t项目性质\t{fields['项目性质']}\t项目类别\t{fields['项目类别']}",
        f"主管部门\t{fields['主管部门']}\t实施单位\t{project.unit}\t\t",
        f"计划开始日期\t{fields['计划开始日期']}\t计划完成日期\t{fields['计划完成日期']}\t\t",
        f"项目资金 (元)\t项目资金总额\t\t年度资金申请总额\t{money('年度资金申请总额')}\t",
        f"\t其中：财政资金\t\t其中：当年财政拨款\t{money('当年财政拨款')}\t",
        f"\t\t\t上年结转资金\t{money('上年结转资金')}\t",
        f"\t其他资金\t\t其他资金\t{money('其他资金')}\t",
        "项目 绩效 目标\t项目总目标\t\t年度总体目标\t\t",
        f"\t\t\t{target.goals_of('annual')[0]}\t\t",
    ]


def hangu_stacked(targets: Sequence[PerformanceTarget], random: Random) -> str:
    """Like 004: one cell a line, cells cut over lines, blank lines within a row, the older names of levels."""
    year = targets[0].project.year
    lines = [" 第一部分", f"{year}年部门整体绩效目标", ""]
    for number, target in enumerate(targets, start=1):
        lines += [""] * random.randrange(2, 9)
        mark = "[bookmark: _GoBack]" if random.random() < 0.3 else ""
        lines.append(f"{mark}{number}.{' ' * random.randrange(3)}{target.project.name}公用绩效目标申报表")
        for row in _hangu_rows(target, random):
            lines += [f"\t{cell}" for cell in row]
            lines.append("")
    return "\n".join(lines)


def _hangu_rows(target: PerformanceTarget, random: Random) -> list[list[str]]:
    project, fields = target.project, target.project.fields
    rows = [
        ["项目\n编码", "", "项目名称", project.name],
        [
            "预算规模及资金用途",
            "预算数    ",
            str(project.budget),
            "其中：财政资金",
            fields["财政资金"],
            "其他资金",
            "  0",
        ],
        ["", project.purpose or ""],
        ["资金支出计划（%）", "3月底", "6月底", "10月底", "12月底"],
        ["", *(fields[key] for key in ("3月底", "6月底", "10月底", "12月底"))],
        ["绩效目标", "目标1", target.goals[0].text],
        ["", "目标2", target.goals[1].text],
        [random.choice(["一级\n指标", "一级指标"]), "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"],
    ]
    if random.random() < 0.5:
        rows.append([""] * 6)
    printed = {"效益指标": "效果\n指标", "时效指标": "实效指标", "可持续影响指标": "可持续性影响"}
    for cells, row in zip(_cells(target.indicators, ""), target.indicators, strict=True):
        level1 = printed.get(cells[1], cells[1]) + random.choice(["", " "])
        level2 = printed.get(row.level2, row.level2) if random.random() < 0.7 else printed.get(cells[2], cells[2])
        name = row.name + ("\n" if random.random() < 0.15 else "")
        rows.append([level1 if cells[1] else "", level2, name, row.description or "", str(row.value), row.basis or ""])
        if row.level2 == "社会效益指标" and random.random() < 0.2:
            rows[-1][0] = ""
    return rows


PRINTERS: dict[str, tuple[str, Callable[[Sequence[PerformanceTarget], Random], str]]] = {
    "001": ("ezhou", ezhou_markdown),
    "000": ("ezhou", ezhou_scan),
    "003": ("ezhou", ezhou_tabs),
    "002": ("shanghai", shanghai_tabs),
    "004": ("hangu", hangu_stacked),
}
