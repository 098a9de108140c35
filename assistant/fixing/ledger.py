"""Which row is which while repairs follow one another, and why each cell was changed."""

from collections.abc import Sequence

from assistant.fixing.applying import build
from assistant.fixing.diff import Reasons, changes
from assistant.fixing.fix import Change, Edit, Fix
from assistant.model import PerformanceTarget


class Ledger:
    """Follows the rows of a target through repairs."""

    def __init__(self, target: PerformanceTarget) -> None:
        self.before = target
        self.now = target
        self._ids = list(range(len(target.indicators)))
        self._next = len(self._ids)
        self._reasons: Reasons = {}

    def apply(self, fix: Fix) -> PerformanceTarget:
        """Apply a repair to the target as it stands, and return the new one."""
        built = build(self.now, fix.edits)
        for edit in fix.edits:
            self._note(edit, fix.reason)
        ids: list[int] = []
        for origin, row in zip(built.origins, built.target.indicators, strict=True):
            if origin is None:
                ids.append(self._next)
                self._reasons.setdefault((self._next, "row"), []).append(fix.reason)
                self._next += 1
            else:
                ids.append(self._ids[origin])
            del row
        self._ids, self.now = ids, built.target
        return self.now

    def changes(self) -> list[Change]:
        """Return what has changed so far, with every reason."""
        known = len(self.before.indicators)
        pairs: Sequence[int | None] = [id if id < known else None for id in self._ids]
        return changes(self.before, self.now, pairs, self._reasons, self._ids)

    def _note(self, edit: Edit, reason: str) -> None:
        key: object = edit.part
        if edit.part in ("cell", "remove") and edit.position is not None:
            key = self._ids[edit.position]
        elif edit.part == "goal":
            key = f"goal{edit.position}"
        elif edit.part == "add":
            return
        self._reasons.setdefault((key, "row" if edit.part == "remove" else edit.column or ""), []).append(reason)
