"""What the form wants of a draft: its levels, columns, brackets, weights, tables and header fields."""

from decimal import Decimal

from assistant.drafting.offline.data import LEVELS
from assistant.drafting.offline.lasting import lasting_rows
from assistant.drafting.offline.plan import Plan
from assistant.drafting.offline.row import Row
from assistant.forms import FormDefinition
from assistant.model import Indicator, Period, Project, Value

_BUDGET_FIELDS = ("年度资金申请总额", "年度资金总额")
_DATES = {"计划开始日期": "{year}-01-01", "计划完成日期": "{year}-12-31"}
_BENEFITS = ("社会", "经济", "生态", "持续")


def project_of(plan: Plan) -> Project:
    """Return the head of the form: what the clerk typed, and the fields that follow from it alone."""
    brief, fields = plan.brief, dict[str, str]()
    for field in plan.form.fields:
        if field.default:
            fields[field.key] = field.default
        elif field.key in _BUDGET_FIELDS:
            fields[field.key] = str(brief.budget.to(plan.form.money_unit))
        elif field.key in _DATES and brief.year:
            fields[field.key] = _DATES[field.key].format(year=brief.year)
    return Project(
        name=brief.name, budget=brief.budget.to(plan.form.money_unit), purpose=brief.purpose, year=brief.year,
        unit=brief.unit, fields=fields,
    )  # fmt: skip


def place(form: FormDefinition, at: str) -> tuple[str, str] | None:
    """Return where the form prints a level 2; None where it has no place for it."""
    level1, level2 = LEVELS[at]
    if any(child.name == level2 for child in form.level2_of(level1)):
        return level1, level2
    if at == "成本":
        return next(
            ((level.name, child.name) for level in form.levels for child in level.level2 if "成本" in child.name), None
        )
    if at in _BENEFITS and form.level2_of(level1):
        return level1, form.level2_of(level1)[0].name
    return (level1, form.level2_of(level1)[0].name) if form.level2_of(level1) else None


def indicators(plan: Plan, rows: list[Row]) -> list[Indicator]:
    """Return the rows of every table of the form, in the form's order of levels, with all its columns filled."""
    placed = [(row, where) for row in rows if (where := place(plan.form, row.at))]
    order = [(level.name, child.name) for level in plan.form.levels for child in level.level2]
    placed.sort(key=lambda pair: order.index(pair[1]))
    found: list[Indicator] = []
    for table in plan.form.tables:
        printed = placed
        if table.period == "long_term":
            lasting = lasting_rows(plan, [row for row, _ in placed])
            printed = sorted(
                ((row, where) for row in lasting if (where := place(plan.form, row.at))),
                key=lambda pair: order.index(pair[1]),
            )
        weights = _weights(plan.form, [where[0] for _, where in printed])
        found += [
            _indicator(plan.form, table.period, row, where, weight)
            for (row, where), weight in zip(printed, weights, strict=True)
        ]
    return found


def _indicator(
    form: FormDefinition, period: Period, row: Row, where: tuple[str, str], weight: Decimal | None
) -> Indicator:
    value = row.value
    if form.value_brackets:
        value = value.styled(True)
    return Indicator(
        period=period, level1=where[0], level2=where[1], name=row.name, value=value, source=row.source,
        description=row.about if form.has_column("description") else None,
        basis=_basis(form, row) if form.has_column("basis") else None,
        method=row.how if form.has_column("method") else None,
        data_source=row.origin if form.has_column("data_source") else None,
        weight=weight if form.has_column("weight") else None,
        scoring=scoring(value) if form.has_column("scoring") else None,
    )  # fmt: skip


def _basis(form: FormDefinition, row: Row) -> str | None:
    """Return the form's own word for what the value rests on."""
    options = form.basis_options
    if not options:
        return row.basis
    if row.at == "满意" and (own := [option for option in options if "满意度" in option]):
        return own[0]
    for wish in (row.basis, {"计划标准": "年度计划", "预算支出标准": "计划标准"}.get(row.basis, "其他标准")):
        if wish in options:
            return wish
    return options[0]


def _weights(form: FormDefinition, levels: list[str]) -> list[Decimal | None]:
    """Share out each level 1's points in whole numbers; the rest of a division goes to the first rows."""
    points = form.weights.with_cost if "成本指标" in levels else form.weights.without_cost
    if "满意度指标" not in levels:
        points = points | {"效益指标": points.get("效益指标", 0) + points.get("满意度指标", 0)}
    found: list[Decimal | None] = []
    for at, level in enumerate(levels):
        count, before = levels.count(level), levels[:at].count(level)
        whole, rest = divmod(points.get(level, 0), count)
        found.append(Decimal(whole + (before < rest)))
    return found


def scoring(value: Value) -> str:
    """Return the scoring rule that fits a value (101号): full points, in proportion, or by graded judgement."""
    if value.kind == "deadline":
        return "按期完成得满分；逾期完成的，按逾期时间酌情扣分，年度内未完成不得分"
    if value.kind == "statement":
        return "全部达到得满分；部分达到的按完成程度分档计分；未达到不得分"
    if value.number == 0:
        return "未发生得满分；发生的不得分"
    if value.operator == "≤":
        return "不超过目标值得满分；超过的，按目标值÷实际值×权重计分"
    return "达到目标值得满分；未达到的，按实际完成值÷目标值×权重计分"
