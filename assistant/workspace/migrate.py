"""Bringing a database to the newest schema, from nothing or from an older one, once, whoever opens it first."""

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, inspect, text

from assistant.workspace.engine import too_new

NEWEST: Final = "0002"
"""The revision that this code is written for: the last file of `migrations/versions`."""
_LOCK: Final = 7_214_310


def migrate(engine: Engine) -> None:
    """Bring the schema up to date. Raises WorkspaceError where it is newer than this code knows."""
    with engine.connect().execution_options(reads=True) as connection:
        if _revision(connection) == NEWEST:
            return
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            # SQLite's writers wait for each other as it is.
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        if (revision := _revision(connection)) != NEWEST:
            _upgrade(connection, revision)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(connection: Connection, revision: str | None) -> None:
    """Alembic is loaded only where there is something to do: it costs more than opening the database."""
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if revision is not None and revision not in known:
        raise too_new()
    command.upgrade(config, "head")
