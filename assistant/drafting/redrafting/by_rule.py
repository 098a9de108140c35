"""Rows drafted again without a model: the next of the offline engine's own rows that can stand."""

from collections.abc import Iterator

from assistant.drafting.redrafting.job import Job
from assistant.drafting.redrafting.table import Place
from assistant.model import Indicator


def write_by_rule(job: Job) -> tuple[str, ...]:
    """Let the offline engine write the job's rows into its table; return what the user should know."""
    kept, made = list[str](), dict[tuple[str, str], list[Indicator]]()
    for place in job.places:
        rows = made.setdefault(
            (place.row.level1, place.row.level2), list(_rows(job, place.row.level1, place.row.level2))
        )
        used = next((row for row in rows if _differs(row, place) and job.table.replace(place, row) is None), None)
        if used is None:
            kept.append(f"“{place.row.name}”离线引擎没有别的写法，保留原样")
        else:
            rows.remove(used)
    if job.section_place and not job.places:
        next((row for row in _rows(job, *job.section_place) if job.table.add(row) is None), None)
    if job.note:
        kept.append("离线引擎按材料和标准起草，看不懂文字要求；要按要求改写请选大模型")
    return job.notices(kept)


def _rows(job: Job, level1: str, level2: str) -> Iterator[Indicator]:
    from assistant.drafting.offline import rows_for

    yield from (job.veil.lift_row(row) for row in rows_for(job.brief, level1, level2))


def _differs(row: Indicator, place: Place) -> bool:
    """Another indicator: the same name with the same figure more openly written is none."""
    return row.name != place.row.name or not row.value.is_unconfirmed
