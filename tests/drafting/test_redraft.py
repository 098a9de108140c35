"""Drafting rows again: only what was named changes, nothing gets worse, every figure keeps its source."""

import json
import threading
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import api
from assistant.checking import check
from assistant.drafting import stream
from assistant.drafting.brief import Brief
from assistant.drafting.events import Finished
from assistant.drafting.redrafting import Redrafted, redraft
from assistant.forms import all_forms
from assistant.llm import ScriptedModel, Settings, Stop
from assistant.llm.prompts import load_prompt
from assistant.model import InputError, ModelServiceError, PerformanceTarget, Period
from tests.support.drafts import ROWS, brief, text
from tests.support.loopback import Loopback, stall, stop_when

FORMS = sorted(all_forms())
COUNTED, PERIODS, JOBS = "技能培训人数", "举办培训班期数", "参训学员推荐就业率"


def table(form: str = "ezhou") -> PerformanceTarget:
    *_, last = stream(brief(form=form), "llm", ScriptedModel.of(text()))
    assert isinstance(last, Finished)
    return last.draft.target


def at(target: PerformanceTarget, name: str, period: Period = "annual") -> int:
    return next(
        place for place, row in enumerate(target.indicators) if row.name.startswith(name) and row.period == period
    )


def answer(*rows: dict[str, Any]) -> str:
    return json.dumps({"rows": list(rows)}, ensure_ascii=False)


def again(target: PerformanceTarget, *replies: str, about: Brief | None = None, **parts: Any) -> Redrafted:
    return redraft(target, about or brief(form=target.form), engine="llm", settings=ScriptedModel.of(*replies), **parts)


@pytest.mark.parametrize("form", FORMS)
def test_one_row_changes_and_nothing_else(form: str) -> None:
    before = table(form)
    place = at(before, COUNTED)
    made = again(
        before,
        answer({"id": "r1", "kind": "数量指标", "name": "完成培训的社区居民人数", "value": "≥300人", "why": "材料"}),
        rows=[place],
    )
    assert [(change.position, change.before) for change in made.rows] == [(place, before.indicators[place])]
    new = made.target.indicators[place]
    assert (new.name, new.source and new.source.kind) == ("完成培训的社区居民人数", "input")
    assert new.weight == before.indicators[place].weight
    assert made.target.model_copy(update={"indicators": before.indicators}) == before
    assert made.target.indicators[:place] == before.indicators[:place]
    assert made.target.indicators[place + 1 :] == before.indicators[place + 1 :]
    assert len(made.report.errors) == 0
    assert (made.usage.requests, made.usage.prompt_version) == (1, f"redraft.zh@{load_prompt('redraft.zh').version}")


def test_the_twin_goes_along_only_where_both_are_named() -> None:
    before = table()
    both = [at(before, COUNTED, "long_term"), at(before, COUNTED)]
    new = answer({"id": "r1", "kind": "数量指标", "name": "本年度完成培训的社区居民人数", "value": "≥300人"})
    made = again(before, new, rows=both)
    assert [change.position for change in made.rows] == both
    names = [made.target.indicators[place].name for place in both]
    assert names == ["完成培训的社区居民人数", "本年度完成培训的社区居民人数"]


@pytest.mark.parametrize(
    ("row", "word"),
    [
        ({"name": PERIODS, "value": "=6期"}, "已经有了"),
        ({"name": COUNTED, "value": "≥300人"}, "没有差别"),
        ({"name": "参训人员取得证书人数", "value": "≥9999人"}, "300人"),
        ({"name": "培训合格率", "value": "≥120%"}, "300人"),
        ({"name": "x", "value": None}, "value"),
    ],
)
def test_what_would_make_the_table_worse_is_not_taken(row: dict[str, Any], word: str) -> None:
    before = table()
    said = answer({"id": "r1", "kind": "数量指标", **row})
    made = again(before, said, said, rows=[at(before, COUNTED)])
    assert (made.target, made.rows) == (before, ())
    assert made.usage.requests == 2
    assert COUNTED in made.notices[0]
    assert word in made.notices[0]


def test_what_could_not_stand_is_asked_for_once_more_with_the_reason() -> None:
    before, model = table(), ScriptedModel.of(
        answer({"id": "r1", "kind": "数量指标", "name": PERIODS, "value": "=6期"}),
        answer({"id": "r1", "kind": "数量指标", "name": "参训居民人数", "value": "≥300人"}),
    )  # fmt: skip
    made = redraft(before, brief(), rows=[at(before, COUNTED)], engine="llm", settings=model)
    assert [change.after.name for change in made.rows] == ["参训居民人数"]
    assert "已经有了" in model.history[1][-1].content
    assert made.notices == ()


