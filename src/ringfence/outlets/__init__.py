"""Where renderings go: they know the way there, never the content."""

from ringfence.outlets.folder import FolderOutlet

__all__ = ["FolderOutlet"]
