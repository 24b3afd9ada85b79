"""One playbook file read into a ScamType, every fault gathered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import re2

from ringfence.playbooks.drama_numbers import find_numbers_outside
from ringfence.playbooks.scam_type import (
    KINDS,
    ExampleText,
    LocalText,
    Mouth,
    ScamType,
    SignDefinition,
    Stage,
    Wording,
)
from ringfence.playbooks.source import FilledTable, Source

__all__ = ["LANGUAGES", "PLACEHOLDERS", "read_kind"]

LANGUAGES = ("en-GB", "cy")
PLACEHOLDERS = frozenset({"brand", "callers", "area", "force", "kind"})
FAMILIES = ("impersonation", "advance_fee", "investment", "relationship", "other")
# Fewer points of advice than this do not make a warning worth reading.
FEWEST_KEY_ADVICE = 3
_LISTS = ("settling_facts", "key_advice", "during_call", "if_you_let_them_in", "if_you_paid")
_BRACES = re.compile(r"\{([^{}]*)\}|[{}]")


class Texts:
    """The texts of one file in every language, looked up by key; counts what was used."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._used: set[str] = set()
        self._lines: dict[str, int] = {}
        self._flat: dict[str, dict[str, str]] = {}
        given = source.table.get("text")
        for language in LANGUAGES:
            table = given.get(language) if isinstance(given, dict) else None
            if not isinstance(table, dict):
                source.complain(f"the table [text.{language}] is missing", line=1)
                table = {}
            self._lines[language] = (source.line_of(f"[text.{language}") or 1) if table else 0
            self._flat[language] = dict(self._flatten(table, "", language))

    def find(self, key: str, *, required: bool = True) -> LocalText | None:
        """Return a text in every language; a missing one is a fault."""
        self._used.add(key)
        found = {language: texts[key] for language, texts in self._flat.items() if key in texts}
        if not found and not required:
            return None
        for language in LANGUAGES:
            if language not in found:
                other = next((self._line(key, there) for there in found), None)
                line = other or self._source.line_of(key.rsplit(".", maxsplit=1)[-1]) or self._lines[language] or 1
                self._source.complain(f"the text {key} is missing in [text.{language}]", line=line, key=key)
                found[language] = ""
        return found

    def need(self, key: str) -> LocalText:
        """Return a text that has to be there."""
        return self.find(key) or {}

    def each(self, prefix: str, ids: tuple[str, ...]) -> Mapping[str, LocalText]:
        """Return the texts of a list of ids, in order."""
        return {id_: self.need(f"{prefix}.{id_}") for id_ in ids}

    def require_all_used(self) -> None:
        """Complain of texts that nothing refers to, and of braces that nothing fills."""
        for language, texts in self._flat.items():
            for key, text in texts.items():
                if key not in self._used:
                    self._fault(f"nothing refers to the text {key}", key, language)
                for brace in _BRACES.finditer(text):
                    if brace[1] not in PLACEHOLDERS:
                        allowed = ", ".join(f"{{{name}}}" for name in sorted(PLACEHOLDERS))
                        self._fault(f"{brace[0]} is not a placeholder; there are {allowed}", key, language)

    def _flatten(self, table: Mapping[str, Any], prefix: str, language: str) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        for key, value in table.items():
            if isinstance(value, dict):
                found += self._flatten(value, f"{prefix}{key}.", language)
            elif isinstance(value, str) and value.strip():
                found.append((f"{prefix}{key}", value))
            else:
                self._fault("has to be text in quotation marks, and not empty", f"{prefix}{key}", language)
        return found

    def _line(self, key: str, language: str) -> int | None:
        return self._source.line_of(key, after=self._lines[language])

    def _fault(self, reason: str, key: str, language: str) -> None:
        self._source.complain(reason, key=key, line=self._line(key, language))


def read_kind(source: Source, *, slug: str, brand_slugs: frozenset[str], published: frozenset[str]) -> ScamType:
    """Read one file; what is wrong with it is added to `source.faults`.

    Args:
        source: the parsed file.
        slug: its name, one of `KINDS`.
        brand_slugs: the table of brands.
        published: helplines that may be printed, digits only.
    """
    top = FilledTable(source, source.table)
    top.expect("text", "sign", "example", "wording")
    texts = Texts(source)
    if slug not in KINDS:
        source.complain(f"{slug!r} is not a kind; KINDS in playbooks/scam_type.py lists them", line=1)
    stage_slugs = _ids(top, "stages")
    lists = {key: _ids(top, key) for key in _LISTS}
    if len(lists["key_advice"]) < FEWEST_KEY_ADVICE:
        source.complain(f"key_advice needs at least {FEWEST_KEY_ADVICE} points", key="key_advice")
    brands = _ids(top, "brands")
    for brand in brands:
        if brand not in brand_slugs:
            source.complain(f"the brand {brand!r} does not stand in brands.toml", key=brand)
    scam_type = ScamType(
        slug=slug,
        version=top.text("version"),
        name=texts.need("name"),
        summary=texts.need("summary"),
        family=top.choice("family", FAMILIES),
        brands=brands,
        stages=tuple(
            Stage(
                slug=stage,
                name=texts.need(f"stages.{stage}.name"),
                say_next=texts.need(f"stages.{stage}.say_next"),
                claim=texts.find(f"stages.{stage}.claim", required=False),
            )
            for stage in stage_slugs
        ),
        signs=_read_signs(source, texts, frozenset(stage_slugs)),
        settling_facts=texts.each("settling_facts", lists["settling_facts"]),
        key_advice=texts.each("key_advice", lists["key_advice"]),
        if_you_let_them_in=texts.each("if_you_let_them_in", lists["if_you_let_them_in"]),
        if_you_paid=texts.each("if_you_paid", lists["if_you_paid"]),
        during_call=texts.each("during_call", lists["during_call"]),
        wording=_read_wording(source, texts),
        techniques=top.texts("techniques", required=False),
        crime_code=top.maybe_text("crime_code"),
        welsh_reviewed_by=top.maybe_text("welsh_reviewed_by"),
        examples=_read_examples(source),
    )
    top.expect("crime_code", "welsh_reviewed_by")
    top.require_nothing_else()
    texts.require_all_used()
    complain_of_numbers(source, published=published)
    return scam_type


