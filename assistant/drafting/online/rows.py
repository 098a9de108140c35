"""From what a model says of a row to an `Indicator`: lenient in shape, strict in levels."""

import difflib
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from assistant.checking.lexicon import classify
from assistant.drafting.online.basis import basis_of
from assistant.drafting.online.cells import as_parts
from assistant.drafting.provenance import Ground, Settled, from_citation, settle, supported_text
from assistant.forms import FormDefinition
from assistant.model import Indicator, Value
from assistant.model.framework import LEVEL1, PARENT, canonical, canonical_level2
from assistant.model.text import tidy

_NAME_LIMIT, _VALUE_LIMIT, _TEXT_LIMIT = 60, 80, 200


def _as_text(raw: Any) -> str | None:
    """Numbers, lists and nulls come where text was asked for."""
    if raw is None or isinstance(raw, dict | bool):
        return None
    text = tidy("、".join(str(part) for part in raw) if isinstance(raw, list) else str(raw))
    return text if text.strip("….") else None


Loose = Annotated[str | None, BeforeValidator(_as_text)]


def _named(*names: str) -> Any:
    return Field(default=None, validation_alias=AliasChoices(*names))


class DraftRow(BaseModel):
    """A row as a model writes it: every part text or missing, under the keys that models are known to use."""

    model_config = ConfigDict(extra="ignore", populate_by_name=True)

    id: Loose = None
    kind: Loose = _named("kind", "level2", "二级指标", "二级", "类别")
    level1: Loose = _named("level1", "一级指标", "一级")
    name: Loose = _named("name", "三级指标", "指标名称", "指标")
    desc: Loose = _named("desc", "description", "指标解释", "绩效指标描述", "说明")
    value: Loose = _named("value", "指标值", "目标值", "target")
    basis: Loose = _named("basis", "依据", "指标值确定依据")
    data: Loose = _named("data", "data_source", "数据来源")
    why: Loose = _named("why", "source", "source_detail", "来源")


class RowProblem(ValueError):
    """A row that cannot be used; the text says why, in Chinese, for the model to put it right."""


@dataclass(frozen=True)
class Levels:
    """Where a row may stand in a form."""

    form: FormDefinition

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """(一级, 二级) in the form's order."""
        return [(level.name, child.name) for level in self.form.levels for child in level.level2]

    def place(self, kind: str | None, level1: str | None) -> tuple[str, str] | None:
        """Return where a printed 二级指标 (or, without one, 一级指标) stands; None when nothing is near it."""
        first = canonical(level1) if level1 else None
        for said in (kind, level1):
            if said and (found := self._of_term(said, first)):
                return found
        names = {child: (parent, child) for parent, child in self.pairs}
        near = difflib.get_close_matches(kind or level1 or "", names, 1, 0.6)
        return names[near[0]] if near else None

    def _of_term(self, said: str, level1: str | None) -> tuple[str, str] | None:
        parts = [part for part in said.replace("／", "/").replace("-", "/").split("/") if part.strip()]
        term = canonical_level2(parts[-1], level1 or "") if parts else ""
        fits = [pair for pair in self.pairs if pair[1] == term]
        if fits:
            return next((pair for pair in fits if pair[0] == level1), fits[0])
        # A kind of another form's framework: 经济成本指标 where the form has 成本指标, and the other way round.
        parent = term if term in LEVEL1 else PARENT.get(term, "")
        if "成本" in term:
            return next((pair for pair in self.pairs if "成本" in pair[1]), None)
        return next((pair for pair in self.pairs if pair[0] == parent), None)


def to_indicator(row: DraftRow, form: FormDefinition, ground: Ground) -> Indicator:
    """Return the row as an indicator of the annual table, its figure settled.

    Raises:
        RowProblem: no name, no value, or no place in the form.
    """
    if not row.name:
        raise RowProblem("缺少指标名称 name")
    if not row.value:
        raise RowProblem("缺少指标值 value")
    place = Levels(form).place(row.kind, row.level1)
    if place is None:
        raise RowProblem(f"没有“{row.kind or row.level1 or ''}”这个指标类别")
    level1, level2 = place
    # A figure that a name or description smuggles in is held to the same rule as the value.
    name = supported_text(row.name[:_NAME_LIMIT], ground)
    value = _possible(name, Value.parse(row.value[:_VALUE_LIMIT]))
    settled = settle(name, level2, value, row.why or "", ground)
    if name != row.name[:_NAME_LIMIT] and (source := from_citation(level2, value, row.why or "")):
        # 提前48小时公告率: the law that is named may well say so; to be looked up, as a value would be.
        name, settled = row.name[:_NAME_LIMIT], Settled(value, source, settled.basis)
    description = (
        supported_text(row.desc[:_TEXT_LIMIT], ground) if row.desc and form.has_column("description") else None
    )
    return Indicator(
        period="annual",
        level1=level1,
        level2=level2,
        name=name,
        description=None if description and "待核实" in description else description,
        value=settled.value.styled(form.value_brackets),
        basis=basis_of(row.basis, level2, settled, form),
        source=settled.source,
        data_source=row.data[:_TEXT_LIMIT] if row.data and form.has_column("data_source") else None,
    )


def parse_row(data: Any, form: FormDefinition) -> DraftRow:
    """Read a row as it came: an array of cells, or an object.

    Raises:
        RowProblem: it is neither.
    """
    if isinstance(data, list):
        data = as_parts(data, form)
    try:
        return DraftRow.model_validate(data)
    except ValidationError as error:
        raise RowProblem("这一条不是数组") from error


def _possible(name: str, value: Value) -> Value:
    """Return the value with the operator that alone makes sense: `≥100%` of a whole is `=100%`, `≥0次` of accidents `=0次`."""
    meaning = classify(name, value.unit)
    whole = value.is_percent and value.number == 100 and meaning.kind == "rate" and meaning.aspect != "change"
    none = value.number == 0 and meaning.direction == "down"
    if value.operator in ("≥", ">") and (whole or none):
        return Value.parse("=" + value.text.lstrip("≥>"))
    return value
