"""What the web server starts."""

from __future__ import annotations

import gc
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
    # What is loaded now stays to the end. Left to the collector, it is walked through again and again: 200,000 objects,
    # 100 ms each time, in which nobody is answered.
    gc.collect()
    gc.freeze()


configure_django()
application = get_wsgi_application()
_warm_up()
