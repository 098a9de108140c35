"""The summary table of a department's book: a row a project, and the exact total."""

from collections.abc import Sequence

from assistant.model import Money, PerformanceTarget
from assistant.model.text import tidy
from assistant.writing.funds import Funds, funds_of, total_of
from assistant.writing.page import Align, Block, Sheet
from assistant.writing.sentences import main_rows, phrase

SHEET = Sheet((10.0, 44.0, 21.0, 21.0, 21.0, 14.0, 49.0), 10.5)
_HEADERS = ("序号", "项目名称", "预算", "财政资金", "其他资金", "指标数", "主要产出")
_ALIGN: tuple[Align, ...] = ("center", "left", "center", "center", "center", "center", "left")
_OUTPUTS = 2
"""How many 数量指标 are named."""


def summary_block(targets: Sequence[PerformanceTarget]) -> Block:
    """Return the table; amounts in 万元, empty where a form does not give them."""
    funds = [funds_of(target) for target in targets]
    block = Block(rows=len(targets) + 2, heading=range(1), columns_row=0)
    for column, header in enumerate(_HEADERS):
        block.add(0, column, header, head=True)
    for number, (target, part) in enumerate(zip(targets, funds, strict=True), start=1):
        rows = main_rows(target)
        cells = (str(number), tidy(target.project.name), *_amounts(part), str(len(rows)), outputs(target))
        for column, text in enumerate(cells):
            block.add(number, column, text, align=_ALIGN[column])
    last = len(targets) + 1
    total = Funds(
        total_of(part.budget for part in funds),
        total_of(part.fiscal for part in funds),
        total_of(part.other for part in funds),
    )
    block.add(last, 0, "总计", columns=2, head=True)
    counted = str(sum(len(main_rows(target)) for target in targets))
    for column, text in enumerate((*_amounts(total), counted, ""), start=2):
        block.add(last, column, text, head=True)
    return block


def outputs(target: PerformanceTarget) -> str:
    """Return the first 数量指标 as words."""
    counted = [row for row in main_rows(target) if row.level2 == "数量指标" and row.value.text]
    return "；".join(phrase(row) for row in counted[:_OUTPUTS])


def missing(targets: Sequence[PerformanceTarget]) -> str:
    """Return a note on the amounts that the total lacks, since their forms do not give them; "" where it lacks none."""
    funds = [funds_of(target) for target in targets]
    budgets = sum(part.budget is None for part in funds)
    fiscal = sum(part.fiscal is None for part in funds)
    said = [f"{budgets} 个项目没有填写预算"] if budgets else []
    if 0 < fiscal < len(funds):
        said.append(f"{fiscal} 个项目没有填写财政资金")
    return f"注：{'，'.join(said)}，总计未包括。" if said else ""


def _amounts(funds: Funds) -> tuple[str, str, str]:
    return _amount(funds.budget), _amount(funds.fiscal), _amount(funds.other)


def _amount(amount: Money | None) -> str:
    if amount is None:
        return ""
    text = format(amount.amount("万元"), ",f")
    return text.rstrip("0").rstrip(".") if "." in text else text
