"""The answers to choose from, in the order and the words in which people see them."""

from __future__ import annotations

from ringfence.foundation.translatable import translatable

__all__ = ["CHANNELS", "CHOICES", "ENTER_SECRET", "HAPPENED", "PAID_HOW", "PAID_WHEN", "REPLIES", "TOLD_BY", "WHEN"]

TOLD_BY = {
    "victim": translatable("Me"),
    "relative": translatable("Somebody in my family, a friend, or somebody I care for"),
    "call_handler": translatable("Somebody who has rung me: I take reports by telephone"),
    "partner": translatable("Somebody my organisation helps"),
}
WHEN = {
    "today": translatable("Today"),
    "yesterday": translatable("Yesterday"),
    "week": translatable("In the last 7 days, I am not sure which day"),
    "day": translatable("On another day"),
    "unknown": translatable("I do not know"),
}
CHANNELS = {
    "landline": translatable("On a home phone (landline)"),
    "mobile": translatable("On a mobile"),
    "robocall": translatable("A recorded voice rang"),
    "popup_callback": translatable("I rang a number from a message on my screen"),
    "email_callback": translatable("I rang a number from an e-mail, letter or text"),
    "voicemail": translatable("They left a voicemail"),
    "app": translatable("In an app, such as WhatsApp"),
    "unknown": translatable("I do not know"),
}
HAPPENED = {
    "access": translatable("They got into a computer, tablet or phone"),
    "data": translatable("They got a password, a code, or bank or card details"),
    "paid": translatable("Money or something of worth was paid, moved or handed over"),
    "nothing": translatable("None of these"),
}
PAID_HOW = {
    "bank_transfer": translatable("Bank transfer"),
    "card": translatable("Card"),
    "cash": translatable("Cash, or something else handed over or posted"),
    "gift_cards": translatable("Gift cards or vouchers"),
    "crypto": translatable("Bitcoin or another online currency"),
    "cheque": translatable("Cheque"),
    "other": translatable("Another way"),
}
PAID_WHEN = {
    "today": translatable("Today"),
    "yesterday": translatable("Yesterday"),
    "week": translatable("In the last 7 days, I am not sure which day"),
    "day": translatable("On another day"),
    "unknown": translatable("I do not know"),
}
REPLIES = {
    "no": translatable("No, do not contact me"),
    "email": translatable("Yes, by e-mail"),
    "text": translatable("Yes, by text message"),
    "ring": translatable("Yes, by telephone"),
}
ENTER_SECRET = translatable("Enter the secret, such as 7K2M-Q9XD-4TRP")
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
