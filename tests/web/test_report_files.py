"""Files sent with the report form."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ringfence.store import models
from ringfence.wiring.place import build_place
from tests.pages import CheckingClient
from tests.web.report_form import ACCOUNT, PNG, answer, begin, send

pytestmark = pytest.mark.django_db


def test_a_file_is_taken_shown_by_name_and_kept_encrypted(visitor):
    begin(visitor)
    answer(visitor, "files", files=SimpleUploadedFile("screen.png", PNG))
    answer(visitor, "said", text=ACCOUNT)
    assert "screen.png" in visitor.get("/report/answers").content.decode()
    send(visitor)

    (row,) = models.FileRow.objects.all()
    assert row.report_id is not None
    assert row.media_type == "image/png"
    assert PNG not in bytes(row.filecontentrow.sealed)
    opened = build_place().files.open(row.id, report_id=row.report_id)
    assert (opened.content, opened.name) == (PNG, "screen.png")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("photo.png", b"<!DOCTYPE html><script>alert(1)</script>", "cannot take this kind of file"),
        ("photo.jpg", b"MZ\x90\0" + b"\0" * 200, "cannot take this kind of file"),
        ("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "cannot take this kind of file"),
        ("letter.docm", b"PK\x03\x04" + b"\0" * 100, "cannot take this kind of file"),
        ("big.png", PNG + b"\0" * 10_000_001, "larger than 10 MB"),
        ("nothing.png", b"", "empty"),
        ("<script>.exe", b"MZ\x90\0" + b"\0" * 200, "&lt;script&gt;.exe"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_taken_is_named_with_what_to_do(visitor, name, content, said):
    begin(visitor)
    page = answer(visitor, "files", files=SimpleUploadedFile(name, content))

    assert page.status_code == 422
    assert said in page.content.decode()
    assert not models.FileRow.objects.exists()


def test_five_files_at_most_and_one_can_be_taken_out(visitor):
    begin(visitor)
    many = [SimpleUploadedFile(f"{n}.png", PNG) for n in range(6)]
    page = answer(visitor, "files", files=many)
    assert page.status_code == 422
    assert "5 files at most" in page.content.decode()
    assert models.FileRow.objects.count() == 5

    answer(visitor, "files", remove=models.FileRow.objects.first().id)
    assert models.FileRow.objects.count() == 4


def test_more_than_can_be_read_at_once_is_refused_in_words(visitor):
    begin(visitor)
    visitor.get("/report/10")  # brings the token's cookie
    visitor.handler.enforce_csrf_checks = True
    page = visitor.generic(
        "POST", "/report/10", b"--x--", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(60_000_000)
    )

    assert page.status_code == 413
    assert "too large together" in page.content.decode()


def test_a_file_never_lies_on_the_disk_in_plain(visitor, settings):
    from ringfence.web.uploads import BoundedUpload

    assert [f"{BoundedUpload.__module__}.{BoundedUpload.__name__}"] == settings.FILE_UPLOAD_HANDLERS


def test_a_file_of_somebody_elses_form_cannot_be_taken_out(visitor):
    begin(visitor)
    answer(visitor, "files", files=SimpleUploadedFile("screen.png", PNG))
    other = CheckingClient()
    begin(other)
    answer(other, "files", remove=models.FileRow.objects.first().id)

    assert models.FileRow.objects.count() == 1
