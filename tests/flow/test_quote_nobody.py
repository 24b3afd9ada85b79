"""A firm's name that nobody vetted: kept for analysis, gone where it may be a person's."""

from __future__ import annotations

from ringfence.domain.recognition import Recognition, Verdict
from ringfence.flow.quote_nobody import quote_nobody
from ringfence.reading import read_text
from ringfence.redaction import find_personal_data

TEXT = "My name is Jane Pemberton. A man from Pemberton Finance rang about a loan."


def quoted(brand: str, text: str = TEXT) -> str | None:
    recognition = Recognition(verdict=Verdict.SCAM, score=0.9, kind="loan_fee", brand=brand)
    spans = find_personal_data(read_text(text), known=["Jane Pemberton"])
    return quote_nobody(recognition, text=text, spans=spans, brands=frozenset({"monzo", "pemberton"})).brand


def test_a_firm_with_the_reporters_name_in_it_is_taken_out():
    assert quoted("Pemberton Finance") is None


def test_another_firm_stays():
    assert quoted("Larkspur Vale Loans") == "Larkspur Vale Loans"


def test_a_brand_of_the_table_quotes_nobody():
    assert quoted("pemberton") == "pemberton"
