"""Drafts and their versions.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None


def upgrade() -> None:
    """Make the tables."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "drafts",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("owner", sa.String(255), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("unit", sa.Text),
        sa.Column("year", sa.Integer),
        sa.Column("form", sa.String(64), nullable=False),
        sa.Column("budget", sa.BigInteger),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("total", sa.Float, nullable=False),
        sa.Column("grade", sa.String(8), nullable=False),
        sa.Column("errors", sa.Integer, nullable=False),
        sa.Column("warnings", sa.Integer, nullable=False),
        sa.Column("unconfirmed", sa.Integer, nullable=False),
        sa.Column("row_count", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("updated_at", moment, nullable=False),
        sa.Column("updated_by", sa.String(255), nullable=False),
        sa.Column("archived", sa.Boolean, nullable=False),
        sa.Column("deleted_at", moment),
        sa.Column("copied_from", sa.String(32)),
    )
    op.create_index("drafts_by_owner", "drafts", ["owner", "updated_at"])
    op.create_table(
        "versions",
        sa.Column("draft", sa.String(32), sa.ForeignKey("drafts.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("at", moment, nullable=False),
        sa.Column("who", sa.String(255), nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("summary", sa.Text, nullable=False),
        sa.Column("same_as", sa.Integer, nullable=False),
        sa.Column("undo", sa.Integer),
        sa.Column("redo", sa.Integer),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
