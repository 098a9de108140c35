"""A database that cannot be used says so in one Chinese sentence, and nothing that was saved is touched."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from assistant.model import AssistantError, SettingsError
from assistant.workspace import WorkspaceError, close_workspaces, engine, open_workspace
from assistant.workspace.drafts import Workspace
from assistant.workspace.errors import DatabaseFault
from tests.support.states import edited, state

ME = "甲"


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    close_workspaces()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database with one draft in it."""
    path = tmp_path / "workspace.db"
    workspace = Workspace(f"sqlite:///{path}")
    workspace.create(ME, state())
    workspace.close()
    return path


def _says(error: AssistantError, kind: DatabaseFault, words: str) -> None:
    assert isinstance(error, WorkspaceError)
    assert isinstance(error, SettingsError)
    assert error.kind == kind
    assert words in str(error)
    assert "sqlite3" not in str(error)
    assert "\n" not in str(error)


def test_a_file_that_somebody_else_writes_to(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0)
    workspace = Workspace(f"sqlite:///{file}")
    draft = workspace.load(workspace.list(ME)[0].id, ME)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(WorkspaceError) as caught:
        workspace.save(draft.id, ME, edited(draft.state, 0, value="≥1人"), 1)
    _says(caught.value, "locked", "正被别的程序占用")
    assert workspace.load(draft.id, ME) == draft  # Reading goes on all the while.
    other.execute("ROLLBACK")
    other.close()
    assert workspace.save(draft.id, ME, edited(draft.state, 0, value="≥1人"), 1).version == 2
    workspace.close()


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 500])
def test_a_file_that_is_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "workspace.db"
    path.write_bytes(content)
    if not content:
        Workspace(f"sqlite:///{path}").close()  # An empty file is an empty database.
        return
    with pytest.raises(WorkspaceError) as caught:
        Workspace(f"sqlite:///{path}")
    _says(caught.value, "damaged", "损坏")
    assert str(path) in str(caught.value)
    assert path.read_bytes() == content


def test_a_file_whose_pages_were_overwritten(file: Path) -> None:
    size = file.stat().st_size
    with file.open("r+b") as opened:
        opened.seek(4096)
        opened.write(os.urandom(size - 4096))
    with pytest.raises(WorkspaceError) as caught:
        Workspace(f"sqlite:///{file}").list(ME)
    _says(caught.value, "damaged", "备份")


def test_a_version_that_cannot_be_read_leaves_the_others(file: Path) -> None:
    workspace = Workspace(f"sqlite:///{file}")
    draft = workspace.load(workspace.list(ME)[0].id, ME)
    workspace.save(draft.id, ME, edited(draft.state, 0, value="≥1人"), 1)
    workspace.close()
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE versions SET content = x'00' WHERE number = 2")
    connection.close()
    workspace = Workspace(f"sqlite:///{file}")
    with pytest.raises(WorkspaceError) as caught:
        workspace.load(draft.id, ME)
    _says(caught.value, "damaged", "恢复更早的版本")
    assert workspace.version(draft.id, ME, 1) == draft.state
    assert len(workspace.list(ME)) == 1
    workspace.close()


def test_a_file_that_may_only_be_read(file: Path) -> None:
    workspace = Workspace(f"sqlite:///file:{file}?mode=ro&uri=true")
    draft = workspace.load(workspace.list(ME)[0].id, ME)
    with pytest.raises(WorkspaceError) as caught:
        workspace.save(draft.id, ME, edited(draft.state, 0, value="≥1人"), 1)
    _says(caught.value, "readonly", "写入权限")
    workspace.close()


def test_a_full_disk(file: Path) -> None:
    workspace = Workspace(f"sqlite:///{file}")
    draft = workspace.load(workspace.list(ME)[0].id, ME)

    def small(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    event.listen(workspace._store._engine, "connect", small)
    workspace.close()

    def fill() -> None:
        for number in range(200):
            workspace.create(ME, state(name=f"项目{number}"))

    with pytest.raises(WorkspaceError) as caught:
        fill()
    _says(caught.value, "full", "磁盘已满")
    assert workspace.load(draft.id, ME) == draft
    workspace.close()


def test_a_schema_of_a_later_version(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = file.read_bytes()
    with pytest.raises(WorkspaceError) as caught:
        Workspace(f"sqlite:///{file}")
    _says(caught.value, "too_new", "升级")
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "url", ["mysql://user:secret@host/db", "nonsense secret", "postgresql+unknown://user:secret@host/db", "sqlite://"]
)
def test_an_address_that_cannot_be_used(url: str) -> None:
    with pytest.raises(WorkspaceError) as caught:
        open_workspace(url)
    _says(caught.value, "driver", "postgresql+psycopg://")


@pytest.mark.parametrize("url", ["mysql://user:secret@host/db", "postgresql+psycopg://user:secret@127.0.0.1:1/db"])
def test_a_password_is_never_shown(url: str) -> None:
    with pytest.raises(WorkspaceError) as caught:
        open_workspace(url)
    assert "secret" not in str(caught.value)


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(WorkspaceError) as caught:
        open_workspace("postgresql+psycopg://user@127.0.0.1:1/db")
    _says(caught.value, "unreachable", "连不上")


def test_a_server_that_was_started_again(postgres_server: object) -> None:
    """Connections that died in the pool are replaced without a word."""
    workspace = Workspace(postgres_server.fresh())  # type: ignore[attr-defined]
    workspace.create(ME, state())
    with postgres_server.connect() as connection:  # type: ignore[attr-defined]
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
    assert workspace.count(ME) == 1
    workspace.close()


def test_a_folder_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("ASSISTANT_HOME", str(tmp_path / "file"))
    with pytest.raises(WorkspaceError) as caught:
        open_workspace()
    _says(caught.value, "readonly", "ASSISTANT_DATABASE_URL")


def test_the_users_own_file_is_theirs_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_HOME", str(tmp_path / "资料 夹%20#?"))
    workspace = open_workspace()
    assert open_workspace() is workspace
    workspace.create(ME, state())
    path = tmp_path / "资料 夹%20#?" / "workspace.db"
    assert workspace.place == str(path)
    if os.name == "posix":
        assert path.stat().st_mode & 0o077 == 0
    monkeypatch.setenv("ASSISTANT_DATABASE_URL", f"sqlite:///{tmp_path}/other.db")
    assert open_workspace().place == str(tmp_path / "other.db")


def test_a_copy_of_the_file_opens_elsewhere(file: Path, tmp_path: Path) -> None:
    """What was saved is in the one file once it is closed: a user may copy it to another machine."""
    (tmp_path / "elsewhere").mkdir()
    shutil.copy(file, tmp_path / "elsewhere" / "workspace.db")
    workspace = Workspace(f"sqlite:///{tmp_path}/elsewhere/workspace.db")
    assert workspace.count(ME) == 1
    workspace.close()


def test_help_costs_no_database(root: Path) -> None:
    code = "import sys, assistant.workspace, assistant.cli; sys.exit(any(name in sys.modules for name in ('sqlalchemy', 'alembic')))"
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
