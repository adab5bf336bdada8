"""A film leaves playable by every browser, upright and small, without the place and the names its phone wrote in it."""

from __future__ import annotations

import io
from array import array
from fractions import Fraction
from math import sin
from pathlib import Path
from typing import Any

import av
import pytest
from PIL import Image

from manantial.press import film, sound

SECRETS = {"title": "secreto", "location": "+16.8-93.3/", "comment": "Casa de Lupe"}


def filmed(form: str, pictures: str, heard: str = "", size: tuple[int, int] = (160, 120), rate: int = 44_100) -> bytes:
    """A second of film, written by whatever a phone might use."""
    out = io.BytesIO()
    with av.open(out, "w", format=form) as container:
        container.metadata.update(SECRETS)
        drawn: Any = container.add_stream(pictures, rate=10)
        drawn.width, drawn.height, drawn.pix_fmt = *size, "yuv420p"
        voice: Any = container.add_stream(heard, rate=rate, layout="mono") if heard else None
        for n in range(10):
            container.mux(drawn.encode(av.VideoFrame.from_image(Image.new("RGB", size, (n * 20, 80, 120)))))
        container.mux(drawn.encode(None))
        for packet in _packets(voice, rate) if voice else ():
            container.mux(packet)
    return out.getvalue()


def spoken(form: str, codec: str, rate: int) -> bytes:
    """A second of sound in a format people send."""
    out = io.BytesIO()
    with av.open(out, "w", format=form) as container:
        container.metadata.update(SECRETS)
        voice: Any = container.add_stream(codec, rate=rate, layout="mono")
        if codec == "libopencore_amrnb":
            voice.codec_context.bit_rate = 12_200
        for packet in _packets(voice, rate):
            container.mux(packet)
    return out.getvalue()


def _packets(voice: Any, rate: int) -> list[Any]:
    size = voice.codec_context.frame_size or 1024
    shaped = av.AudioResampler(format=voice.codec_context.format.name, layout="mono", rate=rate, frame_size=size)
    raw = array("h", (int(9000 * sin(n * 0.06)) for n in range(rate)))
    frame = av.AudioFrame(format="s16", layout="mono", samples=rate)
    frame.sample_rate, frame.pts, frame.time_base = rate, 0, Fraction(1, rate)
    frame.planes[0].update(raw.tobytes())
    parts = [*shaped.resample(frame), *shaped.resample(None)]
    return [packet for part in (*parts, None) for packet in voice.encode(part)]


@pytest.mark.parametrize(
    ("form", "pictures", "heard", "made"),
    [
        ("mp4", "libx264", "aac", "video/mp4"),
        ("mov", "libx264", "", "video/mp4"),
        ("webm", "libvpx", "libopus", "video/webm"),
        ("3gp", "mpeg4", "aac", "video/mp4"),
        ("avi", "mpeg4", "libmp3lame", "video/mp4"),
        ("mp4", "libx265", "aac", "video/mp4"),
    ],
)
def test_what_phones_film_plays_in_browsers_and_tells_nothing(
    tmp_path: Path, form: str, pictures: str, heard: str, made: str
) -> None:
    original = filmed(form, pictures, heard, rate=48_000 if heard == "libopus" else 44_100)
    target = tmp_path / "played"
    assert film.write_playable(original, target) == made
    facts = film.probe(target)
    assert facts.wrapping == made.partition("/")[2]
    assert facts.duration_ms == pytest.approx(1000, abs=150)
    assert not [secret for secret in SECRETS.values() if secret.encode() in target.read_bytes()]
    with Image.open(io.BytesIO(film.still(original))) as image:
        assert image.size == (160, 120)
    if heard:
        assert sound.probe(target).duration_ms == pytest.approx(1000, abs=150)


def test_a_large_film_leaves_small(tmp_path: Path) -> None:
    heard: list[int] = []
    film.write_playable(filmed("mp4", "mpeg4", "aac", (1280, 960)), tmp_path / "played", progress=heard.append)
    facts = film.probe(tmp_path / "played")
    assert (facts.width, facts.height) == (640, 480)


def test_what_is_no_film_is_refused_in_words() -> None:
    with pytest.raises(film.NotFilm, match="no es un video"):
        film.probe(b"una carta")
    with pytest.raises(film.NotFilm):
        film.probe(spoken("mp3", "libmp3lame", 44_100))


@pytest.mark.parametrize(
    ("form", "codec", "rate"),
    [
        ("mp3", "libmp3lame", 44_100),
        ("ipod", "aac", 44_100),
        ("ogg", "libopus", 48_000),
        ("webm", "libopus", 48_000),
        ("3gp", "libopencore_amrnb", 8_000),
        ("amr", "libopencore_amrnb", 8_000),
        ("wav", "pcm_s16le", 16_000),
    ],
)
def test_what_people_send_is_heard_as_mp3(tmp_path: Path, form: str, codec: str, rate: int) -> None:
    original, target = spoken(form, codec, rate), tmp_path / "heard.mp3"
    sound.write_mp3(original, target, title="VOZ-0001")
    facts = sound.probe(target)
    assert facts.codec.startswith("mp3")
    assert facts.duration_ms == pytest.approx(1000, abs=120)
    assert not [secret for secret in SECRETS.values() if secret.encode() in target.read_bytes()]


def test_a_browser_recording_without_length_is_measured_by_its_packets() -> None:
    out = io.BytesIO()
    out.seekable = lambda: False  # type: ignore[method-assign]  # as MediaRecorder writes: no way back to the header
    with av.open(out, "w", format="webm", options={"live": "1"}) as container:
        voice: Any = container.add_stream("libopus", rate=48_000, layout="mono")
        for packet in _packets(voice, 48_000):
            container.mux(packet)
    content = out.getvalue()
    with av.open(io.BytesIO(content)) as container:
        assert container.duration is None
    assert sound.probe(content).duration_ms == pytest.approx(1000, abs=60)
    cut_short = content[: len(content) * 2 // 3]  # the laptop went off
    assert 300 < sound.probe(cut_short).duration_ms < 900
