"""Each scorer gives its best to what is good, less to what is worse, and says what it rests on."""

import sys
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.checking import Report, check
from assistant.drafting.events import Usage
from assistant.model import Goal, PerformanceTarget, Source, Value
from evals.cases import Defect, EvalCase, Expectations, Label
from evals.scorers import SCORERS, Score, Scorer, concerns, run_scorer
from evals.scorers.budget_fit import BudgetFit
from evals.scorers.checker import Precision as CheckerPrecision
from evals.scorers.checker import Recall
from evals.scorers.completeness import Completeness
from evals.scorers.coverage import Coverage, Precision
from evals.scorers.expected import Expected
from evals.scorers.figures import Figures
from evals.scorers.fixes import FixAdded, FixKept, FixKnown, FixRemoved
from evals.scorers.given_used import GivenUsed
from evals.scorers.goal_fit import GoalFit
from evals.scorers.objections import Objections
from evals.scorers.open_figures import OpenFigures
from evals.scorers.review_88 import Review88
from evals.scorers.rows import RowCount
from evals.scorers.style import Style
from evals.scorers.sums import right_sums
from evals.scorers.texts import numbers
from evals.weighing import title_of, total, weights
from tests.evals.makers import brief, case, draft, replaced, row, scored


def value(scorer: Scorer, target: PerformanceTarget, of: EvalCase | None = None) -> float:
    found = scored(scorer, of or case(), target).value
    assert found is not None
    return found


def test_every_scorer_is_named_explained_and_weighed() -> None:
    assert len({scorer.id for scorer in SCORERS}) == len(SCORERS)
    for scorer in SCORERS:
        said = sys.modules[type(scorer).__module__].__doc__ or ""
        assert "Means:" in said, scorer.id
        assert "Fails" in said, scorer.id
        assert 1 <= len(scorer.title) <= 6
        assert all(scorer.id in weights()[kind] for kind in scorer.kinds)


# ---- three states


class _Broken(Scorer):
    id, title = "broken", "坏尺子"

    def score(self, case: EvalCase, draft: PerformanceTarget, report: Report, usage: Usage) -> Score:
        raise ZeroDivisionError


def test_a_broken_scorer_is_the_third_state_and_leaves_no_total() -> None:
    found = scored(_Broken(), case(), draft())
    assert found.value is None
    assert "未能评分" in found.reason
    whole = total("draft", {"broken": found, "rows": Score.of(80)}, {"broken": 1, "rows": 1})
    assert (whole.value, bool(whole.reason)) == (None, True)
    assert total("draft", {"broken": found, "rows": Score.of(80)}, {"broken": 0, "rows": 1}).value == 80
    assert total("draft", {}, {"rows": 1}).value is None


def test_a_score_is_a_value_or_a_reason_never_both_nor_neither() -> None:
    for wrong in ({"value": None}, {"value": 3.0, "reason": "x"}, {"value": 101.0}):
        with pytest.raises(ValueError, match="."):
            Score(**wrong)
    assert (Score.of(140).value, Score.of(-3).value) == (100, 0)


def test_scorers_look_only_at_cases_that_hold_what_they_measure() -> None:
    seen = {scorer.id for scorer in SCORERS if concerns(scorer, case())}
    assert {"coverage", "precision", "expected", "fix_known", "recall"}.isdisjoint(seen)
    assert {"figures", "goal_fit", "objections"} <= seen
    assert "goal_fit" not in {s.id for s in SCORERS if concerns(s, case(brief=brief(purpose="加强失业人员教育培训")))}


@given(st.dictionaries(st.sampled_from(["rows", "style", "figures"]), st.floats(0, 100), min_size=1))
def test_a_total_lies_between_its_scores_and_rises_with_each(values: Mapping[str, float]) -> None:
    table = {"rows": 1.0, "style": 2.0, "figures": 5.0}
    scores = {name: Score.of(each) for name, each in values.items()}
    whole = total("draft", scores, table).value
    assert whole is not None
    assert min(values.values()) - 0.02 <= whole <= max(values.values()) + 0.02
    better = {name: Score.of(100) for name in values}
    assert (total("draft", better, table).value or 0) >= whole


