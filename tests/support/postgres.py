"""A real PostgreSQL server for the tests, from the system's own binaries, on a free port of 127.0.0.1.

with running() as server:
    url = server.fresh()   # an empty schema of its own
"""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

OTHER_USERS = ("postgres", "nobody")


@dataclass
class Server:
    port: int
    folder: Path
    count: int = field(default=0)

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://tester@127.0.0.1:{self.port}/postgres"

    def connect(self) -> "psycopg.Connection[tuple[object, ...]]":
        return psycopg.connect(host="127.0.0.1", port=self.port, user="tester", dbname="postgres", autocommit=True)

    def fresh(self) -> str:
        """The address of an empty schema: a tenth of the time of a new database."""
        self.count += 1
        name = f"t{os.getpid()}_{self.count}"
        with self.connect() as connection:
            connection.execute(f'CREATE SCHEMA "{name}"')  # type: ignore[call-overload]
        return f"{self.url}?options=-csearch_path%3D{name}"


def binaries() -> Path | None:
    """Where initdb and postgres are; Debian keeps them off the path."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return places[-1].parent if places else None


@contextmanager
def running() -> Iterator[Server]:
    """Start a server, stop it at the end. It refuses to run as root, so that it runs as somebody else there."""
    programs = binaries()
    assert programs, "PostgreSQL is not installed"
    user = _other_user()
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    if user:
        shutil.chown(folder, user)
    data, port = folder / "data", _free_port()
    quiet = {"user": user, "cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    made = [programs / "initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"]
    options = f"-p {port} -h 127.0.0.1 -c unix_socket_directories='' -c fsync=off -c max_connections=200"
    control = [programs / "pg_ctl", "-D", data, "-w"]
    try:
        subprocess.run(made, check=True, **quiet)  # type: ignore[call-overload]
        subprocess.run([*control, "-l", folder / "log", "-o", options, "start"], check=True, **quiet)  # type: ignore[call-overload]
        try:
            yield Server(port, folder)
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], check=True, **quiet)  # type: ignore[call-overload]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _other_user() -> str | None:
    if not hasattr(os, "geteuid") or os.geteuid():
        return None
    import pwd

    names = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in OTHER_USERS if name in names)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
