"""The answers to choose from, in the order and the words in which people see them."""

from __future__ import annotations

__all__ = ["CHANNELS", "CHOICES", "ENTER_SECRET", "HAPPENED", "PAID_HOW", "PAID_WHEN", "REPLIES", "TOLD_BY", "WHEN"]

TOLD_BY = {
    "victim": "Me",
    "relative": "Somebody in my family, a friend, or somebody I care for",
    "call_handler": "Somebody who has rung me: I take reports by telephone",
    "partner": "Somebody my organisation helps",
}
WHEN = {
    "today": "Today",
    "yesterday": "Yesterday",
    "week": "In the last 7 days, I am not sure which day",
    "day": "On another day",
    "unknown": "I do not know",
}
CHANNELS = {
    "landline": "On a home phone (landline)",
    "mobile": "On a mobile",
    "robocall": "A recorded voice rang",
    "popup_callback": "I rang a number from a message on my screen",
    "email_callback": "I rang a number from an e-mail, letter or text",
    "voicemail": "They left a voicemail",
    "app": "In an app, such as WhatsApp",
    "unknown": "I do not know",
}
HAPPENED = {
    "access": "They got into a computer, tablet or phone",
    "data": "They got a password, a code, or bank or card details",
    "paid": "Money or something of worth was paid, moved or handed over",
    "nothing": "None of these",
}
PAID_HOW = {
    "bank_transfer": "Bank transfer",
    "card": "Card",
    "cash": "Cash, or something else handed over or posted",
    "gift_cards": "Gift cards or vouchers",
    "crypto": "Bitcoin or another online currency",
    "cheque": "Cheque",
    "other": "Another way",
}
PAID_WHEN = {
    "today": "Today",
    "yesterday": "Yesterday",
    "week": "In the last 7 days, I am not sure which day",
    "day": "On another day",
    "unknown": "I do not know",
}
REPLIES = {
    "no": "No, do not contact me",
    "email": "Yes, by e-mail",
    "text": "Yes, by text message",
    "ring": "Yes, by telephone",
}
ENTER_SECRET = "Enter the secret, such as 7K2M-Q9XD-4TRP"  # noqa: S105 - a sentence
# Input → the answers it takes.
CHOICES = {
    "told_by": TOLD_BY,
    "when": WHEN,
    "channel": CHANNELS,
    "happened": HAPPENED,
    "paid_how": PAID_HOW,
    "paid_when": PAID_WHEN,
    "reply": REPLIES,
}
