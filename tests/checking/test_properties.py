"""The checker never raises on a valid target, whatever stands in it, and always says the same of the same form."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.checking import check
from assistant.checking.lexicon import classify, unit_family
from assistant.model import Goal, Indicator, Money, Narrative, NarrativeItem, PerformanceTarget, Project, Value
from assistant.model.framework import LEVEL1, PARENT

_WORDS = st.sampled_from([
    "培训人数", "合格率", "满意度", "投诉次数", "成本", "2024年", "≥100%", "300人", "5万次", "张三丰、李四光", "确保", "指标1",
    "每人每月1900元", "待核实", "12月底前", "社会稳定", "（", "）", "%", "〔2025〕", "、", "。", "元/人/天", "15万", "其中", "优",
])  # fmt: skip
_TEXT = st.one_of(st.text(max_size=30), st.lists(_WORDS, max_size=6).map("".join))
_VALUE = st.one_of(
    _TEXT,
    st.builds(
        lambda operator, number, unit: f"{operator}{number}{unit}",
        st.sampled_from(["", "≥", "≤", "=", ">", "<"]),
        st.decimals(allow_nan=False, allow_infinity=False, min_value=Decimal(-(10**20)), max_value=Decimal(10**20)),
        st.sampled_from(["", "%", "人", "万元", "元/人", "万", "次", "(%)", "天", "件", "元/人/天", "‰"]),
    ),
).map(Value.parse)
_PERIOD = st.sampled_from(["annual", "long_term"])
_ROW = st.builds(
    Indicator,
    period=_PERIOD,
    level1=st.one_of(st.sampled_from(LEVEL1), _TEXT),
    level2=st.one_of(st.sampled_from(sorted(PARENT)), _TEXT),
    name=_TEXT,
    description=st.none() | _TEXT,
    value=_VALUE,
)
_TARGET = st.builds(
    PerformanceTarget,
    form=st.sampled_from(["ezhou", "shanghai", "hangu", "central", "unknown", ""]),
    project=st.builds(
        Project,
        name=_TEXT,
        budget=st.none() | st.integers(-(10**18), 10**18).map(lambda fen: Money(fen, "万元")),
        purpose=st.none() | _TEXT,
        year=st.none() | st.integers(1990, 2100),
        fields=st.dictionaries(st.sampled_from(["财政资金", "其他资金", "年度财政拨款", "当年财政拨款"]), _TEXT),
    ),
    goals=st.lists(st.builds(Goal, period=_PERIOD, text=_TEXT), max_size=4),
    indicators=st.lists(_ROW, max_size=8),
)
_ITEM = st.builds(NarrativeItem, number=st.integers(0, 99), name=_TEXT, goal=_TEXT, indicators=_TEXT)
_NARRATIVE = st.none() | st.builds(Narrative, items=st.lists(_ITEM, max_size=3))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(target=_TARGET, narrative=_NARRATIVE)
def test_check_never_raises_and_is_a_pure_function(target: PerformanceTarget, narrative: Narrative | None) -> None:
    before = target.model_dump_json()
    report = check(target, narrative)
    assert report == check(target, narrative)
    assert target.model_dump_json() == before
    assert 0 <= report.score.total <= 100
    for finding in report.findings:
        assert finding.message
        assert finding.suggestion
        assert finding.position is None or 0 <= finding.position < len(target.indicators)


@settings(max_examples=300, deadline=None)
@given(name=_TEXT, unit=st.none() | _TEXT)
def test_every_name_has_a_meaning(name: str, unit: str | None) -> None:
    assert classify(name, unit).kind
    assert isinstance(unit_family(unit), frozenset)


_LONG = ["人" * 20_000, "3人" * 7_000, "20" * 10_000, "张" * 20_000, "、张三" * 7_000, "指标≥" * 7_000, "（" * 20_000]


@pytest.mark.parametrize("text", _LONG, ids=range(len(_LONG)))
def test_long_texts_are_no_trap(text: str) -> None:
    target = PerformanceTarget(
        project=Project(name="测试项目", purpose=text, year=2025),
        goals=[Goal(period="annual", text=text), Goal(period="long_term", text=text)],
        indicators=[
            Indicator(period="annual", level1="产出指标", level2="数量指标", name=text, value=Value.parse(text))
        ],
    )
    check(target)
