"""Applying: positions are those of the given form, each fix wholly or not at all, the first of two wins."""

from assistant.checking import check
from assistant.fixing import Edit, Fix, apply, diff, diff_text, merge
from assistant.model import Indicator, PerformanceTarget
from tests.fixing.made import make, row_named

FINDING = check(make("培训合格率", value="≥100%")).findings[0]


def _fix(*edits: Edit, reason: str = "理由") -> Fix:
    return Fix(finding=FINDING, edits=edits, how="exact", reason=reason)


def _cell(target: PerformanceTarget, at: int, column: str, after: str) -> Edit:
    before = str(getattr(target.indicators[at], column))
    return Edit(part="cell", position=at, column=column, before=before, after=after)


def _new(target: PerformanceTarget, at: int, name: str) -> Edit:
    row: Indicator = target.indicators[at - 1].model_copy(update={"name": name})
    return Edit(part="add", position=at, row=row)


def test_positions_hold_whatever_rows_go_or_come() -> None:
    target = make()
    fixes = [
        _fix(Edit(part="remove", position=1, before="职业技能培训人数")),
        _fix(_new(target, 3, "补贴发放准确率")),
        _fix(_cell(target, 8, "value", "≥95%")),
    ]
    after = apply(target, fixes)
    names = [row.name for row in target.indicators]
    assert [row.name for row in after.indicators] == [names[0], names[2], "补贴发放准确率", *names[3:]]
    assert str(after.indicators[-1].value) == "≥95%"
    assert target == make()


def test_of_two_that_change_one_place_the_first_wins_and_the_other_is_told() -> None:
    target = make()
    first, second = _fix(_cell(target, 3, "value", "=100%")), _fix(_cell(target, 3, "value", "≥90%"))
    also = _fix(_cell(target, 3, "name", "培训考核合格率"), _cell(target, 3, "value", "≥96%"))
    done = merge(target, [first, second, also])
    assert (done.applied, done.refused) == ((first,), (second, also))
    assert row_named(done.target, "培训合格率").value.text == "=100%"


def test_a_row_that_goes_is_not_changed_and_a_row_is_added_once() -> None:
    target = make()
    gone = _fix(Edit(part="remove", position=3, before="培训合格率"))
    twice = [_fix(_new(target, 4, "补贴发放准确率")), _fix(_new(target, 4, "补贴发放准确率"))]
    done = merge(target, [gone, _fix(_cell(target, 3, "value", "=100%")), *twice])
    assert len(done.refused) == 2
    assert len(done.target.indicators) == len(target.indicators)


def test_a_fix_for_another_version_of_the_form_is_refused() -> None:
    target = make()
    stale = _fix(Edit(part="cell", position=3, column="value", before="≥100%", after="=100%"))
    lost = _fix(Edit(part="cell", position=99, column="value", before="≥100%", after="=100%"))
    gone = _fix(Edit(part="goal", position=0, period="annual", before="另一个目标", after="目标"))
    assert merge(target, [stale, lost, gone]).refused == (stale, lost, gone)


def test_goals_and_the_project_are_changed_too() -> None:
    target = make()
    edits = (
        Edit(part="goal", position=1, period="annual", before=target.goals[1].text, after="新的年度目标"),
        Edit(part="goal", position=2, period="annual", after="又一个目标"),
        Edit(part="project", column="budget", before="24万元", after="25万元"),
        Edit(part="field", column="资金性质", after="财政拨款"),
    )
    after = apply(target, [_fix(*edits)])
    assert after.goals_of("annual") == ["新的年度目标", "又一个目标"]
    assert (str(after.project.budget), after.project.fields) == ("25万元", {"资金性质": "财政拨款"})


def test_the_diff_says_where_what_and_why() -> None:
    target = make()
    fixes = [
        _fix(_cell(target, 3, "value", "=100%"), reason="合格率最多100%"),
        _fix(Edit(part="remove", position=2, before="举办培训班期数"), reason="重复"),
        _fix(_new(target, 9, "培训机构满意度"), reason="缺一条"),
    ]
    changes = diff(target, apply(target, fixes), fixes)
    assert [(change.column, change.old, change.new, change.reason) for change in changes] == [
        ("指标值", "≥95%", "=100%", "合格率最多100%"),
        ("整行", None, "培训机构满意度 ≥90% 计划标准", "缺一条"),
        ("整行", "举办培训班期数 ≥10期 计划标准", None, "重复"),
    ]
    assert diff_text(changes) == (
        "年度 第4条 质量指标“培训合格率”\n"
        "  - 指标值　：≥95%\n"
        "  + 指标值　：=100%\n"
        "    理由　　：合格率最多100%\n"
        "\n"
        "年度 新第9条 服务对象满意度指标“培训机构满意度”\n"
        "  + 整行　　：培训机构满意度 ≥90% 计划标准\n"
        "    理由　　：缺一条\n"
        "\n"
        "年度 原第3条 数量指标“举办培训班期数”\n"
        "  - 整行　　：举办培训班期数 ≥10期 计划标准\n"
        "    理由　　：重复\n"
    )
    assert diff_text(diff(target, target)) == "没有改动\n"


def test_any_two_versions_can_be_compared() -> None:
    before, after = make(), make("培训合格率", name="培训考核合格率", value="≥98%")
    after = after.model_copy(update={"project": after.project.model_copy(update={"name": "技能培训"})})
    assert [(change.row, change.column, change.new) for change in diff(before, after)] == [
        ("项目", "项目名称", "技能培训"),
        ("年度 第4条 质量指标“培训合格率”", "三级指标", "培训考核合格率"),
        ("年度 第4条 质量指标“培训合格率”", "指标值", "≥98%"),
    ]
