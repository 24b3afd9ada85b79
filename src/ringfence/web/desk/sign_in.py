"""The door of the desk."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.views import LoginView
from django.http import HttpResponse
from django.urls import reverse

from ringfence.web.pages import show

__all__ = ["SignIn"]


class SignIn(LoginView):
    """Sign in with user name and password; too many failures are stopped by django-axes."""

    redirect_authenticated_user = True

    def get_default_redirect_url(self) -> str:
        return reverse("desk")

    def render_to_response(self, context: dict[str, Any], **response_kwargs: Any) -> HttpResponse:
        """Show the form inside the frame of the site."""
        form = context["form"]
        page = show(
            self.request,
            "desk/sign_in.html",
            {"form": form, "next": context.get("next", "")},
            status=422 if form.errors else 200,
        )
        page["Cache-Control"] = "no-store, private"
        return page
