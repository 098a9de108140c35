"""One draft under the hands of one session: what was saved, what could not be, and how two hands come together."""

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from assistant import api
from assistant.app.edit.operations import apply, operations_of
from assistant.app.edit.repairs import Repairs
from assistant.app.sheet.levels import form_of
from assistant.checking.findings import Finding, Report
from assistant.forms import FormDefinition
from assistant.model import AssistantError, InputError, PerformanceTarget
from assistant.workspace import (
    Clash,
    ConflictError,
    DraftState,
    NoSuchDraftError,
    Origin,
    Saved,
    Workspace,
    merge,
)

_KEPT = 400
_TRIES = 4
_QUIET_SECONDS = 5.0
_WHY = {
    "cell": "修改指标", "level": "改类别", "goal": "修改目标", "head": "修改表头", "add": "加一行", "copy": "照另一期补一行",
    "remove": "删除一行", "move": "调整顺序", "lock": "锁定或解锁",
}  # fmt: skip


@dataclass(frozen=True)
class Conflict:
    """Two hands changed the same values; nothing of mine is saved before somebody has chosen.

    Attributes:
        base: what both started from.
        mine: with my changes.
        theirs: as it is saved now.
        clashes: the values that both changed.
        why: what my version is to be called.
        ids: operations that are settled with it.
    """

    base: DraftState
    mine: DraftState
    theirs: Saved
    clashes: tuple[Clash, ...]
    why: str
    ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refused:
    """What was typed into a field that cannot hold it."""

    text: str
    why: str


