"""Who somebody on the desk is, and what they may do."""

from __future__ import annotations

from ringfence.domain.people import Actor, DeskRole
from ringfence.domain.report import REAL_WORLD, World

__all__ = ["create_person", "find_actor"]


def find_actor(username: str, *, world: World = REAL_WORLD) -> Actor | None:
    """Return an active person with their roles; None where there is none."""
    from django.contrib.auth.models import User

    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        return None
    names = set(user.groups.values_list("name", flat=True))
    return Actor(username=username, roles=frozenset(role for role in DeskRole if role.value in names), world=world)


def create_person(username: str, *, password: str, roles: list[DeskRole]) -> list[str]:
    """Create a person for the desk; returns what is wrong with the password, creating nobody then."""
    from django.contrib.auth.models import Group, User
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.db import transaction

    if User.objects.filter(username=username).exists():
        return [f"There is a person {username} already."]
    try:
        validate_password(password)
    except ValidationError as error:
        return list(error.messages)
    with transaction.atomic():
        user = User.objects.create_user(username=username, password=password)
        user.groups.set([Group.objects.get_or_create(name=role.value)[0] for role in roles])
    return []
