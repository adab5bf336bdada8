"""Films for phones and pages: look at an upload, a still for lists, and a copy that every browser plays.

A film that browsers play already is only put into a new wrapping, which leaves its place, camera and date behind; any
other is made H.264 (constrained baseline, at most 480 lines, 25 frames) with AAC in MP4, the format of old phones.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import av.error
import av.filter
from django.utils.translation import gettext as _

from manantial.kernel.rulings import SaidNo
from manantial.press.media import Source, length_ms, open_media
from manantial.press.sound import Progress

LINES, FRAMES = 480, 25
_FORMATS = "matroska,webm,mov,mp4,m4a,3gp,3g2,mj2,avi,mpeg,mpegts,asf,ogg"
_MP4_SOUNDS, _WEBM_SOUNDS = {"aac", "mp3", ""}, {"opus", "vorbis", ""}
_STILL_AT = 0.1  # of the length: the first frame is often black
_TELL_EVERY = 5_000  # milliseconds of film
# Ten patches of colour a side, drawn smooth again: who moves is seen to move, and nothing can be sharpened back.
_VEIL = ("scale=10:10:flags=area", "scale={width}:{height}:flags=bilinear")
_PACE = {"crf": "28", "preset": "veryfast", "profile": "baseline", "level": "3.0"}


class NotFilm(SaidNo, ValueError):
    """The file is not a film that can be read; the message is for people."""


@dataclass(frozen=True, slots=True)
class FilmFacts:
    """What a film is: milliseconds (0: unknown), size in pixels, codecs, kind of file."""

    duration_ms: int
    width: int
    height: int
    video: str
    sound: str
    container: str
    pixels: str

    @property
    def wrapping(self) -> str:
        """`mp4` or `webm` when browsers play it as it is, else empty."""
        if self.video == "h264" and self.pixels in {"yuv420p", "yuvj420p"} and self.sound in _MP4_SOUNDS:
            return "mp4"
        return "webm" if self.video in {"vp8", "vp9"} and self.sound in _WEBM_SOUNDS else ""


def probe(source: Source) -> FilmFacts:
    """What the film is. Raises NotFilm."""
    with _opened(source) as (container, stream):
        sounds = container.streams.audio
        if next(container.decode(stream), None) is None:
            raise NotFilm(_not_film())
        context = stream.codec_context
        return FilmFacts(
            length_ms(container, stream),
            context.width,
            context.height,
            context.name.removeprefix("lib"),
            sounds[0].codec_context.name.removesuffix("float") if sounds else "",
            container.format.name,
            context.pix_fmt or "",
        )


def still(source: Source, at_ms: int | None = None) -> bytes:
    """One frame near a moment as PNG, upright, without anything of the camera. Raises NotFilm."""
    with _opened(source) as (container, stream):
        length = length_ms(container, stream)
        at = int(length * _STILL_AT) if at_ms is None else min(at_ms, max(0, length - 1))
        if length > 2_000:
            container.seek(at * 1000)
        frame = next(container.decode(stream), None)
        if frame is None:
            raise NotFilm(_not_film())
        image = frame.to_image().rotate(_turned(frame), expand=True)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def write_playable(source: Source, target: Path, *, progress: Progress | None = None) -> str:
    """A copy that browsers play, without place or camera, written to `target`; its media type. Raises NotFilm."""
    facts = probe(source)
    if facts.wrapping:
        _rewrap(source, target, facts.wrapping, progress)
        return f"video/{facts.wrapping}"
    _remake(source, target, progress)
    return "video/mp4"


Region = Sequence[int]  # of a picture, in thousandths: left, top, right, bottom


def write_veiled(
    source: Source, target: Path, regions: Sequence[Region] = (), *, progress: Progress | None = None
) -> None:
    """An MP4 that browsers play where these parts are covered all along; without any, all of it is made unreadable.

    The sound stays. Raises NotFilm.
    """
    _remake(source, target, progress, tuple(_cover(region) for region in regions) or _VEIL)


def _cover(region: Region) -> str:
    left, top, right, bottom = (side / 1000 for side in region)
    return (
        f"drawbox=x=iw*{left:.3f}:y=ih*{top:.3f}:w=iw*{right - left:.3f}:h=ih*{bottom - top:.3f}:color=0x4a4a4a:t=fill"
    )


def _rewrap(source: Source, target: Path, form: str, progress: Progress | None) -> None:
    options = {"movflags": "+faststart"} if form == "mp4" else {}
    with _opened(source) as (container, stream), av.open(str(target), "w", format=form, options=options) as out:
        kept = [stream, *container.streams.audio[:1]]
        places = {one.index: out.add_stream_from_template(one) for one in kept}
        for place in places.values():
            place.metadata.clear()
        for packet in _telling(container.demux(kept), progress):
            if packet.dts is None:
                continue
            packet.stream = places[packet.stream.index]
            out.mux(packet)


def _remake(source: Source, target: Path, progress: Progress | None, hidden: Sequence[str] = ()) -> None:
    """Made anew; `hidden` are filters over its final size."""
    options = {"movflags": "+faststart"}
    with _opened(source) as (container, stream), av.open(str(target), "w", format="mp4", options=options) as out:
        sounds = container.streams.audio[:1]
        pictures: Any = out.add_stream("libx264", rate=FRAMES, options=_PACE)
        pictures.width, pictures.height = _first_size(source)
        pictures.pix_fmt = "yuv420p"
        heard: Any = out.add_stream("aac", rate=44_100, layout="mono") if sounds else None
        draw, hear = _Drawing(stream, pictures, out, hidden), _Hearing(heard, out)
        for packet in _telling(container.demux([stream, *sounds]), progress):
            take = draw.take if packet.stream is stream else hear.take
            for frame in packet.decode():
                take(frame)
        draw.end()
        hear.end()


class _Hearing:
    """The sound of a film on its way to AAC, one channel."""

    def __init__(self, stream: Any, out: Any) -> None:
        self.stream, self.out = stream, out
        self.resampler = av.AudioResampler(format="fltp", layout="mono", rate=44_100, frame_size=1024)
        self.place = -1  # in samples: counted, because old files tell the time of their sound wrong

    def take(self, frame: Any) -> None:
        if self.place < 0:
            self.place = max(0, int((frame.time or 0) * 44_100))
        self._write(self.resampler.resample(frame))

    def end(self) -> None:
        if self.stream is not None:
            if self.place >= 0:
                self._write(self.resampler.resample(None))
            self.out.mux(self.stream.encode(None))

    def _write(self, parts: Iterable[Any]) -> None:
        for part in parts:
            part.pts, part.time_base = self.place, Fraction(1, 44_100)
            self.place += part.samples
            self.out.mux(self.stream.encode(part))


class _Drawing:
    """The pictures of a film on their way to H.264: turned upright, small, at an even pace."""

    def __init__(self, source: Any, stream: Any, out: Any, hidden: Sequence[str] = ()) -> None:
        self.source, self.stream, self.out, self.hidden = source, stream, out, hidden
        self.chain: tuple[Any, Any, Any] | None = None

    def take(self, frame: Any) -> None:
        if self.chain is None:
            self.chain = _chain(self.source, frame, self.hidden)
        self.chain[0].push(frame)
        self._write(self.chain[1])

    def end(self) -> None:
        if self.chain is not None:
            self.chain[0].push(None)
            self._write(self.chain[1])
        self.out.mux(self.stream.encode(None))

    def _write(self, sink: Any) -> None:
        while True:
            try:
                frame = sink.pull()
            except (av.error.BlockingIOError, av.error.EOFError):
                return
            frame.pict_type = 0  # where key frames stand is for the new coder to say
            self.out.mux(self.stream.encode(frame))


def _first_size(source: Source) -> tuple[int, int]:
    with _opened(source) as (container, stream):
        frame = next(container.decode(stream), None)
        if frame is None:
            raise NotFilm(_not_film())
        return _shrunk(frame)


def _chain(stream: Any, frame: Any, hidden: Sequence[str] = ()) -> tuple[Any, Any, Any]:
    """Turned upright, small, at an even pace: where frames go in, where they come out, and what holds both."""
    graph: Any = av.filter.Graph()
    begin = node = graph.add_buffer(
        width=frame.width, height=frame.height, format=frame.format, time_base=stream.time_base or Fraction(1, 1000)
    )
    width, height = _shrunk(frame)
    turns = {90: ["transpose=cclock"], 270: ["transpose=clock"], 180: ["hflip", "vflip"]}.get(_turned(frame) % 360, [])
    covers = [step.format(width=width, height=height) for step in hidden]
    for step in (*turns, f"scale={width}:{height}", *covers, f"fps={FRAMES}", "format=yuv420p"):
        name, _sign, settings = step.partition("=")
        following = graph.add(name, settings or None)
        node.link_to(following)
        node = following
    end = graph.add("buffersink")
    node.link_to(end)
    graph.configure()
    return begin, end, graph


def _shrunk(frame: Any) -> tuple[int, int]:
    """The size of the copy: the shorter side at most 480, both even."""
    wide, high = (frame.height, frame.width) if _turned(frame) % 180 else (frame.width, frame.height)
    scale = min(1.0, LINES / min(wide, high))
    return max(2, int(wide * scale) // 2 * 2), max(2, int(high * scale) // 2 * 2)


def _turned(frame: Any) -> int:
    """Degrees counter-clockwise by which the frame must be turned to stand upright."""
    return int(getattr(frame, "rotation", 0) or 0)


def _telling(packets: Iterator[Any], progress: Progress | None) -> Iterator[Any]:
    told = 0
    for packet in packets:
        yield packet
        if progress and packet.pts is not None and packet.time_base:
            done = int(packet.pts * packet.time_base * 1000)
            if done - told >= _TELL_EVERY:
                told = done
                progress(done)


@contextmanager
def _opened(source: Source) -> Iterator[tuple[Any, Any]]:
    try:
        container = open_media(source, _FORMATS)
    except (av.error.FFmpegError, OSError, ValueError) as error:
        raise NotFilm(_not_film()) from error
    with container:
        if not container.streams.video:
            raise NotFilm(_not_film())
        try:
            yield container, container.streams.video[0]
        except (av.error.FFmpegError, ValueError) as error:
            if isinstance(error, NotFilm):
                raise
            raise NotFilm(_not_film()) from error


def _not_film() -> str:
    return _("El archivo no es un video que se pueda leer. Guárdelo como MP4 y vuelva a subirlo.")
