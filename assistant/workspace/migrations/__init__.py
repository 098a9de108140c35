"""Alembic's folder: `env.py` and a file for each revision. Run by `assistant.workspace.migrate`, never by hand."""
