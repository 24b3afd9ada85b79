"""ReadText in, Recognition out: scam, unsure or no signs, which kind, how far, why, how urgent.

Knows nothing of where the text came from.
"""

from ringfence.recognise.explain import explain
from ringfence.recognise.recogniser import Recogniser

__all__ = ["Recogniser", "explain"]
