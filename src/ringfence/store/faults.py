"""What the database or the disk refused, said in words that a person can act on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import DatabaseError, IntegrityError, OperationalError, transaction

from ringfence.foundation.errors import NotKept

__all__ = ["plain_faults", "plain_transaction"]

P = ParamSpec("P")
R = TypeVar("R")


def plain_faults(function: Callable[P, R]) -> Callable[P, R]:
    """Turn a refusal of disk or database into NotKept, whose text holds no data."""

    @wraps(function)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except IntegrityError:
            raise
        except (DatabaseError, OSError) as error:
            raise _not_kept(error) from None

    return wrapped


@contextmanager
def plain_transaction() -> Iterator[None]:
    """Open a transaction whose failures are said plainly; leaving with an error undoes everything."""
    try:
        with transaction.atomic():
            yield
    except OperationalError as error:
        raise _not_kept(error) from None


def _not_kept(error: Exception) -> NotKept:
    text = str(error).lower()
    if "full" in text or "no space" in text:
        why = "the disk is full"
    elif "readonly" in text or "read-only" in text or "unable to open" in text:
        why = "the database cannot be written"
    elif "locked" in text:
        why = "the database is busy"
    else:
        why = "the database did not answer"
    return NotKept(f"Nothing was kept, because {why}. It is safe to try again.")
