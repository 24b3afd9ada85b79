"""Save and come back: a code and a second secret, for seven days."""

from __future__ import annotations

from datetime import datetime

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ringfence.domain.report import REAL_WORLD
from ringfence.flow.ports import Place
from ringfence.foundation.errors import StorageFault
from ringfence.web.clock import now
from ringfence.web.pages import show
from ringfence.web.report.browser import hold
from ringfence.web.report.pages import gone, not_kept, too_many
from ringfence.web.report.wording import ENTER_SECRET
from ringfence.web.typed import readable
from ringfence.wiring.place import build_place

__all__ = ["come_back", "show_saved"]


def show_saved(request: HttpRequest, holder: str, *, place: Place, at: datetime) -> HttpResponse:
    """Save a form and show what opens it again; the secret is shown this once."""
    saved = place.forms.save(holder, at=at)
    if saved is None:
        return gone(request)
    code, secret, until = saved
    # The other language would be the question again, and the secret gone.
    return show(request, "report/saved.html", {"code": code, "secret": secret, "until": until}, has_twin=False)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def come_back(request: HttpRequest) -> HttpResponse:
    """Open a saved form with its code and secret."""
    code, secret = (readable(request.POST.get(name, "")).strip() for name in ("code", "secret"))
    faults: dict[str, str] = {}
    if request.method == "POST":
        if (wait := too_many(request, "form_back")) is not None:
            return wait
        if not code:
            faults["code"] = gettext("Enter the code, such as SV-7K2M-Q9XD")
        if not secret:
            faults |= {"secret": gettext(ENTER_SECRET)}
        if not faults:
            try:
                holder = build_place(REAL_WORLD).forms.come_back(code, secret, at=now())
            except (StorageFault, DatabaseError):
                return not_kept(request)
            if holder is not None:
                return hold(redirect("report_answers"), holder)
            # One sentence for both, so that nobody finds out which codes there are.
            faults["code"] = gettext(
                "Check the code and the secret. A form is kept for seven days, and only until it is sent"
            )
    links = [{"text": reason, "href": f"#{name}"} for name, reason in faults.items()]
    context: dict[str, object] = {"code": code, "faults": faults, "links": links}
    return show(request, "report/back.html", context, status=422 if faults else 200)
