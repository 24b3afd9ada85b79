"""Frozen records to JSON and back, by their type hints."""

from __future__ import annotations

from datetime import time
from typing import Any, TypeVar

from cattrs.preconf.json import make_converter

__all__ = ["from_record", "to_record"]

T = TypeVar("T")

_converter = make_converter()
_converter.register_unstructure_hook(time, lambda value: value.isoformat())
_converter.register_structure_hook(time, lambda value, _: time.fromisoformat(value))


def to_record(value: object) -> Any:
    """Return a record as plain JSON values."""
    return _converter.unstructure(value)


def from_record(value: Any, kind: type[T]) -> T:
    """Return a record of `kind` from its JSON values."""
    return _converter.structure(value, kind)
