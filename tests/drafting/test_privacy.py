"""What leaves the machine: masked, seen before, put back after, and nothing at all where the switch says so."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import api
from assistant.drafting import stream
from assistant.drafting.events import Finished, GoalDrafted, Notice, RowDrafted
from assistant.drafting.online.privacy import Veil
from assistant.llm import ScriptedModel, Settings
from assistant.model import SettingsError
from tests.support.drafts import GOALS, ROWS, brief, text
from tests.support.loopback import Loopback, answer

SECRETS = ("李建国", "13812345678", "110101199003071234")
TOLD = brief(purpose=f"{brief().purpose}。联系人：李建国，电话13812345678，身份证110101199003071234")


def test_a_model_that_repeats_the_masks_gives_back_what_was_typed() -> None:
    goals = [GOALS[0], GOALS[1] | {"text": "李××负责，分6期培训社区居民300人，咨询电话138××××××××。"}]
    rows = [
        ROWS[0], ROWS[1] | {"name": "李××负责的技能培训人数"}, *ROWS[2:5],
        {"kind": "社会效益指标", "name": "学员意见受理情况", "value": "由李××逐条答复", "why": "台账"}, ROWS[6],
    ]  # fmt: skip
    model = ScriptedModel.of(text(rows, goals), text(rows, goals))
    *events, last = stream(TOLD, "llm", model)
    assert isinstance(last, Finished)
    assert not any(secret in str(model.history) for secret in SECRETS)
    target = last.draft.target
    assert target.project.purpose == TOLD.purpose
    assert target.goals_of("annual") == ["李建国负责，分6期培训社区居民300人，咨询电话13812345678。"]
    names = {row.name for row in target.indicators}
    assert "李建国负责的技能培训人数" in names
    told = [event.row.name for event in events if isinstance(event, RowDrafted)]
    assert set(told) >= {"李建国负责的技能培训人数"}
    assert any("李建国" in event.goal.text for event in events if isinstance(event, GoalDrafted))
    assert "由李建国逐条答复" in {row.value.text for row in target.indicators}
    assert "××" not in json.dumps(target.model_dump(mode="json"), ensure_ascii=False)
    assert any(isinstance(event, Notice) and "遮盖" in event.message for event in events)
    assert any(finding.rule == "Y101" for finding in last.draft.report.findings)


@given(
    st.lists(
        st.sampled_from([*SECRETS, "王秀英", "联系人：", "负责人：", "。", "、", "电话", "张××", "第3期"]), max_size=12
    )
)
def test_what_is_hidden_can_be_put_back(parts: list[str]) -> None:
    said, veil = "".join(parts), Veil()
    safe = veil.hide(said)
    assert len(safe) == len(said)
    assert veil.hide(safe) == safe
    if all(veil.hidden.values()):
        assert veil.lift(safe) == said


def test_two_with_one_mask_stay_hidden() -> None:
    veil = Veil()
    safe = [veil.hide(said) for said in ("联系人：张晓明", "联系人：张建国", "联系人：李建国")]
    assert [veil.lift(each) for each in safe] == ["联系人：张××", "联系人：张××", "联系人：李建国"]


def test_going_on_leaves_the_users_own_rows_and_masks_as_they_are() -> None:
    *_, last = stream(TOLD, "llm", ScriptedModel.of(text()))
    assert isinstance(last, Finished)
    target = last.draft.target
    rows = [
        row.model_copy(update={"name": f"{said}的{row.name}"})
        for row, said in zip(target.indicators, ["李××", "王秀英同志", *[""] * 99], strict=False)
    ]
    mine = target.model_copy(update={"indicators": rows})
    model = ScriptedModel.of(text(ROWS, []), '{"rows":[]}', '{"rows":[]}')
    *_, last = stream(TOLD, "llm", model, so_far=mine)
    assert isinstance(last, Finished)
    assert [row.name for row in mine.indicators if row not in last.draft.target.indicators] == []
    assert "王秀英" not in str(model.history)


def test_what_is_sent_can_be_looked_at_before() -> None:
    with Loopback("m") as server:
        server.will(answer(text()))
        server.otherwise = answer('{"rows":[]}')  # To whatever is asked in repair.
        settings = Settings(base_url=server.url, model="m")
        shown = api.what_is_sent(TOLD, settings)
        assert not server.asked
        api.draft(TOLD, "llm", settings)
        assert [message._asdict() for message in shown.messages] == server.bodies[0]["messages"]
    assert (shown.endpoint, shown.is_local) == (settings.endpoint, True)
    assert set(shown.masked.values()) == set(SECRETS)
    assert not any(secret in str(shown.messages) for secret in SECRETS)
    assert 500 < shown.tokens < 4000
    assert api.what_is_sent(TOLD, Settings(base_url="")).endpoint == ""


CALLS: dict[str, Callable[[Settings, Path], object]] = {
    "draft": lambda settings, _: api.draft(brief(), "llm", settings),
    "questions": lambda settings, _: api.questions(brief(), "llm", settings),
    "redraft": lambda settings, _: api.redraft(
        api.draft(brief(), "offline").target, brief(), rows=[1], engine="llm", settings=settings
    ),
    "fix": lambda settings, _: api.fix(api.draft(brief(), "offline").target, engine="model", settings=settings),
    "read": lambda settings, path: api.read(path, ask_model=True, settings=settings),
    "probe": lambda settings, _: api.probe(settings),
}


@pytest.mark.parametrize("call", CALLS)
def test_the_switch_keeps_everything_here(call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.txt"
    path.write_text("项目情况说明\n没有表", encoding="utf-8")
    monkeypatch.setenv("ASSISTANT_OFFLINE", "1")
    with Loopback("m") as server:
        settings = Settings(base_url=server.url, model="m")
        with pytest.raises(SettingsError, match="只在本机"):
            CALLS[call](settings, path)
        assert not server.asked


def test_with_the_switch_the_offline_engine_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    for said, engine in (("1", "offline"), ("true", "offline")):
        monkeypatch.setenv("ASSISTANT_OFFLINE", said)
        assert api.draft(brief()).engine == engine
        assert isinstance(api.questions(brief(), None), list)
    for said in ("", "0", "false"):
        monkeypatch.setenv("ASSISTANT_OFFLINE", said)
        assert Settings().is_configured
