"""An older database becomes a newer one with all that is in it, once, whoever opens it first."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from assistant.workspace import WorkspaceError, migrate
from assistant.workspace.drafts import Workspace
from assistant.workspace.tables import metadata
from tests.support.states import edited, state, values

HERE = Path(__file__).parent


def test_the_first_revision_is_brought_up_to_date(tmp_path: Path) -> None:
    """`first_revision.sql` is a whole database as revision 0001 kept it: two drafts of 甲, one with three versions.

    It must stay readable for ever: what states and briefs hold may grow, and must not lose a key without a migration.
    """
    path = tmp_path / "workspace.db"
    with sqlite3.connect(path) as connection:
        connection.executescript((HERE / "first_revision.sql").read_text(encoding="utf-8"))
    connection.close()
    workspace = Workspace(f"sqlite:///{path}")
    lines = {line.name: line for line in workspace.list("甲")}
    assert sorted(lines) == ["乡村道路改造", "社区居民职业技能培训"]
    draft = workspace.load(lines["社区居民职业技能培训"].id, "甲")
    assert (draft.version, values(draft.state), draft.job) == (3, ["≥320人", "=8期", "≥95%"], None)
    first = workspace.version(draft.id, "甲", 1)
    assert first.brief is not None
    assert (first.brief.facts, first.engine, first.spent.cost) == (("参训人数=300人",), "llm", "0.0123")
    assert first.rows[2].tick is not None
    assert (first.rows[2].tick.why, first.target.waivers[0].reason) == ("查台账", "上级要求")
    assert [line.why for line in workspace.versions(draft.id, "甲")] == ["改期数", "改人数", "新建"]
    assert values(workspace.undo(draft.id, "甲", 3).state) == ["≥320人", "=6期", "≥95%"]
    workspace.jobs.submit("甲", draft.id, "draft", {})
    assert workspace.load(draft.id, "甲").phase == "起草中"
    workspace.close()


def test_the_migrations_make_the_tables_that_the_code_uses(url: str) -> None:
    Workspace(url).close()
    engine = create_engine(url)
    with engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata)
    engine.dispose()
    assert found == []


def test_the_newest_revision_is_the_one_that_is_asked_for() -> None:
    scripts = ScriptDirectory(str(Path(migrate.__file__).parent / "migrations"))
    assert scripts.get_heads() == [migrate.NEWEST]


def test_eight_at_once_make_one_database(url: str) -> None:
    def open_and_save(number: int) -> None:
        workspace = Workspace(url)
        draft = workspace.create("甲", state(name=f"项目{number}"))
        workspace.save(draft.id, "甲", edited(draft.state, 0, value="≥1人"), 1)
        workspace.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(open_and_save, range(8)))
    workspace = Workspace(url)
    assert workspace.count("甲") == 8
    workspace.close()


def test_a_migration_that_breaks_off_changes_nothing(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        # A table that is in the way of the second revision.
        connection.execute(text("CREATE TABLE batches (id INTEGER)"))
    with pytest.raises(WorkspaceError):
        Workspace(url)
    with engine.connect() as connection:
        tables = engine.dialect.get_table_names(connection)
    engine.dispose()
    assert tables == ["batches"]
