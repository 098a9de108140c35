"""Ending a wait from outside: the user's stop button and the deadline, heard while a socket says nothing.

The SDK's timeouts are per read, and a thread that waits for the first token cannot be asked to look at a flag. So the
client knows its sockets and shuts them down; the read that waits fails at once, and the endpoint hears that nobody
listens any more.
"""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any


class Deadline:
    """A moment after which nothing more is tried. The SDK's own timeout is per read, not per call."""

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds left, never below 0."""
        return max(0.0, self._until - time.monotonic())


class Stop:
    """The user's wish to stop: set it from any thread, whoever waits hears it at once. It cannot be unset."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._lock = threading.Lock()
        self._listeners: list[Callable[[], None]] = []

    @property
    def is_set(self) -> bool:
        """Whether the user has asked to stop."""
        return self._event.is_set()

    def set(self) -> None:
        """Stop. Calls every listener, in the calling thread."""
        self._event.set()
        with self._lock:
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener()

    def wait(self, seconds: float) -> bool:
        """Sleep so long or until the stop; return whether it was set."""
        return self._event.wait(seconds)

    @contextmanager
    def heard_by(self, listener: Callable[[], None]) -> Iterator[None]:
        """Call the listener if the stop comes while the block runs."""
        with self._lock:
            self._listeners.append(listener)
        try:
            if self.is_set:
                listener()
            yield
        finally:
            with self._lock:
                self._listeners.remove(listener)


class Sockets:
    """The open sockets of one client, so that another thread can end a read that waits."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: list[Any] = []
        self._is_cut = False

    def watch(self, request: Any) -> None:
        """A hook on each request of the HTTP client: its `trace` tells of new connections."""
        request.extensions["trace"] = self._traced

    def _traced(self, event: str, info: dict[str, Any]) -> None:
        stream = info.get("return_value")
        if not event.endswith((".connect_tcp.complete", ".start_tls.complete")) or stream is None:
            return
        with self._lock:
            self._open.append(stream)
        if self._is_cut:
            self.cut()

    def cut(self) -> None:
        """Shut every socket down; a read that waits on one fails at once."""
        with self._lock:
            self._is_cut = True
            found, self._open = self._open, []
        for stream in found:
            with suppress(OSError):
                # Not the SSL socket's own method, which takes the connection's state away under the reader.
                socket.socket.shutdown(stream.get_extra_info("socket"), socket.SHUT_RDWR)

    @contextmanager
    def held_to(self, deadline: Deadline, stop: Stop) -> Iterator[None]:
        """Cut the sockets at the deadline or at the stop, whichever comes while the block runs."""
        self._is_cut = False
        timer = threading.Timer(deadline.left, self.cut)
        timer.daemon = True
        timer.start()
        try:
            with stop.heard_by(self.cut):
                yield
        finally:
            timer.cancel()
