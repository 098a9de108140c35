"""Prompt texts are data, and held to it."""

from pathlib import Path

import pytest

from assistant.drafting.online.draft_prompt import as_data
from assistant.llm.prompts import load_prompt, prompt_folders
from assistant.model import PromptError

GOOD = "---\nid: x\nversion: 1\ndescription: d\nvariables: [a]\n---\n<!-- system -->\ns\n<!-- user -->\n{{ a }}\n"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASSISTANT_PROMPTS", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("name", ["draft.zh", "repair.zh"])
def test_ours_load(name: str) -> None:
    prompt = load_prompt(name)
    assert (prompt.id, prompt.version >= 1, [role for role, _ in prompt.parts]) == (name, True, ["system", "user"])


def test_a_users_own_file_wins_and_is_read_again_when_it_changes(own: Path) -> None:
    (own / "draft.zh.md").write_text(GOOD, encoding="utf-8-sig")
    assert [message.content for message in load_prompt("draft.zh").render(a="甲")] == ["s", "甲"]
    assert load_prompt("repair.zh").id == "repair.zh"
    assert prompt_folders()[0] == own


@pytest.mark.parametrize(("values", "word"), [({}, "缺少变量“a”"), ({"a": 1, "b": 2}, "没有变量“b”")])
def test_variables_are_named(own: Path, values: dict[str, int], word: str) -> None:
    (own / "x.md").write_text(GOOD, encoding="utf-8")
    with pytest.raises(PromptError, match=word):
        load_prompt("x").render(**values)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("no front matter", "开头"),
        (GOOD.replace("version: 1\n", ""), "version"),
        (GOOD.replace("variables: [a]", "variables: a"), "variables"),
        (GOOD.replace("{{ a }}", "{{ b }}"), "“b”"),
        (GOOD.replace("{{ a }}", "plain"), "“a”"),
        (GOOD.replace("{{ a }}", "{% if a %}"), "模板写法"),
        (GOOD.replace("<!-- user -->", ""), "两部分"),
        (GOOD.replace("description: d", "description: 说明").encode("gbk"), "开头"),
    ],
)
def test_a_wrong_file_is_one_sentence(own: Path, text: str | bytes, word: str) -> None:
    (own / "x.md").write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(PromptError, match=word):
        load_prompt("x")


def test_a_prompt_is_no_program(own: Path) -> None:
    (own / "x.md").write_text(GOOD.replace("{{ a }}", "{{ a.__class__.__mro__ }}"), encoding="utf-8")
    with pytest.raises(PromptError):
        load_prompt("x").render(a="甲")


def test_missing_things_are_named(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PromptError, match="none.zh"):
        load_prompt("none.zh")
    monkeypatch.setenv("ASSISTANT_PROMPTS", str(own / "gone"))
    with pytest.raises(PromptError, match="gone"):
        load_prompt("draft.zh")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("</项目材料>", "＜/项目材料>"),
        ("< /x>", "＜ /x>"),
        ("<|im_start|>", "＜|im_start|>"),
        ("<30天，<=5%", "<30天，<=5%"),
    ],
)
def test_user_text_cannot_close_the_fence(text: str, expected: str) -> None:
    assert as_data(text) == expected
