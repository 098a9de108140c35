"""What a repair is: edits of a form, each with what stood there before, and why; and what a run of repairs gives."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.checking import Finding
from assistant.model import Indicator, PerformanceTarget, Period, Source

How = Literal["exact", "offline", "model"]
"""`exact`: mechanical, the meaning stays; `offline`: rewritten from the form's words, norms and examples; `model`."""
Engine = How
Part = Literal["cell", "goal", "project", "field", "remove", "add"]
Column = Literal["level1", "level2", "name", "description", "value", "basis"]
COLUMNS: tuple[Column, ...] = ("level1", "level2", "name", "description", "value", "basis")


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Edit(_Shape):
    """One change at one place. Positions are those of the target that the fix was suggested for."""

    part: Part
    """`cell` of a row, `goal` text, `project` part (name, purpose, budget), header `field`, row to `remove` or `add`."""
    position: int | None = None
    """Index of the row or the goal; of an added row: the index before which it goes; None for the project's parts.
    A goal's index equal to the number of goals adds one."""
    column: str | None = None
    """The cell's column (see `Column`), the project's part, or the field's key."""
    period: Period | None = None
    """Period of a goal."""
    before: str | None = None
    """What stands there now, as printed; None where there is nothing."""
    after: str | None = None
    """What is to stand there; None where it is taken away."""
    row: Indicator | None = None
    """The row to add."""
    source: Source | None = None
    """Where the figure of a changed value comes from; None where it is the form's own."""

    @property
    def place(self) -> tuple[str, int | None, str | None]:
        """What two edits may not both change."""
        return self.part, self.position, self.column


class Fix(_Shape):
    """A repair of one finding, tried: with it the finding is gone and no new one has come."""

    finding: Finding
    edits: tuple[Edit, ...]
    how: How
    reason: str
    """One Chinese sentence: what is changed and why, with the norm or the sum that a new figure rests on."""
    asks: str = ""
    """What to look up, where the repair holds 【待核实】; else empty."""
    choice: bool = False
    """Whether a person must decide (which of two figures is right): `fix_all` leaves such repairs alone."""

    @property
    def after_texts(self) -> tuple[str, ...]:
        """Every text that the repair brings in."""
        texts = [edit.after for edit in self.edits if edit.after]
        for row in (edit.row for edit in self.edits if edit.row):
            texts += [row.name, row.value.text, row.description or "", row.basis or ""]
        return tuple(texts)


class Change(_Shape):
    """One change between two versions, for people."""

    row: str
    """Where: `年度 第3条 数量指标“考评数量”`, `年度目标1`, `项目`."""
    column: str
    """Which cell, by the label that people know: 三级指标, 指标值, 整行, 目标, 项目预算."""
    old: str | None
    """None where something was added."""
    new: str | None
    """None where something was taken away."""
    reason: str = ""


class Applied(_Shape):
    """A target with fixes applied, and those that could not be (another fix had changed the same place)."""

    target: PerformanceTarget
    applied: tuple[Fix, ...] = ()
    refused: tuple[Fix, ...] = ()


class Fixed(_Shape):
    """What `fix_all` gives."""

    target: PerformanceTarget
    applied: tuple[Fix, ...]
    """In the order of application; the positions of each are those of the target as it stood then."""
    changes: tuple[Change, ...]
    """What is different, with the reasons; see `diff_text`."""
    left: tuple[Finding, ...]
    """What a check of the fixed target still finds."""