# ---- drafts


def test_a_good_draft_scores_well_throughout() -> None:
    for scorer in (Completeness(), Objections(), Review88(), Figures(), BudgetFit(), GoalFit(), Style()):
        assert value(scorer, draft()) >= 90, scorer.id


def test_completeness_falls_with_each_missing_part_and_names_it() -> None:
    whole = value(Completeness(), draft())
    without = draft(*[each for each in draft().indicators if each.level2 != "质量指标"])
    found = scored(Completeness(), case(), without)
    assert found.value is not None
    assert found.value < whole == 100
    assert "质量指标" in found.details["missing"]
    bare = draft().model_copy(update={"goals": []})
    assert value(Completeness(), bare) < found.value


def test_errors_weigh_more_than_warnings() -> None:
    impossible = replaced("培训合格率", value=Value.parse("≥100%"))
    vague = replaced("培训合格率", value=Value.parse("优"))
    assert value(Objections(), impossible) < value(Objections(), vague) < value(Objections(), draft())
    assert scored(Objections(), case(), impossible).details["error"] == 1
    assert value(Review88(), impossible) == check(impossible).score.total


@pytest.mark.parametrize(
    ("name", "text", "kind", "detail", "good"),
    [
        ("培训失业人员人数", "=300人", "input", "资金用途“培训失业人员300人”", True),
        ("培训失业人员人数", "=350人", "input", "资金用途“培训失业人员300人”", False),
        ("培训失业人员人数", "=350人", None, "", False),
        ("人均成本", "≤1000元/人", "budget", "30万元÷300人=1000元/人", True),
        ("人均成本", "≤1200元/人", "budget", "36万元÷300人=1200元/人", False),
        ("每期人数", "=50人", "budget", "300人÷6期=50人/期", True),
        ("每期人数", "=60人", "budget", "300人÷6期=60人/期", False),
        ("就业率", "≥70%", "standard", "听说的标准", False),
        ("就业率", "≥70%", "example", "样例《不存在的项目》的“就业率”≥70%", False),
        ("就业率", "≥【待核实】%", "unconfirmed", "查上年统计", True),
        ("就业率", "≥70%", "unconfirmed", "查上年统计", False),
        ("就业率", "≥70%", "unconfirmed", "按惯例暂定的建议值，请核对上年统计", True),
        ("人均成本", "≤333.3元/人", "budget", "30万元÷900人=333.33元/人", False),
        ("补贴覆盖率", "=100%", "input", "资金用途“全部培训失业人员”", False),
        ("安全事故", "=0起", "standard", "行业惯例", True),
        ("就业率", "≥70%", "standard", "行业惯例", False),
        ("完成时间", "9月底前完成", "input", "资金用途“9月底前完成”", False),
        ("跟踪服务", "建立跟踪服务制度", None, "", True),
    ],
)
def test_figures_are_verified_and_not_believed(name: str, text: str, kind: str | None, detail: str, good: bool) -> None:
    found = scored(Figures(), case(), draft(row("产出指标", "数量指标", name, text, kind, detail)))
    assert (not found.details["bad"]) is good
    assert (found.value == 100) is good


def test_a_figure_of_a_goal_must_stand_in_the_brief_or_in_a_row() -> None:
    invented = draft(annual=ANNUAL_INVENTED)
    found = scored(Figures(), case(), invented)
    assert found.details["bad"] == ["目标：88"]


ANNUAL_INVENTED = "培训失业人员300人，其中88人实现就业"


