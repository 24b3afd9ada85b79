"""What the web server starts."""

from __future__ import annotations

from django.core.wsgi import get_wsgi_application

from ringfence.wiring.place import configure_django

__all__ = ["application"]

configure_django()
application = get_wsgi_application()
