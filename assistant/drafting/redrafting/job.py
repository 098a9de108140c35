"""What is to be drafted again: the places, the brief that figures may rest on, and the user's wish."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from assistant.drafting.brief import NAME_LIMIT, PURPOSE_LIMIT, Brief
from assistant.drafting.facts import Facts
from assistant.drafting.online.privacy import Veil
from assistant.drafting.provenance import Ground
from assistant.drafting.redrafting.table import MOST_NEW, Place, Table, positions_of
from assistant.forms import FormDefinition, get_form
from assistant.model import InputError, PerformanceTarget
from assistant.model.text import tidy

NOTE_LIMIT = 200


@dataclass
class Job:
    """One wish to draft rows again.

    Attributes:
        table: the table, changed in place as rows come.
        brief: as it may be sent: without personal names and numbers.
        places: the rows that may change.
        section: the 二级指标 that may get further rows; None where single rows were named.
        note: what the user wants of these rows, as it may be sent; or "".
        veil: what was hidden, to be put back.
        left_locked: how many named rows stay because they are locked.
    """

    table: Table
    brief: Brief
    form: FormDefinition
    places: list[Place]
    section: str | None
    note: str
    veil: Veil
    left_locked: int

    @classmethod
    def of(
        cls, target: PerformanceTarget, brief: Brief | None, rows: Collection[int], section: str | None, note: str,
        locked: Collection[int],
    ) -> Self:  # fmt: skip
        """Hold what was asked for to the table.

        Raises:
            InputError: nothing was named, a row or section is none of the form's, all of it is locked, the note is too
                long, or there is no brief and the table says too little to make one.
        """
        form, veil, wish = get_form(target.form), Veil(), tidy(note)
        if len(wish) > NOTE_LIMIT:
            raise InputError(f"对重新起草的要求有 {len(wish)} 个字，请压缩到 {NOTE_LIMIT} 字以内")
        if section and section not in {child.name for level in form.levels for child in level.level2}:
            raise InputError(f"{form.name}没有“{section}”这一类指标，请重新选择")
        if not rows and not section:
            raise InputError("请先选择要重新起草的指标")
        table = Table(target, form)
        free = list(positions_of(target, rows, section, locked))
        given = (brief or brief_of(target)).model_copy(update={"form": form.id})
        named = {*rows, *(at for at, row in enumerate(target.indicators) if section and row.level2 == section)}
        return cls(
            table,
            veil.hide_brief(given),
            form,
            table.places(free),
            section,
            veil.hide(wish),
            veil,
            len(named) - len(free),
        )

    @property
    def most_new(self) -> int:
        """Rows that may be added."""
        return MOST_NEW if self.section else 0

    @property
    def section_place(self) -> tuple[str, str] | None:
        """一级 and 二级指标 of the section."""
        pairs = ((level.name, child.name) for level in self.form.levels for child in level.level2)
        return next((pair for pair in pairs if pair[1] == self.section), None)

    @cached_property
    def facts(self) -> Facts:
        """What the brief says."""
        return Facts.of(self.brief)

    @cached_property
    def ground(self) -> Ground:
        """What figures may rest on: the brief, and what the user's wish says."""
        told = (f"重新起草的要求={self.note}",) if self.note else ()
        return Ground(self.brief.model_copy(update={"facts": (*self.brief.facts, *told)}))

    def notices(self, kept: Sequence[str]) -> tuple[str, ...]:
        """Return what the user should know: rows that stay, and what is still to be looked up."""
        said = [f"有 {self.left_locked} 条指标已锁定，没有改动"] if self.left_locked else []
        new = [change.after for change in self.table.changes() if change.after.value.is_unconfirmed]
        names = "、".join(dict.fromkeys(row.name for row in new))
        return (*said, *kept, *([f"有待核实的数字：{names}；补上数字后再导出"] if names else []))


def brief_of(target: PerformanceTarget) -> Brief:
    """Return the brief that a table rests on: its project, and its goals where no purpose is written.

    Raises:
        InputError: it has no name, no budget or no words on what the money is for.
    """
    project = target.project
    purpose = project.purpose or "。".join(dict.fromkeys(goal.text for goal in target.goals))
    return Brief.of(
        project.name[:NAME_LIMIT],
        str(project.budget or ""),
        purpose[:PURPOSE_LIMIT],
        target.form,
        project.year,
        project.unit,
    )
