"""Somebody wants warnings by e-mail: asked, confirmed from their own mailbox, changed, ended."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from ringfence.domain.subscriber import Choice, Rhythm, Subscriber
from ringfence.flow.ports import Place
from ringfence.foundation.errors import Fault, InvalidInput
from ringfence.foundation.translatable import translatable

__all__ = [
    "UNCONFIRMED_KEPT",
    "ask_for_warnings",
    "change_subscription",
    "choose",
    "confirm_subscription",
    "end_subscription",
]

# A wish that nobody confirmed is forgotten after this.
UNCONFIRMED_KEPT = timedelta(days=7)


def choose(*, areas: Iterable[str], kinds: Iterable[str], rhythm: str, language: str = "en-GB", place: Place) -> Choice:
    """Return a choice, made of what a form sent.

    Raises:
        InvalidInput: with every area, kind or rhythm that does not exist.
    """
    areas, kinds = frozenset(filter(None, areas)), frozenset(filter(None, kinds))
    faults = []
    if areas - place.shelf.areas.keys():
        faults.append(Fault(field="areas", reason=translatable("Choose a place from the list")))
    if kinds - place.shelf.kinds.keys():
        faults.append(Fault(field="kinds", reason=translatable("Choose a kind of call from the list")))
    if rhythm not in set(Rhythm):
        faults.append(Fault(field="rhythm", reason=translatable("Choose how often we may write")))
    if faults:
        raise InvalidInput("This choice cannot be kept.", faults)
    return Choice(areas=areas, kinds=kinds, rhythm=Rhythm(rhythm), language=language)


def ask_for_warnings(address: str, choice: Choice, *, place: Place, at: datetime) -> None:
    """Keep the wish, and write to the address whether it is meant.

    The same happens on the outside whether the address was known or not.
    """
    with place.transaction():
        place.subscribers.ask(address, choice, at=at)
        place.jobs.send_letters()


def confirm_subscription(secret: str, *, place: Place, at: datetime) -> Subscriber | None:
    """Confirm, from the link in the first e-mail; None where the subscription is not there (any more)."""
    return place.subscribers.confirm(secret, at=at)


def change_subscription(secret: str, choice: Choice, *, place: Place) -> Subscriber | None:
    """Replace what somebody wants to be told."""
    return place.subscribers.change(secret, choice)


def end_subscription(secret: str, *, place: Place, at: datetime) -> None:
    """Forget the subscriber."""
    place.subscribers.leave(secret, at=at)
