"""Sound for phones, loudspeakers and stations: look at an upload, measure it, level it with one gain, cut it, draw it.

Levels follow ITU-R BS.1770 / EBU R 128: measure, one gain, a limiter that works on four times the sampling rate, and
measure again; never a level that moves during a sentence. MP3 64 kbit/s mono is what every phone plays.
"""

from __future__ import annotations

import io
from array import array
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import log10
from pathlib import Path
from typing import Any, BinaryIO

import av
import av.error
import av.filter
from django.utils.translation import gettext as _

from manantial.kernel.rulings import SaidNo
from manantial.press.media import Source, length_ms, open_media

Progress = Callable[[int], None]  # told every half minute of sound how many milliseconds are done
PHONE_TARGET = -19.0  # LUFS of a mono file for phone and loudspeaker
TRUE_PEAK = -1.5  # dBTP
_SILENCE = -69.0  # LUFS at which the meter has found nothing
_TOP = -0.3  # dBFS: a stretch that reaches it has most likely been cut off
_OFTEN = 0.02  # share of such stretches from which on a voice rasps; one blow on the table is far less
_BLOWS = 10.0  # decibels that the limiter must take away: far more than speech needs
_LOWEST = -39.0  # LUFS: raising it to the target raises the noise of the room by twenty decibels
_NARROW = (16_000, 24_000)  # a recording of at most one of these rates needs no more than it and 32 kbit/s
_FORMATS = "aac,ac3,aiff,amr,ape,asf,avi,caf,flac,matroska,webm,mov,mp4,m4a,3gp,mp3,mpeg,mpegts,ogg,w64,wav,wv"
# A sample of the stretches as they came, then the meter, which hands on what was told of the first of each tenth.
_METERS = (
    "astats=metadata=1:reset=1:measure_perchannel=none:measure_overall=Peak_level,"
    "aformat=channel_layouts=mono,ebur128=metadata=1:peak=true"
)
_MADE_UP = "volume=0.45dB"  # LAME lowers everything by a factor of 0.95
_QUICK = {"compression_level": "7"}
_TELL_EVERY = 30_000  # milliseconds of sound
_AGAIN = (av.error.BlockingIOError, av.error.EOFError)


class NotSound(SaidNo, ValueError):
    """The file is not a recording that can be played; the message is for people."""


@dataclass(frozen=True, slots=True)
class SoundFacts:
    """What a recording is: milliseconds, codec, samples a second, channels, kind of file (`matroska,webm`)."""

    duration_ms: int
    codec: str
    sample_rate: int
    channels: int
    container: str = ""


@dataclass(frozen=True, slots=True)
class Loudness:
    """Integrated loudness in LUFS (None = silence or under 0.4 s), true peak in dBTP, and how much is at the very top.

    `full` is the share, 0 to 1, of the sound whose stretches of some hundredths of a second reach full scale.
    """

    integrated: float | None
    true_peak: float | None
    full: float = 0.0

    @classmethod
    def of(cls, told: Mapping[str, str], full: float = 0.0) -> Loudness:
        """From what the meter wrote beside the last frame."""
        level = float(told.get("lavfi.r128.I", _SILENCE))
        peak = float(told.get("lavfi.r128.true_peak", 0) or 0)
        return cls(
            integrated=None if level <= _SILENCE else round(level, 1),
            true_peak=round(20 * log10(peak), 1) if peak > 0 else None,
            full=full,
        )


class Level(StrEnum):
    """What a person should hear about how a recording was made, the worst first."""

    SILENT = "silent"
    CLIPPED = "clipped"
    LOW = "low"
    BLOWS = "blows"


def level_of(before: Loudness) -> Level | None:
    """What is wrong with the level of a recording as it came; None when nothing is."""
    if before.integrated is None:
        return Level.SILENT
    if before.full >= _OFTEN:
        return Level.CLIPPED
    if before.integrated < _LOWEST:
        return Level.LOW
    cut_away = (before.true_peak or TRUE_PEAK) + PHONE_TARGET - before.integrated - TRUE_PEAK
    return Level.BLOWS if cut_away > _BLOWS else None


