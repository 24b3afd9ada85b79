"""Keeps people's words out of the logs."""

from __future__ import annotations

import logging
import traceback

__all__ = ["QUIET_PATHS", "WithoutValues", "WithoutVisits"]

# Pages of frightened people: nobody may read from a log that somebody was there.
QUIET_PATHS = ("/now", "/check", "/report", "/cy/now", "/cy/check", "/cy/report")


class WithoutValues(logging.Filter):
    """Replaces an exception by its type and the places it passed, without its message."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, cleaned."""
        if record.exc_info and record.exc_info[0] is not None:
            kind, _, trace = record.exc_info
            frames = traceback.extract_tb(trace)
            path = " < ".join(
                f"{frame.name} ({frame.filename.rsplit('/', 1)[-1]}:{frame.lineno})" for frame in reversed(frames[-6:])
            )
            record.exc_info = None
            record.exc_text = None
            record.msg, record.args = f"{record.getMessage()}: {kind.__name__} in {path}", ()
        return True


class WithoutVisits(logging.Filter):
    """Drops what the framework says of a refused request to a quiet page, and takes the address out of a failure."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let through what is not about a visit."""
        path = getattr(getattr(record, "request", None), "path", "")
        if not path.startswith(QUIET_PATHS):
            return True
        if record.levelno < logging.ERROR:
            return False
        record.msg, record.args = "A page failed", ()
        return True
