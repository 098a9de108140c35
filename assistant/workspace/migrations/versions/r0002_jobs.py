"""Long work: jobs, what has arrived of them, batches; each draft knows its job.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"


def upgrade() -> None:
    """Make the tables, add the column."""
    moment = sa.DateTime(timezone=True)
    op.add_column("drafts", sa.Column("job", sa.String(32)))
    op.add_column("drafts", sa.Column("busy", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_table(
        "batches",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("owner", sa.String(255), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("created_at", moment, nullable=False),
    )
    op.create_index("batches_by_owner", "batches", ["owner", "created_at"])
    op.create_table(
        "jobs",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("owner", sa.String(255), nullable=False),
        sa.Column("draft", sa.String(32), sa.ForeignKey("drafts.id", ondelete="CASCADE"), nullable=False),
        sa.Column("batch", sa.String(32), sa.ForeignKey("batches.id", ondelete="CASCADE")),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("told", sa.JSON, nullable=False),
        sa.Column("wants_stop", sa.Boolean, nullable=False),
        sa.Column("can_continue", sa.Boolean, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("worker", sa.String(64)),
        sa.Column("heartbeat", moment),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("started_at", moment),
        sa.Column("finished_at", moment),
    )
    for name, columns in (
        ("jobs_by_state", ["state", "created_at"]),
        ("jobs_by_owner", ["owner", "created_at"]),
        ("jobs_by_draft", ["draft"]),
        ("jobs_by_batch", ["batch", "place"]),
    ):
        op.create_index(name, "jobs", columns)
    op.create_table(
        "arrivals",
        sa.Column("job", sa.String(32), sa.ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("kind", sa.String(8), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("content", sa.Text, nullable=False),
    )
