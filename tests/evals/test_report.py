"""The report is one file that asks nobody for anything, and shows what models wrote as text."""

import re
from html.parser import HTMLParser

from assistant.model import Goal, to_data
from evals.reporting.page import page_of
from evals.reporting.plots import cost_against_quality, count_bars
from evals.reporting.words import details_text
from evals.results import CaseResult, Run
from evals.running.run import Plan, start
from evals.running.work import Engines
from tests.evals.makers import draft
from tests.evals.test_comparing import result, run

ATTACK = "<script>alert(1)</script><img src=http://example.com/x onerror=alert(2)>"


class _Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.links += [value or "" for name, value in attributes if name in ("src", "href", "xlink:href")]
        assert not any(name.startswith("on") for name, _ in attributes)
        if tag not in ("meta", "line", "rect", "circle"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass


def parsed(run: Run) -> tuple[_Tags, str]:
    text = page_of(run)
    return _Tags(text), text


def test_a_real_run_makes_a_whole_page_without_a_request() -> None:
    tags, text = parsed(start(Plan(("regions", "briefs"), limit=3), Engines()))
    assert not tags.links
    assert not {"script", "link", "img", "iframe", "form"} & set(tags.seen)
    assert not re.search(r"url\(|@import|https?://", text)
    assert tags.seen.count("svg") >= 3
    assert tags.seen.count("details") == 6
    for said in ("按领域的总分", "按项目类型的总分", "按一级指标", "花费与质量", "已发布的表", "数字有据"):
        assert said in text, said


def test_what_a_model_wrote_is_shown_and_not_run() -> None:
    target = to_data(draft().model_copy(update={"goals": [Goal(period="annual", text=ATTACK)]}))
    hostile = result(0, 80).model_copy(update={"target": target, "name": ATTACK, "notices": (ATTACK,)})
    tags, text = parsed(run("a", [hostile, result(1, 0, error=ATTACK)]))
    assert not {"script", "img"} & set(tags.seen)
    assert "&lt;script&gt;" in text


def test_an_empty_run_and_one_of_failures_alone_still_make_a_page() -> None:
    assert "评测" in page_of(run("a", []))
    text = page_of(run("b", [result(0, 0, error="接口断了")]))
    assert "接口断了" in text
    assert "失败 1 个" in text


def dear(at: int, value: float, **usage: object) -> CaseResult:
    found = result(at, value)
    return found.model_copy(update={"usage": found.usage | usage})


def test_cost_is_plotted_by_money_else_by_tokens_else_by_seconds() -> None:
    plot = cost_against_quality((dear(0, 80, cost="0.02"), dear(1, 60, cost="0.01")))
    assert plot is not None
    assert (plot.unit, plot.most) == ("元", "0.02")
    assert plot.dots[0].x == 2 * plot.dots[1].x == plot.width
    assert plot.dots[0].y < plot.dots[1].y
    by_tokens = cost_against_quality((result(0, 80),))
    assert by_tokens is not None
    assert (by_tokens.unit, by_tokens.most) == ("token", "120")
    free = result(0, 80).model_copy(update={"usage": {}, "seconds": 1.5})
    by_seconds = cost_against_quality((free,))
    assert by_seconds is not None
    assert by_seconds.unit == "秒"
    assert cost_against_quality(()) is None


def test_bars_of_nothing_are_none() -> None:
    assert count_bars({}) == []
    assert [bar.share for bar in count_bars({"甲": 2, "乙": 4})] == [0.5, 1.0]


def test_what_a_score_rests_on_is_said_in_chinese() -> None:
    found = start(Plan(("samples", "weak_forms", "labels"), limit=3), Engines())
    for each in found.results:
        for name, score in each.scores.items():
            said = details_text(score.details)
            assert not re.search(r"\b[a-z_]{3,}\b", said), (name, said)