def complain_of_numbers(source: Source, *, published: frozenset[str]) -> None:
    """Complain of phone numbers that could be somebody's."""
    for place, _ in find_numbers_outside(source.text, published=published):
        line = source.text.count("\n", 0, place) + 1
        source.complain("this phone number may be somebody's; use one of Ofcom's drama numbers", line=line)


def _ids(table: FilledTable, key: str) -> tuple[str, ...]:
    ids = table.texts(key)
    for repeated in sorted({id_ for id_ in ids if ids.count(id_) > 1}):
        table.source.complain(f"{repeated!r} stands twice in {key}", key=key)
    return tuple(dict.fromkeys(ids))


def _tables(source: Source, name: str) -> list[FilledTable]:
    given = source.table.get(name, [])
    if not isinstance(given, list) or not all(isinstance(item, dict) for item in given):
        source.complain(f"write each {name} as a [[{name}]] table", key=name)
        return []
    lines = source.lines_of_tables(name)
    return [
        FilledTable(source, item, first_line=lines[place] if place < len(lines) else 0)
        for place, item in enumerate(given)
    ]


def _read_signs(source: Source, texts: Texts, stages: frozenset[str]) -> tuple[SignDefinition, ...]:
    signs: dict[str, SignDefinition] = {}
    for table in _tables(source, "sign"):
        weight = table.number("weight")
        sign = SignDefinition(
            id=table.text("id"),
            stage=table.text("stage"),
            mouth=Mouth(table.choice("mouth", [mouth.value for mouth in Mouth]) or Mouth.ANY),
            weight=weight,
            names_kind=table.number("names_kind", default=weight),
            phrases=table.texts("phrases", required=False),
            patterns=table.texts("patterns", required=False),
            why=texts.need(f"why.{table.text('why', default=table.text('id'))}"),
            decisive=table.truth("decisive"),
        )
        table.require_nothing_else()
        if sign.id in signs:
            source.complain(f"the sign {sign.id!r} is there twice", line=table.first_line, key=sign.id)
        if sign.stage and sign.stage not in stages:
            source.complain(
                f"the stage {sign.stage!r} is not in the list of stages", key="stage", after=table.first_line
            )
        if not sign.phrases and not sign.patterns:
            source.complain(f"the sign {sign.id!r} has neither phrases nor patterns", line=table.first_line)
        if any(phrase != phrase.lower() for phrase in sign.phrases):
            source.complain("phrases are written in lower case", key="phrases", after=table.first_line)
        for pattern in sign.patterns:
            if problem := _problem_of(pattern):
                source.complain(
                    f"the pattern {pattern!r} is not RE2 syntax: {problem}", key="patterns", after=table.first_line
                )
        signs[sign.id] = sign
    if not signs:
        source.complain("there is no [[sign]]", line=1)
    return tuple(signs.values())


def _quiet() -> re2.Options:
    options = re2.Options()
    options.log_errors = False
    return options


_QUIET = _quiet()


def _problem_of(pattern: str) -> str | None:
    try:
        re2.compile(pattern, _QUIET)
    except re2.error as error:
        detail = error.args[0] if error.args else error
        return detail.decode(errors="replace") if isinstance(detail, bytes) else str(detail)
    return None


def _read_examples(source: Source) -> tuple[ExampleText, ...]:
    examples = []
    for table in _tables(source, "example"):
        examples.append(
            ExampleText(
                text=table.text("text"),
                must_match=table.truth("must_match", default=True),
                note=table.text("note") if "note" in table.values else "",
            )
        )
        table.require_nothing_else()
    if {example.must_match for example in examples} != {True, False}:
        source.complain("there has to be an [[example]] that must match and one that must not", line=1)
    return tuple(examples)


def _read_wording(source: Source, texts: Texts) -> Wording:
    given = source.table.get("wording")
    line = source.line_of("[wording]") or 1
    if not isinstance(given, dict):
        source.complain("the table [wording] with its what_is_happening is missing", line=1, key="wording")
        given = {"what_is_happening": []}
    table = FilledTable(source, given, first_line=line)
    paragraphs = _ids(table, "what_is_happening")
    table.require_nothing_else()
    return Wording(
        title=texts.need("wording.title"),
        title_resurgence=texts.need("wording.title_resurgence"),
        description=texts.need("wording.description"),
        what_is_happening=tuple(texts.need(f"wording.what_is_happening.{id_}") for id_ in paragraphs),
        trade=texts.need("wording.trade"),
    )
