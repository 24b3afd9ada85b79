"""ReadText in, Recognition out: scam, unsure or no signs, which kind, how far, why, how urgent.

Knows nothing of where the text came from.
"""

from ringfence.recognise.explain import VERDICT_WORDS, explain
from ringfence.recognise.recogniser import Recogniser

__all__ = ["VERDICT_WORDS", "Recogniser", "explain"]