def test_an_example_that_was_left_out_supports_nothing() -> None:
    from evals.loading import load_dataset

    (first,) = [each for each in load_dataset("samples") if each.id.startswith("001-05")]
    assert first.reference
    own = next(each for each in first.reference.indicators if each.value.number and "625" in str(each.value))
    source = Source(kind="example", detail=f"样例《{first.reference.project.name}》的“{own.name}”{own.value}")
    borrowed = draft(own.model_copy(update={"source": source}))
    said = first.model_copy(update={"brief": brief()})
    assert scored(Figures(), said, borrowed).details["bad"]
    assert not scored(Figures(), said.model_copy(update={"leave_out": ()}), borrowed).details["bad"]


@pytest.mark.parametrize(
    ("costs", "wanted"),
    [
        ((("项目总成本", "≤30万元"),), 100),
        ((("培训费", "≤20万元"), ("教材费", "≤10万元")), 100),
        ((("人均培训成本", "≤1000元/人"),), 100),
        ((("教材费", "≤10万元"),), 80),
        ((), 50),
        ((("培训费", "≤20万元"), ("教材费", "≤15万元")), 0),
        ((("项目总成本", "≤31万元"),), 0),
    ],
)
def test_costs_are_held_against_the_budget(costs: tuple[tuple[str, str], ...], wanted: int) -> None:
    rows = [each for each in draft().indicators if each.level1 != "成本指标"]
    rows += [row("成本指标", "经济成本指标", name, text, "input", "") for name, text in costs]
    assert value(BudgetFit(), draft(*rows)) == wanted


def test_given_figures_must_return_in_the_table() -> None:
    assert value(GivenUsed(), draft()) == 100
    fewer = draft(*[each for each in draft().indicators if each.level2 != "数量指标"])
    assert scored(GivenUsed(), case(), fewer).details["unused"] == ["300人", "6期"]


def test_goal_and_rows_must_say_the_same() -> None:
    assert value(GoalFit(), draft()) == 100
    lost = scored(GoalFit(), case(), draft(annual="培训失业人员300人，举办培训6期，印发手册500册"))
    assert lost.details["without_row"] == ["500册"]
    assert value(GoalFit(), draft(annual="使失业人员普遍掌握一门就业技能")) == 0


@pytest.mark.parametrize(("count", "wanted"), [(8, 100), (15, 100), (7, 88), (17, 76), (30, 0)])
def test_rows_are_counted(count: int, wanted: int) -> None:
    rows = [row("产出指标", "数量指标", f"第{at}项", "=1项") for at in range(count)]
    assert value(RowCount(), draft(*rows)) == wanted


def test_open_figures_cost() -> None:
    assert value(OpenFigures(), draft()) == 88
    assert scored(OpenFigures(), case(), draft()).details["rows"] == ["参训人员返岗率"]


def test_style_sees_promises_half_width_signs_and_equal_goals() -> None:
    whole = value(Style(), draft())
    assert value(Style(), replaced("培训合格率", name="提高培训质量")) < whole
    assert value(Style(), draft(annual="培训失业人员300人,举办培训6期,使参训人员掌握一门就业技能")) < whole
    assert value(Style(), draft(long_term=draft().goals_of("annual")[0])) < whole


def test_expectations_are_found_in_any_spelling_and_plants_are_punished() -> None:
    wanted = Expectations(facts=("300人", "0.1万元/人|1000元/人", "7期"), topics=("满意",), forbidden=("00人", "三千"))
    found = scored(Expected(), case(expect=wanted), draft(*draft().indicators, row(*PRICE)))
    assert found.details == {"missing": ["7期"], "forbidden": []}
    assert found.value == 75
    planted = case(expect=Expectations(forbidden=("300人",)))
    assert value(Expected(), draft(), planted) == 75
    elsewhere = case(expect=Expectations(forbidden=("00人",)))
    assert value(Expected(), draft(), elsewhere) == 100  # the end of 300人 is no 00人


PRICE = ("成本指标", "经济成本指标", "人均补助", "=1000元/人", "input", "资金用途“每人补助1000元”")


