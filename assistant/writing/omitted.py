"""What a target holds that its form has no cell for: it stays in the JSON, and the user is told."""

from collections.abc import Iterator

from assistant.forms import ColumnKey, FormDefinition, get_form
from assistant.model import PerformanceTarget
from assistant.writing.fields import GOAL_LABEL, PART_LABEL, cell_text, field_text, goals_without_slot, shown_parts

_COLUMNS: dict[ColumnKey, str] = {
    "description": "绩效指标描述",
    "basis": "指标值确定依据",
    "method": "取值方式",
    "data_source": "数据来源",
    "weight": "权重",
    "scoring": "评分规则",
}


def left_out(target: PerformanceTarget) -> tuple[str, ...]:
    """Name what Word and Excel files of this target do not show, because its form has no cell for it.

    Rows are never left out; a goal is where the form has no slot for its period but shows another. JSON files hold
    everything.

    Returns:
        Chinese terms such as `资金用途`, `绩效指标描述（7 行）`; empty when the file shows everything.

    Raises:
        InputError: the target's form is unknown.
    """
    form = get_form(target.form)
    return (*_goals(target, form), *_parts(target, form), *_columns(target, form))


def _goals(target: PerformanceTarget, form: FormDefinition) -> Iterator[str]:
    without = goals_without_slot(target, form)
    if len(without) < len(target.goals):
        yield from dict.fromkeys(GOAL_LABEL[goal.period] for goal in without)


def _parts(target: PerformanceTarget, form: FormDefinition) -> Iterator[str]:
    shown, everything = shown_parts(form), form.layout.rest is not None
    for part, term in PART_LABEL.items():
        if getattr(target.project, part) is not None and part not in shown and not everything:
            yield term
    for key, text in target.project.fields.items():
        # A field that repeats unit or budget shows those, whatever it says itself.
        differs = cell_text(target, form, key) != field_text(text, form.field(key), form)
        if text and (differs or (key not in shown and not everything)):
            yield key


def _columns(target: PerformanceTarget, form: FormDefinition) -> Iterator[str]:
    for key, term in _COLUMNS.items():
        if not form.has_column(key):
            filled = sum(getattr(row, key) is not None for row in target.indicators)
            if filled:
                yield f"{term}（{filled} 行）"
    if not form.has_column("extra"):
        headers = dict.fromkeys(header for row in target.indicators for header, text in row.extra.items() if text)
        for header in headers:
            yield f"{header}（{sum(bool(row.extra.get(header)) for row in target.indicators)} 行）"
