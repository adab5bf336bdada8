"""What leaves and what stays: every thing is counted, with its reason, whatever was corrected, translated or closed."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from manantial.alliance.models import Alliance
from manantial.alliance.tenancy import working_for
from manantial.exchange.actions import import_file
from manantial.exchange.leaving import Leave
from manantial.exchange.leaving.project import account_of, project_stream
from manantial.exchange.leaving.tally import Kind, Line, Tally
from manantial.exchange.qda.reading import read_project
from manantial.exchange.qda.shapes import Project
from manantial.meaning.models import Code, Coding, Memo, Plan
from manantial.people.models import Person
from manantial.voices.actions import (
    Permission,
    Reading,
    Span,
    mark_fragment,
    record_consent,
    reserve_fragment,
    transcribe,
    validate_translation,
    withdraw_consent,
)
from manantial.voices.models import Fragment, Transcript, Voice
from manantial.voices.queries.anchors import place_all
from manantial.voices.queries.versions import unjoined
from manantial.voices.rules import Channel, ConsentForm, Preset, TranscriptKind, TurnText, Use, preset_scopes
from tests.exchange.projects import texts_of
from tests.trying import times

SAID = ("el agua ya no llega", "antes había un ojo de agua", "el comité cambió las llaves")
HAPPENS = ("translate", "correct", "mark", "mark", "mark translation", "reserve", "retire", "merge", "withdraw", "memo")


def written(leave: Leave, now: datetime) -> tuple[bytes, dict[str, Line]]:
    """A project and its account by kind."""
    tally = Tally()
    content = b"".join(project_stream(leave, by=None, now=now, tally=tally))
    return content, dict(zip(Kind, account_of(tally), strict=False))


def read(content: bytes) -> Project:
    """The project as another program reads it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open("project.qde") as stream:
        return read_project(stream)


def alliance_of(now: datetime) -> Alliance:
    """An alliance of its own."""
    slug = f"a-{uuid4().hex[:12]}"
    return Alliance.objects.create(slug=slug, name="Alianza", municipality="M", state="Chiapas", created_at=now)


def speak(kind: str, number: int, preset: Preset | None, now: datetime) -> Voice:
    """A voice that says three turns, with a permission or none."""
    sound = kind == "sound"
    voice = Voice.objects.create(
        folio=f"V-{number}", kind=kind, title=f"Voz {number}", group="allies", received_at=now,
        duration_ms=60_000 if sound else None, state="accepted",
    )  # fmt: skip
    times = [(1000 * n, 1000 * n + 900) if sound else (None, None) for n in range(len(SAID))]
    transcribe(voice, [TurnText(text, "", *ms) for text, ms in zip(SAID, times, strict=True)], by=None, now=now)
    if preset is not None:
        scopes = preset_scopes(preset)
        given = Permission(scopes=scopes, form=ConsentForm.RECORDED, given_on=now.date(), evidence_note="cuaderno 3")
        record_consent(voice, permission=given, by=None, now=now)
    return voice


def newest(voice: Voice, *, translated: bool = False) -> Transcript:
    """The last version of a voice, or its last translation."""
    rows = Transcript.objects.filter(voice=voice).order_by("-version")
    kind = TranscriptKind.TRANSLATION
    return (rows.filter(kind=kind).first() if translated else None) or rows.exclude(kind=kind)[0]


def happen(voice: Voice, what: str, step: int, codes: list[Code], ana: Person, now: datetime) -> None:
    """Something of an ordinary week."""
    fragments = list(Fragment.objects.filter(voice=voice, retired_at=None).order_by("folio"))
    if what == "translate":
        turns = [TurnText(f"tso {turn.text}", line=turn.lineage) for turn in newest(voice).turns.all()]
        reading = Reading(TranscriptKind.TRANSLATION, "tzo", translator="María", translated_from=newest(voice))
        made = transcribe(voice, turns, reading=reading, by=None, now=now)
        validate_translation(made, validator="Juan", on=now.date(), by=None, now=now)
    elif what == "correct":
        turns = [TurnText(turn.text, turn.speaker, turn.start_ms, turn.end_ms, turn.lineage)
                 for turn in newest(voice).turns.all()]  # fmt: skip
        turns[step % 3] = TurnText(f"corregido {step}", "", turns[step % 3].start_ms, None, turns[step % 3].line)
        transcribe(voice, turns, by=None, now=now)
    elif what.startswith("mark"):
        turn = newest(voice, translated=what != "mark").turns.order_by("position")[step % 3]
        fragment = mark_fragment(voice, span=Span(turn, step % 4, 9), by=ana if step % 2 else None, now=now)
        code = codes[step % 3]
        Coding.objects.create(fragment=fragment, code=code, by_id=ana.pk, at=now, memo="nota" if step % 2 else "")
        Coding.objects.create(fragment=fragment, code=codes[0], at=now, retired_at=now if step % 3 else None)
    elif what == "reserve" and fragments:
        reserve_fragment(fragments[step % len(fragments)], reason="cuidado", by=None, now=now)
    elif what == "retire" and fragments:
        Fragment.objects.filter(pk=fragments[0].pk).update(retired_at=now)
    elif what == "merge":
        Code.objects.filter(pk=codes[2].pk).update(merged_into=codes[1], retired_at=now)
    elif what == "withdraw" and step % 3 == 0 and not voice.withdrawals.exists():
        withdraw_consent(voice, channel=Channel.TELEPHONE, withdrawn_on=now.date(), reason="ya no", by=None, now=now)
    elif what == "memo":
        things = [("voice", voice.pk), ("code", codes[0].pk), ("finding", uuid4()), ("plan", uuid4())]
        things += [("fragment", one.pk) for one in fragments[:1]]
        things += [("transcript", one.pk) for one in Transcript.objects.filter(voice=voice)]
        kind, thing = things[step % len(things)]
        Memo.objects.create(thing_kind=kind, thing_id=thing, text=f"memo {step}", written_at=now)


