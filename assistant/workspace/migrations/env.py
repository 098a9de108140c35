"""What Alembic runs for each migration: on the connection, and in the transaction, that `migrate` opened."""

from alembic import context

from assistant.workspace.tables import metadata

# SQLite takes its schema back with the transaction as PostgreSQL does, though Alembic does not count on it.
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
