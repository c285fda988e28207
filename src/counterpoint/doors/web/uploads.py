"""Files as they come in to any page: counted while they arrive, so that none fills the memory or the disk."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

MOST_AT_ONCE = 105_000_000
"""Bytes in the files of one request: an export may have 100 MB, and nothing that is read here has more."""
MOST_BY_STRANGERS = 0


class NoFlood(FileUploadHandler):
    """Ends a request with larger files than that; who is not signed in has none to give at all."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.left: int | None = None
        self.ended = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002
        if self.left is None:
            self.left = MOST_AT_ONCE if _is_known(self.request) else MOST_BY_STRANGERS
        self.left -= len(raw_data)
        if self.left < 0:
            self.ended = True
            raise StopUpload(connection_reset=True)
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:  # noqa: ARG002
        """Nothing: the next handler holds the file."""
        return None


def _is_known(request: HttpRequest | None) -> bool:
    person = getattr(request, "user", None)
    return person is not None and person.is_authenticated


def was_a_flood(request: HttpRequest) -> bool:
    """Whether the files of a request were too large to be taken; what came before them was read."""
    return any(isinstance(handler, NoFlood) and handler.ended for handler in request.upload_handlers)
