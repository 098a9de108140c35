"""`DraftState`: a draft as it is kept, a target and what is known of each of its rows."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, model_validator

from assistant.drafting.brief import Brief
from assistant.drafting.events import EngineName
from assistant.model import Indicator, InputError, PerformanceTarget, to_data

Origin = Literal["model", "offline", "person", "rule", "example", "file"]
"""Who wrote a row last: the model, the offline engine, a person, an accepted repair, an example, a file that was read."""


class Shape(BaseModel):
    """Frozen; unknown keys are errors, so that a typo never loses data."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Tick(Shape):
    """A figure that was 待核实 and that somebody has answered for."""

    who: str
    at: datetime
    why: str
    """What it rests on, in the user's words: `查2025年培训台账`."""


class RowMark(Shape):
    """What is known of one row beside what it says."""

    uid: str
    """Names the row as long as it lives, whatever is edited in it."""
    origin: Origin
    locked: bool = False
    """Whether the model must leave it alone; set when a person edits it."""
    tick: Tick | None = None


class Spent(Shape):
    """What the model has cost this draft in all, every request of it."""

    requests: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    seconds: float = 0.0
    cost: str | None = None
    """Yuan, exact text; None where no price is known."""
    estimated: bool = False
    model: str = ""
    """The model that was asked last."""
    prompt_version: str = ""
    """Id and version of the prompt that it was asked with: `draft.zh@5`."""


def new_uid() -> str:
    """Return a name for a new row."""
    return uuid4().hex[:12]


class DraftState(Shape):
    """A draft at one moment. Make one with `of`, change it with the `with_…` methods; never write into `target`."""

    schema_version: Annotated[Literal[1], Field(alias="schema")] = 1
    target: Annotated[PerformanceTarget, PlainSerializer(to_data)]
    rows: tuple[RowMark, ...]
    """One for each of `target.indicators`, in their order."""
    brief: Brief | None = None
    """What it was drafted from; None for a form that was read from a file."""
    engine: EngineName | None = None
    examples: tuple[str, ...] = ()
    """Names of the examples that the draft drew on."""
    notices: tuple[str, ...] = ()
    """What the engine said of the draft."""
    spent: Spent = Spent()
    done: bool = False
    """Whether its user has called it 已完成."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    @model_validator(mode="after")
    def _a_mark_each(self) -> Self:
        if len(self.rows) != len(self.target.indicators):
            raise ValueError("rows and target.indicators differ in length")
        if len({mark.uid for mark in self.rows}) != len(self.rows):
            raise ValueError("two rows have one uid")
        return self

    @classmethod
    def of(
        cls,
        target: PerformanceTarget,
        origin: Origin,
        brief: Brief | None = None,
        engine: EngineName | None = None,
        examples: Iterable[str] = (),
        notices: Iterable[str] = (),
    ) -> Self:
        """Make the first state of a draft. Rows that a person typed are locked against the model."""
        marks = tuple(RowMark(uid=new_uid(), origin=origin, locked=origin == "person") for _ in target.indicators)
        return cls(
            target=target, rows=marks, brief=brief, engine=engine, examples=tuple(examples), notices=tuple(notices)
        )

    def with_target(self, target: PerformanceTarget, origin: Origin, pairs: Sequence[int | None] | None = None) -> Self:
        """Return the state after `origin` made `target` of it.

        Rows keep their uid, lock and tick where they are found again (see `carrying.match`). A row that says something
        else than before gets the new origin, and a lock if a person wrote it; a tick falls with the value it was for.

        Args:
            target: as it is now.
            origin: who made it so.
            pairs: where each of its rows stood before, None for a new one; for a caller who knows.
        """
        from assistant.workspace.carrying import carried

        return self.model_copy(update={"target": target, "rows": carried(self, target, origin, pairs)})

    def with_locks(self, uids: Collection[str], locked: bool) -> Self:
        """Return the state with these rows locked against the model, or unlocked."""
        return self._marked(uids, locked=locked)

    def with_tick(self, uid: str, who: str, why: str, at: datetime) -> Self:
        """Return the state with a 待核实 figure answered for.

        Raises:
            InputError: no reason is given, or there is no such row.
        """
        if not why.strip():
            raise InputError("请写明这个数字是怎么核实的，如“查2025年培训台账”")
        return self._marked([uid], tick=Tick(who=who, at=at, why=why.strip()))

    def without_tick(self, uid: str) -> Self:
        """Return the state with a tick taken back."""
        return self._marked([uid], tick=None)

    def with_done(self, done: bool) -> Self:
        """Return the state called 已完成, or 草稿 again."""
        return self.model_copy(update={"done": done})

    def position(self, uid: str) -> int:
        """Return where a row stands in `target.indicators`. Raises InputError if it is not there any more."""
        for at, mark in enumerate(self.rows):
            if mark.uid == uid:
                return at
        raise InputError("这一行已经不在表里了，请刷新后再试")

    def row(self, uid: str) -> Indicator:
        """Return a row. Raises as `position` does."""
        return self.target.indicators[self.position(uid)]

    @property
    def locked(self) -> frozenset[str]:
        """The uids of rows that the model must leave alone."""
        return frozenset(mark.uid for mark in self.rows if mark.locked)

    @property
    def unconfirmed(self) -> tuple[str, ...]:
        """The uids of rows with a figure that is 待核实 and that nobody has answered for."""
        return tuple(
            mark.uid
            for mark, row in zip(self.rows, self.target.indicators, strict=True)
            if row.is_open and (mark.tick is None or row.value.is_unconfirmed)
        )

    def _marked(self, uids: Collection[str], **update: object) -> Self:
        for uid in uids:
            self.position(uid)
        rows = tuple(mark.model_copy(update=update) if mark.uid in uids else mark for mark in self.rows)
        return self.model_copy(update={"rows": rows})
