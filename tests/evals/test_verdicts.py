"""Recorded verdicts by hand, and what the automatic total is worth against them."""

import re
from collections import Counter
from pathlib import Path

import pytest

from assistant.checking.rules.personal_names import mask
from assistant.model import InputError
from evals.judge.as_target import target_of
from evals.judge.correlation import Compared, agreement, compared, halves, main
from evals.judge.ranks import kendall, ranks, spearman
from evals.judge.recorded import ARMS, FOLDER, POINTS, judged_briefs, judged_drafts, judged_pairs
from evals.scorers.figures import Figures
from tests.evals import makers

FLOOR = 0.7
"""Published in docs/evals.md, for the half of the briefs that weights were not mended on."""


@pytest.fixture(scope="module")
def found() -> list[Compared]:
    return compared()


def test_every_pair_is_judged_by_two_in_opposite_orders() -> None:
    pairs = judged_pairs()
    assert len(pairs) >= 82
    assert len({pair.id for pair in pairs}) == len(pairs)
    for pair in pairs:
        one, other = pair.verdicts
        assert {one.judge, other.judge} == {1, 2}
        assert (one.first, one.second) == (other.second, other.first)
        for verdict in pair.verdicts:
            assert all(0 <= got <= most for points in verdict.points for got, most in zip(points, POINTS, strict=True))


def test_every_draft_is_of_a_known_arm_and_becomes_a_target_with_all_its_rows() -> None:
    drafts = judged_drafts()
    assert {arm for _, arm in drafts} <= set(ARMS)
    for draft in drafts.values():
        target = target_of(draft, judged_briefs()[draft.brief].case())
        assert [row.name for row in target.indicators] == [row.name for row in draft.rows]
        assert {row.level1 for row in target.indicators} <= {"成本指标", "产出指标", "效益指标", "满意度指标"}


def test_records_hold_nothing_private() -> None:
    for path in FOLDER.iterdir():
        text = path.read_text(encoding="utf-8")
        assert mask(text) == text
        assert not re.search(r"/(?:tmp|home|work|root)/|https?://|sk-", text)


def test_a_broken_record_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"找不到评审记录 drafts\.jsonl"):
        judged_drafts(tmp_path)
    (tmp_path / "drafts.jsonl").write_text("{\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"drafts\.jsonl 不是 JSON"):
        judged_drafts(tmp_path)


def test_a_figure_that_a_judge_calls_made_up_has_no_source() -> None:
    draft = judged_drafts()["d07", "plain"]
    case = judged_briefs()["d07"].case()
    score = makers.scored(Figures(), case, target_of(draft, case))
    assert any("2万株" in each for each in score.details["bad"])


def test_the_total_keeps_its_published_correlation_with_verdicts_on_briefs_not_used_for_weights(
    found: list[Compared],
) -> None:
    mending, kept = halves(found)
    assert not {each.pair.brief for each in mending} & {each.pair.brief for each in kept}
    assert len(mending) + len(kept) == len(found)
    held = agreement(kept)
    assert held.pairs >= 40
    assert held.rho is not None
    assert held.rho >= FLOOR
    assert held.interval is not None
    assert held.interval[0] < held.rho < held.interval[1]


def test_weights_that_see_nothing_agree_with_nobody() -> None:
    blind = compared({"budget_fit": 0.0, "style": 1.0})
    assert Counter(each.agrees for each in blind)[False] > 0
    flat = agreement([Compared(each.pair, 0.0, each.scores) for each in blind])
    assert flat.rho is None
    assert flat.interval is None
    assert flat.same == 0


@pytest.mark.parametrize(
    ("one", "other", "rho", "tau"),
    [
        ([1, 2, 3, 4], [10, 20, 30, 40], 1.0, 1.0),
        ([1, 2, 3, 4], [4, 3, 2, 1], -1.0, -1.0),
        ([1, 2, 2, 3], [1, 2, 3, 3], 0.8333333333333333, 0.8),
        ([1, 1, 1], [1, 2, 3], None, None),
        ([1, 2], [1, 2], None, None),
    ],
)
def test_rank_correlations(one: list[float], other: list[float], rho: float | None, tau: float | None) -> None:
    assert spearman(one, other) == (None if rho is None else pytest.approx(rho))
    assert kendall(one, other) == (None if tau is None else pytest.approx(tau))


def test_ties_share_their_rank() -> None:
    assert ranks([5, 1, 5, 9]) == [2.5, 1.0, 2.5, 4.0]


def test_the_report_says_pairs_halves_and_rounds(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0
    said = capsys.readouterr().out
    assert "未参与调权的一半" in said
    assert "r2 draft-6:skilled" in said
