from __future__ import annotations

import stat

import pytest
from cryptography.fernet import Fernet
from tests.store.test_ledgers import AT

from ringfence.foundation.errors import InvalidSetting, StorageFault
from ringfence.intake import check_report
from ringfence.playbooks import load_playbooks
from ringfence.store.key_file import make_key_file, read_keys
from ringfence.store.vault import Vault

OLD, NEW = Fernet.generate_key(), Fernet.generate_key()


def a_report(contact: str = "ann@mail.example"):
    fields = {"text": "words", "area": "cheshire", "called_on": "2026-05-27", "contact": contact}
    return check_report(fields, shelf=load_playbooks(), as_of=AT, source="form", source_key=None, original=b"\x00raw")


def test_what_was_sealed_with_an_old_key_opens_after_rotation():
    sealed = Vault([OLD]).seal(a_report())
    assert Vault([NEW, OLD]).open(sealed) == a_report()


def test_without_its_key_an_original_stays_shut_and_the_sentence_says_so():
    with pytest.raises(StorageFault, match="No key in the key file"):
        Vault([NEW]).open(Vault([OLD]).seal(a_report()))


def test_a_reporter_is_the_same_after_rotation_and_however_they_type():
    assert Vault([NEW, OLD]).reporter_key(a_report("ann @ MAIL.example")) == Vault([OLD]).reporter_key(a_report())
    assert Vault([OLD]).reporter_key(a_report("bob@mail.example")) != Vault([OLD]).reporter_key(a_report())


def test_the_key_file_is_for_its_owner_alone(tmp_path):
    path = tmp_path / "key"
    assert make_key_file(path)
    assert not make_key_file(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(read_keys(path)) == 1
    path.chmod(0o640)
    with pytest.raises(InvalidSetting, match="chmod 600"):
        read_keys(path)


@pytest.mark.parametrize("content", ["", "not a key\n"])
def test_a_damaged_key_file_is_named(tmp_path, content):
    path = tmp_path / "key"
    path.write_text(content)
    path.chmod(0o600)
    with pytest.raises(InvalidSetting, match="key file"):
        read_keys(path)
