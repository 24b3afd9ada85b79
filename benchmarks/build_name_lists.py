"""Build the lists of given names and surnames that come from the census of the United States of 1990.

    pip install names==0.3.0   (in an environment of its own)
    python benchmarks/build_name_lists.py FOLDER-OF-THE-PACKAGE

Writes src/ringfence/redaction/census_given.txt and census_surnames.txt. The census's frequencies are public domain (work of the
United States government); the package that carries them is MIT. Words that are ordinary in English, towns, counties and
firms are left out: a name that is one of them is found by what stands around it. given_names.txt is by hand.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ringfence.redaction.vocabulary import english_words, given_names_by_hand, is_ordinary

FOLDER = Path(__file__).resolve().parents[1] / "src" / "ringfence" / "redaction"
SURNAMES = 9000
HEAD = "# From the United States census of 1990 by benchmarks/build_name_lists.py; given names and surnames by hand are elsewhere.\n"
# Towns, counties, firms, months and words that the lists of ordinary words do not hold.
NOT_NAMES = frozenset(
    [
        "isa",
        "an",
        "asia",
        "britain",
        "carolina",
        "china",
        "chester",
        "cleveland",
        "columbus",
        "dallas",
        "denver",
        "devon",
        "dorset",
        "dover",
        "essex",
        "florida",
        "france",
        "georgia",
        "ghana",
        "holland",
        "houston",
        "india",
        "indiana",
        "ireland",
        "israel",
        "italy",
        "jamaica",
        "japan",
        "jersey",
        "kent",
        "kenya",
        "korea",
        "lancaster",
        "lincoln",
        "london",
        "madison",
        "malta",
        "manchester",
        "melbourne",
        "memphis",
        "milan",
        "montana",
        "nevada",
        "norfolk",
        "orlando",
        "oxford",
        "paris",
        "phoenix",
        "preston",
        "savannah",
        "sheffield",
        "sidney",
        "surrey",
        "sussex",
        "sydney",
        "tennessee",
        "texas",
        "trinidad",
        "venice",
        "vienna",
        "virginia",
        "wales",
        "washington",
        "windsor",
        "york",
        "warwick",
        "bath",
        "bolton",
        "bradford",
        "burnley",
        "bury",
        "buxton",
        "cambridge",
        "canterbury",
        "carlisle",
        "cheltenham",
        "chesterfield",
        "coventry",
        "crewe",
        "croydon",
        "darlington",
        "derby",
        "doncaster",
        "dudley",
        "durham",
        "eastbourne",
        "exeter",
        "gloucester",
        "grimsby",
        "halifax",
        "hampshire",
        "harlow",
        "harrogate",
        "hastings",
        "hereford",
        "hull",
        "huddersfield",
        "ipswich",
        "keighley",
        "kettering",
        "leeds",
        "leicester",
        "lichfield",
        "liverpool",
        "luton",
        "macclesfield",
        "maidstone",
        "middleton",
        "newark",
        "newcastle",
        "newport",
        "newton",
        "northampton",
        "norwich",
        "nottingham",
        "oldham",
        "peterborough",
        "plymouth",
        "portsmouth",
        "reading",
        "redding",
        "rochdale",
        "rochester",
        "rugby",
        "salford",
        "salisbury",
        "scarborough",
        "selby",
        "shrewsbury",
        "skipton",
        "slough",
        "solihull",
        "southampton",
        "southend",
        "southport",
        "stafford",
        "stevenage",
        "stirling",
        "stockport",
        "stoke",
        "stratford",
        "sunderland",
        "sutton",
        "swansea",
        "swindon",
        "taunton",
        "telford",
        "thornton",
        "torquay",
        "wakefield",
        "walsall",
        "warrington",
        "watford",
        "wellington",
        "weston",
        "whitby",
        "wigan",
        "wilmslow",
        "winchester",
        "woking",
        "wolverhampton",
        "worcester",
        "worthing",
        "barclay",
        "barclays",
        "amazon",
        "argos",
        "lloyd",
        "lloyds",
        "dell",
        "mastercard",
        "visa",
        "chase",
        "wells",
        "fargo",
        "monzo",
        "halifax",
        "skipton",
        "norton",
        "mcafee",
        "virgin",
        "apple",
        "google",
        "ebay",
        "tesco",
        "asda",
        "boots",
        "currys",
        "morrison",
        "waitrose",
        "co",
        "mae",
        "ma",
        "so",
        "see",
        "my",
        "she",
        "he",
        "in",
        "le",
        "la",
        "de",
        "van",
        "von",
        "du",
        "un",
        "ok",
        "xi",
        "yu",
        "el",
        "al",
        "jan",
        "may",
        "june",
        "april",
        "august",
        "sterling",
        "dollar",
        "ford",
        "holden",
        "royce",
        "mercedes",
        "porsche",
        "bentley",
        "morgan",
        "christian",
        "trinity",
        "english",
        "welsh",
        "scott",
        "irish",
        "french",
        "german",
        "german",
        "roman",
        "spain",
    ]
)


def main() -> int:
    package = Path(sys.argv[1])
    given = {word for name in ("dist.female.first", "dist.male.first") for word in _column(package / name)}
    kept = {word for word in given if _is_name(word)} - given_names_by_hand()
    _write("census_given.txt", kept)
    surnames = _column(package / "dist.all.last")[:SURNAMES]
    _write("census_surnames.txt", {word for word in surnames if _is_name(word) and word not in given})
    return 0


def _column(path: Path) -> list[str]:
    return [line.split()[0].lower() for line in path.read_text(encoding="ascii").splitlines() if line.strip()]


def _is_name(word: str) -> bool:
    return len(word) > 2 and word not in NOT_NAMES and not is_ordinary(word) and word not in english_words()


def _write(name: str, words: set[str]) -> None:
    lines, line = [HEAD.rstrip()], ""
    for word in sorted(words):
        if len(line) + len(word) > 2000:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    (FOLDER / name).write_text("\n".join([*lines, line]) + "\n", encoding="utf-8")
    print(f"{name}: {len(words)} names")


if __name__ == "__main__":
    sys.exit(main())
