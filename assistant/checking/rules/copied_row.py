"""X110: a benefit that was copied from another project of the book."""

from collections.abc import Iterator, Sequence

from assistant.checking.context import Context, Row
from assistant.checking.figures import bigrams
from assistant.checking.findings import Finding
from assistant.checking.lexicon import lexicon
from assistant.checking.rule import REVIEW_88, BookRule
from assistant.checking.wording import quote
from assistant.model.text import match_key

_BENEFITS = frozenset({"效益指标", "满意度指标"})
_LEAST, _LEAST_WORDS = 6, 4
_OWN, _FOREIGN = 0.5, 0.2
"""Shares of a row's words that stand in the texts of the project it belongs to, and of one it does not."""


class CopiedRow(BookRule):
    """A row stands in two projects, and speaks of one of them only.

    What it finds:
        同一部门两个项目有相同的效益或满意度指标，其中的字眼只与一个项目相符。
    Why it matters:
        多半是从那个项目抄来没有改，效益与本项目无关。
    Bad:
        “企业养老保险资金缺口”的可持续影响写“企业离退休遗属基本生活保障制度”。
    Good:
        可持续影响写“企业养老保险基金可支付月数 ≥6个月”。
    Mend:
        不能自动修改：要写本项目自己带来的变化。
    """

    code = "X110"
    title = "指标像是从别的项目抄来的"
    dimension = "相关性"
    severity = "warning"
    point = "目标相关性"
    clause = REVIEW_88

    def check(self, forms: Sequence[Context]) -> Iterator[tuple[int, Finding]]:
        """Group equal rows across the book; in each group, see whose own words hold them."""
        groups: dict[tuple[str, str], list[tuple[int, Row]]] = {}
        for at, form in enumerate(forms):
            for row in form.rows:
                text = row.name + (row.indicator.description or "")
                if row.level1 in _BENEFITS and len(text) >= _LEAST:
                    groups.setdefault((row.key, row.described_key), []).append((at, row))
        own: dict[int, frozenset[str]] = {}
        for group in groups.values():
            if len({at for at, _ in group}) > 1:
                yield from self._of_group(group, forms, own)

    def _of_group(
        self, group: list[tuple[int, Row]], forms: Sequence[Context], own: dict[int, frozenset[str]]
    ) -> Iterator[tuple[int, Finding]]:
        row = group[0][1]
        words = bigrams(lexicon().generic.sub("", match_key(row.name + (row.indicator.description or ""))))
        if len(words) < _LEAST_WORDS:
            return
        held = {at: _share(words, forms[at], own, at) for at, _ in group}
        best = max(held, key=lambda at: held[at])
        for at, row in group:
            if held[best] >= _OWN and held[at] <= _FOREIGN:
                message = f"{quote(row.name)}与{quote(forms[best].project.name)}的指标相同，说的是那个项目的事"
                yield at, self.about(row, message, "改写成本项目带来的效果")


def _share(words: frozenset[str], form: Context, own: dict[int, frozenset[str]], at: int) -> float:
    if at not in own:
        project = form.project
        texts = [project.name, project.purpose or ""]
        texts += [row.name + (row.indicator.description or "") for row in form.rows if row.level1 not in _BENEFITS]
        own[at] = frozenset().union(*(bigrams(text) for text in texts))
    return len(words & own[at]) / len(words)
