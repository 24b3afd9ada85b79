"""Who may take a step, and from which state."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from ringfence.domain.people import MACHINE, Actor, DeskRole
from ringfence.domain.warning import LifecycleEvent, PublicWarning, WarningState
from ringfence.foundation.errors import NotAllowed, WrongState
from ringfence.foundation.periods import require_aware

__all__ = ["is_machine", "require_role", "require_state", "stepped"]

_STATE_WORDS = {
    WarningState.DRAFT: "a draft",
    WarningState.IN_REVIEW: "in review",
    WarningState.APPROVED: "approved",
    WarningState.PUBLISHED: "published",
    WarningState.WITHDRAWN: "withdrawn",
    WarningState.EXPIRED: "expired",
}


def is_machine(by: Actor) -> bool:
    """Say whether the machine takes the step, and nobody in person."""
    return by.username == MACHINE.username


def require_role(warning: PublicWarning, by: Actor, *roles: DeskRole, to: str) -> None:
    """Let only a person of the warning's own world with one of the roles take a step.

    Args:
        warning: The warning the step is about.
        by: Who wants to take it.
        roles: One of these is needed.
        to: What they want to do, as in "may {to} this warning".

    Raises:
        NotAllowed: they may not.
    """
    if by.world != warning.world:
        raise NotAllowed(
            f"{by.username} works in another exercise, or on the real desk, and may not {to} this warning."
        )
    if is_machine(by):
        raise NotAllowed(f"Only a person may {to} a warning.")
    if not by.roles.intersection(roles):
        needed = " or ".join(role.value for role in roles)
        raise NotAllowed(f"Only an {needed} may {to} a warning; {by.username} is not one.")


def require_state(warning: PublicWarning, *states: WarningState, to: str) -> None:
    """Let a step be taken only from one of the states.

    Raises:
        WrongState: it is in another one.
    """
    if warning.state not in states:
        needed = " or ".join(_STATE_WORDS[state] for state in states)
        raise WrongState(
            f"This warning is {_STATE_WORDS[warning.state]}. To {to} a warning, it has to be {needed}.",
        )


def stepped(
    warning: PublicWarning, step: str, *, by: Actor, at: datetime, note: str = "", **changes: Any
) -> PublicWarning:
    """Return the warning with the changes, and the step added to its history."""
    require_aware(at)
    revision = changes.get("revision", warning.revision)
    event = LifecycleEvent(at=at, by=by.username, step=step, revision=revision, note=note)
    return replace(warning, history=(*warning.history, event), updated_at=at, **changes)
