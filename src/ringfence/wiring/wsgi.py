"""What the web server starts."""

from __future__ import annotations

from importlib import import_module

from django.core.wsgi import get_wsgi_application

from ringfence.wiring.place import build_place, configure_django

__all__ = ["application"]


def _warm_up() -> None:
    """Load playbooks, signs and views now, so that the first person who asks does not wait for them."""
    from django.conf import settings

    from ringfence.flow.recognisers import recogniser_for

    import_module(settings.ROOT_URLCONF)
    recogniser_for(build_place().shelf)


configure_django()
application = get_wsgi_application()
_warm_up()
