"""`Workspace`: drafts and every version of them, each owner's their own."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from assistant.model import InputError
from assistant.workspace import listing
from assistant.workspace.changes import Change, diff
from assistant.workspace.errors import ConflictError
from assistant.workspace.jobs import Jobs
from assistant.workspace.lines import DraftLine, DraftPhase, Saved, Shelf, VersionLine
from assistant.workspace.records import Entry, Step, add_draft, add_version, draft_row, saved, unpacked, version_row
from assistant.workspace.state import DraftState
from assistant.workspace.store import Clock, Store, utc_now
from assistant.workspace.tables import drafts, versions
from assistant.workspace.work import Work

_LAST_YEAR = 2100
Plan = tuple[DraftState, Step]


class Workspace:
    """One database of drafts. Safe to use from any thread; `open_workspace` gives the process' own one.

    Every method takes the draft's `owner`; a draft of somebody else is as good as none (NoSuchDraftError). Every change
    is a version of its own with who (`owner` where nobody else is named), when and why; nothing is overwritten.
    Methods raise WorkspaceError where the database cannot be used; then nothing was changed.

    Attributes:
        jobs: long work on drafts, for whoever asks for it and looks at it.
        work: the same, for whoever does it (`assistant.worker`).
    """

    def __init__(self, url: str, clock: Clock = utc_now) -> None:
        self.url = url
        self._store = Store(url)
        self._now = clock
        self.jobs = Jobs(self._store, clock)
        self.work = Work(self._store, clock)

    @property
    def place(self) -> str:
        """Where the drafts are kept, for people: the file, or the server without its password."""
        return self._store.place

    def close(self) -> None:
        """Close the database."""
        self._store.close()

    # Lists

    def list(
        self,
        owner: str,
        search: str = "",
        year: int | None = None,
        state: DraftPhase | None = None,
        limit: int = 100,
        offset: int = 0,
        shelf: Shelf = "active",
    ) -> Sequence[DraftLine]:
        """Return a page of an owner's drafts, what was changed last first.

        Args:
            owner: whose.
            search: words that all stand in the project's or the unit's name.
            year: of the project.
            state: 草稿, 已完成 or 起草中.
            limit: lines of one page.
            offset: lines before it.
            shelf: `active` leaves out what is archived or deleted.
        """
        with self._store.reading() as connection:
            return listing.lines(connection, listing.wanted(owner, search, year, state, shelf), limit, offset)

    def count(
        self,
        owner: str,
        search: str = "",
        year: int | None = None,
        state: DraftPhase | None = None,
        shelf: Shelf = "active",
    ) -> int:
        """Return how many lines `list` has in all."""
        with self._store.reading() as connection:
            return listing.how_many(connection, listing.wanted(owner, search, year, state, shelf))

    def years(self, owner: str, shelf: Shelf = "active") -> Sequence[int]:
        """Return the years that an owner has drafts of, the latest first."""
        with self._store.reading() as connection:
            return listing.years(connection, listing.wanted(owner, "", None, None, shelf))

    # One draft

    def create(self, owner: str, state: DraftState, why: str = "新建", who: str = "") -> Saved:
        """Keep a new draft; its first version is 1."""
        entry = Entry.of(state)
        with self._store.writing() as connection:
            return add_draft(connection, owner, entry, who or owner, why, self._now())

    def load(self, id: str, owner: str) -> Saved:
        """Return a draft's newest version, deleted drafts' too."""
        with self._store.reading() as connection:
            draft = draft_row(connection, id, owner)
            return saved(draft, version_row(connection, draft.id, draft.version))

    def save(self, id: str, owner: str, state: DraftState, seen: int, why: str = "修改", who: str = "") -> Saved:
        """Keep a change as the next version; a state that is there already makes none.

        Args:
            id: the draft's.
            owner: whose draft it is.
            state: as it is to be.
            seen: the version that it was made from (`Saved.version`).
            why: in a few words: `修改指标值`.
            who: made it; the owner where not said.

        Raises:
            ConflictError: another version was saved in the meantime; nothing was written, both are in the error.
        """
        return self._advance(id, owner, seen, who, lambda _, newest: (state, Step(why, newest.number)), state)

    # History

    def undo(self, id: str, owner: str, seen: int, who: str = "") -> Saved:
        """Go back to before the last change, as a new version. Raises InputError where there is nothing to undo."""

        def plan(connection: Connection, newest: Row[Any]) -> Plan:
            if newest.undo is None:
                raise InputError("没有可以撤销的改动了")
            goal = version_row(connection, newest.draft, newest.undo)
            why = version_row(connection, newest.draft, newest.same_as).why
            return unpacked(goal.content), Step(f"撤销：{why}", goal.undo, newest.number, goal.same_as)

        return self._advance(id, owner, seen, who, plan)

    def redo(self, id: str, owner: str, seen: int, who: str = "") -> Saved:
        """Take the last undoing back, as a new version. Raises InputError where nothing was undone last."""

        def plan(connection: Connection, newest: Row[Any]) -> Plan:
            if newest.redo is None:
                raise InputError("没有可以重做的改动了")
            goal = version_row(connection, newest.draft, newest.redo)
            why = version_row(connection, newest.draft, goal.same_as).why
            return unpacked(goal.content), Step(f"重做：{why}", newest.number, goal.redo, goal.same_as)

        return self._advance(id, owner, seen, who, plan)

    def restore(self, id: str, owner: str, number: int, seen: int, who: str = "") -> Saved:
        """Bring an earlier version back, as a new one. Raises ConflictError as `save` does."""

        def plan(connection: Connection, newest: Row[Any]) -> Plan:
            state = unpacked(version_row(connection, newest.draft, number).content)
            return state, Step(f"恢复第 {number} 版", newest.number)

        return self._advance(id, owner, seen, who, plan)

    def versions(self, id: str, owner: str, limit: int = 200, before: int | None = None) -> Sequence[VersionLine]:
        """Return a draft's versions, the newest first; `before` a number for the next page."""
        with self._store.reading() as connection:
            draft = draft_row(connection, id, owner)
            query = select(*(versions.c[name] for name in ("number", "at", "who", "why", "summary")))
            query = query.where(versions.c.draft == draft.id).order_by(versions.c.number.desc()).limit(limit)
            if before is not None:
                query = query.where(versions.c.number < before)
            return [VersionLine(*row) for row in connection.execute(query)]

    def version(self, id: str, owner: str, number: int) -> DraftState:
        """Return what a version held."""
        with self._store.reading() as connection:
            return unpacked(version_row(connection, draft_row(connection, id, owner).id, number).content)

    def diff(self, id: str, owner: str, older: int, newer: int) -> Sequence[Change]:
        """Return what changed between two versions."""
        with self._store.reading() as connection:
            draft = draft_row(connection, id, owner).id
            one, other = (unpacked(version_row(connection, draft, number).content) for number in (older, newer))
        return diff(one, other)

    # Shelves

    def copy(self, id: str, owner: str, year: int | None = None, why: str = "", who: str = "") -> Saved:
        """Make a new draft of an old one: last year's form for this year's.

        The year moves on (`year`, else the one after), what was spent and answered for stays behind; figures and dates
        of the old year are kept, and the check tells which.
        """
        old = self.load(id, owner)
        state = _for_year(old.state, year)
        name, of = old.state.target.project.name or "未命名项目", old.state.target.project.year
        why = why or f"复制自“{name}”" + (f"（{of}年）" if of else "")
        entry = Entry.of(state)
        with self._store.writing() as connection:
            return add_draft(connection, owner, entry, who or owner, why, self._now(), old.id)

    def rename(self, id: str, owner: str, name: str, seen: int, who: str = "") -> Saved:
        """Give the project another name, as a new version. Raises as `save` does."""
        if not name.strip():
            raise InputError("请填写项目名称")
        old = self.load(id, owner).state
        project = old.target.project.model_copy(update={"name": name.strip()})
        target = old.target.model_copy(update={"project": project})
        return self.save(id, owner, old.model_copy(update={"target": target}), seen, "改项目名称", who)

    def archive(self, id: str, owner: str, archived: bool = True) -> None:
        """Put a draft away, or back among the active ones."""
        self._shelve(id, owner, archived=archived)

    def delete(self, id: str, owner: str) -> None:
        """Take a draft out of the lists; `recover` brings it back, with all its versions."""
        self._shelve(id, owner, deleted_at=self._now())

    def recover(self, id: str, owner: str) -> None:
        """Bring a deleted draft back."""
        self._shelve(id, owner, deleted_at=None)

    def purge(self, id: str, owner: str) -> None:
        """Remove a deleted draft and all its versions for good.

        Raises:
            InputError: it is not among the deleted ones.
        """
        with self._store.writing() as connection:
            draft = draft_row(connection, id, owner, lock=True)
            if draft.deleted_at is None:
                raise InputError("只能彻底删除回收站里的草稿，请先删除它")
            connection.execute(delete(drafts).where(drafts.c.id == draft.id))

    def _shelve(self, id: str, owner: str, **values: object) -> None:
        with self._store.writing() as connection:
            draft = draft_row(connection, id, owner, lock=True)
            connection.execute(update(drafts).where(drafts.c.id == draft.id).values(**values))

    def _advance(
        self,
        id: str,
        owner: str,
        seen: int,
        who: str,
        plan: Callable[[Connection, Row[Any]], Plan],
        mine: DraftState | None = None,
    ) -> Saved:
        """Add a version, made of `seen`, the newest one. Checking and comparing hold up nobody else's writing."""
        while True:
            with self._store.reading() as connection:
                draft = draft_row(connection, id, owner)
                newest, base = (version_row(connection, draft.id, number) for number in (draft.version, seen))
                before = unpacked(newest.content)
                if before == mine:
                    return saved(draft, newest, before)
                if newest.number != seen:
                    base_state = unpacked(base.content)
                    raise _conflict(base_state, mine or base_state, saved(draft, newest, before), who or owner)
                state, step = plan(connection, newest)
            entry = Entry.of(state, before)
            with self._store.writing() as connection:
                draft = draft_row(connection, id, owner, lock=True)
                if draft.version == seen:
                    return add_version(connection, draft, entry, who or owner, self._now(), step)


def _conflict(base: DraftState, mine: DraftState, theirs: Saved, who: str) -> ConflictError:
    when = theirs.at.astimezone().strftime("%H:%M:%S")
    other = "您在另一个窗口" if theirs.who == who else f"“{theirs.who}”"
    return ConflictError(
        f"{other}已于 {when} 把这份草稿存为第 {theirs.version} 版，您这里的改动还没有保存，请对照后选择保留哪些",
        base, mine, theirs,
    )  # fmt: skip


def _for_year(state: DraftState, year: int | None) -> DraftState:
    was = state.target.project.year
    year = year or (min(was + 1, _LAST_YEAR) if was else None)
    target = state.target.model_copy(update={"project": state.target.project.model_copy(update={"year": year})})
    brief = state.brief.model_copy(update={"year": year}) if state.brief else None
    rows = tuple(mark.model_copy(update={"tick": None}) for mark in state.rows)
    return DraftState(target=target, rows=rows, brief=brief, engine=state.engine, examples=state.examples)
