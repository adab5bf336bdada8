"""What several pages of the room need: a file that was sent, as the actions take it."""

from __future__ import annotations

from pathlib import Path

from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile

from manantial.voices.actions import Upload

PER_PAGE = 50


def upload_of(sent: UploadedFile[bytes] | None) -> Upload | None:
    """A file of a form as the actions take it; large ones stay on disk. Its name is not kept: it may hold a name."""
    if sent is None:
        return None
    content = Path(sent.temporary_file_path()) if isinstance(sent, TemporaryUploadedFile) else sent.read()
    return Upload(content, media_type=sent.content_type or "application/octet-stream")