weeks = st.lists(
    st.tuples(
        st.sampled_from(["text", "sound"]),
        st.sampled_from([None, Preset.COMMUNITY, Preset.EVERYTHING]),
        st.lists(st.tuples(st.sampled_from(HAPPENS), st.integers(0, 11)), max_size=9),
    ),
    max_size=3,
)
LONG = [(what, step) for step, what in enumerate(("mark", "mark", "translate", "mark translation", "correct", "correct",
        "mark", "reserve", "memo", "memo", "correct", "retire", "merge", "memo"))]  # fmt: skip


@settings(max_examples=times(12), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(found=weeks, use=st.sampled_from([Use.ANALYSIS, Use.INTERNAL_REPORT, Use.INTERNET]), whole=st.booleans())
@example(found=[("text", Preset.EVERYTHING, LONG), ("sound", None, LONG)], use=Use.ANALYSIS, whole=False)
@example(found=[("sound", Preset.EVERYTHING, LONG), ("text", None, LONG)], use=Use.INTERNET, whole=False)
@example(found=[("sound", Preset.EVERYTHING, LONG), ("text", Preset.COMMUNITY, LONG)], use=Use.ANALYSIS, whole=True)
def test_what_is_here_is_what_left_and_what_stayed(
    found: list[tuple[str, Preset | None, list[tuple[str, int]]]],
    use: Use,
    whole: bool,
    db: None,
    now: datetime,
    tmp_path: Path,
) -> None:
    with working_for(alliance_of(now)):
        ana = Person.objects.create(name="Ana Díaz")
        codes = [Code.objects.create(name=name) for name in ("Agua", "Llaves", "Pozo")]
        for number, (kind, preset, week) in enumerate(found):
            voice = speak(kind, number, preset, now)
            for what, step in week:
                happen(voice, what, step, codes, ana, now)
        content, lines = written(Leave(use, now.date(), whole=whole and use is not Use.INTERNET), now)
    for line in lines.values():
        assert line.here == line.out + sum(count for _why, count in line.stayed), line
        assert not any("mientras" in why for why, _count in line.stayed), line
    project = read(content)
    texts = [one for source in project.sources for one in (source, *source.transcripts)]
    selections = [one for text in texts for one in text.selections]
    assert len(selections) == lines[Kind.FRAGMENT].out
    assert sum(len(one.codings) for one in selections) == lines[Kind.CODING].out
    assert len(project.codes) == lines[Kind.CODE].out
    assert len(project.notes) == lines[Kind.MEMO].out + lines[Kind.REMARK].out
    (tmp_path / "p.qdpx").write_bytes(content)
    with working_for(alliance_of(now)):
        Plan.objects.create(title="Plan")
        import_file(tmp_path / "p.qdpx", by=None, now=now)
        rows = {Kind.VOICE: Voice, Kind.TRANSCRIPT: Transcript, Kind.FRAGMENT: Fragment, Kind.CODING: Coding}
        for kind, model in {**rows, Kind.MEMO: Memo, Kind.CODE: Code}.items():
            assert model.objects.count() == lines[kind].out, kind  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", ["text", "sound", "photo"])
def test_translations_and_older_words_leave_with_the_work_on_them(
    kind: str, db: None, now: datetime, shared_data: Path, tmp_path: Path
) -> None:
    """Somebody coded the translation, and somebody mended a turn that was coded: both codings arrive elsewhere."""
    ours, theirs, path = alliance_of(now), alliance_of(now), tmp_path / "p.qdpx"
    with working_for(ours):
        voice, codes = speak(kind, 1, None, now), [Code.objects.create(name=name) for name in ("A", "B", "C")]
        ana = Person.objects.create(name="Ana Díaz")
        for what, step in (("translate", 0), ("mark translation", 0), ("mark", 1), ("correct", 1), ("mark", 2)):
            happen(voice, what, step, codes, ana, now)
        content, lines = written(Leave(Use.ANALYSIS, now.date()), now)
        etree.XMLSchema(etree.parse(shared_data / "qda" / "Project-mrt2019.xsd")).assertValid(
            etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("project.qde"))
        )
        assert (lines[Kind.TRANSCRIPT].out, lines[Kind.FRAGMENT].out) == (3, 3)
        path.write_bytes(content)
        assert import_file(path, by=None, now=now).counts["new"] == 0
    with working_for(theirs):
        import_file(path, by=None, now=now)
        copy = Voice.objects.get()
        told = Transcript.objects.order_by("version").values_list("kind", "language", "translator", "validator")
        written_down = ("imported", "es", "", "")
        assert list(told) == [written_down, written_down, ("translation", "tzo", "María", "Juan")]
        translation = newest(copy, translated=True)
        assert translation.validated_on == now.date()
        assert translation.translated_from == newest(copy)
        assert [turn.lineage for turn in translation.turns.all()] == [turn.lineage for turn in newest(copy).turns.all()]
        quotes = {one.quote: one for one in Fragment.objects.select_related("turn__transcript")}
        assert len(quotes) == 3
        standing = {
            one.fragment.quote: one.anchor.standing.value for one in place_all([*quotes.values()], newest(copy))
        }
        assert standing["tso el ag"] == "changed"
        assert standing["ntes hab"] == "changed"
        assert not unjoined([*Transcript.objects.all()], newest(copy))
        path.write_bytes(written(Leave(Use.ANALYSIS, now.date()), now)[0])
    with working_for(ours):
        assert import_file(path, by=None, now=now).counts["new"] == 0


