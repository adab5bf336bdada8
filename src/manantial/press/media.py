"""Opening recordings and films: only known formats, only from memory or this disk; and how long they say they are."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import av

Source = Path | bytes


def open_media(source: Source, formats: str) -> Any:
    """The container of a file in one of these formats (FFmpeg's names, with commas); it must be closed.

    A play list must not make us read other files, so nothing is fetched from anywhere else. Raises what PyAV raises for
    a file it cannot open: FFmpegError, OSError or ValueError.
    """
    options = {"format_whitelist": formats, "protocol_whitelist": "file,pipe"}
    return av.open(io.BytesIO(source) if isinstance(source, bytes) else str(source), options=options)


def length_ms(container: Any, stream: Any) -> int:
    """Milliseconds that a stream, else its file, says it lasts; 0 when neither says."""
    if stream.duration and stream.time_base:
        return int(stream.duration * stream.time_base * 1000)
    return int(container.duration // 1000) if container.duration else 0
