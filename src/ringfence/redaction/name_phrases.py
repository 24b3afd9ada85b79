# ruff: noqa: E501  (patterns read better on one line than cut)
"""Phrases in which a name stands: "is that @?", "@ from the bank", "@ next door"; each may speak for an owner."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import re2

__all__ = ["phrases_around"]

_KIN = "mum|mam|mother|mom|dad|father|nan|nana|gran|granny|grandma|grandmother|grandad|grandfather|husband|hubby|wife|partner|son|daughter|dtr|dau|sister|brother|aunt|auntie|aunty|uncle|niece|nephew|cousin|granddaughter|grandson|neighbour|friend|mate|lad|girl|boy|kid|parents|fiance|fiancee|boyfriend|girlfriend|flatmate|housemate|lodger|godson|twin|ex|nbr|nok|stepson|stepdaughter"
_LOCAL = "cashier|teller|receptionist|reception|postman|postmistress|vicar|priest|chaplain|pharmacist|chemist|doctor|gp|nurse|carer|cleaner|gardener|warden|caretaker|plumber|electrician|joiner|mechanic|barber|hairdresser|teacher|headteacher|tutor|coach|librarian|landlord|landlady|tenant|lodger|driver|accountant|bookkeeper|dentist|vet|councillor|mp|pcso|social worker|sw|key worker|support worker|work coach|volunteer|trustee|secretary|clerk|treasurer|manager|mgr|colleague|assistant|shopkeeper|newsagent|butcher|milkman|window cleaner|builder|barmaid|staff member|member of staff|call taker|operator|op|handler|sgt|oic|witness|wit|supervisor|therapist|physio|surgeon|consultant|midwife|foreman|porter|usher|paramedic"
_CROOK = "caller|scammer|suspect|susp|fraudster|conman|crook|man|woman|male|female|lady|gentleman|gent|bloke|lad|guy|chap|fella|girl|boy|lass|fellow|voice|person|someone|somebody|agent|officer|inspector|detective|sergeant|superintendent|engineer|technician|adviser|advisor|broker|trader|solicitor|lawyer|barrister|investigator|courier|recruiter|dealer|rep|representative|salesman|collector|bailiff|professor|major|captain|colonel|general|doctor|expert|analyst|specialist|operative|controller|director|boss|supervisor"
_FIRM = "microsoft|windows|bt|openreach|sky|virgin|talktalk|vodafone|ee|o2|giffgaff|tesco|amazon|apple|google|paypal|ebay|visa|mastercard|bank|banks|banking|barclays|barclaycard|lloyds|hsbc|natwest|santander|halifax|nationwide|monzo|rbs|tsb|starling|revolut|tide|wise|coutts|police|met|hmrc|revenue|customs|tax|court|nca|interpol|crime|fraud|security|support|technical|department|dept|team|office|services|service|company|energy|gas|edf|eon|ofgem|ofcom|council|dpd|dhl|ups|fedex|evri|royal|norton|mcafee|insurance|trading|finance|loans|recovery|recoveries|claims|pension|pensions|investments|capital|markets|wealth|broadband|internet|computers|passport|border|home|embassy|dvla|dwp|nhs|water|ltd|limited|group|partners|associates|legal|solicitors|lottery|klarna|netflix|telegram|whatsapp|bonds|hospital"
_REACHED = "(?:[,.:()\\-|]|on|tel|t|mob|m|email|e|at|of|is|no|number|ph|phone|landline|mobile)"
_DEED = "(?:then |also |again |now |just |kept |only |himself |herself |has |had |who |is |was )*"
# Words of a text, small letters; "@" is the name, "<phone>" another candidate, "0" a number, "|" a new line.
_PHRASES = {
    "greeted": r"\b(?:thank you|thanks|hello|hi|hiya|morning|afternoon|evening|sorry|listen|well|now|oh|please|darling|dear|love|ok|okay|right|congratulations|welcome|calm down|hang on|hold on|sitting down|there|you|nice|come on|dont worry|trust me|with you|on you)(?: mr| mrs)? ,? ?@ ?(?:[,.!?\"|]|its|this|you|i|we|your|are|and|$)",
    "is that": r"(?:is|was|are|am)(?: (?:i|you|that|this|it|he|she|speaking|talking|to|with|just|there|the|called))* [,\"]? ?@ ?[?]",
    "may i speak": r"\b(?:is that|are you|am i speaking (?:to|with)|was i|is this|is it|may i call you|can i call you|called me|calling me|speak to|speak with|asking for|asked for|asked to speak to|wanted|looking for|addressed to|dear|made out to me|welcome) \"? ?@",
    "i told myself": r"\b(?:thought|think|myself|told myself|silly|stupid|daft|you fool)(?: [a-z]+){0,3} [,\"]? ?@",
    "told @ to": r"\b(?:told|tells|telling|asked|asks|asking|instructed|advised|informed|persuaded|convinced|got|had|made|ringing|rang|warned|conned|tricked|scammed|threatened|pestering|phoned|called|contacted|visited) \"? ?@ (?:to|that|not|he|she|they|it|his|her|for|into|out|and|on|at|[(,.])",
    "@ here": r"@ (?:here|speaking|again|writing|reporting)\b",
    "my kin @": rf"\b(?:my|our|her|his|the|their|vics|ips|a|an) (?:[a-z\-]+ ){{0,2}}(?:{_KIN})(?: in law)?(?: ,| \(| is| called| named| whos called| thats|s name is| s)* @",
    "kin @": rf"\b(?:{_KIN})(?: in law)? @",
    "he is @": r"(?:^|[.|?!;,(] )(?:he|she|hes|shes|they|theyre|mum|dad|nan)(?: is|s)?(?: called| named| really)? @ ?(?:[,.(|]|and|aged|but|who|<|0|$)",
    "known as @": r"\b(?:known as|goes by|goes as|everyone calls (?:him|her|me)|calls (?:him|her|me)|we call (?:him|her)|call (?:me|him|her)|aka)(?: [a-z]+)? @",
    "our @": r"\bour @",
    "@ of a place": r"@ ,? ?(?:who |that |is )?(?:next door|over the road|opposite|across|upstairs|downstairs|down the|up the|round the|along the|from (?:the|our|my) (?:club|church|wi|pub|shop|chapel|surgery|home|bowls|library|choir|village|post|garage|school|hospice|legion|union|rotary|hostel|mosque|temple|office|corner|allotment)|at (?:the|our|my|number|no) (?:0|bank|branch|surgery|shop|desk|post|club|library|church|hospital|school|home|garage|union|council|computer|chemist|pub|real|station)|on (?:the|reception) ?(?:till|desk|switchboard|counter|door|rota|front)?|in (?:the|our) (?:shop|office|bank|branch|library|village|corner)|who (?:lives|does|runs|works|cleans|looks|comes|helps|knows|has|had|was|is))",
    "@ of a firm": rf"@ [\"]? ?[,(]? ?(?:here |calling |ringing )*(?:from|of|at|with|for|,|\(|re|fm|f) \"? ?(?:the |your |my |our |her |his )?(?:[a-z&]+ ){{0,2}}(?:{_FIRM})\b",
    "agent @": rf"\b(?:{_CROOK})(?: ,| called| named| by the name of| name of| name| whose name was| aka| \(| calling himself| calling herself| saying he was| saying she was| claiming to be| on| is)* \"? ?@",
    "firm , @": rf"\b(?:{_FIRM}) ?[,:(\-]? ?\"? ?@",
    "local @": rf"\b(?:{_LOCAL})(?: ,| called| named| whose name was| was| is| \()* @",
    "real @": r"\b(?:real|actual|genuine|proper|the late)(?: [a-z]+){0,3} ,? ?@",
    "their colleague @": r"\b(?:his|her|their|the|a|another|to|second|senior|new) (?:colleague|manager|boss|supervisor|superior|senior|line manager|team leader|brother|sister|uncle|cousin|friend|partner|secretary|assistant|accountant|lawyer|solicitor|son|daughter|director|chief|head|compliance|consultant|technician)(?: ,| called| named| \(| \"| was| is)* @",
    "handed to @": r"\b(?:introduced|passed|handed|transferred|put|connected|switched|escalated|through|over|on)(?: [a-z]+){0,3} (?:to|as|onto|by) (?:[a-z]+ ){0,2}\"? ?@",
    "@ on the line": r"\b(?:then|next|so|and) (?:a |an |the |it was |comes |came |there was )?\"? ?@ (?:came|comes|took|on|says|said|again|rang|was on)",
    "@ says": rf"@ \"? ?,? ?{_DEED}(?:says?|said|told|tells|asked|asks|wanted|wants|needed|explained|insisted|promised|claimed|apologised|laughed|shouted|offered|talked|stated|assured|reckoned|warned|replied)\b",
    "@ told me": r"@ \"? ?,? ?(?:then |also |has |had |who |just )*(?:told|asked|assured|rang|called|phoned|texted|gave|sent|put|had|made|let|walked|talked|got|helped|took|promised|wanted|instructed|directed) (?:me|us|her|him|mum|dad|vic|ip|inft|agg|my|them)\b",
    "@ rang": rf"@ \"? ?,? ?{_DEED}(?:rang|rings|rung|called|calls|phoned|phones|telephoned|texted|messaged|contacted|emailed|wrote|left|hung|sounded|started|introduced|sent|demanded|threatened)\b",
    "@ helped": rf"@ ,? ?{_DEED}(?:helped|helping|noticed|noticing|stopped|took|grabbed|came|coming|went|drove|found|heard|overheard|saw|spotted|hung up|unplugged|cancelled|does|did|knows|popped|looked|aware|with|staying|attending|attended|en route|confirmed|conf|reckons|thinks|thought|laughed|wrote|read|walked|sat|stayed|got home|caught|twigged|knocked)\b",
    "@ gave": rf"@ ,? ?(?:nearly |never |almost )?{_DEED}(?:gave|given|paid|sent|transferred|moved|handed|read|withdrew|bought|answered|picked|believed|lost|refused|panicked|cried|frightened|upset|confused|calm|tearful|distressed|deaf|0|elderly|shaken|lives|cant|cannot|doesnt|didnt|wont|suffers|fell|typed|clicked|drew|declined)\b",
    "paid to @": r"(?:£|\b0|\bmoney|\bpaid|\bpay|\bsent|\btransfer|\bpayment|\bpayments|\bpayee|\bgone|\bwent)(?: [a-z0£,.]+){0,4} (?:to|payee|beneficiary|name|name of) (?:a |an |one |some |someone called )?\"? ?@",
    "@ account": r"@ \"? ?[,(:|]? ?(?:at [a-z]+ ,? ?)?(?:<sort_code>|<bank_account>|sort|account|acc|s c|a c)",
    "account , @": r"(?:<sort_code>|<bank_account>) ?[,(:|\-]? ?(?:in the |under the |n |o |to |name |of |a |acc )*\"? ?@",
    "@ contact": rf"@ ?{_REACHED}? ?{_REACHED}? ?{_REACHED}? ?<(?:phone|email|address|postcode)>",
    "contact @": r"<(?:phone|email|address|postcode)> ?[,.(\-|]? ?@",
    "@ born": r"@ ?[,(]? ?(?:b|dob|born|aged|is|whos|age|,|\()* ?(?:<date_of_birth>|0 ?[),.|]|0 (?:yrs|years|yo|lives))",
    "regards @": r"\b(?:regards|wishes|thanks|thank you|sincerely|faithfully|truly|cheers|ta|love|from|signed|yours|x|xx|xxx)(?: [,.|]| to you| all| in advance| from| me)* @",
    "name was @": r"\b(?:name|names|called|named|call (?:himself|herself)|calling (?:himself|herself)|introduced (?:himself|herself) as|styled himself|signed|badge|tag)(?: (?:was|is|as|were|he|she|they|gave|said|of|being|,|:|the|for|me|only|that|it|on))* \"? ?@",
    "my name is @": r"\b(?:my|mine|me)(?: (?:own|full|real|names?|is|s|was|,|:))* @",
    "it was @": r"\b(?:it|that|one|this|first|second|third|mine|hers|his|man|woman|other|voice|caller)(?: was| is|s| were)(?: a| an| called| just| only| by| the| another| some)* \"? ?@",
    "@ is a": r"@ (?:is|was|s|isnt|wasnt|has|does)\b",
    "no such @": r"\b(?:no|not|any|isnt|wasnt|never heard of|know|nobody called|no such|none)(?: [a-z]+){0,2} @",
    "@ died": r"@ (?:died|passed|went|s funeral|is dead|being)\b|\b(?:late|lost|buried|widow of|since)(?: [a-z]+)? @",
    "and @": r"@ (?:and|&) <person_name>|<person_name> ,? ?(?:and|&) @",
    "or @": r"@ (?:or|then) (?:was it )?<person_name>|<person_name> ,? ?(?:or|then) (?:was it )?@",
    "spoke to @": r"\b(?:spoke|speak|spoken|talk|talked|chat|word|dealt|rang|ring|told|tell|ask|asked|thank|warned|phoned|informed|contacted|get|wife|met|know|knows) (?:to |with |for )?(?:a |an |your |the |our )?(?:nice |lovely |real )?@",
}
_WORDS = 7  # on each side


@lru_cache(maxsize=1)
def _phrases() -> tuple[tuple[str, ...], Any]:
    """Return the names of the phrases, and what tells in one pass which are there."""
    options = re2.Options()
    options.max_mem = 64 << 20  # bytes
    found = re2.Set.SearchSet(options)
    for pattern in _PHRASES.values():
        found.Add(pattern)
    found.Compile()
    return tuple(_PHRASES), found


def phrases_around(words: list[str], place: int) -> list[str]:
    """Return the phrases in which a name stands.

    Args:
        words: of the text, small letters, marks among them.
        place: which of them the name is.
    """
    before = words[max(0, place - _WORDS) : place]
    after = words[place + 1 : place + 1 + _WORDS]
    names, found = _phrases()
    said = " ".join([*before, "@", *after]).replace("\n", "|")
    return [names[number] for number in found.Match(said) or ()]
