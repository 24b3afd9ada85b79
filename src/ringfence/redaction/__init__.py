"""ReadText in, spans to hide or keep out, with consistent stand-ins. Knows nothing of storage.

Victims', reporters' and third parties' data are hidden; what the scammer
claimed and public helplines stay. In doubt: hidden.
"""

from ringfence.redaction.find_personal_data import find_personal_data, steps_to_personal_data
from ringfence.redaction.hide import hide
from ringfence.redaction.personal_span import Action, PersonalSpan, PersonalType

__all__ = ["Action", "PersonalSpan", "PersonalType", "find_personal_data", "hide", "steps_to_personal_data"]
