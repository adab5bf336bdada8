"""Sound leaves levelled, cut where it was asked, without anything of the source's tags; what is no sound is refused."""

from __future__ import annotations

import io
import wave
from array import array
from math import pi, sin
from pathlib import Path

import av
import pytest
from PIL import Image

from manantial.press.sound import Level, Loudness, NotSound, cut, level_of, measure, peaks, probe, write_mp3
from manantial.press.synthesis import murmur


def wav(samples: array[int], rate: int = 44_100, channels: int = 1) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
    return out.getvalue()


def tone(seconds: float, height: int, hertz: float = 440, rate: int = 44_100) -> array[int]:
    return array("h", (round(height * sin(2 * pi * hertz * n / rate)) for n in range(int(seconds * rate))))


@pytest.fixture(scope="module")
def speech() -> bytes:
    return murmur("doña Lupe", 12)


def mp3(source: bytes, folder: Path) -> tuple[bytes, Loudness]:
    """As it is heard on phones, and how loud it came."""
    path = folder / "heard.mp3"
    _facts, before = write_mp3(source, path, title="Voz")
    return path.read_bytes(), before


def overdriven(sound: array[int], times: int) -> bytes:
    return wav(array("h", (max(-32_768, min(32_767, times * one)) for one in sound)))


def test_a_voice_leaves_within_one_unit_of_the_wished_loudness(speech: bytes, tmp_path: Path) -> None:
    made, before = mp3(speech, tmp_path)
    after = measure(made)
    assert after.integrated == pytest.approx(-19, abs=1)
    assert after.true_peak is not None
    assert after.true_peak <= -1.0
    assert probe(made).duration_ms == pytest.approx(12_000, abs=80)
    assert level_of(before) is None


def test_a_voice_recorded_from_afar_is_raised_and_told(tmp_path: Path) -> None:
    made, before = mp3(wav(tone(5, 100)), tmp_path)
    assert measure(made).integrated == pytest.approx(-19, abs=1)
    assert level_of(before) is Level.LOW


def test_blows_on_a_table_are_held_back_and_told(tmp_path: Path) -> None:
    made, before = mp3(wav(tone(6, 1500) + tone(0.01, 32_000) + tone(6, 1500)), tmp_path)
    peak = measure(made).true_peak
    assert peak is not None
    assert peak <= -0.5
    assert level_of(before) is Level.BLOWS


def test_a_voice_that_rasps_at_the_top_of_the_scale_is_told_and_a_loud_one_is_not() -> None:
    assert level_of(measure(overdriven(tone(5, 12_000, 300), 6))) is Level.CLIPPED
    assert level_of(measure(overdriven(tone(5, 12_000, 300), 2))) is None


def test_silence_is_told_and_not_blown_up(tmp_path: Path) -> None:
    made, before = mp3(wav(array("h", bytes(2 * 44_100))), tmp_path)
    assert level_of(before) is Level.SILENT
    assert max(peaks(made, count=20)) == 0


def test_phones_get_title_and_track_and_nothing_that_the_source_carried(speech: bytes) -> None:
    carrier = io.BytesIO()
    with av.open(carrier, "w", format="mp3") as container:
        container.metadata.update({"title": "secreto", "comment": "Casa de Lupe", "location": "+16.8-93.3/"})
        stream = container.add_stream("libmp3lame", rate=24_000, layout="mono")
        for frame in av.open(io.BytesIO(speech)).decode(audio=0):
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    made = cut(carrier.getvalue(), 0, 5000, title="La niña y el río", album="El Carrizal", track=7)
    with av.open(io.BytesIO(made)) as container:
        told = dict(container.metadata)
    assert told == {"title": "La niña y el río", "album": "El Carrizal", "track": "7"}


def test_equal_input_gives_equal_bytes(speech: bytes, tmp_path: Path) -> None:
    assert mp3(speech, tmp_path) == mp3(speech, tmp_path)
    assert murmur("doña Lupe", 12) == speech
    assert murmur("don Chema", 12) != speech


def test_a_cut_holds_that_span_and_nothing_else() -> None:
    recording = wav(tone(4, 200) + tone(2, 12_000) + tone(4, 200))
    piece = cut(recording, 4000, 6000, title="Cita")
    assert probe(piece).duration_ms == pytest.approx(2000, abs=60)
    loud = peaks(piece, count=40)
    assert min(loud[4:36]) > 60
    before = peaks(cut(recording, 1000, 3500, title="Antes"), count=40)
    assert max(before) < 8


def test_a_cut_from_an_mp3_falls_on_the_same_words(tmp_path: Path) -> None:
    stored, _before = mp3(wav(tone(5, 300) + tone(1, 12_000) + tone(5, 300)), tmp_path)
    assert min(peaks(cut(stored, 5100, 5900, title="Cita"), count=20)[2:18]) > 40


@pytest.mark.parametrize(("start", "end"), [(5000, 5000), (9000, 2000), (20_000, 30_000), (-5, 100)])
def test_an_impossible_span_is_refused(speech: bytes, start: int, end: int) -> None:
    with pytest.raises(ValueError, match="corte"):
        cut(speech, start, end, title="x")


def test_the_drawn_wave_is_loud_where_the_sound_is() -> None:
    drawn = peaks(wav(tone(1, 0) + tone(1, 30_000)), count=100)
    assert len(drawn) == 100
    assert max(drawn[:48]) == 0
    assert min(drawn[54:]) > 220
    assert len(peaks(wav(tone(0.05, 9000)), count=800)) == 800


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Querida asamblea: " * 200,
        b"#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nfile:///etc/hostname\n",
        b"ffconcat version 1.0\nfile /etc/hostname\n",
        b"%PDF-1.7 nothing",
        b"RIFF\x24\x00\x00\x00WAVEfmt ",
        b"ID3\x03\x00\x00\x00\x00\x00\x0a" + bytes(400),
        picture(),
        wav(array("h")),
    ],
    ids=["empty", "text", "playlist", "concat", "pdf", "cut header", "tag only", "picture", "no samples"],
)
def test_what_is_no_sound_is_refused_with_words(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "voz.mp3"
    path.write_bytes(content)
    for source in (path, content):
        with pytest.raises(NotSound, match="no es un sonido"):
            probe(source)
    with pytest.raises(NotSound):
        write_mp3(path, tmp_path / "made.mp3", title="x")


def test_a_murmur_is_quick_to_make_and_near_the_level_of_the_radio() -> None:
    level = measure(murmur("comité", 20)).integrated
    assert level is not None
    assert -23 < level < -16
    assert probe(murmur("comité", 8.5)).duration_ms == 8500
