"""A property that is worked out once, at first use: `functools.cached_property` without its lock.

A form is checked by one thread, and the lock of Python 3.11 costs more than most of what is kept here.
"""

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

Kept = TypeVar("Kept")


class lazy(Generic[Kept]):
    """Decorate a method without arguments; its answer becomes an attribute of the instance."""

    def __init__(self, work: Callable[[Any], Kept]) -> None:
        self._work = work
        self._name = work.__name__
        self.__doc__ = work.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type) -> Kept: ...
    def __get__(self, instance: object | None, owner: type) -> Self | Kept:
        """Work it out and keep it; afterwards the instance's own attribute answers."""
        if instance is None:
            return self
        kept = instance.__dict__[self._name] = self._work(instance)
        return kept
