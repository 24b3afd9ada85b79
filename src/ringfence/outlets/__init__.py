"""Where renderings and e-mails go: the way there and back, never the content."""

from ringfence.outlets.bounces import Bounce, read_bounce
from ringfence.outlets.folder import FolderOutlet
from ringfence.outlets.mail import DjangoMailer

__all__ = ["Bounce", "DjangoMailer", "FolderOutlet", "read_bounce"]