def test_a_section_is_drafted_again_in_both_tables_and_may_grow() -> None:
    before = table()
    made = again(
        before,
        answer(
            {"id": "n1", "kind": "数量指标", "name": "人均补贴标准执行人数", "value": "=300人"},
            {"id": "r1", "kind": "数量指标", "name": "参训居民人数", "value": "≥300人"},
            {"id": "r2", "kind": "数量指标", "name": "开班期数", "value": "=6期"},
            {"id": "n2", "kind": "质量指标", "name": "别的类别", "value": "=100%"},
        ),
        section="数量指标",
    )
    for period in ("annual", "long_term"):
        names = [row.name for row in made.target.indicators if row.period == period and row.level2 == "数量指标"]
        assert names == ["参训居民人数", "开班期数", "人均补贴标准执行人数"]
    assert [change.before is None for change in made.rows] == [False, False, True] * 2
    assert all(made.target.indicators[change.position] == change.after for change in made.rows)
    kept = [row for row in before.indicators if row.level2 != "数量指标"]
    assert [row for row in made.target.indicators if row.level2 != "数量指标"] == kept


def test_an_invented_figure_is_left_open_and_said() -> None:
    before = table()
    made = again(
        before,
        answer({"id": "r1", "kind": "社会效益指标", "name": "参训学员半年内就业率", "value": "≥75%"}),
        rows=[at(before, JOBS)],
    )
    assert str(made.rows[0].after.value) == "≥【待核实】%"
    assert any("待核实" in notice for notice in made.notices)


def test_a_figure_of_the_wish_counts_as_given() -> None:
    before, model = table(), ScriptedModel.of(
        answer({"id": "r1", "kind": "社会效益指标", "name": "参训学员推荐就业人数", "value": "≥180人"})
    )  # fmt: skip
    made = redraft(
        before, brief(), rows=[at(before, JOBS)], engine="llm", settings=model, note="推荐就业180人，联系人：张晓明"
    )
    assert str(made.rows[0].after.value) == "≥180人"
    assert "推荐就业180人" in model.history[0][-1].content
    assert "张晓明" not in str(model.history)


@pytest.mark.parametrize("engine", ["llm", "offline"])
def test_locked_rows_stay(engine: Any) -> None:
    before = table()
    locked = [place for place, row in enumerate(before.indicators) if row.name == COUNTED]
    said = [
        {"id": f"r{number}", "kind": "数量指标", "name": f"参训居民第{number}批人数", "value": "≥300人"}
        for number in (1, 2)
    ]
    model = ScriptedModel.of(answer(*said), answer())
    made = redraft(before, brief(), section="数量指标", locked=locked, engine=engine, settings=model)
    assert all(before.indicators[place] in made.target.indicators for place in locked)
    assert not any(change.before in [before.indicators[place] for place in locked] for change in made.rows)
    assert any("锁定" in notice for notice in made.notices)
    with pytest.raises(InputError, match="锁定"):
        redraft(before, brief(), rows=locked, locked=locked, engine=engine, settings=model)


@pytest.mark.parametrize("form", FORMS)
def test_the_offline_engine_has_other_rows_too(form: str) -> None:
    before = table(form)
    places = [place for place, row in enumerate(before.indicators) if row.name == JOBS]
    made = api.redraft(before, brief(form=form), rows=places, engine="offline", note="写具体些")
    assert [change.position for change in made.rows] == places
    new = made.rows[-1].after
    assert new.name != JOBS
    assert new.source
    assert new.source.kind != "unconfirmed"
    assert any("文字要求" in notice for notice in made.notices)
    assert made.usage.requests == 0


def test_an_empty_section_gets_a_row() -> None:
    whole = table()
    rows = [row for row in whole.indicators if row.level2 != "时效指标"]
    made = api.redraft(whole.model_copy(update={"indicators": rows}), brief(), section="时效指标", engine="offline")
    assert {change.after.period for change in made.rows} == {"annual", "long_term"}
    assert {change.after.level2 for change in made.rows} == {"时效指标"}
    assert all(change.before is None for change in made.rows)


def test_a_model_may_fill_an_empty_section() -> None:
    whole = table("central")
    rows = [row for row in whole.indicators if row.level2 != "质量指标"]
    made = again(
        whole.model_copy(update={"indicators": rows}),
        answer({"id": "n1", "kind": "质量指标", "name": "参训学员结业考核合格率", "value": "≥95%"}),
        section="质量指标",
    )
    assert [(change.before, change.after.name) for change in made.rows] == [(None, "参训学员结业考核合格率")]


