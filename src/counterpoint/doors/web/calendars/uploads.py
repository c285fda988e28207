"""Files as they come in, counted while they arrive: a huge one never lies in memory or on the disk."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload
from django.http import HttpRequest

from counterpoint.desk.calendars.uploads import MOST_BYTES, MOST_FILES, Upload

MOST_AT_ONCE = 100_000_000


class Quota(FileUploadHandler):
    """Lets each file through up to the limit and drops what is larger; `too_large` names those."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.too_large: list[str] = []
        self.so_far = 0
        self.altogether = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.so_far = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002
        self.so_far += len(raw_data)
        self.altogether += len(raw_data)
        if self.altogether > MOST_AT_ONCE:
            raise StopUpload(connection_reset=True)
        if self.so_far > MOST_BYTES:
            self.too_large.append(self.file_name or "")
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:  # noqa: ARG002
        """Nothing: the next handler holds the file."""
        return None


def with_quota(request: HttpRequest) -> Quota:
    """Puts a quota before the handlers; only before anything was read of the request."""
    quota = Quota(request)
    request.upload_handlers.insert(0, quota)
    return quota


def uploads_of(request: HttpRequest, field: str) -> list[Upload]:
    """The files of a field, most of them that are read at once."""
    files = request.FILES.getlist(field)[:MOST_FILES]
    return [Upload(each.name or "calendar.ics", each.read()) for each in files]
