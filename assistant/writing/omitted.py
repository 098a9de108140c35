"""What a target holds that its form has no cell for: it stays in the JSON, and the user is told."""

from collections.abc import Iterator

from assistant.forms import ColumnKey, FormDefinition, get_form
from assistant.model import PerformanceTarget
from assistant.writing.fields import GOAL_LABEL, OWN, cell_text, field_text, goals_without_slot

_PARTS = {"purpose": "资金用途", "unit": "申报单位", "year": "年度", "budget": "项目预算"}
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
    shown = _shown(target, form)
    for part, term in _PARTS.items():
        if getattr(target.project, part) is not None and part not in shown:
            yield term
    for key, text in target.project.fields.items():
        # A field that repeats unit or budget shows those, whatever it says itself.
        differs = cell_text(target, form, key) != field_text(text, form.field(key), form)
        if text and (key not in shown or differs):
            yield key


def _shown(target: PerformanceTarget, form: FormDefinition) -> set[str]:
    printed = {cell.field for row in form.layout.header for cell in row if cell.field}
    lines = "".join(part or "" for line in form.layout.above for part in (line.left, line.center, line.right))
    lines += form.title
    repeated = {field.same_as for field in form.fields if field.key in printed and field.same_as}
    return printed | repeated | {part for part in OWN if f"{{{part}}}" in lines}


def _columns(target: PerformanceTarget, form: FormDefinition) -> Iterator[str]:
    for key, term in _COLUMNS.items():
        if not form.has_column(key):
            filled = sum(getattr(row, key) is not None for row in target.indicators)
            if filled:
                yield f"{term}（{filled} 行）"
