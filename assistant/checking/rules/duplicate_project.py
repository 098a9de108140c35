"""X109: two projects of a department that are the same."""

from collections.abc import Iterator, Sequence
from zlib import crc32

from assistant.checking.context import Context
from assistant.checking.findings import Finding
from assistant.checking.rule import REVIEW_88, BookRule
from assistant.checking.wording import quote
from assistant.model.text import match_key

_SHARE = 0.7
_LEAST, _LEAST_ROWS = 8, 5
_HASHES = 16


class DuplicateProject(BookRule):
    """Two forms of a book have the same name, the same purpose, or nearly the same indicators.

    What it finds:
        同一部门的两个项目名称相同、资金用途相同，或七成以上的指标相同。
    Why it matters:
        内容雷同的项目可能是重复申报，或一张表是从另一张抄来的，审核时会要求合并或说明。
    Bad:
        “档案整理经费”和“党员档案管理经费”的指标几乎一样。
    Good:
        两个项目合并申报，或各写自己的任务和效果。
    Mend:
        不能自动修改：要由单位决定合并还是改写。
    """

    code = "X109"
    title = "两个项目雷同"
    dimension = "相关性"
    severity = "warning"
    point = "目标相关性"
    clause = REVIEW_88

    def check(self, forms: Sequence[Context]) -> Iterator[tuple[int, Finding]]:
        """Look each form up under its name, its purpose and a sketch of its rows; no pair is compared twice."""
        first: dict[tuple[str, ...], int] = {}
        rows = [_names(form) for form in forms]
        for at, form in enumerate(forms):
            other, how = self._earlier(at, form, rows, first)
            if how:
                message = f"本项目与{quote(forms[other].project.name)}{how}"
                yield at, self.about_form(message, "核实是否重复申报；不是的，写出本项目自己的任务和效果")

    def _earlier(
        self, at: int, form: Context, rows: list[frozenset[str]], first: dict[tuple[str, ...], int]
    ) -> tuple[int, str]:
        """Return an earlier form that is the same, and in what; all keys are remembered."""
        found = (at, "")
        for key, how in _keys(form, rows[at]):
            other = first.setdefault(key, at)
            if other == at or found[1]:
                continue
            if key[0] == "rows":
                shared = len(rows[at] & rows[other])
                if shared < _SHARE * len(rows[at] | rows[other]):
                    continue
                how = f"的 {shared} 条指标相同"
            found = (other, how)
        return found


def _names(form: Context) -> frozenset[str]:
    return frozenset(f"{row.key}|{row.described_key}" for row in form.rows if row.name)


def _keys(form: Context, rows: frozenset[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    yield ("name", match_key(form.project.name)), "名称相同"
    purpose = match_key(form.project.purpose or "")
    if len(purpose) >= _LEAST:
        yield ("purpose", purpose), "资金用途一字不差"
    if len(rows) >= _LEAST_ROWS:
        # The smallest of each hash are the same for two sets as often as the sets are alike; in pairs they are rarely
        # so by chance. So two alike forms meet under one of the keys, and no others need be compared.
        hashed = [[crc32(f"{seed}{row}".encode()) for row in rows] for seed in range(_HASHES)]
        least = [str(min(values)) for values in hashed]
        for band in range(0, _HASHES, 2):
            yield ("rows", str(band), least[band], least[band + 1]), ""
