"""X104: an indicator stands under the wrong 二级指标."""

from collections.abc import Iterator

from assistant.checking.category import says_done
from assistant.checking.context import Context
from assistant.checking.findings import Finding
from assistant.checking.rule import INDICATORS_101, Rule
from assistant.checking.wording import quote


class WrongCategory(Rule):
    """An indicator measures something else than its 二级指标 asks for.

    What it finds:
        比率放在数量指标下，满意度放在时效或社会效益下，支出金额放在数量或效益下，与时间无关的内容放在时效下，
        与费用无关的内容放在成本下，产出完成率放在效益下，与经济、生态无关的内容放在经济、生态效益下，
        满意度指标不写满意度，二级指标与一级指标不配。
    Why it matters:
        分类错了，数量、时效等必设指标就成了空缺，权重和得分也跟着错。
    Bad:
        时效指标“节日慰问满意度 =100%”。
    Good:
        时效指标“节日慰问完成时间：春节前”，满意度指标“慰问对象满意度 ≥95%”。
    Mend:
        类别明确的可自动移到应在的一级、二级指标下；空出的必设指标另补。
    """

    code = "X104"
    title = "指标放错了类别"
    dimension = "相关性"
    severity = "warning"
    point = "指标科学性"
    clause = INDICATORS_101

    def check(self, form: Context) -> Iterator[Finding]:
        """Ask the check of each row's own 二级指标."""
        for row in form.rows:
            if advice := form.misplaced.get(row.position):
                yield self.about(row, *advice)
            elif row.level2 == "质量指标" and says_done(row):
                message = f"{quote(row.name)}说的是做了没有，放在了质量指标下"
                yield self.about(row, message, "质量写做得怎样，如合格率、达标率、准确率", "hint")
