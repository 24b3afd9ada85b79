"""Rules of the house that no linter knows: run by `make check`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FORBIDDEN_NAMES = {"utils.py", "helpers.py", "common.py", "misc.py", "manager.py"}
LONGEST_MODULE = 400
DATA_FOLDER = ROOT.parent / "shared"


def tracked(*patterns: str) -> list[Path]:
    """Return the files git tracks that match."""
    names = subprocess.run(
        ["git", "ls-files", *patterns], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.splitlines()
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def faults() -> list[str]:
    """Gather everything that breaks a rule."""
    found = []
    for path in tracked("*.py"):
        lines = path.read_text(encoding="utf-8").count("\n")
        if lines > LONGEST_MODULE:
            found.append(f"{path.relative_to(ROOT)}: {lines} lines; split it by idea at {LONGEST_MODULE}")
        if path.name in FORBIDDEN_NAMES:
            found.append(f"{path.relative_to(ROOT)}: name it after what it holds")
    for path in tracked():
        if path.suffix in {".png", ".woff2", ".pdf", ".ico"}:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        if f"{ROOT.parent}/" in text:
            found.append(f"{path.relative_to(ROOT)}: carries a path of this machine")
        if path.name.endswith("lock.json") and '"resolved": "http' in text:
            found.append(f"{path.relative_to(ROOT)}: carries resolved addresses")
    return found


if __name__ == "__main__":
    problems = faults()
    for problem in problems:
        print(problem)
    sys.exit(1 if problems else 0)
