from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import html5lib
import pytest
from lxml import etree
from tests.builders import a_surge, a_warning

from ringfence.domain.report import World
from ringfence.domain.warning import Correction, PublicWarning, Statement, WarningState
from ringfence.foundation.errors import NotAllowed
from ringfence.publish import (
    SiteIdentity,
    copy_block,
    head_metadata,
    render_article_html,
    render_feeds,
    render_markdown,
    render_site,
    render_warning,
)
from ringfence.publish.copy_block import MESSAGE_LIMIT

AT = datetime(2020, 8, 27, 10, 39, tzinfo=UTC)  # 11:39 in London
SITE = SiteIdentity(
    base_url="https://warnings.example",
    site_name="Cheshire Constabulary",
    tag_authority="warnings.example,2026",
    area_names={"cheshire": "Cheshire", "kent": "Kent"},
)
ATOM = "{http://www.w3.org/2005/Atom}"
PATH = "warnings/2020/8/scam-calls-01234567/"
STATEMENT = Statement(
    paragraphs=("First words.", "Last words."), name="Ann Example", rank="Detective Sergeant",
    unit="Economic Crime Unit", body="Cheshire Constabulary", signed_by="ann", signed_at=AT,
)  # fmt: skip


def published(**changes: object) -> PublicWarning:
    draft = a_warning(surge=a_surge())
    return replace(
        draft,
        **{
            "id": "0123456789abcdef",
            "state": WarningState.PUBLISHED,
            "path": PATH,
            "feed_id": "tag:warnings.example,2026:0123456789abcdef",
            "published_at": AT,
            "updated_at": AT,
            "statements": (STATEMENT,),
            **changes,
        },  # type: ignore[arg-type]
    )


def an_exercise() -> PublicWarning:
    return published(world=World("practice"), path=f"exercise/practice/{PATH}")


def test_markdown_begins_as_the_seed_page_does():
    lines = render_markdown(published(), site=SITE).splitlines()
    assert lines[0] == "```yaml"
    assert lines[1] == 'area: "Cheshire"'
    assert lines[2] == "og:"
    end = lines.index("```")
    keys = [line.split(":")[0].strip() for line in lines[1:end]]
    assert keys == ["area", "og", "description", "image", "locale", "title", "type", "url", "title", "url"]
    assert lines[end + 1] == ""
    assert lines[end + 2] == "11:39 27/08/2020"
    assert re.fullmatch(r"\*\*.+\*\*", lines[end + 4])


def test_markdown_yaml_cannot_be_broken_out_of():
    text = render_markdown(published(title='A "quoted" title\n```\nevil: true'), site=SITE)
    block = text.split("```yaml\n")[1].split("\n```")[0]
    assert "evil: true" not in block.splitlines()
    assert json.loads(next(line for line in block.splitlines() if line.startswith("title: "))[7:]).startswith(
        'A "quoted'
    )


def test_markdown_of_text_with_marks_stays_text():
    text = render_markdown(published(description="<script>alert(1)</script> *stars* [a](b)"), site=SITE)
    body = text.split("```\n\n")[1]
    assert "\\<script\\>" in body
    assert "\\*stars\\*" in body


def test_page_has_every_open_graph_property_once_and_escaped():
    head = head_metadata(published(title='Calls "from" <b>'), site=SITE)
    found = re.findall(r'property="og:(\w+)"', head)
    assert sorted(found) == ["description", "image", "locale", "title", "type", "url"]
    assert "Calls &#34;from&#34; &lt;b&gt;" in head


def test_article_is_valid_and_has_one_heading_and_no_markup_of_its_own_text():
    article = render_article_html(published(title="<img src=x onerror=alert(1)>"), site=SITE)
    parser = html5lib.HTMLParser(strict=True)
    parser.parseFragment(article)
    assert article.count("<h1") == 1
    assert "<img" not in article
    assert "style=" not in article
    assert "Detective Sergeant Ann Example, of the Economic Crime Unit, Cheshire Constabulary, said:" in article


