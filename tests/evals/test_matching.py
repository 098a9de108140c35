"""The matcher: which rows of two forms measure the same thing."""

import pytest

from assistant.model import Indicator, Value
from assistant.model.framework import PARENT
from evals.matching import LEAST, by_meaning, likeness
from evals.matching.measured import halves, hand_made, main, worth


def _row(level2: str, name: str, value: str = "") -> Indicator:
    return Indicator(period="annual", level1=PARENT[level2], level2=level2, name=name, value=Value.parse(value))


def test_there_are_enough_pairs_of_both_sorts_and_none_twice() -> None:
    pairs = hand_made()
    assert len(pairs) >= 120
    assert min(sum(pair.same for pair in pairs), sum(not pair.same for pair in pairs)) >= 55
    names = [frozenset((pair.one.name, pair.other.name)) for pair in pairs]
    assert len(set(names)) == len(names)


def test_the_matcher_keeps_its_published_floor_on_pairs_that_it_was_not_written_with() -> None:
    _, kept = halves()
    found = worth(kept)
    assert found.pairs >= 60
    assert found.precision >= 0.8
    assert found.recall >= 0.9


def test_likeness_is_symmetric_and_whole_for_the_same_row() -> None:
    for pair in hand_made():
        assert likeness(pair.one, pair.other) == likeness(pair.other, pair.one)
        assert likeness(pair.one, pair.one) == 1.0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("数量指标", "采购电脑数量", "=50台"), ("数量指标", "购置计算机台数", "≥50台"), True),
        (("数量指标", "培训人数", "300人"), ("数量指标", "培训期数", "6期"), False),
        (("数量指标", "培训人数", "300人"), ("服务对象满意度指标", "培训人员满意度", "≥90%"), False),
        (("成本指标", "项目总成本", "≤9万元"), ("经济成本指标", "项目总成本", "≤9万元"), True),
    ],
)
def test_words_aspects_levels_and_measures_tell(
    one: tuple[str, str, str], other: tuple[str, str, str], same: bool
) -> None:
    assert (likeness(_row(*one), _row(*other)) >= LEAST) is same


def test_rows_are_paired_one_to_one_the_most_alike_first() -> None:
    published = [_row("质量指标", "验收合格率", "=100%"), _row("质量指标", "设备验收合格率", "=100%")]
    draft = [_row("质量指标", "采购设备验收合格率", "=100%"), _row("时效指标", "按期完成率", "=100%")]
    assert [(pair.reference, pair.draft) for pair in by_meaning(published, draft)] == [(1, 0)]
    assert by_meaning(published, []) == []


def test_the_report_says_both_halves(capsys: pytest.CaptureFixture[str]) -> None:
    main()
    said = capsys.readouterr().out
    assert "没有看过的一半" in said
    assert "查准" in said
