"""The words of /now: who they say they are, what they ask for, and what to do this second."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ASKS", "LEFT_OUT", "MAIN_CALLERS", "MORE_CALLERS", "OTHER", "Ask"]

# Kind of scam → the words on its button, in the order of how often older people meet them. What the table does not
# name stands at the end, by the trade of its playbook.
MAIN_CALLERS = {
    "bank_impersonation": "My bank, or a card firm",
    "police_courier": "The police",
    "tech_support_impersonation": "Microsoft, BT, or a computer or internet firm",
    "government_impersonation": "The tax office (HMRC) or another public office",
    "retailer_impersonation": "Amazon, PayPal or another shop",
    "relative_in_trouble": "My child or grandchild, or somebody for them",
    "telecom_otp": "My phone company",
}
MORE_CALLERS = {
    "delivery": "A parcel firm",
    "utility_rebate": "A gas, power or water firm",
    "investment_recovery": "Somebody with an investment, or who can get lost money back",
    "pension_insurance": "Somebody about a pension, insurance or an accident",
    "loan_fee": "Somebody with a loan, or about a debt",
    "warranty": "Somebody about cover for a boiler, a car or a television",
    "prize": "Somebody who says I won something",
    "charity": "A charity",
    "job": "Somebody with a job",
    "romance": "Somebody I met online",
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
        words="Download something, or let them into my computer or phone",
        do=(
            "Put the phone down.",
            "Turn the computer, tablet or phone off. Hold the power button down for ten seconds.",
            "They say that something bad will happen if you turn it off. It will not.",
            "Do not bank on it again until somebody you trust has looked at it.",
        ),
        stages=("remote_access", "access", "platform"),
        otherwise=("tech_support_impersonation", "remote_access"),
    ),
    Ask(
        id="money",
        words="Move money, or pay something",
        do=(
            "Put the phone down. Do not pay.",
            "Have you paid already? Ring your bank now: the number on your card, or 159.",
            "Tell the bank: “I have been scammed. Please stop the payment.”",
        ),
        stages=("transfer", "payment", "extraction", "more_money", "withdrawal_fee", "fee", "deposit", "demand"),
        otherwise=("bank_impersonation", "transfer"),
    ),
    Ask(
        id="code",
        words="Read out a code, a password or card details",
        do=(
            "Put the phone down. Do not read it out.",
            "Have you read it out already? Ring your bank now: the number on your card, or 159.",
            "Then change that password, on another device.",
        ),
        stages=("code", "data", "security"),
        otherwise=("bank_impersonation", "code"),
    ),
    Ask(
        id="vouchers",
        words="Buy gift cards, vouchers or crypto",
        do=(
            "Put the phone down. Do not buy any.",
            "No bank, police officer or public office is ever paid in gift cards.",
            "Have you read out the numbers already? Ring the card firm on the back of the card, and your bank. "
            "Keep the receipt.",
        ),
        stages=("extraction", "payment"),
        otherwise=("tech_support_impersonation", "extraction"),
    ),
    Ask(
        id="courier",
        words="Hand cash, a card or valuables to somebody who comes",
        do=(
            "Put the phone down. Lock the door. Do not open it.",
            "Ring 999. No phone that works? Go to a neighbour.",
            "The police and banks never send anybody to fetch money or cards.",
        ),
        stages=(),
        otherwise=("police_courier", "demand"),
    ),
    Ask(
        id="secret",
        words="Keep it secret, or stay on the line",
        do=(
            "Put the phone down.",
            "Tell somebody you trust, now. Only scammers want it kept secret.",
        ),
        stages=("control", "secrecy", "emergency"),
        otherwise=("police_courier", "control"),
    ),
    Ask(
        id="press",
        words="Press a key, or ring a number they give me",
        do=(
            "Put the phone down. Press nothing. Do not ring that number.",
            "Ring back on a number you already have: on your card, a bill or a letter. Use another phone if you can.",
        ),
        stages=("identity_claim", "opening"),
        otherwise=("other", "opening"),
    ),
    Ask(
        id="nothing",
        words="Nothing yet, or something else",
        do=(
            "Put the phone down. You need no reason.",
            "If you wonder, ring back on a number you already have: on your card, a bill or a letter.",
        ),
        stages=("problem_claim", "story", "opening"),
        otherwise=("other", "story"),
    ),
)
