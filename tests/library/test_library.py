"""The library through its public face: loading ours and a user's own, searching, variety, speed."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.library import Library, add, own_folder, remove
from assistant.model import InputError, PerformanceTarget, SettingsError

COPY = "信息化运维项目"


def _names(library: Library, name: str, purpose: str = "", **options: object) -> list[str]:
    return [match.example.name for match in library.search(name, purpose, **options)]  # type: ignore[arg-type]


def test_all_47_reviewed_targets_are_there() -> None:
    library = Library.load()
    assert len(library.examples) == 47
    assert len({example.id for example in library.examples}) == 47
    assert {example.target.form for example in library.examples} == {"ezhou", "shanghai", "hangu"}


def test_every_example_knows_its_document(root: Path) -> None:
    sources = {path.name for path in (root / "examples" / "sources").glob("*")}
    own = {path.name for path in (root / "examples" / "targets").glob("*.json")}
    for example in Library.load().examples:
        assert example.document in (sources or own)


@pytest.mark.parametrize(
    ("name", "purpose", "best"),
    [
        ("政务信息系统运行维护", "保障系统稳定运行，开展巡检和报修响应", "信息化运维项目"),
        ("干部人事档案整理", "整理人事档案", "档案整理经费"),
        ("企业用工与薪酬调查", "调查企业薪酬情况并发布", "企业薪酬调查"),
        ("离休干部订报经费", "为离休干部订阅书报", "离休干部书报费"),
        ("职称评审经费", "组织专家评审会", "职称评审工作经费"),
        ("", "处理劳动人事争议仲裁案件", "劳动人事争议调解仲裁"),
    ],
)
def test_nearest_project_comes_first(name: str, purpose: str, best: str) -> None:
    assert _names(Library.load(), name, purpose)[0] == best


def test_results_are_sorted_scored_and_limited() -> None:
    found = Library.load().search("人事考试", "组织考试", limit=3)
    assert len(found) == 3
    assert [match.score for match in found] == sorted((match.score for match in found), reverse=True)
    assert all(0 < match.score <= 1 for match in found)
    assert len(Library.load().search("人事考试", "组织考试", limit=500)) <= 47


def test_nothing_in_common_gives_nothing() -> None:
    assert Library.load().search("qxz", "qxz") == []
    assert Library.load().search("", "") == []


def test_form_is_preferred_where_equally_near() -> None:
    best = Library.load().search("养老保险补贴", "发放养老待遇", form="hangu")[0]
    assert best.example.target.form == "hangu"


def test_boilerplate_does_not_fill_the_list() -> None:
    """004 no. 3, 5, 6 and 7 say the same in other names; a list of five must show more than them."""
    rows = [
        frozenset(row.name for row in match.example.target.indicators)
        for match in Library.load().search("养老保险财政补贴", "用于养老保险基金缺口", limit=5)
    ]
    assert len(set(rows)) == len(rows)


@pytest.fixture
def named_folder(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    monkeypatch.setenv("ASSISTANT_EXAMPLES", str(folder))
    shutil.copy(next((root / "examples" / "targets").glob("002-03-*.json")), folder / "mine.json")
    return folder


def test_own_folder_adds_to_ours_and_is_looked_at_again(named_folder: Path) -> None:
    assert "mine" in {example.id for example in Library.load().examples}
    assert len(Library.load().examples) == 48
    text = (named_folder / "mine.json").read_text(encoding="utf-8").replace(COPY, "消防车维护")
    (named_folder / "second.json").write_text(f"[{text},{text}]", encoding="utf-8")
    assert {"second", "second#2"} <= {example.id for example in Library.load().examples}
    assert _names(Library.load(), "消防车维护")[0] == "消防车维护"


def test_a_copy_of_an_example_is_listed_once(named_folder: Path) -> None:
    assert _names(Library.load(), COPY, limit=10).count(COPY) == 1


@pytest.mark.parametrize("content", ["{", json.dumps({"schema": 1}), "表格".encode("gb18030")])
def test_a_bad_own_file_is_named(named_folder: Path, content: str | bytes) -> None:
    (named_folder / "bad.json").write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(SettingsError, match=r"bad\.json"):
        Library.load()


def test_a_missing_own_folder_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_EXAMPLES", "no-such-folder")
    with pytest.raises(SettingsError, match="no-such-folder"):
        Library.load()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=200), st.integers(1, 60))
def test_any_text_can_be_searched(name: str, purpose: str, limit: int) -> None:
    found = Library.load().search(name, purpose, limit=limit)
    assert len(found) <= min(limit, 47)
    assert len({match.example.id for match in found}) == len(found)


def test_loading_needs_no_heavy_import(root: Path) -> None:
    code = (
        "import sys; from assistant.library import Library; Library.load().search('考试', '组织考试');"
        "print([m for m in ('numpy', 'bm25s', 'docx', 'openpyxl', 'openai', 'streamlit') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def _target(name: str) -> PerformanceTarget:
    target = Library.load().examples[0].target
    return target.model_copy(update={"project": target.project.model_copy(update={"name": name})})


def test_what_is_added_is_found_at_once_and_once_only(tmp_path: Path) -> None:
    target = _target("无人机：巡河/采购*")
    present = [example.target for example in Library.load().examples]
    first = add([target], present)[0]
    assert first.path is not None
    assert first.path.parent == own_folder()
    assert not set(first.path.name) & set('\\/:*?"<>| ')
    assert _names(Library.load(), "无人机巡河", limit=1) == [target.project.name]
    again = add([target], [example.target for example in Library.load().examples])
    assert again[0].path is None
    assert len(Library.load().examples) == 48
    other = target.model_copy(update={"goals": target.goals[:1]})
    second = add([other], [target])[0]
    assert second.path not in (None, first.path)
    remove(first.path)
    assert len(Library.load().examples) == 48


def test_what_nobody_could_learn_from_is_not_added() -> None:
    nameless, empty = _target(""), _target("空表").model_copy(update={"indicators": []})
    for target, lacking in ((nameless, "项目名称"), (empty, "指标")):
        with pytest.raises(InputError, match=f"没有{lacking}"):
            add([_target("好表"), target], [])
    assert not own_folder().exists()


def test_ours_cannot_be_removed() -> None:
    path = Library.load().examples[0].path
    assert path is not None
    with pytest.raises(InputError, match="不是自己添加的样例"):
        remove(path)
    assert path.is_file()


def test_a_folder_that_cannot_be_written_to_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "examples").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="存不进"):
        add([_target("无处可放")], [])
