"""Research that leaves: valid for every program, equal when it comes home, and without what may not be said."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from manantial.alliance.models import Alliance
from manantial.alliance.tenancy import working_for
from manantial.exchange.actions import import_file
from manantial.exchange.leaving import Leave
from manantial.exchange.leaving.project import codebook_content, project_stream
from manantial.exchange.qda.blanking import MARK, Blanked
from manantial.meaning.models import Code, Coding, Memo
from manantial.people.models import Person
from manantial.press.synthesis import murmur
from manantial.voices.actions import (
    Permission,
    Span,
    Upload,
    VoiceProfile,
    add_voice,
    mark_fragment,
    record_consent,
    reserve_fragment,
    transcribe,
    withdraw_consent,
)
from manantial.voices.models import Fragment, Transcript, Turn, Voice
from manantial.voices.rules import Channel, ConsentForm, Preset, TurnText, Use, preset_scopes
from tests.exchange.projects import texts_of
from tests.trying import times

LETTERS = "aábñ 💧,:\n"


def export(leave: Leave, now: datetime) -> bytes:
    return b"".join(project_stream(leave, by=None, now=now))


def xml_of(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return archive.read("project.qde")


@given(st.text(LETTERS, max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=4))
def test_what_is_left_out_is_not_said_and_the_rest_keeps_its_words(text: str, passages: list[tuple[int, int]]) -> None:
    blanked = Blanked(text, passages, mark="#")
    hidden = {place for low, high in passages for place in range(low, min(high, len(text)))}
    kept = "".join(letter for place, letter in enumerate(text) if place not in hidden)
    assert blanked.text.replace("#", "") == kept
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            said = "".join(text[place] for place in range(start, end) if place not in hidden)
            found = blanked.place(start, end)
            assert (found is None) == (not said)
            if found is not None:
                assert blanked.text[found[0] : found[1]].replace("#", "") == said


turn = st.tuples(st.sampled_from(["", "Chepa", "Don Luis"]), st.text(LETTERS, min_size=1, max_size=20))
interviews = st.lists(
    st.tuples(
        st.sampled_from(["text", "sound"]),
        st.lists(turn.filter(lambda one: bool(one[1].strip())), min_size=1, max_size=4),
        st.lists(st.tuples(st.integers(0, 3), st.integers(0, 19), st.integers(1, 20), st.integers(0, 2)), max_size=4),
    ),
    max_size=3,
)


def _alliance(now: datetime) -> Alliance:
    slug = f"a-{uuid4().hex[:12]}"
    return Alliance.objects.create(slug=slug, name="Alianza", municipality="M", state="Chiapas", created_at=now)


def _write(found: list[tuple[str, list[tuple[str, str]], list[tuple[int, int, int, int]]]], now: datetime) -> None:
    people = [Person.objects.create(name=name) for name in ("Ana Díaz", "Beto Ruiz")]
    top = Code.objects.create(name="Agua", colour="#112233", description='lo <primero> & "más"')
    codes = [top, *(Code.objects.create(name=name, parent=top, position=n) for n, name in enumerate(("Pozo", "Ley")))]
    for number, (kind, turns, marks) in enumerate(found):
        voice = Voice.objects.create(
            folio=f"V-{number}", kind=kind, title=f"Voz {number} «&»", group="allies", language="es", received_at=now,
            duration_ms=100_000 if kind == "sound" else None,
        )  # fmt: skip
        said = [
            TurnText(text, who, n * 1000 if kind == "sound" else None, n * 1000 + 900 if kind == "sound" else None)
            for n, (who, text) in enumerate(turns)
        ]
        version = transcribe(voice, said, by=None, now=now)
        rows = list(Turn.objects.filter(transcript=version))
        for place, start, length, who in marks:
            row = rows[place % len(rows)]
            start, end = start % len(row.text), min(len(row.text), start % len(row.text) + length)
            if not row.text[start:end].strip():
                continue
            timed = (10, 500) if kind == "sound" and length % 2 else (None, None)
            span = Span(row, start, end, *timed)
            fragment = mark_fragment(voice, span=span, title="t" * who, by=people[who] if who < 2 else None, now=now)
            Coding.objects.create(fragment=fragment, code=codes[who], by_id=people[who % 2].pk, at=now, memo="m" * who)
            Memo.objects.create(thing_kind="fragment", thing_id=fragment.pk, text=f"nota {length}", written_at=now)


def _picture() -> object:
    """All that must come home equal."""
    codings = Coding.objects.order_by("code__name", "fragment__quote", "fragment__start_char", "memo")
    return (
        [(v.kind, v.title, v.group, v.language) for v in Voice.objects.order_by("title")],
        list(
            Turn.objects.order_by("transcript__voice__title", "position").values_list(
                "speaker", "text", "start_ms", "end_ms"
            )
        ),
        sorted(Fragment.objects.values_list("voice__title", "what", "quote", "title", "turn__position", "start_char")),
        sorted((f.quote, f.start_ms or -1, f.end_ms or -1) for f in Fragment.objects.all()),
        [(c.code.name, c.fragment.quote, c.memo, c.at) for c in codings.select_related("code", "fragment")],
        sorted(Memo.objects.values_list("thing_kind", "text")),
        sorted((c.name, c.parent.name if c.parent else "", c.colour, c.description) for c in Code.objects.all()),
    )


CHEPA = [("Chepa", "Uno 💧 dos\ntres"), ("", "Don: luis, sí")]


@settings(max_examples=times(6), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(found=interviews)
@example(found=[("sound", CHEPA, [(0, 4, 5, 1), (1, 0, 9, 2), (1, 0, 9, 0)]), ("text", CHEPA, [(0, 0, 14, 2)])])
def test_research_comes_home_equal(found: object, db: None, now: datetime, tmp_path: Path) -> None:
    ours, theirs = _alliance(now), _alliance(now)
    path = tmp_path / "p.qdpx"
    with working_for(ours):
        _write(found, now)  # type: ignore[arg-type]
        before = _picture()
        path.write_bytes(export(Leave(Use.ANALYSIS, now.date()), now))
        assert import_file(path, by=None, now=now).counts["new"] == 0
        assert _picture() == before
    with working_for(theirs):
        for name in ("Ana Díaz", "Beto Ruiz"):
            Person.objects.create(name=name)
        import_file(path, by=None, now=now)
        assert _picture() == before
        path.write_bytes(export(Leave(Use.ANALYSIS, now.date()), now))
    with working_for(ours):
        assert import_file(path, by=None, now=now).counts["new"] == 0


@pytest.fixture
def research(alliance: Alliance, now: datetime) -> dict[str, Voice]:
    """Voices with every kind of permission, each saying a word that nobody else says."""
    presets = {
        "abierta": Preset.EVERYTHING,
        "cercana": Preset.COMMUNITY,
        "callada": None,
        "retirada": Preset.EVERYTHING,
    }
    code = Code.objects.create(name="Agua")
    voices = {}
    for name, preset in presets.items():
        words = f"María: Digo {name} y además secreto-{name} aquí.\n\nLuis: Sí, {name}."
        profile = VoiceProfile(group="allies", sex="M")
        voice = add_voice("text", title=f"Título {name}", profile=profile, words=words, by=None, now=now)
        if preset is not None:
            given = Permission(
                scopes=preset_scopes(preset), form=ConsentForm.RECORDED, given_on=now.date(), evidence_note="cuaderno 3"
            )
            record_consent(voice, permission=given, by=None, now=now)
        turn = Turn.objects.filter(transcript__voice=voice).first()
        assert turn is not None
        for said in ("Digo", f"además secreto-{name}", f"y además secreto-{name} aquí"):
            start = turn.text.index(said)
            fragment = mark_fragment(voice, span=Span(turn, start, start + len(said)), by=None, now=now)
            Coding.objects.create(fragment=fragment, code=code, at=now, memo=f"memo {name}")
        voices[name] = voice
    return voices


def test_the_gate_is_asked_before_anything_is_written(research: dict[str, Voice], now: datetime) -> None:
    withdraw_consent(
        research["retirada"], channel=Channel.TELEPHONE, withdrawn_on=now.date(), reason="ya no", by=None, now=now
    )
    reserved = Fragment.objects.get(voice=research["abierta"], quote="además secreto-abierta")
    reserve_fragment(reserved, reason="cuidado", by=None, now=now)

    far = texts_of(export(Leave(Use.INTERNET, now.date()), now))
    assert f"Digo abierta y {MARK} aquí." in far
    assert not any(word in far for word in ("secreto", "cercana", "callada", "retirada", "memo", "Título"))
    near = texts_of(export(Leave(Use.INTERNAL_REPORT, now.date()), now))
    assert "secreto-cercana" in near
    assert "memo cercana" in near
    assert not any(word in near for word in ("secreto-abierta", "callada", "retirada"))
    study = texts_of(export(Leave(Use.ANALYSIS, now.date()), now))
    assert "callada" in study
    assert not any(word in study for word in ("secreto-abierta", "retirada"))
    whole = texts_of(export(Leave(Use.ANALYSIS, now.date(), whole=True), now))
    assert "secreto-abierta" in whole
    assert "retirada" not in whole


def test_a_reserved_passage_stays_out_when_its_words_were_corrected(research: dict[str, Voice], now: datetime) -> None:
    voice = research["abierta"]
    reserved = Fragment.objects.get(voice=voice, quote="además secreto-abierta")
    reserve_fragment(reserved, reason="cuidado", by=None, now=now)
    leave = Leave(Use.ANALYSIS, now.date())
    transcribe(voice, [TurnText("Digo abierta y ademas el secreto-abierta aquí.", "María")], by=None, now=now)
    assert "secreto-abierta" not in texts_of(export(leave, now + timedelta(hours=1)))
    transcribe(voice, [TurnText("Otra cosa del todo: secreto-abierta", "Nadie")], by=None, now=now)
    assert "secreto-abierta" not in texts_of(export(leave, now + timedelta(hours=2)))


def _schemas(shared_data: Path) -> Iterator[etree.XMLSchema]:
    for name in ("Project-mrt2019.xsd", "refi-tools_Codebook_v1.0.xsd"):
        yield etree.XMLSchema(etree.parse(shared_data / "qda" / name))


def test_projects_and_codebooks_are_valid(
    research: dict[str, Voice], shared_data: Path, now: datetime, tmp_path: Path
) -> None:
    sound = Voice.objects.create(
        folio="V-9", kind="sound", title="Radio", group="allies", duration_ms=60_000, received_at=now
    )
    version = transcribe(
        sound, [TurnText("Uno dos 💧", "Chepa", 0, 3000), TurnText("Tres", "", 3000, 4000)], by=None, now=now
    )
    first = version.turns.get(position=1)
    mark_fragment(sound, span=Span(first, 4, 7, 1000, 2000), by=None, now=now)
    mark_fragment(sound, span=Span(start_ms=500, end_ms=2500), by=None, now=now)
    project, codebook = _schemas(shared_data)
    content = export(Leave(Use.ANALYSIS, now.date()), now)
    project.assertValid(etree.fromstring(xml_of(content)))
    assert b"basePath" not in xml_of(content)
    codebook.assertValid(etree.fromstring(codebook_content(now)))

    path = tmp_path / "p.qdpx"
    path.write_bytes(content)
    assert import_file(path, by=None, now=now).counts["new"] == 0

    other = pytest.importorskip("pyrefiqda").RefiProject.load(path, extract_dir=tmp_path / "other")
    assert len(other.sources.text_source) == Voice.objects.filter(kind="text").count()
    selections = [one for source in other.sources.text_source for one in source.plain_text_selection]
    assert len(selections) == Fragment.objects.filter(voice__kind="text").count()
    assert sum(len(one.coding) for one in selections) == Coding.objects.count()
    heard = other.sources.audio_source[0]
    assert [sync.time_stamp for sync in heard.transcript[0].sync_point] == [0, 3000, 3000, 4000, 1000, 2000]
    assert (heard.audio_selection[0].begin, heard.audio_selection[0].end) == (500, 2500)


def test_an_alliance_without_anything_still_gives_a_valid_project(
    alliance: Alliance, shared_data: Path, now: datetime
) -> None:
    project, _codebook = _schemas(shared_data)
    project.assertValid(etree.fromstring(xml_of(export(Leave(Use.ANALYSIS, now.date()), now))))
    assert not Transcript.objects.exists()


def test_sounds_and_pictures_go_along_when_asked_and_permitted(
    alliance: Alliance, now: datetime, tmp_path: Path
) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (200, 100), "blue").save(drawn, "PNG")
    profile = VoiceProfile(group="allies", picture_alt="Un pozo azul")
    picture = add_voice("photo", title="Pozo", profile=profile, upload=Upload(drawn.getvalue()), by=None, now=now)
    mark_fragment(picture, span=Span(region=(100, 100, 500, 600)), by=None, now=now)
    sound = add_voice("sound", title="Voz", profile=profile, upload=Upload(murmur("el río", 2.0)), by=None, now=now)
    mark_fragment(sound, span=Span(start_ms=500, end_ms=1500), by=None, now=now)

    def files(*, media: bool) -> list[str]:
        content = export(Leave(Use.ANALYSIS, now.date(), media), now)
        (tmp_path / "p.qdpx").write_bytes(content)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert archive.testzip() is None
            return sorted(Path(name).suffix for name in archive.namelist())

    assert files(media=False) == [".qde"]
    assert files(media=True) == [".mp3", ".png", ".qde"]
    with working_for(_alliance(now)):
        import_file(tmp_path / "p.qdpx", by=None, now=now)
        assert Fragment.objects.get(what="photo").region == [100, 100, 500, 600]
        heard = Fragment.objects.get(what="voice")
        assert (heard.start_ms, heard.end_ms, heard.voice.sound_id is not None) == (500, 1500, True)
    reserve_fragment(Fragment.objects.get(what="voice"), reason="cuidado", by=None, now=now)
    assert files(media=True) == [".png", ".qde"]
