"""Z105: a value without an operator."""

from collections.abc import Iterator

from assistant.checking.context import Context, Row
from assistant.checking.findings import Finding
from assistant.checking.rule import VALUES_101, Rule
from assistant.checking.wording import join, quote

_ASKED = frozenset({"count", "event", "rate", "satisfaction"})


class MissingOperator(Rule):
    """A count or a share says a number, and not whether at least, at most or exactly.

    What it finds:
        数量、比率、满意度的指标值只有数字没有“≥”“≤”“=”（“4次以上”“12月底前”这类写法除外）。
    Why it matters:
        没有比较符号，超过或不足时怎么算分说不清。
    Bad:
        培训人数 300人；群众满意度 95%。
    Good:
        培训人数 ≥300人；群众满意度 ≥95%。
    Mend:
        可按名称的方向建议符号，由填表人确认。
    """

    code = "Z105"
    title = "指标值没有比较符号"
    dimension = "文字规范"
    severity = "hint"
    point = "规范完整性"
    clause = VALUES_101

    def check(self, form: Context) -> Iterator[Finding]:
        """List them once: it is a habit of the form, and not of one row."""
        bare = [row for row in form.rows if _is_bare(row)]
        if not bare:
            return
        listed = join([quote(f"{row.name} {row.text}") for row in bare], most=2)
        sign = "≤" if bare[0].meaning.direction == "down" else "≥" if bare[0].number != 100 else "="
        yield self.about_form(
            f"{len(bare)} 条指标值没有比较符号：{listed}", f"逐条补上“≥”“≤”或“=”，如“{sign}{bare[0].text}”"
        )


def _is_bare(row: Row) -> bool:
    return (
        row.value.kind == "quantity"
        and not row.value.operator
        and row.meaning.kind in _ASKED
        and row.text[:1].isdigit()
    )
