"""`make exercise`, as anybody runs it: from the first report to the approved warning."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
SEED_KEYS = {"area", "og", "title", "url"}
OG_KEYS = {"description", "image", "locale", "title", "type", "url"}


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    folder = tmp_path_factory.mktemp("exercise")
    environment = {
        **os.environ,
        "RINGFENCE_DATA_DIR": str(folder / "data"),
        "RINGFENCE_PUBLISH_DIR": str(folder / "site"),
    }
    ringfence = str(Path(sys.executable).with_name("ringfence"))
    result = subprocess.run(
        [ringfence, "exercise", "cheshire-2020"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout, folder / "site"


def only(site: Path, pattern: str) -> Path:
    found = list(site.glob(pattern))
    assert len(found) == 1, found
    return found[0]


def test_it_says_what_happened_when(played):
    output, _ = played
    assert "First report of the wave:" in output
    assert re.search(r"Surge raised, draft written: .*2[0-9]/08/2020", output)
    assert "Warning published:           11:39 27/08/2020" in output
    assert re.search(r"Reports of the wave after publication: \d+ of \d+", output)
    assert re.search(r"Drafts raised elsewhere:     \d+", output)


def test_markdown_has_every_key_of_the_seed_and_the_dateline(played):
    markdown = only(played[1], "**/*-*.md").read_text()
    block = re.match(r"```yaml\n(.*?)```\n\n(\d\d:\d\d \d\d/\d\d/\d{4})\n\n\*\*", markdown, re.S)
    assert block, markdown[:400]
    keys = set(re.findall(r"^(\w+):", block[1], re.M))
    assert keys >= SEED_KEYS
    assert set(re.findall(r"^  (\w+):", block[1], re.M)) >= OG_KEYS
    assert block[2] == "11:39 27/08/2020"
    advice = markdown.split("**Key advice:**")[1].split("\n\n")[1]
    assert advice.count("\n * ") + advice.startswith(" * ") >= 3
    assert "101" in markdown
    assert "Action Fraud" in markdown
    assert "0300 123 2040" in markdown
    assert "Report Fraud" not in markdown
    assert "resurgence" in markdown


def test_html_has_every_og_property(played):
    page = only(played[1], "exercise/**/warnings/2020/8/*/index.html").read_text()
    assert {f'property="og:{key}"' for key in OG_KEYS} <= set(re.findall(r'property="og:\w+"', page))


def test_every_page_and_file_says_that_it_is_an_exercise(played):
    for path in played[1].rglob("*"):
        if path.is_file() and path.suffix in {".html", ".md", ".atom", ".json", ".txt"} and "assets" not in path.parts:
            if path.name.startswith("."):
                continue
            assert "exercise" in path.read_text().lower(), path


def test_nothing_is_written_outside_the_exercise(played):
    _, site = played
    outside = [path for path in site.rglob("*.html") if path.relative_to(site).parts[0] != "exercise"]
    assert outside == []
