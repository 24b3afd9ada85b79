"""Who may take a step."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ringfence.domain.report import REAL_WORLD, World

__all__ = ["MACHINE", "Actor", "DeskRole"]


class DeskRole(StrEnum):
    """Roles on the desk."""

    ANALYST = "analyst"  # drafts, edits, submits
    APPROVER = "approver"  # approves what others wrote, publishes, corrects


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person (or the machine) who takes a step."""

    username: str
    roles: frozenset[DeskRole] = frozenset()
    world: World = REAL_WORLD  # invented officers can act on their exercise only


# Drafts that watch proposes are signed by the machine, which can never approve.
MACHINE = Actor(username="ringfence")
