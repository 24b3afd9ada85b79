# ruff: noqa: E501  (patterns read better on one line than cut)
"""Whose a name is, by the words around it."""

from __future__ import annotations

from ringfence.domain.recognition import Owner
from ringfence.foundation.pattern import compiled
from ringfence.reading import word_set

__all__ = ["follows_cue", "owner_by_cues"]

_KIN = (
    "mum|mother|mam|mummy|dad|father|nan|nana|gran|granny|grandmother|grandma|grandad|grandfather|husband|hubby|husb|wife|partner|son|daughter|dau|sister|sis|brother|aunt|aunty|auntie|uncle|"
    "neighbour|friend|pal|mate|carer|niece|nephew|cousin|granddaughter|grandson|g-dau|gdau|g-son|godmother|godfather|godson|goddaughter|mother-in-law|father-in-law|son-in-law|daughter-in-law|in law|twin|"
    "lodger|tenant|landlady|landlord|boss|flatmate|housemate|girlfriend|boyfriend|fiance|fiancee|ex|colleague|customer|customers|client|clients|patient|resident|residents|cleaner|gardener|keyholder|grandchild|great-aunt|stepdad|stepmum|stepson|stepdaughter|pensioner|widow|widower|bairn"
)
_ROLE = "caller|vic|victim|ip|i p|inft|inf|informant|agg|aggd|aggrieved|cust|customer|complainant|compl|rp|reporter|reportee|resident|patient|witness|wit|holder|nok|m caller|f caller|female caller|male caller|pensioner|applicant|member"
# The words before a name, of one sentence, small letters, one space between, "0" for a number.
_CLAIMED_BEFORE = (
    r"(?:^| )(?:(?:calling|calls|called|styling) (?:himself|herself|themselves|itself)(?: as)?|introduc(?:ed|ing) (?:himself|herself|themselves) as|(?:gave|giving|gives|used|using|uses|left|leaving|quoted|with) (?:(?:the|a|his|her|their|me|us|him) )*names?(?: (?:of|as|was|is|were))*|"
    r"names? (?:was )?given(?: (?:as|was|is))*|(?:by|of|went by|going by|goes by) the name(?: of)?|(?:callers|scammers|suspects|his|mans|ladys|womans|agents|officers|payees|first|second|next) name (?:was|is|as|being)|(?:said|says|saying|claimed|stated|told (?:me|her|him|us)) (?:that )?(?:his|her|their|the|my) names? (?:was|is|were)|"
    r"(?:said|says|saying|stated|claimed|claims|claiming|insisted|reckoned|told (?:me|her|him|us)) (?:that )?(?:he|she|it|they)(?:s| was| is| were| am|m)?(?: called| named| the| a| an)*|(?:claiming|claimed|claims|pretending|pretended|purporting|purported|alleging) to be(?: called| named| a| an| the)*|posing as(?: a| an)?|impersonating|"
    r"(?:handed|passed|put|transferred|switched|connected|escalated|referred|moved) (?:(?:me|her|him|us|on|over|up|through|across|back) )*to(?: (?:a|an|his|her|their|the|my|senior|second|another|one|supposed|so|called))*(?: (?:colleague|manager|boss|supervisor|officer|solicitor|lawyer|doctor|superior|department))*|"
    r"(?:payees?|payees? name|beneficiary|beneficiary name|bene|benef|recipients?|recipients? name|accounts? name|acc name|a c name|name on (?:the )?(?:account|acc|payment|screen)|in (?:the )?names?(?: of)?|under (?:the )?names?(?: of)?|payable to|made out to|name (?:she|he|i|we|they|mum|dad) (?:dont|doesnt|didnt|do not|did not) (?:know|recognise))|"
    r"(?:payment|pymt|transfer|transferred|sent|paid|pay|money|send|0) (?:[a-z£0-9]+ ){0,3}to|(?:account|acc|a c|s c|sort|code)(?: [a-z]+){0,2}(?: 0)? name|"
    r"(?:a|an|one|some|another)(?: (?:very polite|polite|nice|so called|supposed|certain|professor))*|so called|supposed|self styled|"
    r"(?:man|men|woman|women|lady|gentleman|lad|bloke|guy|chap|fella|girl|boy|male|female|male voice|gent|youth|fellow|feller|lass|colleague|manager|supervisor|engineer|technician|adviser|advisor|solicitor|lawyer|broker|trader|consultant|salesman|rep|representative|handler|investigator|controller|operator|roofer|builder|person|someone|somebody|scammer|suspect|voice) (?:called|named|name of|name|aka|known as|who said (?:he|she) was|saying (?:he|she) was|who gave|using))$"
)
_PERHAPS_CLAIMED_BEFORE = (
    r"(?:^| )(?:(?:scammer|suspect|susp|offender|fraudster|conman|con man|crook|courier|driver|persons?|someone|somebody|voice|operative|telesales)(?: (?:called|named))?|"
    r"(?:girl|lady|woman|man|lad|bloke|person|voice|guy|male|female) on the (?:phone|line|other end)|(?:male|female|man|woman|lad|lady|gentleman|girl|bloke|guy|chap|youth|roofer|builder|engineer|solicitor|fm|t call|call from|rang by|called by|phoned by|contacted by|tel by|c t|o p)|called|named|named as|aka|alias|it was|spoke to|speaking to|spoken to|talking to|talked to|asked for|ask for|met|dating|romance|online)$"
)
_OURS_BEFORE = (
    rf"(?:^| )(?:(?:my|full|me|the) names? ?(?:is|are|s)?|names? (?:is|are)|names?|my names|i am|im|i m|this is|me is|signed|regards|wishes|sincerely|faithfully|truly|thanks|thank you|many thanks|ta|love|cheers|dear|hello|hi|hiya|morning|afternoon|was that|is that|are you|am i speaking to|reported by|report by|"
    rf"(?:(?:my|her|his|our|their|the|an|a|vics|ips|elderly|old|dear|late|poor|great|big|little|younger|older|eldest|youngest|next door|nextdoor|good|best|other|of|for|with|by|w) )*(?:{_KIN})s?(?: (?:is|was|called|named|is called|was called|s name is|called by|dear|who is called|whos called))*|(?:mums|dads|nans|grans|wifes|husbands|sons|daughters|neighbours|aunts|uncles|friends|her|his|victims|vics|customers|clients|patients) name(?: is|s)?|"
    rf"(?:elderly |female |male |vulnerable |reporting |young )*(?:{_ROLE})(?: (?:name|is|was|named|called|s name|details|mr|mrs|ms|miss|dr))*|behalf of|clean for|care for|(?:carer|mornings|cleaner|shopping|work) (?:for|to) an? (?:elderly )?(?:lady|gentleman)(?: called| named)?|(?:for|to) an? (?:elderly |old )?(?:lady|gentleman)(?: (?:of|aged) 0)?|carer for|carer to|cleaner for|work for|neighbour of|neighbour to|friend of|daughter of|son of|wife of|husband of|addressed to|my own name|me and|widow of|parcel for|asked if i was|was i|am i speaking to)$"
)
_ANY_BEFORE = f"(?:{_OURS_BEFORE})|(?:{_CLAIMED_BEFORE})|(?:{_PERHAPS_CLAIMED_BEFORE})"
_SELF_BEFORE = r"(?:^| )(?:names? ?(?:is|s)?|i am|im|this is|its|it is|me is|hello|hi|called|speaking)$"
_LABEL_SCAMMER = r"(?i)(?:name (?:they|he|she) (?:used|gave)|names? given|who (?:did|do|was|were|they|he|she|it|rang|called|contacted|phoned)|caller['’]?s name|claim|pretend|said they|say they|^\W*who\b|organisation|company|firm|suspect|scammer|payee|paid to|account name|identif)[^\n]*$"
_LABEL_OURS = r"(?i)(?:^|\n|[0-9] )\W*(?:full |your |my |first |last |contact |reporter['’]?s |victim['’]?s |customer |caller |sur)*name[^\n]{0,15}[:?\-]\s*\W*$"
_OUTFITS = (
    "microsoft|windows|bt|openreach|sky|virgin|talktalk|vodafone|ee|o2|three|amazon|apple|google|paypal|ebay|visa|mastercard|bank|banks|banking|building society|"
    "barclays|lloyds|hsbc|natwest|santander|halifax|nationwide|monzo|rbs|tsb|starling|revolut|police|met|hmrc|revenue|customs|tax|court|nca|crime|fraud|security|"
    "support|technical|department|dept|team|office|services?|solutions|company|energy|gas|edf|eon|council|dpd|evri|royal mail|norton|mcafee|insurance|level|head office|action fraud|trading|finance|lending|loans|recovery|claims|pensions?|investments?|capital|markets?|wealth|broadband|internet|computers?|systems?|visa|passport|border|home office|embassy|dvla|dwp|nhs|water|british|online|direct|ltd|limited|group|partners|associates|legal|law|solicitors|review|centre|center|helpdesk|help desk"
)
_CLAIMED_FROM = rf"(?i)^[\"'”’]?[ ,]*(?:here )?(?:and i am |and im |i am )?(?:calling |ringing |speaking |phoning )?(?:you )?(?:from|of|at|with|,|\(|re|fm)[ ]?(?:[a-z'&]+ ){{0,2}}(?:{_OUTFITS})\b"
_RANG_AGAIN = r"(?i)^[\"'”’]? (?:has |had |then |kept |keeps |who |again |also )*(?:rung|rang|ringing|phoned|telephoned|called|texted|messaged|promised|rings) (?:me|every|again|back|back again|twice|most|daily|each|at|up|him|her|us)\b"
_SO_CALLED = r"(?i)^[\"'”’]? ?[,(]? ?(?:that is|that['’]?s|thats|so|as|or so|at least that['’]?s|the name|name) (?:what )?(?:he|she|they) (?:call|said|say|claim|gave|told|used)"
_QUOTES = frozenset("\"“'‘")
_THIRD = word_set("neighbour friend carer son daughter dau niece nephew colleague manager")


