"""`assistant eval` in a shell: what it prints, what it refuses, and that the package does without it."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from assistant import cli_eval
from assistant.cli import main
from evals.results import list_runs, load_run
from tests.support.loopback import Loopback, answer, stall, status

ROOT = Path(__file__).resolve().parents[2]


def one_sentence(text: str) -> bool:
    lines = text.strip().splitlines()
    return len(lines) == 1 and any("\u4e00" <= sign <= "\u9fff" for sign in lines[0])


def test_run_is_what_eval_does_by_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "--dataset", "briefs", "--limit", "2", "--note", "甲"]) == 0
    printed = capsys.readouterr()
    assert "总分" in printed.out
    assert "2/2" in printed.err
    assert main(["eval", "run", "--dataset", "briefs", "--limit", "2", "--note", "乙"]) == 0
    capsys.readouterr()
    assert [run.note for run in list_runs()] == ["乙", "甲"]

    assert main(["eval", "list"]) == 0
    assert "乙" in capsys.readouterr().out
    a, b = (run.id for run in list_runs())
    assert main(["eval", "compare", a, b]) == 0
    assert "不下结论" in capsys.readouterr().out
    assert main(["eval", "rescore", a]) == 0
    assert len(list_runs()) == 3


def test_options_stand_before_the_action_or_behind_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "--limit", "1", "--dataset", "briefs", "run"]) == 0
    assert "1/1" in capsys.readouterr().err


def test_the_report_is_of_the_newest_run_and_lies_beside_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "report"]) == 2
    assert one_sentence(capsys.readouterr().err)
    assert main(["eval", "--dataset", "labels", "--limit", "1"]) == 0
    assert main(["eval", "report"]) == 0
    assert main(["eval", "report", list_runs()[0].id, "-o", str(tmp_path / "报告.html")]) == 0
    assert (tmp_path / "报告.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert list((tmp_path / "home" / "evals").glob("*.html"))


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", "--dataset", "nix"],
        ["run", "--engine", "llm"],
        ["run", "--resume", "nix"],
        ["report", "nix"],
        ["compare", "nix", "nix"],
        ["rescore", "nix"],
    ],
)
def test_wrong_use_is_one_sentence(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", *arguments]) == 2
    assert one_sentence(capsys.readouterr().err)


ROWS = json.dumps({"goals": [["annual", "完成项目"]], "rows": [["数量指标", "完成任务数量", "任务数", "=1项", "材料"]]})


def test_a_model_is_evaluated_at_its_endpoint_and_its_failures_are_zeros(monkeypatch: pytest.MonkeyPatch) -> None:
    with Loopback("m") as server:
        server.will(status(401, "Incorrect API key provided"), *[answer(ROWS)] * 9)
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("OPENAI_API_KEY", "k")
        arguments = ["--engine", "llm", "--model", "m", "--dataset", "briefs", "--limit", "2", "--jobs", "1"]
        assert main(["eval", "run", *arguments]) == 0
        assert {body["model"] for body in server.bodies} == {"m"}
    run = load_run(list_runs()[0].id)
    assert (run.head.engine, run.head.model) == ("llm", "m")
    assert len(run.failures) == 1
    assert run.failures[0].total.value == 0
    (done,) = [each for each in run.results if not each.failed]
    assert done.usage["requests"] >= 1


MARKS = json.dumps({"points": [9, 9, 14, 13, 13, 12, 9, 8], "objections": []})
VERDICT = json.dumps({"first": [9] * 8, "second": [8] * 8, "better": "甲"}, ensure_ascii=False)


def test_drafts_are_scored_by_a_judge_and_the_judge_is_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with Loopback("m") as server:
        monkeypatch.setenv("ASSISTANT_JUDGE_URL", server.url)
        monkeypatch.setenv("ASSISTANT_JUDGE_MODEL", "m")
        server.will(answer(MARKS))
        assert main(["eval", "run", "--dataset", "briefs", "--limit", "1", "--jobs", "1", "--judge"]) == 0
        printed = capsys.readouterr()
        assert "模型评审" in printed.out
        assert "评审花费：1 次请求，120 token" in printed.err
        (result,) = load_run(list_runs()[0].id).results
        assert result.scores["judge"].value == 87
        server.will(*[answer(VERDICT)] * 2)
        for asked in (2, 0):  # The second time every verdict is there already.
            assert main(["eval", "judge", "--limit", "1"]) == 0
            printed = capsys.readouterr()
            assert "评审了 1 对，失败 0 对；换序后说法一致 0 对" in printed.out
            assert f"评审花费：{asked} 次请求" in printed.err


def test_without_an_endpoint_there_is_no_judge(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["eval", "judge"], ["eval", "run", "--dataset", "briefs", "--limit", "1", "--judge"]):
        assert main(arguments) == 2
        assert "还没有设置模型" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C of a child")
def test_ctrl_c_ends_a_wait_for_the_endpoint_and_says_how_to_go_on(tmp_path: Path) -> None:
    silent = threading.Event()
    with Loopback("m") as server:
        server.will(*[stall(ROWS, silent, 30)] * 4)
        environment = {
            **os.environ, "PYTHONPATH": str(ROOT), "OPENAI_BASE_URL": server.url, "OPENAI_API_KEY": "k", "OPENAI_MODEL": "m",
        }  # fmt: skip
        child = subprocess.Popen(
            [sys.executable, "-m", "assistant", "eval", "--engine", "llm", "--dataset", "briefs", "--limit", "4"],
            cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        deadline = time.monotonic() + 60
        while len(server.bodies) < 2 and time.monotonic() < deadline:
            time.sleep(0.05)
        child.send_signal(signal.SIGINT)
        _, said = child.communicate(timeout=60)
        silent.set()
    assert child.returncode == 2
    assert "--resume" in said
    assert "Traceback" not in said
    (run,) = list_runs()
    assert not run.finished


def test_without_the_evals_it_is_told_where_they_are(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in sys.modules if name == "evals" or name.startswith("evals.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "evals", None)
    monkeypatch.setattr(cli_eval, "__file__", "/nowhere/assistant/cli_eval.py")
    assert main(["eval", "list"]) == 2
    assert "源代码" in capsys.readouterr().err


def test_without_pydantic_evals_it_is_told_what_to_install_and_results_can_still_be_looked_at(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['pydantic_evals'] = None; from assistant.cli import main; "
        "print(main(['eval', '--limit', '1']), main(['eval', 'list']))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stdout.endswith("2 0\n")
    assert "pip install --group evals" in done.stderr


def test_the_package_imports_the_evals_only_when_asked_to() -> None:
    at_import = re.compile(r"^(?:from|import) (?:evals|pydantic_evals)\b", re.MULTILINE)
    for path in (ROOT / "assistant").rglob("*.py"):
        assert not at_import.search(path.read_text(encoding="utf-8")), path
