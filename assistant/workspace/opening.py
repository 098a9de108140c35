"""`open_workspace`: the process' workspace, one for each database."""

import os
import threading
from pathlib import Path

from sqlalchemy.engine import make_url

from assistant.home import user_folder
from assistant.workspace.drafts import Workspace
from assistant.workspace.errors import WorkspaceError

DATABASE = "ASSISTANT_DATABASE_URL"
"""Environment variable that names the database: `postgresql+psycopg://用户:密码@主机/库名`, or `sqlite:///文件路径`."""
_opened: dict[str, Workspace] = {}
_lock = threading.Lock()


def open_workspace(url: str | None = None) -> Workspace:
    """Return the workspace of a database, opened once per process, its schema brought up to date.

    Args:
        url: an SQLAlchemy address; None means `ASSISTANT_DATABASE_URL`, else `workspace.db` in the user's data folder.

    Raises:
        WorkspaceError: it cannot be opened; one Chinese sentence on why and what to do.
    """
    address = url or os.environ.get(DATABASE, "").strip() or _own_file()
    with _lock:
        if address not in _opened:
            _opened[address] = Workspace(address)
        return _opened[address]


def close_workspaces() -> None:
    """Close every workspace of this process; the next `open_workspace` opens anew."""
    with _lock:
        for workspace in _opened.values():
            workspace.close()
        _opened.clear()


def _own_file() -> str:
    path = user_folder() / "workspace.db"
    _make_private(path)
    return make_url("sqlite://").set(database=str(path)).render_as_string()


def _make_private(path: Path) -> None:
    """A file that only its user may read, where the system knows such a thing."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600)
    except OSError as error:
        message = f"草稿数据库“{path}”建不起来，请检查文件夹的写入权限，或用 {DATABASE} 指定别的位置"
        raise WorkspaceError(message, "readonly") from error
