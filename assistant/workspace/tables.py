"""The tables, as the newest migration leaves them. The only SQL types used are those that SQLite and PostgreSQL share."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    false,
)


class UtcTime(TypeDecorator[datetime]):
    """A moment, always with its zone: SQLite keeps none, so that all are UTC inside."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData()

drafts = Table(
    "drafts",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("owner", String(255), nullable=False),
    Column("name", Text, nullable=False),
    Column("unit", Text),
    Column("year", Integer),
    Column("form", String(64), nullable=False),
    # 分, so that no database rounds it.
    Column("budget", BigInteger),
    Column("state", String(16), nullable=False),
    Column("total", Float, nullable=False),
    Column("grade", String(8), nullable=False),
    Column("errors", Integer, nullable=False),
    Column("warnings", Integer, nullable=False),
    Column("unconfirmed", Integer, nullable=False),
    Column("row_count", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("updated_at", UtcTime, nullable=False),
    Column("updated_by", String(255), nullable=False),
    Column("archived", Boolean, nullable=False, default=False),
    Column("deleted_at", UtcTime),
    Column("copied_from", String(32)),
    Column("job", String(32)),
    # Whether that job waits or is at work.
    Column("busy", Boolean, nullable=False, default=False, server_default=false()),
    Index("drafts_by_owner", "owner", "updated_at"),
)
"""What is asked of a draft without opening it, as of its newest version."""

versions = Table(
    "versions",
    metadata,
    Column("draft", String(32), ForeignKey("drafts.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("who", String(255), nullable=False),
    Column("why", Text, nullable=False),
    Column("summary", Text, nullable=False),
    # The version that says first what this one says: itself, but for versions made by undoing and redoing.
    Column("same_as", Integer, nullable=False),
    # What undoing and redoing lead to from here.
    Column("undo", Integer),
    Column("redo", Integer),
    # A DraftState's JSON, deflated: a season's edits of thirty drafts stay some tens of megabytes.
    Column("content", LargeBinary, nullable=False),
)
"""Every state that a draft has had, the newest last; rows are added and never changed."""

batches = Table(
    "batches",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("owner", String(255), nullable=False),
    Column("name", Text, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Index("batches_by_owner", "owner", "created_at"),
)
"""Projects that were sent to be drafted together."""

jobs = Table(
    "jobs",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("owner", String(255), nullable=False),
    Column("draft", String(32), ForeignKey("drafts.id", ondelete="CASCADE"), nullable=False),
    Column("batch", String(32), ForeignKey("batches.id", ondelete="CASCADE")),
    Column("place", Integer, nullable=False, default=0),
    Column("payload", JSON, nullable=False),
    Column("state", String(16), nullable=False),
    Column("message", Text, nullable=False, default=""),
    Column("told", JSON, nullable=False),
    Column("wants_stop", Boolean, nullable=False, default=False),
    Column("can_continue", Boolean, nullable=False, default=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("worker", String(64)),
    Column("heartbeat", UtcTime),
    Column("created_at", UtcTime, nullable=False),
    Column("started_at", UtcTime),
    Column("finished_at", UtcTime),
    Index("jobs_by_state", "state", "created_at"),
    Index("jobs_by_owner", "owner", "created_at"),
    Index("jobs_by_draft", "draft"),
    Index("jobs_by_batch", "batch", "place"),
)
"""Long work: what is to be done, who is doing it, and how it ended."""

arrivals = Table(
    "arrivals",
    metadata,
    Column("job", String(32), ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(8), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("content", Text, nullable=False),
)
"""Goals and rows of a job under way, each as soon as it is there; they make one version at the job's end."""
