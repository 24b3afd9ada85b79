# ruff: noqa: E501  (lists read better on one line than cut)
"""Classes of words that say whose something is: kin, roles, callers, acts; "mum" and "nan" speak alike."""

from __future__ import annotations

from functools import lru_cache

__all__ = ["class_of", "word_classes"]

_CLASSES = {
    "i": "i im ive id ill imself",
    "my": "my our me ours mine myself us",
    "he": "he hes him his himself hed hell",
    "she": "she shes her hers herself shed",
    "they": "they theyre them their theyd theyve themselves theyll",
    "you": "you your yours youre youll",
    "kin": "mum mums mother mothers mam mams mummy mom dad dads father fathers nan nans nana nanna gran grans granny grandmother grandma grandad grandads grandfather grandpa husband husbands hubby wife wifes partner partners son sons daughter daughters dau dtr sister sisters brother brothers aunt aunts aunty auntie uncle uncles niece nephew cousin granddaughter grandson grandsons godmother godfather godson parents spouse fiance fiancee girlfriend boyfriend stepdad stepmum stepson mother-in-law father-in-law son-in-law daughter-in-law sister-in-law brother-in-law bro sis kids twin granda grampa gramps taid nain mamgu tadcu bampi nonna dadi nani amma baba papa mama ma pa stepbrother stepsister half-brother half-sister great-nephew great-niece nephews nieces cousins stepdaughter missus bf gf relative relatives granny's grannie grandparents nanny mammy daddy hubby's other-half eldest youngest widow's in-laws nephew's girl's bairn bairns brother's",
    "near": "neighbour neighbours friend friends carer carers pal mate mates lodger tenant landlady landlord boss flatmate housemate colleague cleaner gardener keyholder warden gp vet vicar priest nurse nok next-of-kin manager's neighbor flatmates roommate roommates workmate workmates bestie minister verger curate churchwarden pastor imam rabbi chum buddy companion befriender support-worker caretaker helper pa warden's social-worker landlady's schoolfriend bridge-partner next-door",
    "vic": "vic vics victim victims ip ips inft infts informant informants agg aggs aggd aggrieved cust custs complainant complainants compl rp rps reportee reporter resident residents patient patients pensioner customer customers client injured witness wit elderly widow widower occupant householder",
    "susp": "susp suspect suspects scammer scammers caller callers offender offenders fraudster fraudsters conman crook crooks thief criminals perpetrator impersonator subj perp",
    "person": "man men woman women lady gentleman lad lads bloke guy chap fella girl boy male males female females voice person people someone somebody youth gent fellow feller lass m f blokey women's fella's chappie bod geezer laddie lassie gal kid youngster teenager somebody's blonde accent gentlemen couple pensioners couple's punter actor",
    "local": "cashier teller receptionist reception barmaid barman plumber electrician milkman postman postie postwoman postmistress postmaster newsagent shopkeeper pharmacist chemist butcher baker hairdresser librarian teacher headteacher tutor coach porter dentist optician physio chiropodist accountant bookkeeper housekeeper cabbie cabby taxi decorator mechanic chaplain trustee treasurer chairman clerk councillor mp pcso volunteer checkout till counter bouncer steward driver's doorman foreman assistant usher conductor guard locksmith joiner gas-man handyman surgeon consultant's midwife paramedic healthcare dispatcher ombudsman solicitor's",
    "aid": "helped helps noticed noticing spotted stopped overheard interrupted intervened rescued cancelled unplugged drove popped checked grabbed snatched twigged realised clocked challenged refused hung hangs helping alerted warned-me sorted sat witnessed saw found walked stepped heard confirms verified",
    "real": "real genuine actual proper legit actually",
    "died": "late died dead passed buried funeral widowed death",
    "agent": "officer detective constable sergeant inspector engineer technician manager supervisor agent adviser advisor solicitor lawyer investigator operator handler courier driver broker trader rep representative consultant salesman operative clerk barrister doctor bailiff superintendent dc ds di pc dci sgt cashier accountant specialist director captain major colonel professor secretary assistant receptionist recruiter dealer expert superintendant commander chief lieutenant staff-member account-manager advisers advisors underwriter analyst auditor trainer recruiter hr admiral judge magistrate prosecutor colleague's mechanic's salesperson telesales caseworker handler's rigger soldier surgeon's pilot lender landlord's trickster sarge customs-officer courier's colonel's compliance senior head team-leader",
    "claim": "claiming claimed claims claim pretending pretended purporting purported posing posed styled styling alleged alleging supposedly so-called supposed self-styled introduced introducing impersonating impersonated impersonation pretend purports poss allegedly calling describing identified so-styled pretends posed impersonates fronting masquerading styling-himself self-described",
    "name": "name names named called known aka alias surname",
    "rang": "rang rung ringing phoned phoning calls texted texting messaged contacted dialled telephoned whatsapped rings ringin rung-up phond call-back recd rec'd received rcvd t/c tc facetimed skyped voicemail voicemails",
    "reach": "ring call phone text contact reach email e-mail telephone phone's reply write tel mob mobile landline whatsapp ph tel's",
    "said": "said says saying told tells telling stated states explained insisted promised asked asking asks wanted wants assured warned stating reckoned reckons swore swears shouted shouts yelled screamed barked snapped purred murmured whispered muttered mumbled replied replies added continued explained explains demanded demands begged pleaded pressed urged urges insists announced declared advised advises suggested suggests mentioned mentions repeated apologised apologises laughed laughs cried sobbed joked informed informs instructs instructed ordered admitted boasted lied begs sts sez goes promises convinced persuaded spoke talks adv advd recites argued agreed rambled chatted thanked wrote writes",
    "gave": "gave give given giving quoted quoting quotes provided supplied offered left leaving produced cited made-up invented dictated spelled-out signed signs styled",
    "told": "read reading disclosed typed entered confirmed confirm recited divulged shared handed told_out spelled spelt",
    "pay": "sent send paid pay transferred transfer transferring payment payments moved moving move tfr payee payees beneficiary bene benef recipient deposit deposited wired wire credited bacs chaps fp bt remitted went goes transfers forwarded lent loaned handed-over topped cashed zelle'd banked pymt pymts pmt pmts fp bt'd sendin payin transferd trf xfer withdrew drew withdrawal debited",
    "acct": "account accounts a/c ac acc acct sort s/c sc sort-code iban",
    "firm": "microsoft windows bt openreach sky virgin talktalk vodafone ee o2 three amazon apple google paypal ebay visa mastercard bank banks banking barclays lloyds hsbc natwest santander halifax nationwide monzo rbs tsb starling revolut tide wise police met hmrc revenue customs tax court nca crime fraud security support technical department dept company energy gas edf eon council dpd evri mail norton mcafee insurance trading finance lending loans recovery claims pension pensions investments investment capital markets wealth broadband internet systems passport border embassy dvla dwp nhs water ltd limited group partners associates legal law solicitors centre helpdesk team office services service solutions headquarters hq interpol ofcom openreach's funeral hospice charity lottery publishers netflix whatsapp telegram",
    "close": "regards thanks thank sincerely faithfully truly cheers signed wishes yours love ta xx x ps kind best many respectfully",
    "shown": "shown shows showing showed display displayed displays screen 1471 cli clid id came-up flashed appeared spoofed spoof withheld came calling-number handset's 1471'd",
    "secret": "password passcode pin pins code codes otc otp passphrase username login memorable security cvv cvc passwords secrets puk key-safe safe-word answer",
    "doc": "policy passport licence license nhs membership member subscriber customer reference ref refs order tracking booking driving registration reg vrm plate index vehicle car van number no id urn serial exhibit frame chassis service service-no brp share-code utr juror urn's imei roll pps medical hospital nino regiment membership's warranty prescription library",
    "badge": "badge warrant collar case incident crime log staff employee claim file ticket job invoice agreement",
    "where": "live lives living lived address addr h/a resides residing resident home house flat bungalow postcode",
    "old": "aged age yrs yo years born dob old",
    "and": "and or & plus",
    "bank": "card cards debit credit visa's",
    "back": "back again",
    "is": "is was are were be being been its thats",
    "handed": "handed passed put transferred_to connected switched escalated supervisor through",
    "tool": "anydesk teamviewer ultraviewer screen app session logmein teamview quicksupport rustdesk remote remotely",
    "did": "got had has have made took take kept keep came come tried started talked let spoke had went answered turned put",
    "block": "blocked googled looked searched reported looked-up dead unobtainable rings-out fake bogus",
    "hello": "hello hi dear morning afternoon evening hiya",
    "report": "reports reporting reported report reported-by states behalf writing statement",
    "this": "this that it it's",
    "from": "from of at off via with by fm",
    "det": "a an the some another one certain",
}


@lru_cache(maxsize=1)
def word_classes() -> dict[str, str]:
    """Return word (lower case, without apostrophes) → class."""
    table: dict[str, str] = {}
    for name, words in _CLASSES.items():
        for word in words.replace("'s", "").split():
            table.setdefault(word, name)
    return table


def class_of(word: str) -> str:
    """Return the class of a word (lower case, without apostrophes); "" for most."""
    return word_classes().get(word, "")
