"""Ringfence: from reports of scam calls to a published warning.

The few names a researcher needs stand here; they load what they use on
first touch, so that `import ringfence` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOME = {
    "check": "ringfence.flow.check_text",
    "redact": "ringfence.flow.redact_text",
    "link_reports": "ringfence.flow.link_reports",
    "find_surges": "ringfence.watch",
    "load_playbooks": "ringfence.playbooks",
}

__all__ = ["__version__", "check", "find_surges", "link_reports", "load_playbooks", "redact"]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'ringfence' has no attribute {name!r}")
