"""The words of /now: who they say they are, what they ask for, and what to do this second."""

from __future__ import annotations

from dataclasses import dataclass

from ringfence.foundation.translatable import translatable

__all__ = ["ASKS", "LEFT_OUT", "MAIN_CALLERS", "MORE_CALLERS", "OTHER", "Ask"]

# Kind of scam → the words on its button, in the order of how often older people meet them. What the table does not
# name stands at the end, by the trade of its playbook.
MAIN_CALLERS = {
    "bank_impersonation": translatable("My bank, or a card firm"),
    "police_courier": translatable("The police"),
    "tech_support_impersonation": translatable("Microsoft, BT, or a computer or internet firm"),
    "government_impersonation": translatable("The tax office (HMRC) or another public office"),
    "retailer_impersonation": translatable("Amazon, PayPal or another shop"),
    "relative_in_trouble": translatable("My child or grandchild, or somebody for them"),
    "telecom_otp": translatable("My phone company"),
}
MORE_CALLERS = {
    "delivery": translatable("A parcel firm"),
    "utility_rebate": translatable("A gas, power or water firm"),
    "investment_recovery": translatable("Somebody with an investment, or who can get lost money back"),
    "pension_insurance": translatable("Somebody about a pension, insurance or an accident"),
    "loan_fee": translatable("Somebody with a loan, or about a debt"),
    "warranty": translatable("Somebody about cover for a boiler, a car or a television"),
    "prize": translatable("Somebody who says I won something"),
    "charity": translatable("A charity"),
    "job": translatable("Somebody with a job"),
    "romance": translatable("Somebody I met online"),
}
OTHER = "other"
# Nobody is on the line in these.
LEFT_OUT = frozenset({"wangiri"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One thing they ask a person to do."""

    id: str
    words: str  # on the button
    do: tuple[str, ...]  # what to do this second, in order
    stages: tuple[str, ...]  # stages of a playbook at which this is asked, the first that it has counts
    otherwise: tuple[str, str]  # kind and stage, where the playbook has none of these


ASKS = (
    Ask(
        id="computer",
        words=translatable("Download something, or let them into my computer or phone"),
        do=(
            translatable("Put the phone down."),
            translatable("Turn the computer, tablet or phone off. Hold the power button down for ten seconds."),
            translatable("They say that something bad will happen if you turn it off. It will not."),
            translatable("Do not bank on it again until somebody you trust has looked at it."),
        ),
        stages=("remote_access", "access", "platform"),
        otherwise=("tech_support_impersonation", "remote_access"),
    ),
    Ask(
        id="money",
        words=translatable("Move money, or pay something"),
        do=(
            translatable("Put the phone down. Do not pay."),
            translatable("Have you paid already? Ring your bank now: the number on your card, or 159."),
            translatable("Tell the bank: “I have been scammed. Please stop the payment.”"),
        ),
        stages=("transfer", "payment", "extraction", "more_money", "withdrawal_fee", "fee", "deposit", "demand"),
        otherwise=("bank_impersonation", "transfer"),
    ),
    Ask(
        id="code",
        words=translatable("Read out a code, a password or card details"),
        do=(
            translatable("Put the phone down. Do not read it out."),
            translatable("Have you read it out already? Ring your bank now: the number on your card, or 159."),
            translatable("Then change that password, on another device."),
        ),
        stages=("code", "data", "security"),
        otherwise=("bank_impersonation", "code"),
    ),
    Ask(
        id="vouchers",
        words=translatable("Buy gift cards, vouchers or crypto"),
        do=(
            translatable("Put the phone down. Do not buy any."),
            translatable("No bank, police officer or public office is ever paid in gift cards."),
            translatable(
                "Have you read out the numbers already? Ring the card firm on the back of the card, and your bank. "
                "Keep the receipt."
            ),
        ),
        stages=("extraction", "payment"),
        otherwise=("tech_support_impersonation", "extraction"),
    ),
    Ask(
        id="courier",
        words=translatable("Hand cash, a card or valuables to somebody who comes"),
        do=(
            translatable("Put the phone down. Lock the door. Do not open it."),
            translatable("Ring 999. No phone that works? Go to a neighbour."),
            translatable("The police and banks never send anybody to fetch money or cards."),
        ),
        stages=(),
        otherwise=("police_courier", "demand"),
    ),
    Ask(
        id="secret",
        words=translatable("Keep it secret, or stay on the line"),
        do=(
            translatable("Put the phone down."),
            translatable("Tell somebody you trust, now. Only scammers want it kept secret."),
        ),
        stages=("control", "secrecy", "emergency"),
        otherwise=("police_courier", "control"),
    ),
    Ask(
        id="press",
        words=translatable("Press a key, or ring a number they give me"),
        do=(
            translatable("Put the phone down. Press nothing. Do not ring that number."),
            translatable(
                "Ring back on a number you already have: on your card, a bill or a letter. "
                "Use another phone if you can."
            ),
        ),
        stages=("identity_claim", "opening"),
        otherwise=("other", "opening"),
    ),
    Ask(
        id="nothing",
        words=translatable("Nothing yet, or something else"),
        do=(
            translatable("Put the phone down. You need no reason."),
            translatable("If you wonder, ring back on a number you already have: on your card, a bill or a letter."),
        ),
        stages=("problem_claim", "story", "opening"),
        otherwise=("other", "story"),
    ),
)
