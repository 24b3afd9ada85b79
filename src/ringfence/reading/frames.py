"""What surrounds a span: negated, advised against, or only talked about."""

from __future__ import annotations

from enum import StrEnum

from ringfence.reading.read_text import ReadText

__all__ = ["Frame", "find_frame"]


class Frame(StrEnum):
    """How the words of a span are meant."""

    SAID = "said"  # meant as it stands
    NEGATED = "negated"  # "we will never ask for ..."
    ADVISED = "advised"  # "if anyone asks you for ..., hang up"


_NEGATORS = frozenset(
    [
        "never",
        "not",
        "dont",
        "doesnt",
        "didnt",
        "wont",
        "wouldnt",
        "shouldnt",
        "cant",
        "cannot",
        "mustnt",
        "nobody",
        "neither",
        "nor",
        "without",
        "isnt",
        "wasnt",
        "arent",
        "refused",
        "refuse",
        "declined",
        "refusing",
        "avoid",
    ]
)
# Words that may stand between a negator and what it negates.
_LIGHT = frozenset(
    [
        "ask",
        "asks",
        "asked",
        "asking",
        "you",
        "your",
        "yours",
        "u",
        "for",
        "to",
        "ever",
        "a",
        "an",
        "the",
        "any",
        "anyone",
        "anybody",
        "somebody",
        "someone",
        "call",
        "calls",
        "ring",
        "phone",
        "text",
        "email",
        "e",
        "mail",
        "contact",
        "and",
        "or",
        "of",
        "us",
        "we",
        "it",
        "them",
        "me",
        "my",
        "i",
        "him",
        "her",
        "his",
        "out",
        "up",
        "over",
        "on",
        "by",
        "be",
        "is",
        "are",
        "was",
        "were",
        "will",
        "would",
        "should",
        "have",
        "has",
        "had",
        "do",
        "does",
        "did",
        "going",
        "need",
        "needs",
        "want",
        "wants",
        "give",
        "gives",
        "gave",
        "giving",
        "share",
        "shares",
        "sharing",
        "tell",
        "tells",
        "told",
        "telling",
        "hand",
        "reveal",
        "disclose",
        "disclosing",
        "send",
        "sends",
        "request",
        "requests",
        "demand",
        "require",
        "pin",
        "pins",
        "password",
        "passwords",
        "passcode",
        "passcodes",
        "code",
        "codes",
        "full",
        "card",
        "cards",
        "details",
        "detail",
        "bank",
        "banking",
        "number",
        "numbers",
        "security",
        "personal",
        "one",
        "time",
        "let",
        "allow",
        "allows",
        "allowing",
        "cold",
        "unexpectedly",
        "unsolicited",
        "in",
        "from",
        "with",
        "this",
        "that",
        "so",
        "all",
        "even",
        "actually",
        "really",
        "please",
        "account",
        "accounts",
        "money",
        "cash",
        "transfer",
        "transfers",
        "move",
        "pay",
        "buy",
        "download",
        "install",
        "click",
        "press",
        "link",
        "links",
        "software",
        "app",
        "access",
        "remote",
        "control",
        "into",
        "computer",
        "device",
        "people",
        "customers",
        "customer",
        "vouchers",
        "gift",
        "urgently",
        "ok",
    ]
)
_STOP_PAIRS = frozenset(
    {("dont", "worry"), ("not", "worry"), ("dont", "panic"), ("not", "only"), ("why", "dont"), ("not", "sure")}
)
# A sentence that opens like this speaks about scams in general, or about what to do.
_ADVICE_OPENINGS = (
    "if anyone ", "if someone ", "if somebody ", "if a caller ", "if you are asked ", "if youre asked ",
    "if you are contacted ", "if you get a call ", "if you receive a call ", "if you are ever ", "if in doubt ",
    "scammers ", "fraudsters ", "criminals ", "never ", "always ", "beware ", "remember ", "be wary ", "watch out ",
    "banks will never ", "your bank will never ", "no bank ", "genuine ", "a genuine ", "the police will never ",
    "police will never ", "hmrc will never ", "we will never ", "we d never ", "we would never ", "well never ",
    "do not ", "dont ever ", "police are warning ", "police have warned ", "residents are being warned ",
    "people are being warned ", "officers are warning ", "victims are ", "people have reported ",
)  # fmt: skip
_ADVICE_INSIDE = (
    " will never ", " would never ", " should never ", " if anyone asks ", " if someone asks ", " anyone who ",
    " scammers may ", " scammers will ", " scammers often ", " fraudsters may ", " fraudsters will ",
    " fraudsters often ", " criminals may ", " criminals will ", " criminals often ", " never ask ", " never asks ",
    " does not ask ", " do not ask ", " wont ask ", " will not ask ", " dont ask ", " doesnt ask ", " be wary of ",
    " beware of ", " warning people ", " is warning ", " are warning ", " how can i tell ", " how do i know if ",
)  # fmt: skip
# Words without which no such phrase stands there: most sentences hold none.
_OPEN_ADVICE = frozenset(part.split(" ", 1)[0] for part in _ADVICE_OPENINGS)
_TELL_ADVICE = frozenset(max(part.split(), key=len) for part in _ADVICE_INSIDE)
_LONGEST_REACH = 9  # words between a negator and the span
_LONGEST_SENTENCE = 40  # words looked back when speech carries no punctuation


def find_frame(read: ReadText, first: int, last: int) -> Frame:
    """Return how the words first..last (half-open) are meant.

    A negator counts when only light words stand between it and the span:
    "never ask for your password or to" reaches, "did not authorise this,
    press" does not, nor "I did not pay he wanted", where another subject
    begins. Words that follow the span in the same sentence play no part, so
    that an answer can never depend on what is said later.
    """
    words = read.words.words
    begin = read.sentence_start(first, reach=_LONGEST_SENTENCE)
    for place in range(first - 1, max(begin, first - _LONGEST_REACH) - 1, -1):
        word = words[place]
        if word in _NEGATORS:
            after = words[place + 1] if place + 1 < len(words) else ""
            one_before = words[place - 1] if place else ""
            if (word, after) in _STOP_PAIRS or (one_before, word) in _STOP_PAIRS:
                break
            return Frame.NEGATED
        if word not in _LIGHT:
            break
    before = words[begin:first]
    if before and (before[0] in _OPEN_ADVICE or not _TELL_ADVICE.isdisjoint(before)):
        lead = f" {' '.join(before)} "
        if lead.startswith(_ADVICE_OPENINGS, 1) or any(part in lead for part in _ADVICE_INSIDE):
            return Frame.ADVISED
    return Frame.SAID
