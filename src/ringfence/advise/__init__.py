"""A recognition, or only a question, in; what to do now, in order, with routes for the person's nation, out."""

from ringfence.advise.advise import advise

__all__ = ["advise"]
