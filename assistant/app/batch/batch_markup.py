"""The page 批量起草 as HTML; what stands in a list or comes from an engine is escaped here."""

from html import escape
from typing import Final

from assistant.app.batch.project_list import ProjectList
from assistant.app.labels import grouped_yuan
from assistant.forms import get_form
from assistant.workspace import JOB_STATES, BatchLine, DraftLine, JobLine
from assistant.workspace.job_lines import JobState

OFFLINE: Final = "起草方式：离线引擎，依据样例库和清单里的内容，不联网。"
_TONES: Final = {"waiting": "hint", "running": "warning", "done": "ok", "failed": "error", "cancelled": "hint"}
_ORDER: Final[tuple[JobState, ...]] = ("done", "failed", "cancelled", "running", "waiting")
_WORDS = 60


def list_head(found: ProjectList) -> str:
    """Return what was read of a list."""
    fault = f'，<b class="bad">{len(found.faults)} 行有问题</b>' if found.faults else ""
    return f'<p class="jx-read">“{escape(found.stem)}”：读到 {len(found.lines)} 行，可以起草 {len(found.briefs)} 个项目{fault}</p>'


def list_table(found: ProjectList) -> str:
    """Return a list as it was understood, rows with faults first."""
    rows = ""
    for line in sorted(found.lines, key=lambda line: not line.fault):
        if line.brief is None:
            name, fault = escape(line.name) or "（没有名称）", escape(line.fault)
            rows += f'<tr class="bad"><th>{line.number}</th><td>{name}</td><td colspan="4">{fault}</td></tr>'
            continue
        brief, form = line.brief, get_form(line.brief.form)
        purpose = brief.purpose if len(brief.purpose) <= _WORDS else brief.purpose[:_WORDS] + "……"
        money = grouped_yuan(brief.budget) if form.money_unit == "元" else str(brief.budget.to(form.money_unit))
        rows += (
            f"<tr><th>{line.number}</th><td>{escape(brief.name)}</td><td>{escape(money)}</td><td>{brief.year or '—'}</td>"
            f"<td>{escape(form.aliases[0] if form.aliases else form.name)}</td><td>{escape(purpose)}</td></tr>"
        )
    head = "".join(f"<th>{label}</th>" for label in ("行", "项目名称", "预算", "年度", "表式", "资金用途"))
    return f'<div class="jx-list-table"><table class="jx-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def tally(batch: BatchLine) -> str:
    """Return how far a batch is, in a few words."""
    done = batch.count("done")
    state = f"{done}/{len(batch.jobs)} 已完成" if done < len(batch.jobs) else f"{done} 个已完成"
    at = batch.created_at.astimezone()
    return f'<span class="jx-tally-line">{state}<small>{at.month}月{at.day}日 {at:%H:%M}</small></span>'


def progress(batch: BatchLine) -> str:
    """Return how far a batch is: a bar, and how many projects are in which state."""
    total = max(1, len(batch.jobs))
    parts = [(state, batch.count(state)) for state in _ORDER]
    bar = "".join(
        f'<u class="{state}" style="width:{count / total * 100:.2f}%"></u>' for state, count in parts if count
    )
    said = "　".join(f"{JOB_STATES[state]} <b>{count}</b>" for state, count in parts if count)
    return f'<div class="jx-batch"><i>{bar}</i><p>共 {len(batch.jobs)} 个项目　{said}</p></div>'


def job_facts(job: JobLine, line: DraftLine | None) -> str:
    """Return a project's columns: state, rows, score, what is open, and how it ended."""
    state = JOB_STATES[job.state] + (f"，前面 {job.ahead} 个" if job.state == "waiting" and job.ahead else "")
    rows = str(line.rows if line and job.is_over else job.arrived) if job.state != "waiting" else "—"
    judged = line is not None and job.is_over and line.rows > 0
    cells = (
        (84, f'<b class="jx-badge {_TONES[job.state]}" title="{escape(state)}">{JOB_STATES[job.state]}</b>'),
        (60, f"{rows} 条" if rows != "—" else rows),
        (76, f"{line.total:g} {escape(line.grade)}" if judged and line else "—"),
        (60, f'<b class="error">{line.errors}</b>' if judged and line and line.errors else "0" if judged else "—"),
        (
            60,
            f'<b class="warning">{line.unconfirmed}</b>'
            if judged and line and line.unconfirmed
            else "0"
            if judged
            else "—",
        ),
        (60, f"{job.seconds:.0f} 秒" if job.seconds else "—"),
    )
    html = "".join(f'<span style="width:{width}px">{text}</span>' for width, text in cells)
    return f'<div class="jx-facts-line">{html}</div>'


def job_head() -> str:
    """Return the headers of `job_facts`."""
    cells = ((84, "状态"), (60, "指标"), (76, "得分"), (60, "错误"), (60, "待核实"), (60, "用时"))
    return f'<div class="jx-lines-head">{"".join(f"<span style={chr(34)}width:{width}px{chr(34)}>{label}</span>" for width, label in cells)}</div>'


def failures(batch: BatchLine) -> str:
    """Return the projects that did not get their form, each with its reason; empty text where there are none."""
    lines = [job for job in batch.jobs if job.state in ("failed", "cancelled") and job.message]
    items = "".join(f"<li><b>{escape(job.name)}</b>{escape(job.message)}</li>" for job in lines)
    return f'<div class="jx-failures"><h4>没有完成的项目</h4><ul>{items}</ul></div>' if lines else ""