def test_the_user_stops_a_wait() -> None:
    before, stop, over = table(), Stop(), threading.Event()
    with Loopback("m") as server:
        server.otherwise = stall("", over, 0)
        stop_when(lambda: len(server.bodies) == 1, stop)
        with pytest.raises(ModelServiceError, match="已停止"):
            api.redraft(
                before, brief(), rows=[1], engine="llm", settings=Settings(base_url=server.url, model="m"), stop=stop
            )
        over.set()


def test_a_table_without_a_brief_makes_its_own() -> None:
    before = table()
    made = redraft(
        before,
        rows=[at(before, COUNTED)],
        engine="llm",
        settings=ScriptedModel.of(answer({"id": "", "kind": "数量指标", "name": "参训居民人数", "value": "≥300人"})),
    )
    assert made.rows[0].after.source
    assert made.rows[0].after.source.kind == "input"


@pytest.mark.parametrize(
    ("parts", "word"),
    [
        ({}, "先选择"),
        ({"rows": [99]}, "第 100 条"),
        ({"section": "花样指标"}, "花样指标"),
        ({"rows": [1], "note": "长" * 201}, "201 个字"),
    ],
)
def test_wrong_wishes_are_one_sentence(parts: dict[str, Any], word: str) -> None:
    with pytest.raises(InputError, match=word):
        redraft(table(), brief(), engine="offline", **parts)


def test_a_failing_endpoint_changes_nothing() -> None:
    before = table()
    with pytest.raises(ModelServiceError):
        redraft(before, brief(), rows=[1], engine="llm", settings=ScriptedModel.of())
    said = answer({"id": "r1", "kind": "数量指标", "name": PERIODS, "value": "=6期"})
    made = again(before, said, rows=[at(before, COUNTED)])  # The second call fails: the first one's outcome stands.
    assert made.target == before
    assert made.notices


def test_personal_names_are_masked_and_put_back() -> None:
    rows = [*ROWS[:2], ROWS[2] | {"name": "张晓明工作室开办期数"}, *ROWS[3:]]
    *_, last = stream(brief(), "llm", ScriptedModel.of(text(rows)))
    assert isinstance(last, Finished)
    about = brief(purpose=f"{brief().purpose}。联系人：李建国，电话13812345678")
    model = ScriptedModel.of(
        answer({"id": "r1", "kind": "数量指标", "name": "李××负责的参训居民人数", "value": "≥300人"})
    )
    made = redraft(last.draft.target, about, rows=[at(last.draft.target, COUNTED)], engine="llm", settings=model)
    assert not any(secret in str(model.history) for secret in ("李建国", "13812345678"))
    assert all("×" not in change.after.name for change in made.rows)


names = st.sampled_from(
    ["技能培训人数", "参训居民人数", "考核合格率", "投诉次数", "培训总成本", "满意度", "", "300人", "2024年工作"]
)
values = st.sampled_from(
    ["≥300人", "≥95%", "≥120%", "=0次", "≤99万元", "≤30万元", "优", "全面提高", "2024年底", "", "≥777人"]
)
kinds = st.sampled_from(["数量指标", "质量", "成本", "满意度", "别的", None])
ids = st.sampled_from(["r1", "r2", "r3", "n1", "n2", "x", ""])
answers = st.lists(st.fixed_dictionaries({"id": ids, "kind": kinds, "name": names, "value": values}), max_size=6).map(
    lambda rows: answer(*rows)
)
WHOLE = {form: table(form) for form in ("ezhou", "central")}


@settings(max_examples=25, derandomize=True, deadline=None)
@given(st.sampled_from(sorted(WHOLE)), answers, answers, st.sampled_from(["数量指标", "社会效益指标"]), st.booleans())
def test_whatever_a_model_writes_the_table_gets_no_worse(
    form: str, first: str, second: str, section: str, lock: bool
) -> None:
    before = WHOLE[form]
    locked = [place for place, row in enumerate(before.indicators) if lock and row.name == COUNTED]
    free = [place for place, row in enumerate(before.indicators) if row.level2 == section and place not in locked]
    made = again(before, first, second, section=section, locked=locked)
    assert len(made.report.errors) <= len(check(before).errors)
    assert made.usage.requests <= 2
    new = {change.position for change in made.rows}
    kept = [row for place, row in enumerate(made.target.indicators) if place not in new]
    stayed = [row for place, row in enumerate(before.indicators) if place not in free]
    assert [row for row in stayed if row not in kept] == []
    assert len(made.target.indicators) >= len(before.indicators)
    assert all(change.after.source for change in made.rows)
