"""Every setting in one table: name, default, help. Environment over TOML over default.

The environment variable of a setting is `RINGFENCE_` and its name in capitals;
the TOML file is named by `RINGFENCE_CONFIG`. docs/reference/settings.md is made
from this table.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ringfence.foundation.errors import Fault, InvalidSetting
from ringfence.foundation.translatable import translatable

__all__ = ["TABLE", "Setting", "Settings", "load_settings", "settings_page"]


def _whole(low: int, high: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        number = int(text)
        if not low <= number <= high:
            raise ValueError(f"a whole number from {low} to {high}")
        return number

    return parse


def _share(text: str) -> float:
    number = float(text)
    if not 0 < number <= 100:
        raise ValueError("a number above 0, up to 100")
    return number


def _yes_no(text: str) -> bool:
    if text.lower() in {"1", "true", "yes", "on"}:
        return True
    if text.lower() in {"0", "false", "no", "off", ""}:
        return False
    raise ValueError("yes or no")


def _base_address(text: str) -> str:
    if not text.startswith(("http://", "https://")):
        raise ValueError("an address that begins with http:// or https://")
    return text.rstrip("/")


def _colour(text: str) -> str:
    if len(text) != 7 or text[0] != "#" or any(digit not in "0123456789abcdefABCDEF" for digit in text[1:]):
        raise ValueError("a colour such as #0b3d5c")
    if (ratio := _contrast_with_white(text)) < LEAST_CONTRAST:
        raise ValueError(
            f"a darker colour: white words must stand out {LEAST_CONTRAST} to 1, and on this one it is {ratio:.1f}"
        )
    return text


# Web Content Accessibility Guidelines 2.2, success criterion 1.4.3.
LEAST_CONTRAST = 4.5


def _contrast_with_white(colour: str) -> float:
    """Return the contrast ratio of WCAG 2.2, from 1 (white) to 21 (black)."""
    shares = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _welsh(text: str) -> str:
    if text not in {"", "draft"}:
        raise ValueError("draft, or nothing")
    return text


def _mail_address(text: str) -> str:
    schemes = ("smtp://", "smtps://", "smtp+starttls://")
    if text and not text.startswith(schemes):
        raise ValueError("an address that begins with smtp://, smtp+starttls:// or smtps://")
    return text


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting."""

    name: str
    default: str
    help: str
    parse: Callable[[str], Any] = str

    @property
    def variable(self) -> str:
        """Name of its environment variable."""
        return f"RINGFENCE_{self.name.upper()}"


