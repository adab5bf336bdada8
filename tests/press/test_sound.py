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

from manantial.press.sound import NotSound, cut, measure, peaks, probe, to_mp3
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


@pytest.mark.parametrize("target", [-16.0, -19.0, -23.0])
def test_a_voice_leaves_within_one_unit_of_the_wished_loudness(speech: bytes, target: float) -> None:
    made = to_mp3(speech, title="Ya no acarreamos", target=target)
    assert made.after.integrated == pytest.approx(target, abs=1)
    assert made.after.true_peak is not None
    assert made.after.true_peak <= -1.0
    assert measure(made.content) == made.after
    assert probe(made.content).duration_ms == pytest.approx(12_000, abs=80)


def test_blows_on_a_table_are_held_back_and_told() -> None:
    sound = tone(6, 1500) + tone(0.01, 32_000) + tone(6, 1500)
    made = to_mp3(wav(sound), title="Golpes", target=-19)
    assert made.after.true_peak is not None
    assert made.after.true_peak <= -0.5
    assert any("golpes" in text for text in made.warnings)


def test_a_voice_recorded_from_afar_is_raised_and_told() -> None:
    made = to_mp3(wav(tone(5, 100)), title="Lejos")
    assert made.after.integrated == pytest.approx(-19, abs=1)
    assert any("muy bajo" in text for text in made.warnings)


def test_silence_is_told_and_not_blown_up() -> None:
    made = to_mp3(wav(array("h", bytes(2 * 44_100))), title="Nada")
    assert made.before.integrated is None
    assert "silencio" in made.warnings[0]


def test_phones_get_title_and_track_and_nothing_that_the_source_carried(speech: bytes) -> None:
    carrier = io.BytesIO()
    with av.open(carrier, "w", format="mp3") as container:
        container.metadata.update({"title": "secreto", "comment": "Casa de Lupe", "location": "+16.8-93.3/"})
        stream = container.add_stream("libmp3lame", rate=24_000, layout="mono")
        for frame in av.open(io.BytesIO(speech)).decode(audio=0):
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    made = to_mp3(carrier.getvalue(), title="La niña y el río", album="El Carrizal", artist="Alianza", track=7)
    with av.open(io.BytesIO(made.content)) as container:
        told = dict(container.metadata)
    assert told == {"title": "La niña y el río", "album": "El Carrizal", "artist": "Alianza", "track": "7"}


def test_equal_input_gives_equal_bytes(speech: bytes) -> None:
    assert to_mp3(speech, title="A").content == to_mp3(speech, title="A").content
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


def test_a_cut_from_an_mp3_falls_on_the_same_words() -> None:
    stored = to_mp3(wav(tone(5, 300) + tone(1, 12_000) + tone(5, 300)), title="x", target=None).content
    assert min(peaks(cut(stored, 5100, 5900, title="Cita"), count=20)[2:18]) > 60


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
        to_mp3(path, title="x")


def test_a_murmur_is_quick_to_make_and_near_the_level_of_the_radio() -> None:
    level = measure(murmur("comité", 20)).integrated
    assert level is not None
    assert -23 < level < -16
    assert probe(murmur("comité", 8.5)).duration_ms == 8500
