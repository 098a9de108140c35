"""The package of a batch: every form that there is, and a table of all projects with what is still open."""

from collections.abc import Sequence
from io import BytesIO
from typing import Final, Literal
from zipfile import ZIP_DEFLATED, ZipFile

from assistant import api
from assistant.checking.findings import Report, objections
from assistant.forms import get_form
from assistant.workspace import JOB_STATES, BatchLine, DraftState, JobLine, Workspace

_HEADS: Final = (
    "序号", "项目名称", "申报单位", "年度", "表式", "预算（万元）", "指标条数", "得分", "等级", "错误", "警告", "待核实", "状态", "说明",
)  # fmt: skip
_WIDTHS: Final = (6, 40, 26, 8, 12, 14, 10, 8, 8, 8, 8, 8, 10, 50)


def package(drafts: Workspace, owner: str, batch: BatchLine, kind: Literal["docx", "xlsx"]) -> bytes:
    """Return a zip of a form for each project that has one, and 汇总表.xlsx with all projects.

    Args:
        drafts: where they are kept, as they stand now: edits made since are in it.
        owner: whose.
        batch: its jobs.
        kind: of the forms.
    """
    states = [(job, drafts.load(job.draft, owner).state) for job in batch.jobs]
    written = [state.target for _, state in states if state.target.indicators]
    made = BytesIO(api.to_zip(written, kind) if written else b"")
    with ZipFile(made, "a", ZIP_DEFLATED) as archive:
        archive.writestr("汇总表.xlsx", summary_sheet(states))
    return made.getvalue()


def summary_sheet(states: Sequence[tuple[JobLine, DraftState]]) -> bytes:
    """Return the table of all projects as a workbook."""
    from assistant.app.batch.sheets import summary

    rows = [_row(number, job, state) for number, (job, state) in enumerate(states, 1)]
    return summary(_HEADS, rows, _WIDTHS)


def _row(number: int, job: JobLine, state: DraftState) -> list[str]:
    target, project = state.target, state.target.project
    form = get_form(target.form)
    report = api.check(target) if target.indicators else None
    return [
        str(number), project.name, project.unit or "", str(project.year or ""),
        form.aliases[0] if form.aliases else form.name, project.budget.number("万元") if project.budget else "",
        str(len(target.indicators)), *_judged(report), str(len(state.unconfirmed)), JOB_STATES[job.state], job.message,
    ]  # fmt: skip


def _judged(report: Report | None) -> tuple[str, str, str, str]:
    if report is None:
        return "", "", "", ""
    warnings = sum(group[0].severity == "warning" for group in objections(report.findings))
    return f"{report.score.total:g}", report.score.grade, str(len(objections(report.errors))), str(warnings)
