"""Files that browsers send: held in memory, and not read at all where there is too much of them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

__all__ = ["LARGEST_REQUEST", "TOO_LARGE", "BoundedUpload"]

# Five files of 10 MB, or a recording of 25 MB, and the form around them.
LARGEST_REQUEST = 52_000_000
# Key of the request's META: there was more than that.
TOO_LARGE = "ringfence.too_large"


class BoundedUpload(FileUploadHandler):
    """Keeps what is sent in memory. Django's own handler writes larger files to the disk in plain."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],  # noqa: N803  Django's name
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> tuple[QueryDict, MultiValueDict[str, Any]] | None:
        """Leave a request unread that says it is too large."""
        self._meta = META
        if content_length > LARGEST_REQUEST:
            META[TOO_LARGE] = True
            return QueryDict(), MultiValueDict()
        return None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self._file = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take a piece; a request that said nothing of its length stops here."""
        if start + len(raw_data) > LARGEST_REQUEST:
            self._meta[TOO_LARGE] = True
            raise StopUpload(connection_reset=True)
        self._file.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Hand the file over."""
        self._file.seek(0)
        return InMemoryUploadedFile(
            file=self._file,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
