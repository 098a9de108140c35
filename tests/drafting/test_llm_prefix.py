"""The prompt's order: what is the same for all briefs of a form stands first, so that a server may cache it."""

import pytest

from assistant.api import what_is_sent
from assistant.drafting.brief import Brief
from assistant.drafting.offline.data import kinds
from assistant.drafting.online.kind_hints import hints_for
from assistant.forms import all_forms
from assistant.llm import Message, Settings, estimate_tokens
from assistant.model.data import parse_yaml

FORMS = sorted(all_forms())
BRIEFS = [
    ("新型职业农民培训", "60万元", "培训新型职业农民300人、6期，聘请专家授课"),
    ("县第二中学教学楼加固改造工程", "860万元", "对2栋教学楼共6200平方米进行抗震加固，惠及在校师生1800人"),
    ("困难残疾人生活补贴", "144万元", "为1200名困难残疾人发放生活补贴，每人每月100元"),
]


def sent(form: str, name: str, budget: str, purpose: str) -> tuple[Message, ...]:
    about = Brief.of(name, budget, purpose, form, 2027, "某县财政局", ("参加单位=12个",))
    return what_is_sent(about, Settings.model_construct()).messages


@pytest.mark.parametrize("form", FORMS)
def test_all_briefs_of_a_form_share_the_prompts_beginning(form: str) -> None:
    questions = [sent(form, *each) for each in BRIEFS]
    assert [[message.role for message in question] for question in questions] == [["system", "user"]] * 3
    systems = {question[0].content.encode() for question in questions}
    assert len(systems) == 1
    heads = {question[1].content.partition("# 样例")[0] for question in questions}
    assert len(heads) == 1
    assert estimate_tokens(systems.pop().decode() + heads.pop()) > 900


@pytest.mark.parametrize("brief", BRIEFS)
def test_what_varies_stands_last_and_the_brief_after_the_examples(brief: tuple[str, str, str]) -> None:
    question = sent("central", *brief)[1].content
    places = [question.index(word) for word in ("# 表式", "# 样例", "# 这类项目", "# 要起草的项目", brief[2])]
    assert places == sorted(places)


def test_every_kind_of_project_has_hints_of_one_shape() -> None:
    from importlib import resources

    text = resources.files("assistant.drafting.online").joinpath("kind_hints.yaml").read_text(encoding="utf-8")
    table = parse_yaml(text)
    assert set(table) == set(kinds())
    for entry in table.values():
        assert list(entry) == ["数量", "质量", "时效", "成本", "效益", "满意"]
        assert estimate_tokens("".join(entry.values())) < 180


@pytest.mark.parametrize(("brief", "kind"), list(zip(BRIEFS, ("training", "renovate", "subsidy"), strict=True)))
def test_the_kind_is_told(brief: tuple[str, str, str], kind: str) -> None:
    hints = hints_for(Brief.of(*brief))
    assert hints
    assert hints.kind.split("、")[0] == kinds()[kind].say
    assert f"这类项目（{hints.kind}）" in sent("central", *brief)[1].content
    assert all(line in sent("central", *brief)[1].content for line in hints.lines)
