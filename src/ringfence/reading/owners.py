# ruff: noqa: E501  (patterns read better on one line than cut)
"""Whose a number, an address or an account is, by grammar and role. In doubt: nobody says.

Words around an identifier speak for an owner with a weight in bits, less the
further away they stand; the owner for whom most is said has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import re2

from ringfence.domain.recognition import Owner
from ringfence.foundation.pattern import Pattern, compiled

__all__ = ["PUBLIC_NUMBERS", "is_published", "owner_by_words", "owner_of_account", "owner_of_number", "votes_by_words"]

# Published helplines: they stay readable wherever they stand, because they were spoofed.
PUBLIC_NUMBERS = frozenset(
    {
        "03001232040", "08081646000", "08082813580", "08082231133", "08081689111", "08088088141", "08001111",
        "116123", "116000", "101", "999", "111", "159", "105", "7726",
    }
)  # fmt: skip

_BEFORE = 150  # characters looked back
_AFTER = 70  # characters looked ahead
_PER_WORD = 0.35  # bits lost with every word between a cue and the identifier
_PER_WORD_OF_ROLE = 1.3  # bits lost with every word after a label
_PER_SENTENCE = 2.0  # bits lost where a sentence or a line ends between them
_ENOUGH = 1.0  # bits that decide

_RANG = "(?:rang|rung|ringing|called|calling|phoned|phoning|texted|texting|messaged|contacted|dialled|facetimed|whatsapped|whatsapp|call|calls|text|message|voicemail|msg|ring|txt)"
_KIN = (
    "(?:mum|mums|mother|mothers|mam|mams|mummy|dad|dads|father|fathers|nan|nans|nana|nanna|gran|grans|granny|grandmother|grandma|grandad|grandads|grandfather|"
    "husband|husbands|hubby|wife|wifes|partner|partners|son|sons|daughter|daughters|dau|daus|sister|sisters|brother|brothers|aunt|aunts|aunty|aunties|auntie|"
    "uncle|uncles|neighbour|neighbours|friend|friends|carer|carers|niece|nieces|nephew|nephews|cousin|cousins|granddaughter|granddaughters|grandson|grandsons|g dau|gdau|"
    "parents|inlaws|landlady|landlord|tenant|lodger|godmother|godfather|godson|goddaughter|guard|guards|warden|manager of the home|keyholder|nok|next of kin)"
)
_ROLE = "(?:vic|vics|victim|victims|ip|ips|i p|agg|aggs|aggd|aggrieved|inf|inft|infts|informant|informants|rp|rps|m caller|f caller|caller|cust|custs|customer|customers|complainant|complainants|compl|reporter|reportee|resident|residents|patient|patients|wit|witness|pensioner|own|injured party|reporting person)"
_THING = "(?:phone|telephone|tel|mobile|mob|landline|land line|home|house|work|daytime|evening|best|direct|line|number|numbers|no|nos|contact|email|e mail|mail|address|addr|account|accounts|acc|acct|a c|ac|bank|sort|code|s c|details|card|extension|ext|whatsapp|personal|current|savings|main|joint|isa|business|postcode|ni|d o b|dob|birthday|date of birth|password|pin|car|vehicle|van|passcode|policy|reference|ref|registration|reg|licence|passport|nhs|customer|crime|order)"
_SHOW = "(?:shown|shows|showing|showed|show|displayed|display|displaying|came up|coming up|comes up|come up|flashed up|flashing up|appeared|appearing|appears|cli|clid|caller id|caller display|1471|spoofed|spoofing|spoof|withheld|screen said|screen|last call|missed call|missed calls)"
_SUSPECT = "(?:scammers?|callers|con ?m[ae]ns?|con artists?|susp|suspects?|offenders?|fraudsters?|crooks?|thief|thieves|criminals?|swindlers?|fraudulent|bogus|fake|culprits?|perpetrators?|offdr|subj)"
_PAY = "(?:transfer|transferred|transferring|transfers|sent|send|sends|sending|paid|pay|paying|pays|payee|payees|payment|payments|pymt|moved|move|moving|wired|wire|deposit|deposited|depositing|beneficiary|bene|benef|recipient|recipients|receiving|destination|credited|credit to|funds|money|faster payment|bacs|chaps|bank transfer|bt to|fp to|standing order|put it|put|£[0-9,k]+|went|gone|goes|go)"

# fmt: off
# What is said before it. Only the last match of each counts.
_CUES_BEFORE: tuple[tuple[Owner, float, str], ...] = (
    (Owner.SCAMMER, 5.0, rf"{_RANG}(?: me| her| him| us| them| ip| vic| agg| inft| inf| mum| dad| nan| gran| caller| my [a-z]+| the house| again|  back| back| off| up| again| was| were| came| has come| came in| both| twice| all)* (?:from|off|via|using)(?: the| a| an| this| that| number| no| numbers| uk| london| local| mobile| land ?line| what looked like| [a-z]+)*"),
    (Owner.SCAMMER, 4.5, rf"{_SHOW}(?: (?:as|was|is|up|on|the|my|phone|display|screen|number|no|it|said|a|gave|were|being|of|from|handset|id|with|by|dialled|mobile))*"),
    (Owner.SCAMMER, 5.0, rf"{_SUSPECT}(?: {_THING}| details| used| given| gave| was| is| shown| s)*"),
    (Owner.SCAMMER, 3.5, r"(?:number|no|numbers|one|line|email|address)(?: that| which)? (?:came|rang|called|phoned|showed|texted|contacted|calling|ringing|they|he|she|the caller|the man|the woman|the lady)(?: rang| called| came| gave| used| left| said| phoned| wanted| up| me| us| on| from| with| to| was| is| off| call| ring| him| back| her| by)*"),
    (Owner.SCAMMER, 3.2, r"(?:the|a|an|another|different|this|that|these|first|last|second|latest|unknown|strange|foreign|london|local|international|private|suspicious|other|same|mobile|weird|odd|uk) (?:phone |mobile |telephone |london |local |strange |contact |call ?back |freephone |other )?(?:number|no|numbers|nos|one|ones|line)(?: (?:it|he|she|they|was|were|is|are|i|has|had|used|quoted|be|to ring|to call|ending|in the|on the|for it|letter|message|text|email|advert|pop up|popup|website))*"),
    (Owner.SCAMMER, 4.2, r"(?:told|asked|said|wanted|instructed|instructing|saying|says|message|left|leaving|urged|asking|telling|must|urgently|immediately|please|press 1 or|letter said|text said)(?: me| her| him| us| you| them| to| a| message| voicemail| that| i| we| should| had| must| could| can| and| urgently| back)* (?:ring|call|phone|contact|text|dial|email|whatsapp|ring back|call back|message)(?: (?:him|them|back|her|us|a|the|this|that|number|on|it|at|another|his|their|mobile|straight|immediately|or))*"),
    (Owner.SCAMMER, 3.6, r"(?:ring|rang|call|called|phone|phoned|dial|dialled|text|texted|rung|ringing|calling|tried|googled|looked up|blocked|block|searched|reported|googling)(?: (?:it|them|him|her|back|the number|number|the|this|that|the same|on|at|same|again))*"),
    (Owner.SCAMMER, 3.6, r"(?:quotes|quoted|quoting|gave|giving|given|left|leaving|provided|offered|supplied|read out|reads|cites)(?: (?:me|her|him|us|a|the|his|their|as|of|an|call|back|callback|contact|return|number|no|mobile|landline|email|address|account|direct|name|to|ring|phone|and|bank|sort|code))*"),
    (Owner.SCAMMER, 3.0, r"(?:noted|ip noted|recorded as|logged as|traced to|registered to|belongs? to)(?: the| number| no)*"),
    (Owner.SCAMMER, 2.6, r"(?:one|ones|some|last|first|latest|others|another)(?: of them| of which| of those)? (?:was|is|were|being|are|of)"),
    (Owner.SCAMMER, 2.2, r"(?:[|] |^|q[0-9]+ )(?:the )?(?:phone |telephone |mobile |tel )?(?:number|numbers|no|nos|caller number|from|number used|shown|their number|callback|call back number|incoming|tel no)(?: used| shown| showing| given| of caller| that called| to ring back| to ring| they gave| on screen| if known| displayed| it came from)* :"),
    (Owner.SCAMMER, 2.4, r"(?:^|[.|] )(?:the )?(?:phone )?(?:number|num|no|numbers)(?: (?:is|was|were|are|they|he|she|rang|called|used|came|up|as|from))+"),
    (Owner.SCAMMER, 3.0, r"(?:the|this|an|that|another) (?:account|sort code|acc|a c|acct|bank account|account number|email|email address|address)(?: (?:was|is|were|sort|code|number|details|no|given|they|used|acc|account|and|in|name|of))*"),
    (Owner.SCAMMER, 4.8, r"(?:e ?mail|email address|number|no|phone|account|acc|name|address|mobile)(?: (?:was|being|they|he|she))* (?:used|given|shown|supplied|quoted|left|provided|displayed|noted)(?: (?:was|is|by|them|him|her|me|as))*"),
    (Owner.SCAMMER, 1.6, r"(?:write|reply|apply|respond) to"),
    (Owner.VICTIM, 5.0, r"(?:you|they|police|officer|someone|anyone) (?:can|could|may|might) (?:also )?(?:write|email|e mail|ring|call|phone|text|contact|reach|reply|speak)(?: (?:to|on|at|me|us|or|email|ring|call|phone|text|by|via|him|her))*"),
    (Owner.SCAMMER, 2.4, r"(?:badge|warrant|collar|employee|staff|agent|officer|his|their|id|case) (?:number|no|id|ref|reference|code)?(?: was| is| of)?"),
    (Owner.SCAMMER, 5.5, rf"{_PAY}(?: [a-z0-9£,]+){{0,10}}? (?:to|into|in to|2)(?: (?:an|the|a|this|their|his|her new|safe|new|account|accounts|acc|a c|number|no|sort|code|s c|in|name|of|is|was|personal|business|different|another|called|bank|monzo|starling|revolut|barclays|lloyds|tide|hsbc|natwest|santander|payee|details|with|at|for))*"),
    (Owner.SCAMMER, 5.0, r"(?:payee|payees|pymt|beneficiary|bene|benef|recipient|receiving|destination)(?: [a-z0-9£,]+){0,6}? (?:at|acc|account|a c|sort|s c|details|number|no|bank|payee|name)*"),
    (Owner.SCAMMER, 4.0, r"(?:told|gave|said|quoted|quoting|supplied|given)(?: (?:me|her|him|us|that|the|a|an|my|his|this|it|was))* (?:case|reference|badge|claim|id|job|order|ref|crime|warrant|collar|incident|log|staff|employee|file|policy|tracking) (?:number|no|ref|id|code|reference)*(?: (?:was|is|as|of))*"),
    (Owner.SCAMMER, 3.8, r"(?:his|their|suspects?|susp|offenders?|courier|couriers|veh|car|van|vehicle|motor|scooter|moped|getaway|drove|driving|left in|made off in|seen|index|vrm|reg)(?: (?:car|van|vehicle|veh|was|is|a|an|the|in|grey|black|white|silver|blue|red|dark|green|golf|corsa|astra|fiesta|focus|audi|bmw|ford|vauxhall|transit|reg|registration|index|vrm|plate|number|no|of|seen|parked))+"),
    (Owner.SCAMMER, 4.5, r"(?:[|] |^)(?:paid |sent |transferred |money )?(?:to|to account|into|payee|recipient|paid to|sent to|account paid|account used) :(?: (?:account|acc|a c|sort|code|s c|number|no|name))*"),
    (Owner.SCAMMER, 4.5, r"(?:safe|secure|holding|mule|payee|beneficiary|bene|benef|recipient|receiving|destination|their|crypto|escrow|temporary|protected|safety|police) (?:new )?(?:account|accounts|acc|acct|a c|ac|wallet|bank|sort|s c|details|name)(?: (?:number|no|is|was|sort|code|details|name|for it))*"),
    (Owner.SCAMMER, 4.5, r"(?:account|acc|a c|where|bank)(?: that| which)? (?:it|the money|money|they|he|she|i sent|i paid|the payment|funds|all)(?: (?:was|were|wanted|gave|said|went|sent|paid|had|told|me|her|him|us|to|into|in|be|it|give|use|used|is|looked|at))*"),
    (Owner.SCAMMER, 3.6, r"(?:in|under) the name(?: of)?(?: [a-z]+){1,4}"),
    (Owner.SCAMMER, 5.0, r"(?:e ?mails?|emailed|message|invoice|link|spam|phishing|attachment|came|reply)(?: (?:came|was|were|me|her|him|us|it|arrived|sent|in))* (?:from|by)(?: an| the| address| email| account)*"),
    (Owner.SCAMMER, 5.2, r"(?:name they used|they used|he used|she used|identify them|identifies them|about them|who contacted you|their name|sender|senders|website|site|web address|skype|emailed (?:them|him|her)|email (?:them|him|her)|send (?:it|them|photos?|id|documents?|copies|a copy|pictures?)(?: [a-z]+){0,4} to)(?: [a-z]+){0,4}"),
    (Owner.VICTIM, 5.5, r"(?:call|ring|phone|contact|text|reach|email|e mail|get|get hold of|get back to|speak to|reply to|update|message|write to|let|answer|visit|telephone|fone|bell|notify|inform|try|whatsapp) (?:me|us|myself)(?: (?:know|back|any|anytime|time|on|at|via|please|pls|or|my|tomorrow|today|by|email|phone|mobile|after|before|if|you|need|more|want|to|this|number|here|direct|directly|with|about|the|anything|else|further|info|information|evenings|mornings|urgently|asap))*"),
    (Owner.VICTIM, 4.4, r"(?:[.|] |^)(?:please |pls |just )?(?:ring|call|phone|text|contact|telephone|email|e mail)(?: on| at| number)*"),
    (Owner.VICTIM, 6.0, r"(?:can|could|please|will|would) (?:you |someone |somebody |anyone |one of you )?(?:please )?(?:ring|call|phone|contact|speak to|get hold of|visit) (?:him|her|them|my [a-z]+)(?: [a-z]+){0,3}"),
    (Owner.VICTIM, 5.0, rf"(?:my|our|my own|me own|me)(?: s| old| usual| other| new (?:mobile|phone|number|landline|email|no|address)| daughter in law s)?(?: {_THING})+(?: s| is| are| was| were| on| at| ending| details| of| for this| for you| with them| would be| should be| to ring| to reach me)*"),
    (Owner.VICTIM, 4.8, r"(?:req|reqs|requests?|requesting|requested|would like|prefers?)(?: a)? (?:call ?back|call bk|c b|cb|ring back|call)(?: (?:on|at|after|before|pref|pls|from|pm|am|evenings|mornings|[0-9]+))*|(?:c b|call ?back|cb) to (?:inft|ip|vic|agg|rp|inf|customer|caller)(?: [a-z0-9]+){0,4}|wants? (?:ringing|calling|phoning)(?: back)?(?: on| at)*"),
    (Owner.VICTIM, 3.6, r"(?:shop|office|salon|surgery|practice|school|church) (?:phone|tel|line|landline|no|number)(?: is| on| no)*"),
    (Owner.VICTIM, 5.2, r"(?:rang|called|phoned|contacted|telephoned|texted|calling|phoning|ringing|rung)(?: me| her| him| us| them| mum| dad| nan| gran| my [a-z]+| our [a-z]+| vic| ip| agg| inft)+ (?:up )?on(?: my| her| his| our| the| a)?(?: landline| mobile| home| house| work| phone| number| tel| ex directory| own)*|(?:vic|ip|agg|inft|vic was|ip was|was|got|been|being) (?:called|contacted|rung|phoned|rang|telephoned) on(?: landline| mobile| home| her| his| my| the| phone| number)*"),
    (Owner.VICTIM, 4.5, r"(?:mine|mines|ours)(?: is| was| s| on)*"),
    (Owner.VICTIM, 4.5, r"(?:im|i am|ill be|i can be|i m|i will be|we are|were|i live|available|reachable|contactable|can be reached|can be contacted|be reached|be contacted|reached|get me|catch me|find me)(?: (?:on|at|by|via|in|here|home|available|reached|contacted|reachable|phone|mobile))+"),
    (Owner.VICTIM, 6.0, rf"(?:your|for you|about you|to you|reach you|contact you|ring you|call you|best)(?: {_THING}| name| on| is)* :?"),
    (Owner.VICTIM, 5.0, rf"(?:from|out of|off|of|on|emptied|cleared|in|using|against|compromised|hacked|stolen|frozen|blocked|stopped|cloned)(?: my| her| his| our| mums| dads| nans| vics| ips| aggs| the victims| victims| compromised| customers)+(?: {_THING}| natwest| barclays| lloyds| hsbc| santander| nationwide| halifax| tsb| monzo| own| ending| premier)*"),
    (Owner.VICTIM, 4.0, r"(?:taken|debited|withdrawn|stolen|drained|emptied|removed|left|gone|missing|came) (?:out )?(?:from|of)(?: (?:the|account|acc|a c|sort|code|s c|number|no|card|joint|savings|current))*"),
    (Owner.VICTIM, 4.2, r"(?:read|reading|gave|given|giving|told|tell|confirmed|confirm|typed|entered|supplied|handed over|disclosed|provided|sent|shared|divulged|knew|had|recited|quoted)(?: (?:him|them|her|it|out|over|the man|the woman|the caller|to him|to them|back|correct))* (?:my|her|his|their|mums|dads|our|all my|both my|vics|ips|aggs)(?: [a-z]+){0,5}"),
    (Owner.VICTIM, 4.6, r"i (?:gave|give|told|read|sent|typed|entered|put in|used|gave out|said|supplied|confirmed)(?: (?:him|her|them|it|was|is|out|over|as|to|in|the|man|lady|woman|caller|number|code|word))*"),
    (Owner.PUBLIC_BODY, 6.0, r"(?:back of|printed on|on the back of) (?:my|the|her|his|your) (?:bank |debit |credit )?card"),
    (Owner.VICTIM, 4.0, r"(?:licence|license|passport|nhs|policy|membership|pension|customer|hospital|patient|driver)(?: number| no| card)*(?: [a-z]+){0,3}"),
    (Owner.VICTIM, 3.8, r"(?:i bank with|i am with|account holder|policy holder|cardholder|yours|yours sincerely|yours faithfully|regards|many thanks|thank you|thanks|kind regards|signed|best wishes|best regards)(?: [a-z]+){0,4}"),
    (Owner.THIRD_PARTY, 5.2, rf"(?:my |her |his |our |the |their |vics |ips |aggs |caller s )?{_KIN}(?: [a-z]+){{0,2}}?(?: {_THING}| is| on| s| can be reached| contactable)+"),
    (Owner.THIRD_PARTY, 3.4, rf"(?:my|our) {_KIN}(?: [a-z]+){{0,3}}"),
    (Owner.THIRD_PARTY, 3.6, r"(?:depot|surgery|branch|solicitors?|care home|the school|garage|office|dealer|dealers|shop|shops|landlords?|chemist|pharmacy)(?: [a-z]+){0,2}(?: on| at| is| number| no| tel)+"),
)
# Labels and roles speak only for what stands right after them: "IP noted 01632 …" is not the injured party's.
_ROLES_BEFORE: tuple[tuple[Owner, float, str], ...] = (
    (Owner.VICTIM, 3.0, r"(?:tel|mob|mobile|telephone|phone|home|landline|land line|contact|contact number|contact no|contact details|email|e mail|h a|addr|address|dob|d o b|postcode|tel no|t|m|e|ph|fone)(?: (?:no|number|nos|details|for|is|are|on|below|as follows))* ?:?"),
    (Owner.VICTIM, 4.8, rf"{_ROLE}(?: s| own)?(?: {_THING}| is| on| at| :| can be| contactable| reachable| contacted| available| via)*"),
)
# What is said after it.
_CUES_AFTER: tuple[tuple[Owner, float, str], ...] = (
    (Owner.SCAMMER, 4.0, r"^(?:[a-z]+ ){0,3}?(?:rang|called|phoned|keeps|kept|keep|came up|popped up|showed|was shown|was showing|was on|was displayed|on the display|on my display|on the screen|on caller|on my caller|appeared|rings|calls|texted|messaged|contacted|has been ringing|has rung|has called|wanting|saying|claiming|asking|telling|said|pretending|tried|shown|displayed|showing)\b"),
    (Owner.SCAMMER, 3.5, r"^(?:but |and |which |though |when |i |its |it |that )*(?:(?:is|was|are|were|rang|called|tried|turned out|comes up|goes|went) )*(?:likely |probably |obviously |clearly |now |just |to )*(?:spoofed|fake|faked|dead|made up|unobtainable|disconnected|not in service|out of service|a scam|scam|blocked|not recognised|doesnt exist|does not exist|no answer|dead line|engaged|switched off|bogus|cut off|unknown|false|withheld|blocked it|busy)\b"),
    (Owner.SCAMMER, 4.0, r"^(?:is|was|being) (?:one|some|another|the (?:one|first|last|latest|number)) (?:of (?:them|the|his|their)|they|he|she|that)\b"),
    (Owner.VICTIM, 5.0, r"^(?:if|so|should|in case|when|where) (?:you|someone|anyone|the police|an officer|somebody) (?:can|could|want|wants|need|needs|would|wish|have|has|to)\b"),
    (Owner.SCAMMER, 3.0, r"^(?:in the name|payee|belonging to the scammer|held by)\b"),
    (Owner.VICTIM, 4.0, r"^(?:(?:is|was|its|thats|being) (?:mine|me|my (?:number|mobile|phone|landline|address|email|home|own|account))|mine$|me$)"),
    (Owner.VICTIM, 3.5, r"^(?:is |was )?(?:any ?time|after [0-9]|before [0-9]|evenings|mornings|afternoons|daytime|day or night|if you|if anyone|if there|if needed|if more|leave a message|please leave|let it ring|best|for a call|for call back|please ring|please call|pls call|text only|not before|not after|ideally|thank you|thanks|ta\b|cheers)\b"),
    (Owner.THIRD_PARTY, 4.5, r"^(?:is|was|its|thats|being|turned out to be|belongs to|which is) (?:actually |really |just )?(?:the|a|an|our|my|his|her)(?: real| genuine| local)? [a-z]+"),
)
# fmt: on
_PRONOUN = rf"(?:^| )(his|her|hes|shes|he is|she is|hers|him|he was|she was)(?: {_THING}| on| is| was| at| s| for| :)*$"
_ASKED_FOR = r"\b(?:can|could|please|will|would|pls) (?:you |someone |somebody |anyone )?(?:please )?(?:ring|call|phone|contact|speak to|visit|tell|warn) (?:him|her)\b"
_FEMALE_KIN = r"\b(?:mum|mother|mam|mummy|nan|nana|nanna|gran|granny|grandmother|grandma|wife|daughter|dau|sister|aunt|aunty|auntie|niece|granddaughter|godmother|mrs|miss|ms|widow|old lady|elderly lady|elderly female|elderly woman|elderly relative|landlady|she(?:['’]s|s| is| was) [5-9][0-9]|f,? ?[0-9]{2}\b|female,? ?[0-9]{2})\b"
_MALE_KIN = r"\b(?:dad|father|grandad|grandfather|grandpa|husband|hubby|son|brother|uncle|nephew|grandson|godfather|widower|old man|old gentleman|elderly man|elderly male|elderly gentleman|he(?:['’]s|s| is| was) [5-9][0-9]|m,? ?[0-9]{2}\b|male,? ?[0-9]{2}|landlord)\b"
_FEMALE_CALLER = r"\b(?:woman|lady|female|girl|lass)\b"
_MALE_CALLER = r"\b(?:man|lad|bloke|male|gentleman|guy|chap|fella|fellow|boy|officer|engineer|scammer|caller|manager|agent|constable|detective|sergeant|voice)\b"
_MONEY_WENT = r"\b(?:transfer|transferred|transferring|sent|paid|payee|bene|beneficiary|moved|bacs|faster payment|bank transfer|safe account|into an account)\b"
_INITIAL = r"\b([a-z])\. "
_NAMED_BEFORE = r"(?:^|[\s.,;:(])(?:I['’]?m |Im )?(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?(?:[A-Z]\.? ?)?[A-Z][\pL'’\-]+(?: \(?[A-Z][\pL'’\-]+\)?)?[,:;]?[ \n]+(?:(?:on|at|tel|mob|t|m|e)[.:]? )?\(?$"


class _Said(NamedTuple):
    owner: Owner
    bits: float


@lru_cache(maxsize=1)
def _before_cues() -> tuple[tuple[Owner, float, float, Pattern], ...]:
    return tuple(
        (owner, bits, fading, compiled(rf"(?:^| )(?:{pattern})(?: |$)"))
        for cues, fading in ((_CUES_BEFORE, _PER_WORD), (_ROLES_BEFORE, _PER_WORD_OF_ROLE))
        for owner, bits, pattern in cues
    )


@lru_cache(maxsize=1)
def _which_before() -> Any:
    """Return a filter over all cues: it says in one call which are there."""
    options = re2.Options()
    found = re2.Filter()
    for cues in (_CUES_BEFORE, _ROLES_BEFORE):
        for _, _, pattern in cues:
            found.Add(rf"(?:^| )(?:{pattern})(?: |$)", options)
    found.Compile()
    return found


@lru_cache(maxsize=1)
def _after_cues() -> tuple[tuple[Owner, float, Pattern], ...]:
    return tuple((owner, bits, compiled(pattern)) for owner, bits, pattern in _CUES_AFTER)


def is_published(digits: str) -> bool:
    """Say whether a phone number is a published helpline."""
    return digits in PUBLIC_NUMBERS or (digits.startswith("44") and "0" + digits[2:] in PUBLIC_NUMBERS)


def owner_of_number(text: str, start: int, end: int, digits: str) -> Owner | None:
    """Return whose the phone number at start..end is; None where nothing says."""
    national = "0" + digits[2:] if digits.startswith("44") else digits
    if is_published(digits):
        return Owner.PUBLIC_BODY
    # 03, 08 and 09 are numbers of firms and bodies, and a call from abroad was hardly from a neighbour.
    said = [_Said(Owner.SCAMMER, 2.0)] if national[:2] in {"03", "08", "09"} or national[:1] != "0" else []
    return _weigh(text, start, end, said)


def owner_by_words(text: str, start: int, end: int | None = None) -> Owner | None:
    """Return whom the words around an offset speak of; None where nothing says."""
    return _weigh(text, start, start if end is None else end, [])


def votes_by_words(text: str, start: int, end: int) -> dict[Owner, float]:
    """Return for each owner that the words around a place speak for how many bits are said."""
    return _votes(text, start, end, [])


def _weigh(text: str, start: int, end: int, said: Sequence[_Said]) -> Owner | None:
    most = _votes(text, start, end, said)
    if not most:
        return None
    owner = max(most, key=lambda one: most[one])
    return owner if most[owner] >= _ENOUGH else None


def _votes(text: str, start: int, end: int, said: Sequence[_Said]) -> dict[Owner, float]:
    before = _plain(text[max(0, start - _BEFORE) : start])
    after = _plain(text[end : end + _AFTER]).split(" . ", 1)[0].split(" | ", 1)[0].strip()
    most: dict[Owner, float] = {}
    for owner, bits in (*said, *_said_before(before), *_said_after(after), *_said_by_pronoun(text, start, before)):
        most[owner] = max(most.get(owner, 0.0), bits)
    if compiled(_NAMED_BEFORE).search(text[max(0, start - 45) : start]):
        most[Owner.VICTIM] = max(most.get(Owner.VICTIM, 0.0), 1.6)
    return most


def _said_before(before: str) -> list[_Said]:
    found: list[_Said] = []
    cues = _before_cues()
    for number in _which_before().Match(before) or ():
        owner, bits, fading, pattern = cues[number]
        place = -1
        for match in pattern.finditer(before):
            place = match.end()
        if place < 0:
            continue
        between = before[place:].split()
        stops = between.count(".") + between.count("|")
        words = sum(not word.isdigit() for word in between) - stops
        worth = bits - fading * words - _PER_SENTENCE * stops
        if worth > 0:
            found.append(_Said(owner, worth))
    return found


def _said_after(after: str) -> list[_Said]:
    return [_Said(owner, bits) for owner, bits, pattern in _after_cues() if pattern.search(after)] if after else []


def _said_by_pronoun(text: str, start: int, before: str) -> list[_Said]:
    """Return whom "his number is" or "she's on" means: the last person of that gender spoken of."""
    match = compiled(_PRONOUN).search(before.strip())
    if match is None:
        return []
    if compiled(_ASKED_FOR).search(before[-120:]):
        return [_Said(Owner.THIRD_PARTY, 5.0)]
    is_she = match.group(1).startswith(("her", "she"))
    earlier = text[max(0, start - 600) : start].lower()
    kin = _last(_FEMALE_KIN if is_she else _MALE_KIN, earlier)
    caller = _last(_FEMALE_CALLER if is_she else _MALE_CALLER, earlier)
    if kin < 0 and caller < 0:
        return [_Said(Owner.SCAMMER, 4.0)]
    return [_Said(Owner.THIRD_PARTY if kin >= caller else Owner.SCAMMER, 4.6)]


def _last(pattern: str, text: str) -> int:
    place = -1
    for match in compiled(pattern).finditer(text):
        place = match.end()
    return place


def owner_of_account(text: str, start: int, end: int) -> Owner | None:
    """Return whose the account or sort code at start..end is; None where nothing says."""
    # People tell where their money went; their own account number they leave out.
    said = [_Said(Owner.SCAMMER, 1.2)] if _tells_of_a_payment(text) else []
    return _weigh(text, start, end, said)


@lru_cache(maxsize=2)
def _tells_of_a_payment(text: str) -> bool:
    return compiled(_MONEY_WENT).search(text.lower()) is not None


class _WithoutMarks(dict[int, str]):
    """Code point → the letter, figure or pound sign itself, or a space; fills itself as characters turn up."""

    def __missing__(self, point: int) -> str:
        char = chr(point)
        self[point] = char if char.isalnum() or char in "£\x02\x03\x04" else " "
        return self[point]


_WITHOUT_MARKS = _WithoutMarks()


def _plain(piece: str) -> str:
    """Return lower-case words with " . " where a sentence ends, " | " where a line does and " : " after a label."""
    low = piece.lower().replace("'", "").replace("’", "").replace("\r", "")
    low = compiled(_INITIAL).sub(r"\1 ", low) if ". " in low else low
    low = low.replace("no. ", "no ").replace("tel. ", "tel ").replace("mob. ", "mob ")
    low = low.replace(". ", " \x02 ").replace("! ", " \x02 ").replace("; ", " \x02 ").replace("? ", " \x03 ")
    low = low.replace(":", " \x03 ").replace("\n", " \x04 ")
    if "@" in low:
        low = " ".join(word for word in low.split(" ") if "@" not in word)
    made = " ".join(low.translate(_WITHOUT_MARKS).split())
    return made.replace("\x02", ".").replace("\x03", ":").replace("\x04", "|")
