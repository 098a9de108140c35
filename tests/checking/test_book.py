"""A department's book: what its forms have in common, and that the cost of finding it is linear."""

from collections.abc import Callable

from assistant.checking import Report, check, check_all
from assistant.model import Goal, Indicator, Narrative, NarrativeItem, PerformanceTarget, Value

Maker = Callable[[str], PerformanceTarget]
NAMES = ("残疾人技能培训", "老旧小区改造", "病死畜禽无害化处理", "公共图书馆免费开放")


def book(clean: Maker, form: str = "central") -> list[PerformanceTarget]:
    """Make four projects of their own words: the clean form with its subject replaced."""
    made = []
    for at, name in enumerate(NAMES):
        target = clean(form)
        target.project.name = target.project.purpose = name
        for goal in target.goals:
            goal.text = f"{name}：{goal.text}"
        for row in target.indicators:
            row.name = row.name + f"（{'甲乙丙丁'[at]}）"
        made.append(target)
    return made


def rules(reports: list[Report]) -> list[set[str]]:
    return [{finding.rule for finding in report.findings} for report in reports]


def of_book(reports: list[Report]) -> list[set[str]]:
    return [found & {"W112", "X109", "X110"} for found in rules(reports)]


def test_a_book_of_projects_of_their_own_is_as_good_as_each(clean: Maker) -> None:
    targets = book(clean)
    assert check_all(targets) == [check(target) for target in targets]
    assert check_all([]) == []


def test_one_sentence_in_all_goals_is_told_to_each(clean: Maker) -> None:
    targets = book(clean)
    for target in targets[:3]:
        target.goals += [
            Goal(period="annual", text="确保工作顺利进行。"),
            Goal(period="annual", text="确保资金及时拨付"),
        ]
    assert of_book(check_all(targets)) == [{"W112"}] * 3 + [set()]
    finding = next(finding for finding in check_all(targets)[0].findings if finding.rule == "W112")
    assert "3 个项目" in finding.message


def test_one_empty_benefit_everywhere_is_a_hint_at_its_row(clean: Maker) -> None:
    targets = book(clean)
    for target in targets[:3]:
        target.indicators.append(
            Indicator(
                period="annual",
                level1="效益指标",
                level2="社会效益指标",
                name="社会稳定",
                value=Value.parse("100%"),
            )
        )
    found = [finding for report in check_all(targets) for finding in report.findings if finding.rule == "W112"]
    assert [finding.severity for finding in found] == ["hint"] * 3
    assert {finding.row for finding in found} == {"社会稳定"}


def test_projects_that_duplicate_each_other_are_found(clean: Maker) -> None:
    same_name, same_purpose, same_rows = book(clean), book(clean), book(clean)
    same_name[2].project.name = same_name[0].project.name
    same_purpose[3].project.purpose = same_purpose[1].project.purpose = "支付公共服务的各项开支"
    same_rows[2].indicators = [row.model_copy(deep=True) for row in same_rows[0].indicators]
    same_rows[2].indicators[3].name = "发放资料份数"
    for targets, later in ((same_name, 2), (same_purpose, 3), (same_rows, 2)):
        assert ["X109" in found for found in of_book(check_all(targets))] == [at == later for at in range(4)]


def test_forms_of_few_rows_are_not_alike_for_that(clean: Maker) -> None:
    targets = book(clean)
    for target in targets:
        target.indicators = [row.model_copy(update={"name": "参训人员满意度"}) for row in target.indicators[-1:]]
    assert of_book(check_all(targets)) == [set()] * 4


def test_a_benefit_of_another_project_is_found_where_it_does_not_belong(clean: Maker) -> None:
    targets = book(clean)
    for target in targets[:2]:
        target.indicators.append(
            Indicator(
                period="annual",
                level1="效益指标",
                level2="社会效益指标",
                name="残疾人技能提升",
                value=Value.parse("≥80%"),
            )
        )
    assert of_book(check_all(targets)) == [set(), {"X110"}, set(), set()]


def test_no_name_is_repeated_from_a_goal(clean: Maker) -> None:
    targets = book(clean)
    for target in targets[:2]:
        target.goals.append(Goal(period="annual", text="慰问归侨人员王建国、李秀英"))
    reports = check_all(targets)
    assert "W112" in rules(reports)[0]
    assert "建国" not in reports[0].model_dump_json()


def test_the_narrative_is_asked_once_for_all(clean: Maker) -> None:
    targets = book(clean)
    narrative = Narrative(items=[NarrativeItem(number=1, name=name, goal="培训999人") for name in NAMES[:3]])
    reports = check_all(targets, narrative)
    assert reports == [check(target, narrative) for target in targets]
    assert ["X111" in found for found in rules(reports)] == [False, False, False, True]


def test_a_thousand_alike_forms_are_each_told_once(clean: Maker) -> None:
    target = clean("central")
    reports = check_all([target] * 300)
    assert sum("X109" in found for found in rules(reports)) == 299
    assert all(len([finding for finding in report.findings if finding.rule == "X109"]) <= 1 for report in reports)
