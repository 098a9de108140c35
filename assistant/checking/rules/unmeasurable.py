"""S101: a value that nobody can judge at the end of the year."""

from collections.abc import Iterator

from assistant.checking.context import Context, Row
from assistant.checking.figures import has_digit
from assistant.checking.findings import Finding
from assistant.checking.lexicon import lexicon
from assistant.checking.rule import VALUES_101, Rule
from assistant.checking.wording import quote


class Unmeasurable(Rule):
    """A value that cannot be measured or judged.

    What it finds:
        指标值是“优”“稳定”“全面提高”“有效保障”这类没有判断标准的评语；时效只写“及时”而没有时间或比率；
        名称不是比率却写百分比（“社会稳定 100%”“100%影响”）；数量指标没有数。
    Why it matters:
        年底没有数据可比，也没有标准可判，只能凭感觉打分。定性指标也要写成能判断“是否做到”的话。
    Bad:
        培训质量 优；宣传、活动影响力 100%影响；普法知晓 全面提高。
    Good:
        培训合格率 ≥95%；活动参与人数 ≥500人；法规知晓率 ≥85%。
    Mend:
        可改写成可核查的指标；没有来源的数字标“待核实”。
    """

    code = "S101"
    title = "指标值无法衡量"
    dimension = "适当性"
    severity = "warning"
    point = "绩效合理性"
    clause = VALUES_101

    def check(self, form: Context) -> Iterator[Finding]:
        """Look at statements, and at shares of things that have none."""
        for row in form.rows:
            if row.is_empty or row.value.is_unconfirmed:
                continue
            if row.value.kind == "statement":
                yield from self._of_statement(row)
            elif row.percent and not row.is_share:
                yield self._of_percent(row)

    def _of_statement(self, row: Row) -> Iterator[Finding]:
        if row.is_vague:
            yield self.about(
                row,
                f"{quote(row.name)}的指标值{quote(row.text)}无法衡量",
                _instead(row),
            )
        elif row.level2 == "时效指标" and _says_no_time(row):
            yield self.about(
                row,
                f"{quote(row.name)}的指标值{quote(row.text)}没有写多久、何时",
                "写明时间或及时率，如“12月底前完成”“5个工作日内”“及时率 ≥95%”",
            )
        elif row.level2 == "数量指标" and not has_digit(row.text):
            yield self.about(
                row, f"数量指标{quote(row.name)}没有数量，只写了{quote(row.text)}", "写明数量，如“1个”“≥300人”“≥10次”"
            )

    def _of_percent(self, row: Row) -> Finding:
        return self.about(
            row,
            f"{quote(row.name)}不是比率，指标值{quote(row.text)}说不清是什么的百分之几",
            "把名称改成可计算的比率，如“……完成率”“……知晓率”，或改写成数量、时间",
        )


def _instead(row: Row) -> str:
    kind = row.meaning.kind
    if kind == "rate":
        return "名称是比率，指标值写百分比，如“≥90%”"
    if kind in ("count", "event") or row.level2 == "数量指标":
        return "改成数量，如“≥300人”“≥10次”"
    if row.level2 == "时效指标":
        return "改成时间或及时率，如“12月底前完成”“≥95%”"
    return "改成可核查的数字或事实，如“……率 ≥90%”“比上年增加……”“建立……制度”"


def _says_no_time(row: Row) -> bool:
    return not has_digit(row.text) and not lexicon().subjects["when"].search(row.text)