TABLE = (
    Setting("data_dir", "var", "Folder for database, key and locks; on a local disk", Path),
    Setting("database_url", "", "postgresql://user@host:port/name; empty: SQLite in data_dir"),
    Setting("key_file", "", "File with the encryption keys, newest first, mode 0600; empty: key in data_dir"),
    Setting("originals_key_file", "", "File with the keys of originals alone; empty: originals-key in data_dir"),
    Setting("retention_file", "", "The data controller's retention table; empty: the packaged proposal"),
    Setting("base_url", "http://127.0.0.1:8000", "Address under which the public reaches the site", _base_address),
    Setting("site_name", "Ringfence", "Name in the header of every page"),
    Setting("tagline", translatable("Scam call reports and warnings"), "A few words beside the name"),
    Setting("operator", "", "Who runs this deployment; empty: a demonstration, and every page says so"),
    Setting("data_controller", "", "Data controller; empty: a demonstration"),
    Setting("staffed_hours", "", "When somebody reads reports; empty: a demonstration"),
    Setting("urgent_contact", "", "Who is paged for an urgent report; empty: a demonstration"),
    Setting("contact", "", "How the public reaches the operator: an e-mail or postal address, printed as it is"),
    Setting("theme_colour", "#0b3d5c", "Colour of the header, as #0b3d5c; dark enough for white words", _colour),
    Setting("false_drafts_per_year", "0.1", "Drafts that chance alone may raise, per force and year", _share),
    Setting(
        "welsh",
        "",
        "draft: serve Welsh that nobody has read, marked so on each page of a demonstration; empty: only once signed",
        _welsh,
    ),
    Setting("count_floor", "3", "Published counts below this are suppressed", _whole(1, 100)),
    Setting("publish_dir", "", "Folder that published pages are also written to; empty: none"),
    Setting(
        "mail_url",
        "",
        "smtp+starttls://user:password@host:587, or smtps://; empty: a folder mail in data_dir",
        _mail_address,
    ),
    Setting("mail_from", "", "Address that e-mails come from; empty: warnings@ and the host of base_url"),
    Setting("note_from", "", "Neutral address of e-mails to reporters; empty: messages@ and the host of base_url"),
    Setting("leave_to", "https://www.bbc.co.uk/weather", "Page that the exit button leads to", _base_address),
    Setting("allowed_hosts", "127.0.0.1,localhost,[::1]", "Host names the server answers to, with commas between"),
    Setting("host", "127.0.0.1", "Address the server listens on"),
    Setting("port", "8000", "Port the server listens on", _whole(1, 65535)),
    Setting("proxies", "0", "Proxies in front whose X-Forwarded-For is believed; 0: none", _whole(0, 9)),
    Setting("api_per_minute", "600", "Reports a minute one address may send to the API", _whole(1, 1_000_000)),
    Setting(
        "worker_lease_seconds", "60", "A job whose worker is silent for so long is given to another", _whole(2, 3600)
    ),
    Setting("speech_model", "", "Folder of speech weights for faster-whisper; empty: those of the speech extra"),
    Setting("debug", "no", "Show technical detail on error pages; never in public", _yes_no),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings with their values; read as attributes by name."""

    values: Mapping[str, Any]

    def __getattr__(self, name: str) -> Any:
        try:
            return self.values[name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def is_demonstration(self) -> bool:
        """Nobody is named who reads the reports."""
        return not all(self.values[name] for name in ("operator", "data_controller", "staffed_hours", "urgent_contact"))


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read every setting, gathering all faults.

    Raises:
        InvalidSetting: with each bad value and what to write instead.
    """
    environment = os.environ if environment is None else environment
    faults: list[Fault] = []
    written = _from_file(environment.get("RINGFENCE_CONFIG", ""), faults)
    values: dict[str, Any] = {}
    for setting in TABLE:
        text = environment.get(setting.variable, str(written.get(setting.name, setting.default)))
        try:
            values[setting.name] = setting.parse(text)
        except ValueError as error:
            faults.append(Fault(field=setting.variable, reason=f"{text[:60]!r} cannot be used; write {error}"))
    faults += _unread_welsh(values)
    if faults:
        raise InvalidSetting("Ringfence cannot start with these settings:", faults)
    return Settings(values)


def _unread_welsh(values: Mapping[str, Any]) -> list[Fault]:
    """Refuse to show unread Welsh to the public of a deployment that is no demonstration any more."""
    if not values.get("welsh") or Settings(values).is_demonstration:
        return []
    reason = "nobody has read this Welsh, and this deployment is no demonstration; leave it empty, and read it on one"
    return [Fault(field="RINGFENCE_WELSH", reason=reason)]


def settings_page() -> str:
    """Return docs/reference/settings.md."""
    rows = [
        f"| `{setting.variable}` | {f'`{setting.default}`' if setting.default else ''} | {setting.help} |"
        for setting in TABLE
    ]
    head = (
        "# Settings\n\n"
        "Environment over TOML (`RINGFENCE_CONFIG` names the file, keys without the prefix) over default.\n"
    )
    return "\n".join([head, "| variable | default | what it does |", "|---|---|---|", *rows, ""])


def _from_file(name: str, faults: list[Fault]) -> dict[str, Any]:
    if not name:
        return {}
    try:
        written = tomllib.loads(Path(name).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        faults.append(Fault(file=Path(name).name, reason=f"cannot be read: {error}"))
        return {}
    known = {setting.name for setting in TABLE}
    for key in written.keys() - known:
        faults.append(Fault(file=Path(name).name, field=key, reason="there is no such setting; take it out"))
    return {key: value for key, value in written.items() if key in known}
