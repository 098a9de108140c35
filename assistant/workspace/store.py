"""The open database: its engine, and the two kinds of transaction that there are."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from datetime import UTC, datetime

from sqlalchemy import Connection

from assistant.workspace.engine import faults_told, make_engine, place_of
from assistant.workspace.migrate import migrate

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return this moment, UTC."""
    return datetime.now(UTC)


class Store:
    """Opens the database and brings its schema up to date. Safe to use from any thread.

    Raises:
        WorkspaceError: it cannot be opened; the sentence says why and what to do.
    """

    def __init__(self, url: str) -> None:
        self._engine = make_engine(url)
        self.place = place_of(self._engine.url)
        """The file, or the server's address without its password."""
        with faults_told(self.place), ExitStack() as undone:
            undone.callback(self._engine.dispose)
            migrate(self._engine)
            undone.pop_all()
        # SQLite lets one write at a time and has no queue for the others: they would ask again and again, and the one
        # that is unlucky gives up. PostgreSQL's writers wait for a row, not for each other.
        is_sqlite = self._engine.dialect.name == "sqlite"
        self._turn: AbstractContextManager[object] = threading.Lock() if is_sqlite else nullcontext()
        self._readers = self._engine.execution_options(reads=True)
        self._light = self._engine.execution_options(lasting=False)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One moment of the database, for as long as the block runs. Raises WorkspaceError."""
        with faults_told(self.place), self._readers.begin() as connection:
            yield connection

    @contextmanager
    def writing(self, lasting: bool = True) -> Iterator[Connection]:
        """A transaction that holds the turn to write; all or nothing. Keep it short, and ask no model in it.

        Args:
            lasting: on the disk at its end, even against a power cut. False for what may lag a moment behind.

        Raises:
            WorkspaceError: nothing was written.
        """
        with self._turn, faults_told(self.place), (self._engine if lasting else self._light).begin() as connection:
            yield connection

    def close(self) -> None:
        """Close every connection that is not in use."""
        self._engine.dispose()