@dataclass(frozen=True, slots=True)
class Tags:
    """What a phone shows and sorts by. Nothing of the source's own tags is kept (they may tell a name or a place)."""

    title: str
    album: str = ""
    track: int = 0

    def written(self) -> dict[str, str]:
        """As ID3 fields."""
        fields = {"title": self.title, "album": self.album, "track": str(self.track or "")}
        return {key: value for key, value in fields.items() if value}


def probe(source: Source) -> SoundFacts:
    """What the recording is. Raises NotSound for anything that holds no sound or cannot be decoded."""
    with _opened(source) as (container, stream):
        first = next(container.decode(stream), None)
        if first is None or not first.sample_rate:
            raise NotSound(_not_sound())
        length = length_ms(container, stream)
        facts = (stream.codec_context.name, first.sample_rate, stream.codec_context.channels, container.format.name)
    return SoundFacts(length or _count_ms(source), *facts)


def measure(source: Source, *, progress: Progress | None = None) -> Loudness:
    """How loud the recording is, as one channel. Raises NotSound."""
    last: Mapping[str, str] = {}
    stretches = full = 0
    for frame in _filtered(source, _METERS, progress):
        told = frame.metadata or {}
        last = told if "lavfi.r128.I" in told else last
        top = told.get("lavfi.astats.Overall.Peak_level")
        stretches, full = stretches + (top is not None), full + (top is not None and float(top) > _TOP)
    return Loudness.of(last, round(full / stretches, 3) if stretches else 0.0)


def write_mp3(
    source: Source, target: Path, *, title: str, progress: Progress | None = None
) -> tuple[SoundFacts, Loudness]:
    """A recording of any length as MP3 mono for phones, written to `target`; nothing of its length is held in memory.

    Returns what the recording is and how loud it came. `progress` hears of two rounds over the sound: measuring, then
    writing. Raises NotSound.
    """
    facts, before = probe(source), measure(source, progress=progress)
    gain = PHONE_TARGET - before.integrated if before.integrated is not None else 0.0
    second = (lambda done: progress(facts.duration_ms + done)) if progress else None
    with target.open("wb") as out:
        _encode(source, out, _chain(before, gain, TRUE_PEAK), facts, Tags(title), second)
    return facts, before


def cut(source: Source, start_ms: int, end_ms: int, *, title: str, album: str = "", track: int = 0) -> bytes:
    """The piece between two moments as MP3 mono, level untouched. Raises NotSound; ValueError for an empty span."""
    facts = probe(source)
    if not 0 <= start_ms < end_ms or start_ms >= facts.duration_ms:
        raise ValueError(_("El corte debe empezar antes de terminar y estar dentro de la grabación."))
    chain = f"atrim=start={start_ms / 1000:.3f}:end={end_ms / 1000:.3f},asetpts=PTS-STARTPTS"
    out = io.BytesIO()
    _encode(source, out, chain, facts, Tags(title, album, track))
    return out.getvalue()


