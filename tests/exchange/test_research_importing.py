"""A research project taken in: every piece in its place, nothing twice, nothing with a permission it does not have."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image

from manantial.alliance.models import Alliance
from manantial.exchange.actions import ImportReport, import_file
from manantial.exchange.leaving import Leave
from manantial.exchange.leaving.project import project_stream
from manantial.exchange.models import Received
from manantial.exchange.readers import Unreadable
from manantial.ledger.models import Entry
from manantial.meaning.models import Code, Coding, Memo
from manantial.meaning.queries.workbench import names_of
from manantial.people.models import Account, Person
from manantial.voices.models import Consent, Fragment, Transcript, Turn, Voice
from manantial.voices.queries import permitted
from manantial.voices.rules import Use
from tests.cast import CastClient
from tests.exchange.projects import SPACE, Twin, guid, note_xml, texts_of, words

TEXT = "Chepa: Aquí 💧 el agua no llega.\r\nJosé: La llave seca está.\r\nY el tanque 😀 se cayó ya."
SPANS = words(TEXT, "agua no llega", "tanque 😀 se cayó", "no llega.\r\nJosé: La llave")


def take(path: Path, now: datetime) -> ImportReport:
    return import_file(path, by=None, now=now)


@pytest.mark.parametrize("capitals", [False, True])
def test_a_project_is_taken_in_once(tmp_path: Path, alliance: Alliance, now: datetime, capitals: bool) -> None:
    rosalba = Person.objects.create(name="Rosalba Mendez")
    notes = note_xml(30, "Pensar en la sequía") + note_xml(31, "Suelta")
    link = f'<Links><Link guid="{guid(40)}" originGUID="{guid(30)}" targetGUID="{guid(100)}"/></Links>'
    twin = Twin("NVivo", TEXT, SPANS, utf16=True, mark=True, capitals=capitals, extra=f"<Notes>{notes}</Notes>{link}")
    report = take(twin.write(tmp_path / "p.qdpx"), now)

    voice = Voice.objects.get()
    assert (voice.kind, voice.visibility, voice.title) == ("text", "organism", "Entrevista")
    turns = list(Turn.objects.order_by("position").values_list("speaker", "text"))
    assert turns == [
        ("Chepa", "Aquí 💧 el agua no llega."), ("José", "La llave seca está."), ("", "Y el tanque 😀 se cayó ya."),
    ]  # fmt: skip
    quotes = list(Fragment.objects.order_by("folio").values_list("quote", flat=True))
    assert quotes == ["agua no llega", "tanque 😀 se cayó", "no llega.", "La llave"]
    assert len(set(Fragment.objects.exclude(joined=None).values_list("joined", flat=True))) == 1
    for fragment in Fragment.objects.select_related("turn"):
        assert fragment.turn is not None
        assert fragment.turn.text[fragment.start_char : fragment.end_char] == fragment.quote
    coding = Coding.objects.order_by("at").first()
    assert coding is not None
    assert (coding.by_id, coding.at.isoformat()) == (rosalba.pk, "2024-03-05T10:01:00+00:00")
    assert Code.objects.get(name="Escasez").parent == Code.objects.get(name="Agua", colour="#00aa00")
    memo = Memo.objects.get()
    assert (memo.thing_kind, memo.text, memo.written_by_id) == ("fragment", "Pensar en la sequía", rosalba.pk)
    assert not Consent.objects.exists()
    assert permitted([voice], use=Use.ANALYSIS, on=now.date())[0][1]
    assert not permitted([voice], use=Use.INTERNAL_REPORT, on=now.date())[0][1]
    assert Entry.objects.filter(verb="research.received").count() == 1
    told = Received.objects.get().report
    assert any("UTF-16 / CRLF 2" in item["what"] for item in told["items"]["note"])
    assert any("notas sueltas" in item["what"] for item in told["items"]["note"])
    assert report.counts["new"] == 2 + 1 + 4 + 4 + 1

    before = [model.objects.count() for model in (Voice, Transcript, Turn, Fragment, Code, Coding, Memo)]
    again = take(twin.write(tmp_path / "again.qdpx"), now)
    assert [model.objects.count() for model in (Voice, Transcript, Turn, Fragment, Code, Coding, Memo)] == before
    assert again.counts["new"] == 0

    twin.spans = [*SPANS, *words(TEXT, "seca está")]
    more = take(twin.write(tmp_path / "more.qdpx"), now)
    assert more.counts["new"] == 2
    assert Fragment.objects.order_by("folio").last().quote == "seca está"  # type: ignore[union-attr]


def test_a_program_that_gives_new_ids_at_each_export_repeats_nothing(
    tmp_path: Path, alliance: Alliance, now: datetime
) -> None:
    Code.objects.create(name="Agua")
    twin = Twin("ATLAS.ti", TEXT, SPANS, crlf=1)
    take(twin.write(tmp_path / "a.qdpx"), now)
    before = [model.objects.count() for model in (Voice, Transcript, Turn, Fragment, Code, Coding)]
    twin.shift = 5000
    twin.spans = [*SPANS, *words(TEXT, "seca está")]
    report = take(twin.write(tmp_path / "b.qdpx"), now)
    after = [model.objects.count() for model in (Voice, Transcript, Turn, Fragment, Code, Coding)]
    assert [new - old for old, new in zip(before, after, strict=True)] == [0, 0, 0, 1, 0, 1]
    assert report.counts["new"] == 2


def test_codes_with_a_name_that_is_taken_get_a_root(tmp_path: Path, alliance: Alliance, now: datetime) -> None:
    Code.objects.create(name="AGUA")
    report = take(Twin("x", "Hola agua", words("Hola agua", "agua")).write(tmp_path / "p.qdpx"), now)
    root = Code.objects.get(name="Agua", parent=None)
    assert Code.objects.get(name="Agua", parent=root).children.get().name == "Escasez"
    strangers = [item for item in report.as_dict()["items"]["note"] if "Rosalba" in item["what"]]
    assert strangers[0]["count"] == 1


def test_who_coded_elsewhere_keeps_their_name(
    tmp_path: Path, alliance: Alliance, now: datetime, as_ana: CastClient
) -> None:
    """Two people coded the same words in a program where nobody has an account of ours."""
    twin = Twin("ATLAS.ti", TEXT, SPANS, crlf=1, user="Rosalba Méndez")
    take(twin.write(tmp_path / "a.qdpx"), now)
    twin.user, twin.shift, twin.spans = "Tomás Ek", 5000, [*SPANS, *words(TEXT, "seca está")]
    report = take(twin.write(tmp_path / "b.qdpx"), now)
    assert report.counts["new"] == 1 + 4 + 1  # his fragment and his codings; hers stay hers
    assert take(twin.write(tmp_path / "c.qdpx"), now).counts["new"] == 0
    voice, code = Voice.objects.get(), Code.objects.get(name="Escasez")
    assert Account.objects.count() == 1
    page = as_ana.get(f"/mesa/voces/{voice.pk}/codificar/").content.decode()
    assert "Rosalba Méndez" in page
    assert "Tomás Ek" in page
    agreement = as_ana.get(f"/mesa/codigos/acuerdo/?codigo={code.pk}").content.decode()
    alone = agreement[agreement.index("seca está") :]
    assert alone.index("Tomás Ek") < alone.index("Rosalba Méndez")
    table = as_ana.get("/mesa/fragmentos/?formato=csv").content.decode()
    assert "Rosalba Méndez, Tomás Ek" in table
    near = b"".join(project_stream(Leave(Use.ANALYSIS, now.date()), by=None, now=now))
    far = b"".join(project_stream(Leave(Use.FUNDER, now.date()), by=None, now=now))
    assert "Tomás Ek" in texts_of(near)
    assert "Tomás" not in texts_of(far)
    rosalba = next(pk for pk, name in names_of(Coding.objects.values_list("by_id", flat=True)).items() if "Ros" in name)
    assert len(as_ana.get(f"/mesa/fragmentos/?quien={rosalba}").context["rows"]) == 4


class Twice(Twin):
    """A program that writes a selection for each code: the second one is of another code on the same words."""

    def xml(self) -> str:
        before, _code, after = super().xml().rpartition(f'targetGUID="{self.id(11)}"')
        return f'{before}targetGUID="{self.id(10)}"{after}'


@pytest.mark.parametrize(("origin", "fragments"), [("QualCoder 4.0", 2), ("ATLAS.ti", 4)])
def test_two_codes_on_the_same_words_are_one_fragment_of_qualcoder(
    tmp_path: Path, alliance: Alliance, now: datetime, origin: str, fragments: int
) -> None:
    span = words(TEXT, "no llega.\r\nJosé: La llave")
    twin = Twice(origin, TEXT, [*span, *span])
    report = take(twin.write(tmp_path / "p.qdpx"), now)
    assert Fragment.objects.count() == fragments  # it lies over two turns
    assert Coding.objects.count() == 4
    assert {one.count for one in report.outcomes if one.what == "fragmentos juntos"} == (
        {1} if fragments == 2 else set()
    )
    assert take(twin.write(tmp_path / "again.qdpx"), now).counts["new"] == 0
    assert Coding.objects.count() == 4


def test_pictures_sound_and_cases_find_their_place(tmp_path: Path, alliance: Alliance, now: datetime) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (200, 100), "blue").save(picture, "PNG")
    syncs = "".join(
        f'<SyncPoint guid="{guid(60 + n)}" position="{place}" timeStamp="{ms}"/>'
        for n, (place, ms) in enumerate([(0, 0), (12, 2000), (13, 2100), (26, 5000)])
    )
    xml = (
        f'<Project {SPACE} name="Medios"><CodeBook><Codes><Code guid="{guid(10)}" name="Foto" '
        f'isCodable="true"/></Codes></CodeBook><Variables><Variable guid="{guid(20)}" name="Sexo" '
        f'typeOfVariable="Text"/><Variable guid="{guid(21)}" name="Signo" typeOfVariable="Text"/></Variables>'
        f'<Cases><Case guid="{guid(22)}" name="Doña X">'
        f'<VariableValue><VariableRef targetGUID="{guid(20)}"/><TextValue>Mujer</TextValue></VariableValue>'
        f'<VariableValue><VariableRef targetGUID="{guid(21)}"/><TextValue>Tauro</TextValue></VariableValue>'
        f'<SourceRef targetGUID="{guid(2)}"/></Case></Cases><Sources><PictureSource guid="{guid(3)}" name="Pozo" '
        f'path="internal://foto.png"><PictureSelection guid="{guid(50)}" firstX="20" firstY="10" secondX="100" '
        f'secondY="60"><Coding guid="{guid(51)}"><CodeRef targetGUID="{guid(10)}"/></Coding></PictureSelection>'
        f'</PictureSource><AudioSource guid="{guid(2)}" name="Audio" path="relative:///lejos.m4a"><Transcript '
        f'guid="{guid(4)}"><PlainTextContent>El agua baja\nDe la montaña</PlainTextContent>{syncs}<TranscriptSelection '
        f'guid="{guid(52)}" fromSyncPoint="{guid(60)}" toSyncPoint="{guid(61)}"/></Transcript><AudioSelection '
        f'guid="{guid(53)}" begin="1000" end="4000"/></AudioSource><VideoSource guid="{guid(5)}" name="Nada" '
        f'path="internal://no.mp4"/></Sources><Graphs><Graph guid="{guid(9)}"/></Graphs></Project>'
    )
    path = tmp_path / "m.qdpx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("project.qde", xml)
        archive.writestr("sources/foto.png", picture.getvalue())
    report = take(path, now)
    photo, sound = Voice.objects.get(kind="photo"), Voice.objects.get(kind="sound")
    region = photo.fragments.get()
    assert region.region == [100, 100, 500, 600]
    assert (sound.sex, sound.duration_ms, sound.pseudonym) == ("M", 5000, "")
    assert list(Turn.objects.order_by("position").values_list("start_ms", "end_ms")) == [(0, 2000), (2100, 5000)]
    said, heard = sound.fragments.order_by("folio")
    assert (heard.quote, heard.start_ms, heard.end_ms) == ("El agua baja", 0, 2000) or said.quote == "El agua baja"
    assert {(said.start_ms, said.end_ms), (heard.start_ms, heard.end_ms)} == {(0, 2000), (1000, 4000)}
    told = {item["what"] for items in report.as_dict()["items"].values() for item in items}
    assert {"fuentes", "mapa dibujado «»", "variable «Signo»"} <= told
    memo = Memo.objects.get(thing_kind="voice")
    assert (memo.thing_id, memo.text) == (sound.pk, "Datos que venían en «Medios»:\n\n- Signo: Tauro")


def test_a_codebook_and_a_broken_project(tmp_path: Path, alliance: Alliance, now: datetime) -> None:
    book = tmp_path / "c.qdc"
    book.write_text(
        f'<CodeBook xmlns="urn:QDA-XML:codebook:0:4"><Codes><Code guid="{guid(1)}" name="{"largo " * 30}" '
        f'isCodable="true"><Code guid="{guid(2)}" name="B" isCodable="true"/></Code></Codes></CodeBook>'
    )
    assert take(book, now).counts["new"] == 2
    assert len(Code.objects.get(parent=None).name) <= 120
    assert take(book, now).counts["new"] == 0
    broken = Twin("x", "hola", [(0, 4)])
    broken.extra = "<Notes><Note"
    with pytest.raises(Unreadable):
        take(broken.write(tmp_path / "b.qdpx"), now)
    assert not Voice.objects.exists()
    assert Received.objects.count() == 2


def test_real_projects_are_taken_in(shared_data: Path, alliance: Alliance, now: datetime) -> None:
    report = take(shared_data / "qda" / "sky-loom__TestProject.qdpx", now)
    assert Code.objects.count() == 14
    assert report.counts["skipped"] >= 12  # its files were not inside
    book = take(shared_data / "qda" / "taguette-1.5.2__synthetic.qdc", now)
    assert book.counts["new"] == 101


@pytest.mark.slow
def test_a_project_of_another_program(shared_data: Path, alliance: Alliance, now: datetime) -> None:
    report = take(shared_data / "qda" / "qualcoder4beta__synthetic10.qdpx", now)
    assert Voice.objects.count() == 10
    assert Coding.objects.count() >= 2700
    assert report.counts["new"] > 5000
