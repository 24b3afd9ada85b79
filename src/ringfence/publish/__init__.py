"""Warnings go in, `{path: bytes}` comes out. Sends nothing and knows nothing of where it goes."""

from ringfence.publish.site import SiteIdentity

__all__ = ["SiteIdentity"]