def follows_cue(before: str) -> bool:
    """Say whether a name is to be expected after these words, whose-ever it is."""
    return bool(before) and compiled(_ANY_BEFORE).search(before) is not None


def owner_by_cues(before: str, lead: str, after: str) -> Owner | None:
    """Return whose a name is; None where nothing says.

    Args:
        before: up to seven words before it, of its sentence, small letters.
        lead: what stands before it in the text, 80 characters.
        after: what stands after it, 60 characters.
    """
    if compiled(_LABEL_OURS).search(lead[-45:]):
        return Owner.VICTIM
    if before and compiled(_CLAIMED_BEFORE).search(before):
        return Owner.SCAMMER
    is_claimed = compiled(_CLAIMED_FROM).search(after) is not None
    if before and compiled(_OURS_BEFORE).search(before):
        # "This is David from Microsoft" is a claim; "my patient Stan, NHS no." is none.
        if is_claimed and compiled(_SELF_BEFORE).search(before):
            return Owner.SCAMMER
        return Owner.THIRD_PARTY if before.rsplit(" ", 1)[-1] in _THIRD else Owner.VICTIM
    line = lead.rsplit("\n", 1)[-1]
    is_scammers = (
        is_claimed
        or (before and compiled(_PERHAPS_CLAIMED_BEFORE).search(before))
        or lead[-1:] in _QUOTES
        or ((":" in line or "?" in line) and compiled(_LABEL_SCAMMER).search(line))
        or compiled(_SO_CALLED).search(after)
        or compiled(_RANG_AGAIN).search(after)
    )
    return Owner.SCAMMER if is_scammers else None
