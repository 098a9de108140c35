"""Whatever a form says: no figure invented, no new finding, never more than before, and it ends."""

from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.checking import check
from assistant.fixing import apply, fix_all, suggest
from assistant.fixing.guard import invents, known
from assistant.fixing.trial import REMINDER, Trial
from assistant.model import Goal, Indicator, PerformanceTarget, Value, from_json
from assistant.model.framework import LEVEL1, PARENT

ROOT = Path(__file__).resolve().parents[2]
BASES = [from_json(path.read_text(encoding="utf-8"))[0] for path in sorted(ROOT.glob("examples/targets/*.json"))[::5]]
WORDS = st.sampled_from([
    "培训人数", "合格率", "群众满意度", "有责投诉次数", "培训成本", "2024年", "社会稳定", "提高服务水平", "完成率", "指标1", "办件数量",
    "张三丰、李四光", "确保工作顺利进行", "没人每月", "100%影响", "高校完成", "37人", "质量", "效果", "××", "（", "）", "",
])  # fmt: skip
NAMES = st.lists(WORDS, min_size=1, max_size=3).map("".join)
VALUES = st.sampled_from([
    "≥100%", "优", "=0(次)", "≥37人", "100", "15万", "全面提高", "≤100(%)", "每人每月1900元", "44561", "≥【待核实】人", "-5人", "",
    "及时", "12月底前完成", "≥3万件", "98%满意", "=2万元", "我区担负4%", "≥4次",
]).map(Value.parse)  # fmt: skip
LEVELS = st.tuples(st.sampled_from(LEVEL1), st.sampled_from(sorted(PARENT)))
ROWS = st.builds(
    lambda period, levels, name, description, value: Indicator(
        period=period, level1=levels[0], level2=levels[1], name=name, description=description, value=value
    ),
    st.sampled_from(["annual", "long_term"]),
    LEVELS,
    NAMES,
    st.none() | NAMES,
    VALUES,
)
GOALS = st.builds(Goal, period=st.sampled_from(["annual", "long_term"]), text=NAMES)


@st.composite
def targets(draw: st.DrawFn) -> PerformanceTarget:
    """A sample form with rows put in and taken out and goals replaced."""
    base = draw(st.sampled_from(BASES))
    rows = list(base.indicators[: draw(st.integers(0, 8))]) + draw(st.lists(ROWS, min_size=1, max_size=4))
    goals = draw(st.just(base.goals) | st.lists(GOALS, max_size=2))
    form = draw(st.sampled_from([base.form, "central", "unknown"]))
    return base.model_copy(update={"indicators": rows, "goals": goals, "form": form})


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(target=targets())
def test_whatever_is_suggested_heals_and_invents_nothing(target: PerformanceTarget) -> None:
    before = target.model_dump_json()
    trial = Trial(target, check(target))
    for fix in suggest(target):
        assert trial.heals(fix.finding, fix.edits, fix.how == "exact")
        assert not invents(fix, known(target))
        assert apply(target, [fix]) != target
        assert bool(fix.asks) <= any("待核实" in text for text in fix.after_texts)
    assert target.model_dump_json() == before


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(target=targets())
def test_fixing_all_ends_with_no_new_finding(target: PerformanceTarget) -> None:
    findings = check(target).findings
    fixed = fix_all(target)
    assert len(fixed.left) <= len(findings)
    new = Counter(each.rule for each in fixed.left) - Counter(each.rule for each in findings)
    assert not [rule for rule in new if rule != REMINDER]
    assert len(fixed.applied) <= len(findings)
