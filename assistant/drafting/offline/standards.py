"""Rows that every project of a kind can be held to: quality, time, benefit and satisfaction by named norms."""

from assistant.drafting.norms import Norm, norms
from assistant.drafting.offline.data import Kind, Template
from assistant.drafting.offline.plan import Plan
from assistant.drafting.offline.row import Row, by_norm
from assistant.model import Value

_WORKS = ("build", "renovate", "restore")


def standard_rows(plan: Plan) -> list[Row]:
    """Return the rows of the main kind, then those of the second one, in the order in which they matter."""
    rows: list[Row] = []
    for rank, kind in enumerate(plan.kinds):
        for order, template in enumerate(kind.rows):
            if rank and template.at not in ("质量", "社会"):
                continue
            if not template.term and template.fits(plan.text) and not any(_alike(template, row) for row in rows):
                rows.append(template_row(plan, kind, template, weight=7 - 2 * rank - (order > 3)))
    return rows


def kind_rows(plan: Plan, kind: Kind) -> list[Row]:
    """Return the rows of one kind alone."""
    return [
        template_row(plan, kind, template, 5)
        for template in kind.rows
        if template.fits(plan.text) and not template.term
    ]


def long_rows(plan: Plan) -> list[Row]:
    """Return the rows that only a long-term table holds."""
    rows = plan.main.rows
    return [template_row(plan, plan.main, each, 6) for each in rows if each.term == "long" and each.fits(plan.text)]


def _alike(template: Template, row: Row) -> bool:
    """Two kinds ask for the same thing (安全事故次数): once is enough."""
    return template.name == row.name or (
        template.at == row.at and template.name[-4:] == row.name[-4:] and template.at != "质量"
    )


def template_row(plan: Plan, kind: Kind, template: Template, weight: int) -> Row:
    """Return a template's row with the project's own words, its figure resting on the template's norm."""
    name = plan.name_of(template, kind)
    norm = _norm(plan, kind, template)
    say = plan.fill(template.say, kind, name)
    return Row(
        at=template.at,
        name=name,
        value=Value.parse(template.value),
        source=by_norm(norm, template.note),
        basis=norm.basis,
        about=template.about,
        how=template.how,
        origin=template.origin,
        say=say,
        weight=weight,
    )


def _norm(plan: Plan, kind: Kind, template: Template) -> Norm:
    """Works are accepted by their own field's standard (公路, 水利, 建筑)."""
    if template.norm == "works" and kind.id in _WORKS and "合格" in template.value + template.name and plan.field:
        return norms()[plan.field.works]
    return norms()[template.norm]


def satisfaction_row(plan: Plan) -> Row:
    """Return the satisfaction of those whom the project serves."""
    norm = norms()["satisfaction"]
    return Row(
        at="满意",
        name=f"{plan.group}满意度",
        value=Value.parse("≥90%"),
        source=by_norm(norm),
        basis=norm.basis,
        about="问卷中选择“满意”和“比较满意”的人数÷有效问卷人数×100%",
        how="问卷调查法",
        origin="问卷调查报告",
        say=f"{plan.group}满意度达到90%以上",
        weight=10,
    )
