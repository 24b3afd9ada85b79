"""Takes one file in, in memory only: what people send is written to a disk encrypted or not at all."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

__all__ = ["InMemory"]


class InMemory(FileUploadHandler):
    """Keeps a file up to a size; of a larger one it keeps nothing, and says so."""

    def __init__(self, *, largest: int) -> None:
        super().__init__()
        self._largest = largest
        self._content = BytesIO()
        self.is_too_large = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin with a file."""
        super().new_file(*args, **kwargs)
        self._content = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a piece, or give the whole file up."""
        if self._content.tell() + len(raw_data) > self._largest:
            self.is_too_large = True
            self._content = BytesIO()
            raise SkipFile
        self._content.write(raw_data)

    def file_complete(self, file_size: int) -> SimpleUploadedFile:
        """Give the file, without the name and the type that it claims."""
        return SimpleUploadedFile("recording", self._content.getvalue())
