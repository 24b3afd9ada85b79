"""What e-mails say, and that nobody's words become markup or a header."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import html5lib
import pytest
from tests.builders import a_warning

from ringfence.domain.subscriber import Choice, Letter, LetterId, LetterPurpose, News, WarningChange
from ringfence.domain.warning import Correction, PublicWarning, WarningId, WarningState
from ringfence.publish import SiteIdentity, render_letter, render_note_to_reporter
from ringfence.publish.letter_phrases import LETTER_PHRASES

AT = datetime(2026, 6, 4, 9, tzinfo=UTC)
SITE = SiteIdentity(base_url="https://warnings.example", site_name="Ringfence", tag_authority="warnings.example,2026")
SITE = replace(SITE, languages=frozenset({"en-GB", "cy"}))
SENTENCES = {
    "en-GB": "We never ring, text or e-mail asking for money, codes or access.",
    "cy": "Nid ydym byth yn ffonio, tecstio nac e-bostio i ofyn am arian, codau na mynediad.",
}


def published(**changes: object) -> PublicWarning:
    fields = {
        "state": WarningState.PUBLISHED,
        "published_at": AT,
        "expires_on": date(2026, 9, 2),
        "path": "warnings/2026/6/a/",
    }
    return replace(a_warning(), **{**fields, **changes})


def a_letter(
    *warnings: PublicWarning, change=WarningChange.PUBLISHED, purpose=LetterPurpose.WARNINGS, language="en-GB"
):
    return Letter(
        id=LetterId("1"), message_id="<1@warnings.example>", purpose=purpose, to="reader@mail.example", secret="s3cret",
        choice=Choice(language=language), made_at=AT,
        news=tuple(News(warning_id=each.id, change=change, revision=each.revision) for each in warnings),
    )  # fmt: skip


def rendered(*warnings: PublicWarning, **options):
    return render_letter(a_letter(*warnings, **options), warnings={each.id: each for each in warnings}, site=SITE)


@pytest.mark.parametrize("language", ["en-GB", "cy"])
@pytest.mark.parametrize("purpose", list(LetterPurpose))
def test_every_letter_ends_with_the_sentence_in_its_language(purpose, language):
    letter = rendered(published(), purpose=purpose, language=language)
    assert letter.text.rstrip().endswith(SENTENCES[language])
    assert SENTENCES[language] in letter.html
    assert "{" not in letter.text


@pytest.mark.parametrize("purpose", list(LetterPurpose))
def test_the_html_is_valid_and_loads_nothing(purpose):
    html = rendered(published(), purpose=purpose).html
    html5lib.HTMLParser(strict=True).parse(html)
    for loaded in ("<img", "<script", "<link", "src=", "url("):
        assert loaded not in html


def test_words_of_a_warning_are_never_markup_and_never_a_header():
    letter = rendered(published(title="<b>Hello</b>\r\nBcc: x@mail.example", description="<script>alert(1)</script>"))
    assert letter.subject == "<b>Hello</b> Bcc: x@mail.example"
    assert "<script>" not in letter.html
    assert "<b>Hello" not in letter.html
    assert "<script>alert(1)</script>" in letter.text  # plain text shows what was written


def test_one_warning_names_the_subject_and_gives_its_advice_and_address():
    letter = rendered(published())
    assert letter.subject == published().title
    assert "What to do" in letter.text
    assert "https://warnings.example/warnings/2026/6/a/" in letter.text


def test_several_warnings_are_one_letter():
    first, second = published(), published(title="Another")
    letter = rendered(first, second)
    assert letter.subject == "2 new warnings about scam calls"
    assert first.title in letter.text
    assert "Another" in letter.text


@pytest.mark.parametrize("state", [WarningState.WITHDRAWN, WarningState.EXPIRED])
def test_a_warning_that_no_longer_holds_is_not_sent_as_new(state):
    assert rendered(published(state=state)) is None


def test_a_withdrawn_warning_gives_the_reason_and_no_advice():
    letter = rendered(
        published(state=WarningState.WITHDRAWN, withdrawn_reason="A test."), change=WarningChange.WITHDRAWN
    )
    assert "We have taken this warning back. A test." in letter.text
    assert "What to do" not in letter.text


def test_a_correction_says_what_was_wrong():
    fixed = published(corrections=(Correction(at=AT, note="The day was wrong."),))
    assert "The day was wrong." in rendered(fixed, change=WarningChange.CORRECTED).text


def test_letters_that_ask_carry_no_list_header():
    assert "List-Unsubscribe" not in rendered(published(), purpose=LetterPurpose.CONFIRM).headers


def test_every_phrase_is_there_in_both_languages():
    assert all(set(texts) == {"en-GB", "cy"} for texts in LETTER_PHRASES.values())


def test_letter_to_a_welsh_page_leads_back_there_and_says_which_warning_is_english():
    warning = published()
    letter = render_letter(a_letter(warning, language="cy"), warnings={warning.id: warning}, site=SITE)

    assert '<html lang="cy">' in letter.html
    assert '<div lang="en-GB">' in letter.html
    assert "yn Saesneg yn unig" in letter.html
    assert "yn Saesneg yn unig" in letter.text
    assert "https://warnings.example/cy/subscribe/mine/s3cret" in letter.text
    assert "https://warnings.example/cy/warnings/2026/6/a/" in letter.text
    assert letter.headers["List-Unsubscribe"] == "<https://warnings.example/subscribe/leave/s3cret>"


@pytest.mark.parametrize("purpose", list(LetterPurpose))
def test_a_letter_is_english_where_the_site_speaks_no_welsh_any_more(purpose):
    english, warning = replace(SITE, languages=frozenset({"en-GB"})), published()
    told = a_letter(warning, purpose=purpose, language="cy")
    letter = render_letter(told, warnings={warning.id: warning}, site=english)

    assert '<html lang="en-GB">' in letter.html
    assert "/cy/" not in letter.text
    assert SENTENCES["en-GB"] in letter.text


@pytest.mark.parametrize(
    ("count", "subject"), [(2, "2 rybudd newydd"), (3, "3 rhybudd newydd"), (6, "6 rhybudd newydd")]
)
def test_a_number_of_warnings_changes_the_word_behind_it(count, subject):
    warnings = [replace(published(), id=WarningId(str(number))) for number in range(count)]
    letter = render_letter(a_letter(*warnings, language="cy"), warnings={each.id: each for each in warnings}, site=SITE)

    assert letter.subject.startswith(subject)


def test_the_note_to_a_reporter_speaks_the_language_of_the_form():
    welsh, english = (render_note_to_reporter(language, site=SITE) for language in ("cy", "en-GB"))

    assert '<html lang="cy">' in welsh.html
    assert SENTENCES["cy"] in welsh.text
    assert SENTENCES["en-GB"] in english.text
    assert render_note_to_reporter("cy", site=replace(SITE, languages=frozenset({"en-GB"}))) == english
