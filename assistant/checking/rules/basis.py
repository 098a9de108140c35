"""K111: a value without a recognised basis."""

from collections.abc import Iterator

from assistant.checking.context import Context
from assistant.checking.findings import Finding
from assistant.checking.lexicon import lexicon
from assistant.checking.rule import INDICATORS_101, Rule
from assistant.checking.wording import quote

_LISTED = 3


class Basis(Rule):
    """The basis of a value is missing, or is no standard that anybody could look up.

    What it finds:
        表式有“指标值确定依据”一栏而没有填（只漏几条的为警告），或填的不是计划、标准、文件、合同、历史数据这类可以查到的依据。
    Why it matters:
        依据说明指标值为什么定成这个数。没有依据，审核时会问“凭什么”。
    Bad:
        依据写“领导要求”“无”，或空白。
    Good:
        依据写“年度培训计划”“行业标准”“上年实际完成数”。
    Mend:
        可按指标的性质建议一类依据，由填表人选定。
    """

    code = "K111"
    title = "指标值没有可查的依据"
    dimension = "可行性"
    severity = "hint"
    point = "条件充分性"
    clause = INDICATORS_101

    def check(self, form: Context) -> Iterator[Finding]:
        """Look at the column where the form prints one; a habit of the whole form is said once."""
        blank = [row for row in form.rows if not row.indicator.basis] if form.form.has_column("basis") else []
        if blank and (len(blank) > _LISTED or len(blank) * 2 > len(form.rows)):
            yield self.about_form(f"{len(blank)} 条指标没有填指标值确定依据", "逐条填写依据，如“计划标准”“历史标准”")
            blank = []
        for row in blank:
            yield self.about(
                row, f"{quote(row.name)}没有填指标值确定依据", "填写依据，如“计划标准”“历史标准”", "warning"
            )
        for row in form.rows:
            basis = row.indicator.basis
            if basis and basis not in form.form.basis_options and not lexicon().subjects["basis"].search(basis):
                yield self.about(
                    row,
                    f"{quote(row.name)}的依据{quote(basis)}不是可以查到的标准",
                    "改为计划、行业标准、文件、合同或历史数据",
                )
