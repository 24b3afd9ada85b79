# ruff: noqa: E501  (patterns read better on one line than cut)
"""What a call is about, by the words of its story: these name a kind and say nothing of whether it is a scam."""

from __future__ import annotations

from collections.abc import Mapping

from ringfence.reading import ReadText
from ringfence.recognise.pattern_bank import Spans, without_overlap

__all__ = ["TOPIC_PATTERNS", "topics_of"]

# Bits for a kind by the first topic word of it, by each further one, and at most.
_FIRST, _FURTHER, _MOST = 2.0, 2.0, 8.0
_MOST_PLACES = 12
_TOPICS = {
    "bank_impersonation": r"fraud (?:team|department|dept|desk)|(?:new|safe|secure|holding|protected) account|your (?:bank )?account (?:is|has been|was) (?:compromised|at risk|hacked)|standing order|suspicious (?:payments?|transactions?)|bank manager|protect (?:your|my|her|his) (?:money|savings)",
    "tech_support_impersonation": r"virus(?:es)?|hackers?|router|error messages?|your (?:computer|pc|laptop|broadband|internet)|event viewer|firewall|pop ?up|ip address|windows|trojan|malware|licence (?:key|expired)|network security",
    "retailer_impersonation": r"prime|(?:your|an|the) order|subscription|renewal of your|iphone|macbook|refund (?:department|team)|purchase (?:on|from) your account|cancel the (?:order|purchase|membership)|typed? (?:in )?too (?:much|many)|parcel from (?:the )?shop|seller|buyer|listing",
    "telecom_otp": r"(?:cheaper|new|better) (?:contract|deal|tariff)|(?:half price|discount|percent off|loyalty)|handset|upgrade|sim (?:card|swap)|your (?:mobile|phone) (?:contract|number|provider|network)|one time (?:code|passcode)|the code (?:i|we|they) (?:sent|texted)|four digit pin|allowance|airtime|whatsapp (?:code|account|was)|six digit",
    "government_impersonation": r"tax|national insurance|warrant|benefits?|council tax|rebate from the government|immigration|visa|deport(?:ed|ation)?|universal credit|tribunal|court|licence fee|pension credit|cost of living|student loans?|jury|passports?",
    "police_courier": r"detective|dc|ds|pc|sergeant|constable|officer|cid|custody|counterfeit|forged|fake notes|evidence|fingerprint(?:s|ing)?|undercover|operation|hammersmith|courier|cloned? card|code ?word|ring 999|dial 999",
    "utility_rebate": r"electric(?:ity)?|gas|meter|energy|tariff|smart meter|disconnect(?:ed|ion|ions)?|water (?:board|company|bill)|cut (?:you|me|us|her|him|them) off|heating|insulation|boiler grant|unit rate|power cut|supplier",
    "delivery": r"parcel|delivery|package|customs|redeliver(?:y)?|depot|postage|sorting office|tracking|driver",
    "investment_recovery": r"invest(?:ment|ments|ed|ing|or)?|trading|trader|bitcoin|crypto|wallet|shares|forex|broker|platform|returns|recover(?:y|ed)? (?:agent|of|your|my|the|unit|fund)|lost (?:money )?(?:to|with|in|on) (?:a|an|the|wine|crypto|trading|forex|that)|account manager|profits?|withdraw(?:al)? fee|restitution|fine wine|wine|diamonds",
    "pension_insurance": r"pensions?|funeral plan|life (?:cover|insurance)|mis ?sold|transfer value|free review|ppi|claims (?:company|management)|(?:car )?accident|lump sum|over fifties|over 50s|insurance|final salary|compensation claim",
    "prize": r"lottery|prize|won|winner|winnings|draw|jackpot|sweepstakes?|competition|voucher you won|mega|cruise|claim (?:your|my|the) (?:prize|money|winnings)|second place|hamper",
    "loan_fee": r"loans?|credit (?:score|rating|history)|(?:bad|poor) credit|repayments?|approved (?:for|your)|debt|apr|lender|upfront fee|up front|consolidat(?:e|ion)|finance company|first payment|guarantor|broker fee",
    "warranty": r"warrant(?:y|ies)|guarantee|cover (?:has|is|plan|runs?|ran|expired|lapsed|renewal)|(?:boiler|appliance|tv|sky|box|washing machine|fridge|drains?|plumbing) (?:and drains )?(?:box )?(?:cover|plan|protection|insurance|renewal)|service plan|out of (?:cover|warranty|guarantee)|sky box|boiler|repair (?:plan|cover)|extended|per month for (?:the|your)",
    "charity": r"charit(?:y|ies)|donat(?:e|ion|ions|ing|ed)|appeal|hospice|collecting for|fundrais(?:er|ing)|lifeboats?|veterans?|sponsor(?:ship)?|gift aid|raffle|good cause|the poppy|orphans?|earthquake|air ambulance|welfare fund",
    "job": r"job|vacancy|interview|cv|salary|commission|training (?:fee|course)|recruit(?:er|ing|ment)?|employer|work from home|tasks?|dbs|hr (?:department|team)|wages|hired|agency|start (?:on )?monday",
    "relative_in_trouble": r"(?:its|it is|im|i am) (?:me )?(?:mum|mam|dad|nan|gran|grandma|grandad)|grandson|granddaughter|accident|hospital|bail|solicitor|lawyer|lost (?:my|his|her) phone|new (?:phone|number)|dropped (?:my|his|her) phone|your (?:son|daughter|brother|sister|nephew|niece|grandson|granddaughter|husband|wife)|pregnant (?:woman|lady)|broken (?:my )?nose|kidnap(?:ped)?|ransom|in trouble|rent to the landlord",
    "romance": r"dating|met (?:online|on|him|her)|relationship|marry|engaged|fianc[a-z]+|love (?:me|you|him|her|of)|my (?:love|darling|queen|dear)|oil rig|the rig|army (?:doctor|nurse|surgeon|captain)|never met|widower?|deployed|flight (?:to|ticket)|military|captain|video call|honey|sweetheart|engineer on|ship",
    "wangiri": r"(?:one|1|single|rang) (?:ring|once)|missed calls?|rang (?:it |them |the number )?back|ring(?:ing)? back|call(?:ed|ing)? (?:it |them )?back|premium (?:rate|number)|foreign (?:looking )?number|international number|overseas number|on (?:my|the|her|his) (?:phone )?bill|voice ?mail message|please (?:ring|dial|call|hold)|stay on the line|hold(?:ing)? music|per minute",
}


TOPIC_PATTERNS = {kind: rf"\b(?:{pattern})\b" for kind, pattern in _TOPICS.items()}


def topics_of(read: ReadText, places: Mapping[str, Spans]) -> dict[str, float]:
    """Return kind → bits for it, by the different topic words of it in a text.

    Args:
        read: the text.
        places: where which of TOPIC_PATTERNS stands.
    """
    bits: dict[str, float] = {}
    words = read.words.words
    for kind, spans in places.items():
        said = {tuple(words[first:last]) for first, last in without_overlap(spans)[:_MOST_PLACES]}
        bits[kind] = min(_FIRST + _FURTHER * (len(said) - 1), _MOST)
    return bits