@dataclass(eq=False)
class Editing:
    """One draft in one session. `open_editing` makes it."""

    workspace: Workspace
    owner: str
    who: str
    saved: Saved
    done: deque[str] = field(default_factory=lambda: deque(maxlen=_KEPT))
    """Names of operations that are settled; the browser forgets them."""
    refused: dict[str, Refused] = field(default_factory=dict)
    """By field, as the browser names it."""
    conflict: Conflict | None = None
    told: str = ""
    """What somebody should know of the last save, one sentence; shown once."""
    row: str | None = None
    """Uid of the row whose details are shown."""
    focus: tuple[str, int] | None = None
    """Where the form is to go: a uid or a field's key, and the number of the wish."""
    wants_redraft: bool = False
    """Whether the row is to be drafted again: the panel shows where to write the wish."""
    dialog: Literal["", "history", "template"] = ""
    """What is open above the page; it stays so when the page is drawn again for another reason."""
    confirming: str | None = None
    """Uid of the row whose 待核实 figure is being answered for."""
    repairs: Repairs = field(default_factory=Repairs)
    _own: set[int] = field(default_factory=set)
    _checked: tuple[PerformanceTarget, Report] | None = None

    def __post_init__(self) -> None:
        self._own.add(self.saved.version)
        self._quiet = threading.Event()
        self._quiet.set()

    @property
    def id(self) -> str:
        """The draft's id."""
        return self.saved.id

    @property
    def state(self) -> DraftState:
        """The draft as it is saved."""
        return self.saved.state

    @property
    def target(self) -> PerformanceTarget:
        """Its form, filled."""
        return self.saved.state.target

    @property
    def form(self) -> FormDefinition:
        """The form that it is laid out for."""
        return form_of(self.target)

    @property
    def report(self) -> Report:
        """The check of what is saved."""
        if self._checked is None or self._checked[0] is not self.target:
            self._checked = (self.target, api.check(self.target))
        return self._checked[1]

    @contextmanager
    def being_drawn(self) -> Iterator[None]:
        """Mark a run of the page; `settled` waits for its end."""
        self._quiet.clear()
        try:
            yield
        finally:
            self._quiet.set()

    def wait_until_quiet(self) -> None:
        """Wait, for a moment at most, until the page has taken in what was on its way."""
        self._quiet.wait(_QUIET_SECONDS)

    def refresh(self) -> None:
        """Take over what was saved elsewhere meanwhile, and say so."""
        newest = self.workspace.load(self.id, self.owner)
        if newest.version != self.saved.version and newest.version not in self._own and not self.told:
            when = newest.at.astimezone().strftime("%H:%M:%S")
            if self.saved.phase == "起草中":
                self.told = f"{newest.who}在 {when} 写完了（{newest.why}），不满意可以撤销"
            else:
                self.told = f"{newest.who}在 {when} 从别处改过这份草稿（{newest.why}），已更新到第 {newest.version} 版"
        if (newest.version, newest.phase, newest.job) != (self.saved.version, self.saved.phase, self.saved.job):
            self.saved = newest

    def take(self, outbox: object) -> bool:
        """Do and save what the browser sent, whatever of it is new; return whether something was saved or is in conflict.

        Where the database cannot be used that is told, and the browser keeps it and sends it again.
        """
        new = [each for each in operations_of(outbox) if each.id not in self.done]
        # What waits for a choice waits until it is made, or until more is typed.
        if not new or (self.conflict and {each.id for each in new} <= set(self.conflict.ids)):
            return False
        why = "、".join(dict.fromkeys(_WHY[each.op] for each in new))
        ids = tuple(each.id for each in new)
        return self._told(lambda: self._save(lambda state: self._all(state, new), self._from(new[0].seen), why, ids))

    def change(self, changed: DraftState, why: str) -> bool:
        """Save another state of the draft as it is shown; return whether it stands now. Why not is told."""
        self._told(lambda: self._save(lambda _: changed, self.saved.version, why))
        return self.saved.state == changed

    def retarget(self, target: PerformanceTarget, origin: Origin, why: str) -> bool:
        """Save another target, as `origin` made it of the one that is shown."""
        return self.change(self.state.with_target(target, origin), why)

    def step(self, what: str) -> None:
        """Undo or redo; a sentence is told where that cannot be."""
        act = self.workspace.undo if what == "undo" else self.workspace.redo
        self._told(lambda: self._stepped(act(self.id, self.owner, self.saved.version, self.who)))

    def restore(self, number: int) -> None:
        """Bring an earlier version back."""
        self._told(
            lambda: self._stepped(self.workspace.restore(self.id, self.owner, number, self.saved.version, self.who))
        )

    def settle(self, theirs_at: Sequence[tuple[str, ...]]) -> None:
        """End the conflict: their value stands at these keys, mine everywhere else that both changed."""
        if conflict := self.conflict:
            self._told(lambda: self._settle(conflict, theirs_at))

    def _settle(self, conflict: Conflict, theirs_at: Sequence[tuple[str, ...]]) -> bool:
        newest = self.workspace.load(self.id, self.owner)
        if newest.version != conflict.theirs.version:
            # They went on meanwhile: what is chosen is held against what they have now.
            self.conflict = None
            return self._merged(conflict.base, conflict.mine, newest, conflict.why, conflict.ids)
        joined, _ = merge(conflict.base, conflict.mine, newest.state, theirs_at=theirs_at)
        saved = self._write(joined, newest.version, f"{conflict.why}（与另一处的修改合并）")
        if saved:
            self.conflict = None
            self.done.extend(conflict.ids)
        return saved

    def go_to(self, place: str) -> None:
        """Have the form show a row (its uid) or a field (its key)."""
        self.focus = (place, (self.focus[1] if self.focus else 0) + 1)

    def close_dialog(self) -> None:
        """Forget what is open above the page."""
        self.dialog = ""

    def find(self, finding: Finding) -> None:
        """Have the form show what a finding is about: its row, or the first goal."""
        if finding.position is not None and finding.position < len(self.state.rows):
            self.row = self.state.rows[finding.position].uid
            self.go_to(self.row)
        else:
            self.go_to("goal:0")

    def _from(self, seen: int) -> int:
        """Versions that this session made itself count as seen: what is typed meanwhile builds on them."""
        while seen + 1 in self._own:
            seen += 1
        return seen

    def _all(self, state: DraftState, operations: Sequence[Any]) -> DraftState:
        for each in operations:
            try:
                state = apply(state, each)
                self.refused.pop(each.key, None)
            except InputError as error:
                if each.key:
                    self.refused[each.key] = Refused(getattr(each, "text", ""), str(error))
                else:
                    self.told = str(error)
        return state

    def _save(
        self, changed: Callable[[DraftState], DraftState], seen: int, why: str, ids: tuple[str, ...] = ()
    ) -> bool:
        newest = self.workspace.load(self.id, self.owner)
        if newest.version == seen:
            mine = changed(newest.state)
            saved = mine == newest.state or self._write(mine, seen, why)
            if saved:
                self.done.extend(ids)
            return saved
        try:
            base = self.workspace.version(self.id, self.owner, seen)
        except NoSuchDraftError:
            # A version that is not there any more (the database was put back from a copy): go on from what is.
            base = newest.state
        return self._merged(base, changed(base), newest, why, ids)

    def _merged(self, base: DraftState, mine: DraftState, newest: Saved, why: str, ids: tuple[str, ...]) -> bool:
        for _ in range(_TRIES):
            joined, clashes = merge(base, mine, newest.state)
            if clashes:
                self.conflict = Conflict(base, mine, newest, tuple(clashes), why, ids)
                self.saved = newest
                return True
            if joined == newest.state or self._write(joined, newest.version, why):
                self.done.extend(ids)
                self.told = f"{newest.who}从别处也在改这份草稿，改的地方不同，两边都已保存"
                return True
            newest = self.workspace.load(self.id, self.owner)
        return False

    def _write(self, state: DraftState, seen: int, why: str) -> bool:
        try:
            self.saved = self.workspace.save(self.id, self.owner, state, seen, why, self.who)
        except ConflictError as error:
            self.told = str(error)
            return False
        self._own.add(self.saved.version)
        return True

    def _stepped(self, saved: Saved) -> bool:
        self.saved = saved
        self._own.add(saved.version)
        self.refused.clear()
        return True

    def _told(self, act: Callable[[], bool]) -> bool:
        """Do it; where it cannot be done, say why on the page."""
        try:
            return act()
        except AssistantError as error:
            self.told = str(error)
            return False


def open_editing(workspace: Workspace, owner: str, who: str, draft: str) -> Editing:
    """Open a draft for editing.

    Raises:
        NoSuchDraftError: there is no such draft for this owner.
    """
    return Editing(workspace, owner, who, workspace.load(draft, owner))