def test_static_pages_are_valid_html():
    for path, content in render_site([published()], site=SITE).items():
        if path.endswith(".html"):
            html5lib.HTMLParser(strict=True).parse(content.decode())
            assert content.count(b"<h1") == 1, path


def test_links_between_static_pages_hold_in_a_plain_folder():
    files = render_site([published()], site=SITE)
    page = files[f"{PATH}index.html"].decode()
    assert 'href="../../../assets/warnings.css"' in page
    assert "warnings/assets/warnings.css" in files
    listing = files["warnings/index.html"].decode()
    assert 'href="2020/8/scam-calls-01234567/"' in listing


def test_atom_and_json_feed_agree():
    files = render_feeds([published()], site=SITE, world=published().world, kinds=["delivery"])
    atom = etree.fromstring(files["warnings/feed.atom"])
    entry = atom.find(f"{ATOM}entry")
    item = json.loads(files["warnings/feed.json"])["items"][0]
    assert entry is not None
    assert entry.findtext(f"{ATOM}id") == item["id"] == "tag:warnings.example,2026:0123456789abcdef"
    assert entry.findtext(f"{ATOM}title") == item["title"]
    assert entry.findtext(f"{ATOM}content") == item["content_html"]
    assert json.loads(files["warnings/area/cheshire/feed.json"])["items"]
    assert json.loads(files["warnings/area/kent/feed.json"])["items"] == []
    assert json.loads(files["warnings/kind/delivery/feed.json"])["items"] == []
    for name in ("id", "title", "updated", "link", "author"):
        assert atom.find(f"{ATOM}{name}") is not None


def test_card_is_a_picture_of_the_right_size_and_always_the_same():
    card = render_warning(published(), site=SITE)[f"{PATH}card.png"]
    assert card[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(card[16:20], "big"), int.from_bytes(card[20:24], "big")) == (1200, 630)
    assert render_warning(published(), site=SITE)[f"{PATH}card.png"] == card


def test_card_takes_any_text_as_text():
    odd = published(title='#import "x" $ * _ [ ] \\ ` <y> @z ' + "very long words " * 8)
    assert render_warning(odd, site=SITE)[f"{PATH}card.png"][:4] == b"\x89PNG"


@pytest.mark.parametrize("words", [4, 60])
def test_message_fits_and_ends_in_the_address(words):
    block = copy_block(published(title="word " * words), site=SITE)
    assert len(block.message) <= MESSAGE_LIMIT
    assert block.message.endswith(f"https://warnings.example/{PATH}")


def test_everything_made_of_an_exercise_says_so():
    for path, content in render_site([an_exercise()], site=SITE, world=World("practice")).items():
        assert path.startswith("exercise/practice/warnings/")
        if not path.endswith((".png", ".css")):
            assert b"EXERCISE" in content, path


def test_a_withdrawn_warning_stays_and_says_why_in_every_form():
    gone = published(state=WarningState.WITHDRAWN, withdrawn_reason="The number was wrong.")
    for path, content in render_site([gone], site=SITE).items():
        if not path.endswith((".png", ".css")) and ("/area/kent" not in path):
            assert b"The number was wrong." in content, path


def test_corrections_are_shown():
    fixed = published(corrections=(Correction(at=AT, note="A helpline was wrong."),))
    assert "Corrected on 27/08/2020: A helpline was wrong." in render_article_html(fixed, site=SITE)
    assert "A helpline was wrong." in render_markdown(fixed, site=SITE)


def test_nothing_unapproved_is_rendered_as_files():
    with pytest.raises(NotAllowed):
        render_warning(published(path=None), site=SITE)


def test_the_same_warnings_give_the_same_bytes():
    assert render_site([published()], site=SITE) == render_site([published()], site=SITE)