def test_coverage_and_precision_name_what_is_missing() -> None:
    published = draft(*draft().indicators[:4], row("产出指标", "数量指标", "印发宣传手册数量", "≥500册"))
    compared = case(reference=published)
    found = scored(Coverage(), compared, draft())
    assert (found.value, found.details["missing"]) == (80, ["印发宣传手册数量"])
    assert found.details["by_level"]["成本指标"] == [1, 1]
    assert value(Precision(), draft(), compared) == pytest.approx(100 * 4 / 7, abs=0.01)
    empty = draft().model_copy(update={"indicators": []})
    assert (value(Coverage(), empty, compared), value(Precision(), empty, compared)) == (0, 0)


# ---- sums and texts


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("300人×1000元/人=30万元", {30, 300_000}),
        ("1.8万人×1200元+2400人×2400元=2736万元", {2736, 27_360_000}),
        ("300人÷6期=50人", {50}),
        ("30万元-10万元=20万元", {20, 200_000}),
        ("300人×1000元=31万元", set()),
        ("350人×1000元=35万元", set()),
        ("没有算式", set()),
    ],
)
def test_sums_are_recalculated_from_given_figures_only(text: str, wanted: set[int]) -> None:
    given_figures = numbers("300人，1000元，6期，30万元，10万元，1.8万人，1200元，2400人，2400元")
    assert {int(each) for each in right_sums(text, frozenset(given_figures))} == wanted


@given(st.text(max_size=60))
def test_sums_and_numbers_take_any_text(text: str) -> None:
    assert right_sums(text, frozenset(numbers(text))) <= {each for each in numbers(text)}


# ---- repairs and checks


def test_repairs_are_judged_by_what_is_gone_what_is_new_and_what_is_kept() -> None:
    weak = replaced("培训合格率", value=Value.parse("≥100%"))
    known = (
        Defect(where="培训合格率", what="≥100%", rules=("S102",)),
        Defect(where="目标", what="检查不到的", rules=("X999",)),
    )
    fixing = case(kind="fix", brief=None, target=weak, defects=known)
    assert value(FixKnown(), draft(), fixing) == 50
    assert scored(FixKnown(), fixing, draft()).details["left"] == ["目标：检查不到的"]
    assert value(FixRemoved(), draft(), fixing) > value(FixRemoved(), weak, fixing) == 0
    assert value(FixAdded(), draft(), fixing) == 100
    worse = replaced("培训失业人员人数", value=Value.parse("=300%"))
    assert value(FixAdded(), worse, fixing) <= 75
    assert value(FixKept(), draft(), fixing) == 100
    lost = scored(FixKept(), fixing, draft(*draft().indicators[2:], annual="培训失业人员"))
    assert lost.value is not None
    assert lost.value < 100
    assert any("300" in each for each in lost.details["lost"])


def test_the_checker_is_held_to_rows_that_reviewers_flag() -> None:
    weak = replaced("培训合格率", value=Value.parse("≥100%"))
    at = [each.name for each in weak.indicators].index("培训合格率")
    labelled = case(kind="check", brief=None, target=weak, label=Label(agreed=(0, at), any=(0, at)))
    assert value(Recall(), weak, labelled) == 50
    assert scored(Recall(), labelled, weak).details["missed"] == ["项目总成本"]
    assert value(CheckerPrecision(), weak, labelled) == 100
    unflagged = labelled.model_copy(update={"label": Label(agreed=(), any=())})
    assert value(CheckerPrecision(), weak, unflagged) == 0
    assert not Recall().applies(unflagged)


def test_scoring_never_changes_a_draft() -> None:
    target = draft()
    before = target.model_copy(deep=True)
    for scorer in SCORERS:
        if concerns(scorer, case()):
            run_scorer(scorer, case(), target, check(target), Usage())
    assert target == before
    assert target.goals == [Goal(period=each.period, text=each.text) for each in before.goals]


def test_titles_are_chinese_for_totals_too() -> None:
    assert (title_of("total"), title_of("figures")) == ("总分", "数字有据")
