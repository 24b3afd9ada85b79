"""One Recogniser per set of playbooks: compiling the signs takes longer than using them."""

from __future__ import annotations

import gc

from ringfence.playbooks import Shelf
from ringfence.recognise import Recogniser

__all__ = ["recogniser_for"]

_made: dict[str, Recogniser] = {}


def recogniser_for(shelf: Shelf) -> Recogniser:
    """Return the Recogniser of these playbooks, made on first use."""
    if shelf.version not in _made:
        _made.clear()  # one set at a time: playbooks change with a release, not with a request
        was_collecting = gc.isenabled()
        gc.disable()
        try:
            _made[shelf.version] = Recogniser(shelf)
        finally:
            gc.freeze()  # some 300,000 parts that stay: no later search for what can be let go looks at them
            if was_collecting:
                gc.enable()
    return _made[shelf.version]
