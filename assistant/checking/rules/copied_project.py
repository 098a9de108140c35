"""X106: the benefits are those of another project."""

import re
from collections.abc import Iterator

from assistant.checking.context import Context, Row
from assistant.checking.findings import Finding
from assistant.checking.lexicon import Group, lexicon
from assistant.checking.rule import REVIEW_88, Rule
from assistant.checking.wording import quote


class CopiedProject(Rule):
    """Benefit rows speak of people whom neither the project nor its output knows.

    What it finds:
        效益或满意度指标里的人群（如退役军人）在项目名称、用途、目标和产出指标里都没有出现，而项目写的是另一类人群。
    Why it matters:
        多半是从别的项目抄来没有改，效益与本项目无关，等于没有设效益指标。
    Bad:
        高校毕业生“就业补助资金”的社会效益写“提高退伍军人生活水平”。
    Good:
        社会效益写“受补助高校毕业生就业率 ≥80%”。
    Mend:
        可改写成本项目服务对象的效果，数字标“待核实”。
    """

    code = "X106"
    title = "效益像是从别的项目抄来的"
    dimension = "相关性"
    severity = "warning"
    point = "目标相关性"
    clause = REVIEW_88

    def check(self, form: Context) -> Iterator[Finding]:
        """Collect the groups of people that the project serves; flag rows that name only others."""
        anybody = lexicon().anybody
        rows = [
            row
            for row in form.rows
            if row.level1 in ("效益指标", "满意度指标") and anybody.search(row.name + (row.indicator.description or ""))
        ]
        if not rows:
            return
        own = _own_text(form)
        groups = lexicon().people
        served = [group for group in groups if group.covered.search(own)]
        if not served:
            return
        for row in rows:
            text = row.name + (row.indicator.description or "")
            named = [(group, found) for group in groups if (found := group.named.search(text))]
            if named and not any(group in served for group, _ in named):
                yield self.about(row, *_words(row, named, served, own))


def _words(
    row: Row,
    named: list[tuple[Group, re.Match[str]]],
    served: list[Group],
    own: str,
) -> tuple[str, str]:
    others = "、".join(dict.fromkeys(found[0] for _, found in named))
    ours = "、".join(dict.fromkeys(found[0] for group in served[:3] if (found := group.covered.search(own))))
    return (
        f"{quote(row.indicator.description or row.name)}说的是{others}，本项目写的是{ours}",
        f"改写成本项目给{ours}带来的效果",
    )


def _own_text(form: Context) -> str:
    project = form.project
    parts = [project.name, project.purpose or "", *(goal.text for goal in form.target.goals)]
    if form.item:
        parts.append(form.item.goal)
    parts += [
        row.name + (row.indicator.description or "")
        for row in form.rows
        if row.level1 not in ("效益指标", "满意度指标")
    ]
    return "\n".join(parts)
