"""The database's engine: one per process and address, set up so that what is committed stays."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from assistant.workspace.errors import DatabaseFault, WorkspaceError

BUSY_SECONDS: Final = 10
_SAID: Final[dict[DatabaseFault, str]] = {
    "locked": "草稿数据库正被别的程序占用，这次没有存上，请关闭占用它的程序后再试一次",
    "damaged": "草稿数据库文件已损坏或不是数据库，请从备份恢复“{place}”，或把它改名后重新打开（会新建一个空的）",
    "readonly": "草稿数据库“{place}”不能写入，请检查文件和所在文件夹的写入权限",
    "full": "磁盘已满，这次没有存上，请清理磁盘空间后再试一次，之前保存的内容都在",
    "too_new": "草稿数据库由更新版本的软件建立，请先升级本软件再打开，数据没有改动",
    "unreachable": "连不上草稿数据库“{place}”，请确认数据库服务已启动，地址、用户和密码正确",
    "driver": "草稿数据库地址“{place}”不能用，请写成 sqlite:///文件路径 或 postgresql+psycopg://用户:密码@主机/库名，后者还要安装 postgres 附加包",
    "other": "草稿数据库“{place}”出错，这次没有存上，请再试一次；仍不行请联系管理员",
}  # fmt: skip
# SQLite's own words by fault; PostgreSQL has codes.
_SIGNS: Final[tuple[tuple[DatabaseFault, tuple[str, ...]], ...]] = (
    ("locked", ("database is locked", "database table is locked", "lock timeout", "deadlock")),
    ("damaged", ("malformed", "not a database", "corrupt")),
    ("readonly", ("readonly", "read-only", "unable to open", "permission denied")),
    ("full", ("disk is full", "database or disk is full", "no space left", "disk full")),
    ("unreachable", ("connection refused", "could not connect", "connection failed", "could not translate",
                     "authentication failed", "server closed the connection", "terminating connection",
                     "the connection is lost", "connection is bad", "does not exist", "timeout expired")),
)  # fmt: skip


def make_engine(url: str) -> Engine:
    """Return an engine for `sqlite:///file`, or for PostgreSQL.

    Raises:
        WorkspaceError: the address cannot be used, or its driver is not installed.
    """
    try:
        address = make_url(url)
        # A database in memory would be another one for every thread.
        if address.get_backend_name() == "sqlite" and address.database not in (None, "", ":memory:"):
            engine = create_engine(address, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})
            event.listen(engine, "connect", _set_up_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
            return engine
        if address.get_backend_name() == "postgresql":
            # A server that was started again leaves dead connections in the pool.
            return create_engine(address, pool_pre_ping=True, pool_size=10, max_overflow=20)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError, ValueError) as error:
        raise WorkspaceError(_SAID["driver"].format(place=_shown(url)), "driver") from error
    raise WorkspaceError(_SAID["driver"].format(place=_shown(url)), "driver")


def place_of(url: URL) -> str:
    """Return where the database is, for people: the file, or the address without its password."""
    return url.database or "内存" if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


def _shown(url: str) -> str:
    """An address that cannot be parsed may hold a password all the same."""
    return url.rpartition("@")[2][:80]


def _set_up_sqlite(connection: Any, _: Any) -> None:
    # The driver is not to begin transactions of its own; `_begin_sqlite` says which kind is wanted.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", f"busy_timeout={BUSY_SECONDS * 1000}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """Writers take their turn at once (a transaction that reads first and writes later can lose its turn).

    A commit of the user's work is on the disk before it is called saved, so that a power cut does not take it. Rows of
    a job under way and heartbeats may lag a moment (`lasting=False`): a killed process loses none of them either.
    """
    options = connection.get_execution_options()
    if options.get("reads"):
        connection.exec_driver_sql("BEGIN")
        return
    connection.exec_driver_sql(f"PRAGMA synchronous={'FULL' if options.get('lasting', True) else 'NORMAL'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextmanager
def faults_told(place: str) -> Iterator[None]:
    """Turn a fault of the database into one Chinese sentence.

    Raises:
        WorkspaceError: see `kind`; the cause is kept.
    """
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        kind = _kind(error)
        raise WorkspaceError(_SAID[kind].format(place=place), kind) from error


def too_new() -> WorkspaceError:
    """Return the error for a database of a later version of this software."""
    return WorkspaceError(_SAID["too_new"], "too_new")


def _kind(error: Exception) -> DatabaseFault:
    cause = error.orig if isinstance(error, DBAPIError) else error
    state = getattr(cause, "sqlstate", None) or ""
    if state in ("53100", "57P01", "57P03", "40P01", "55P03", "25006"):
        return {"53100": "full", "40P01": "locked", "55P03": "locked", "25006": "readonly"}.get(state, "unreachable")  # type: ignore[return-value]
    words = str(cause).lower()
    return next((kind for kind, signs in _SIGNS if any(sign in words for sign in signs)), "other")
