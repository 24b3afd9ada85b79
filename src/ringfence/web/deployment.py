"""What the pages have to know about who runs them."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

__all__ = ["DEFAULT_COLOUR", "Deployment", "deployment"]

# The style sheet has it built in.
DEFAULT_COLOUR = "#0b3d5c"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """Who stands behind the pages, out of the settings."""

    site_name: str
    base_url: str
    tagline: str
    operator: str
    data_controller: str
    staffed_hours: str
    urgent_contact: str
    theme_colour: str
    contact: str
    leave_to: str

    @property
    def is_demonstration(self) -> bool:
        """True until all four are set: a public page must not look staffed when it is not."""
        return not (self.operator and self.data_controller and self.staffed_hours and self.urgent_contact)


def deployment() -> Deployment:
    """Read the settings of this deployment."""

    def text(name: str, default: str = "") -> str:
        return str(getattr(settings, name, default) or default)

    return Deployment(
        base_url=text("RINGFENCE_BASE_URL").rstrip("/"),
        site_name=text("RINGFENCE_SITE_NAME", "Ringfence"),
        tagline=text("RINGFENCE_TAGLINE", "Scam call reports and warnings"),
        operator=text("RINGFENCE_OPERATOR"),
        data_controller=text("RINGFENCE_DATA_CONTROLLER"),
        staffed_hours=text("RINGFENCE_STAFFED_HOURS"),
        urgent_contact=text("RINGFENCE_URGENT_CONTACT"),
        contact=text("RINGFENCE_CONTACT"),
        theme_colour=text("RINGFENCE_THEME_COLOUR", DEFAULT_COLOUR),
        leave_to=text("RINGFENCE_LEAVE_TO", "https://www.bbc.co.uk/weather"),
    )