def test_what_is_reserved_is_not_told_by_a_translation_or_an_older_version(alliance: Alliance, now: datetime) -> None:
    voice, codes = (
        speak("text", 1, Preset.EVERYTHING, now),
        [Code.objects.create(name=name) for name in ("A", "B", "C")],
    )
    ana = Person.objects.create(name="Ana Díaz")
    for what, step in (("translate", 0), ("mark", 2), ("correct", 2), ("mark", 1), ("reserve", 1)):
        happen(voice, what, step, codes, ana, now)
    said = texts_of(written(Leave(Use.ANALYSIS, now.date()), now)[0])
    reserved = Fragment.objects.get(reserved=True)
    assert reserved.quote in SAID[1]
    assert reserved.quote not in said
    assert "tso antes" not in said
    assert "tso el agua" in said
    assert SAID[2] in said


def test_for_qualcoder_everything_stands_where_it_looks(db: None, now: datetime, tmp_path: Path) -> None:
    """What its importer needs: each name once, texts for transcripts, a coder for each selection, no bare notes."""
    with working_for(alliance_of(now)):
        Plan.objects.create(title="Plan")
        codes = [Code.objects.create(name=name) for name in ("Agua", "Llaves", "Pozo")]
        ana = Person.objects.create(name="Ana Díaz")
        voices = [speak(kind, number, None, now) for number, kind in enumerate(("text", "sound", "photo"))]
        Voice.objects.update(title="Taller 1/2")
        for voice in voices:
            for what, step in (("translate", 0), ("mark translation", 0), ("mark", 1), ("correct", 1), ("mark", 3)):
                happen(voice, what, step, codes, ana, now)
        Memo.objects.create(thing_kind="code", thing_id=codes[0].pk, text="pensar esto", written_at=now)
        Memo.objects.create(thing_kind="plan", thing_id=uuid4(), text="del plan", written_at=now)
        content, lines = written(Leave(Use.ANALYSIS, now.date(), qualcoder=True), now)
        _standard, other = written(Leave(Use.ANALYSIS, now.date()), now)
        told = (Kind.VOICE, Kind.TRANSCRIPT, Kind.FRAGMENT, Kind.CODING, Kind.MEMO, Kind.REMARK)
        assert [lines[kind].out for kind in told] == [other[kind].out for kind in told]
        (tmp_path / "p.qdpx").write_bytes(content)
        assert import_file(tmp_path / "p.qdpx", by=None, now=now).counts["new"] == 0
        by_coder = Counter(Coding.objects.filter(retired_at=None).values_list("by_id", "code_id"))
    project = read(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = set(archive.namelist())
    names = [source.name for source in project.sources]
    assert len(set(names)) == len(names) == 3 + 8
    assert not any("/" in name or ":" in name for name in names)
    assert not any(source.transcripts for source in project.sources)
    assert all(source.path or source.words.plain for source in project.sources)
    assert all(f"sources/{source.guid}.txt" in members for source in project.sources if source.words.plain)
    assert not any(code.notes for code in project.codes)
    assert "pensar esto" in project.codes[0].description
    assert [(note.name, f"sources/{note.guid}.txt" in members) for note in project.notes] == [("Nota del plan 1", True)]
    put: Counter[tuple[str, str]] = Counter()  # as it reads them: whoever made the selection is the coder
    for selection in (one for source in project.sources for one in source.selections):
        assert not selection.notes
        assert selection.at is not None
        put.update((selection.user, coding.code) for coding in selection.codings)
    ours = {(str(by or ""), str(code)): many for (by, code), many in by_coder.items()}
    assert put == ours
    assert any("nota" in one.description for source in project.sources for one in source.selections)
