"""W116: two rows that are the same thing in other words."""

from collections.abc import Iterator

from assistant.checking.context import Context, Row
from assistant.checking.findings import Finding
from assistant.checking.rule import INDICATORS_101, Rule
from assistant.checking.wording import quote
from assistant.model.text import match_key


class NearDuplicate(Rule):
    """Two rows of one table differ only in words that say nothing, or share their name and not their description.

    What it finds:
        同一张表里：名称只差“工作”“情况”这类虚词且指标值相同；同一种投诉、差错既考次数又考比率；或名称相同、描述不同。
    Why it matters:
        换个说法的同一指标会重复计分；同一个名称考两件事则分不清考核什么。
    Bad:
        “阅卷差错率 =0%”和“阅卷工作差错率 =0%”；两条“社会稳定”考不同内容。
    Good:
        “阅卷差错率 =0%”“成绩发布及时率 =100%”。
    Mend:
        可删去后一条，或按描述给它起自己的名称，由填表人确认。
    """

    code = "W116"
    title = "指标近似重复"
    dimension = "完整性"
    severity = "warning"
    point = "规范完整性"
    clause = INDICATORS_101

    def check(self, form: Context) -> Iterator[Finding]:
        """Remember each row under two keys; the second one under a key is flagged."""
        first: dict[tuple[str, ...], Row] = {}
        for row in form.rows:
            if not row.name:
                continue
            told = False
            for key, how in _keys(row):
                other = first.setdefault((row.period, *key), row)
                if other is not row and not told and not _is_same(row, other):
                    told = True
                    yield self.about(
                        row, f"{quote(row.name)}与{quote(other.name)}{how}", "合并成一条，或把两条的名称和内容写清楚"
                    )


def _keys(row: Row) -> Iterator[tuple[tuple[str, ...], str]]:
    yield ("name", row.key), "名称相同，考的却是两件事"
    core = row.core
    if len(core) > 1 and row.meaning.kind != "statement":
        yield ("core", core, row.meaning.kind, row.meaning.aspect, row.value_key), "只是换了说法，指标值也相同"
        if row.meaning.aspect == "defect":
            yield ("defect", core), "说的是同一件事，考了两次"


def _is_same(row: Row, other: Row) -> bool:
    """Whether name and description are both the same: W110 says so already."""
    return row.key == other.key and row.described_key == match_key(other.indicator.description or "")
