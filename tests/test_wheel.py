"""Installed from a built wheel, outside the clone, the assistant still has its prompts, examples and forms."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
QUIET = {"capture_output": True, "check": True, "timeout": 300}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, **QUIET)  # type: ignore[call-overload]
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_every_data_file(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    travelling = [*ROOT.glob("prompts/**/*.md"), *ROOT.glob("examples/**/*.json"), *ROOT.glob("examples/**/*.txt")]
    assert len(travelling) > 50
    missing = {f"assistant/_data/{path.relative_to(ROOT).as_posix()}" for path in travelling} - names
    data = [
        path for path in (ROOT / "assistant").rglob("*") if path.suffix in (".yaml", ".json", ".css", ".js", ".toml")
    ]
    missing |= {path.relative_to(ROOT).as_posix() for path in data} - names
    assert not missing


def test_an_installed_wheel_keeps_drafts(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    code = "from assistant.workspace import open_workspace; print(open_workspace().count('本机'))"
    environment = {**os.environ, "PYTHONPATH": str(site), "PYTHONUTF8": "1"}
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, **QUIET)  # type: ignore[call-overload]
    assert run.stdout.strip() == b"0"


def test_an_installed_wheel_drafts_outside_the_clone(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    command = [sys.executable, "-c", "import assistant, sys; print(assistant.__file__); from assistant.cli import main; "
               "sys.exit(main(sys.argv[1:]))", "draft", "--name", "社区卫生服务中心设备购置", "--budget", "80万元",
               "--purpose", "为社区卫生服务中心购置全自动生化分析仪2台", "--engine", "offline"]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(site)}
    run = subprocess.run(command, cwd=tmp_path, env=environment, **QUIET)  # type: ignore[call-overload]
    lines = run.stdout.decode("utf-8").splitlines()
    assert lines[0].startswith(str(site))
    assert any("生化分析仪" in line for line in lines[1:])