def peaks(source: Source, count: int = 800, *, progress: Progress | None = None) -> list[int]:
    """The wave in `count` columns from 0 to 255, to be drawn beside the player. Raises NotSound."""
    heights = bytearray()  # one byte for ten milliseconds: four hours are a megabyte and a half
    for frame in _filtered(source, "aresample=8000,aformat=sample_fmts=s16:channel_layouts=mono", progress):
        samples = array("h", bytes(frame.planes[0])[: frame.samples * 2])
        heights += bytes(_height(samples[at : at + 80]) for at in range(0, len(samples), 80))
    if not heights:
        raise NotSound(_not_sound())
    edges = [place * len(heights) // count for place in range(count + 1)]
    return [max(heights[left : max(right, left + 1)]) for left, right in pairwise(edges)]


def _height(samples: array[int]) -> int:
    return min(255, max(max(samples), -min(samples)) >> 7) if samples else 0


def _chain(before: Loudness, gain: float, peak: float) -> str:
    """One gain, and the limiter only where the gain would push a peak over the ceiling."""
    steps = [f"volume={gain:.2f}dB"] if abs(gain) >= 0.05 else []
    if before.true_peak is not None and before.true_peak + gain > peak:
        ceiling = 10 ** (peak / 20)
        steps += ["aresample=192000", f"alimiter=limit={ceiling:.5f}:level=disabled:attack=5:release=80:latency=1"]
    return ",".join(steps) or "anull"


def _encode(
    source: Source, out: BinaryIO, chain: str, facts: SoundFacts, tags: Tags, progress: Progress | None = None
) -> None:
    narrow = next((rate for rate in _NARROW if facts.sample_rate <= rate), None)
    rate, speed = (narrow, 32_000) if narrow else (44_100, 64_000)
    steps = f"aformat=channel_layouts=mono,{chain},{_MADE_UP},aresample={rate},aformat=sample_fmts=fltp"
    options = {"fflags": "+bitexact", "id3v2_version": "3"}
    with av.open(out, "w", format="mp3", options=options) as container:
        container.metadata.update(tags.written())
        stream: Any = container.add_stream("libmp3lame", rate=rate, layout="mono", options=_QUICK if narrow else {})
        stream.codec_context.bit_rate = speed
        for frame in _filtered(source, steps, progress):
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def _filtered(source: Source, chain: str, progress: Progress | None = None) -> Iterator[Any]:
    """The decoded frames after a chain of filters. Raises NotSound."""
    with _opened(source) as (container, stream):
        graph: Any = av.filter.Graph()
        begin = node = graph.add_abuffer(template=stream)
        for step in chain.split(","):
            name, _sign, settings = step.partition("=")
            following = graph.add(name, settings or None)
            node.link_to(following)
            node = following
        end = graph.add("abuffersink")
        node.link_to(end)
        graph.configure()
        try:
            for frame in _telling(container.decode(stream), progress):
                begin.push(frame)
                yield from _pulled(end)
        except av.error.EOFError:  # the chain has what it wants: the span to cut is over
            return
        begin.push(None)
        yield from _pulled(end)


def _telling(frames: Iterator[Any], progress: Progress | None) -> Iterator[Any]:
    done, told = 0.0, 0
    for frame in frames:
        yield frame
        done += frame.samples * 1000 / frame.sample_rate
        if progress and done - told >= _TELL_EVERY:
            told = int(done)
            progress(told)


def _pulled(end: Any) -> Iterator[Any]:
    while True:
        try:
            yield end.pull()
        except _AGAIN:
            return


@contextmanager
def _opened(source: Source) -> Iterator[tuple[Any, Any]]:
    """The file and its first sound."""
    try:
        container = open_media(source, _FORMATS)
    except (av.error.FFmpegError, OSError, ValueError) as error:
        raise NotSound(_not_sound()) from error
    with container:
        if not container.streams.audio:
            raise NotSound(_not_sound())
        try:
            yield container, container.streams.audio[0]
        except av.error.FFmpegError as error:
            raise NotSound(_not_sound()) from error


def _count_ms(source: Source) -> int:
    """The length of a file that does not say it (a browser's recording): where its last packet ends."""
    with _opened(source) as (container, stream):
        first, last = None, 0.0
        for packet in container.demux(stream):
            if packet.pts is not None and packet.time_base:
                start = float(packet.pts * packet.time_base)
                first = start if first is None else min(first, start)
                last = max(last, start + float((packet.duration or 0) * packet.time_base))
    return int((last - first) * 1000) if first is not None else 0


def _not_sound() -> str:
    return _("El archivo no es un sonido que se pueda leer. Grabe de nuevo o guárdelo como MP3, M4A, OGG o WAV.")
