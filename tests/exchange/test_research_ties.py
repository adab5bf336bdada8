"""What joins the things of a project of others: told where the team reads, kept, and given back when it leaves."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from lxml import etree

from manantial.alliance.models import Alliance
from manantial.alliance.tenancy import working_for
from manantial.exchange.actions import ImportReport, import_file
from manantial.exchange.leaving import Leave
from manantial.exchange.models import Kept
from manantial.exchange.qda.kept import given_back, references
from manantial.meaning.models import Code, Coding, Memo, Plan
from manantial.meaning.queries.workbench import names_of
from manantial.voices.actions import reserve_fragment, transcribe
from manantial.voices.models import Fragment, Voice
from manantial.voices.rules import TurnText, Use
from tests.exchange.projects import Twin, guid, note_xml, words
from tests.exchange.test_research_counted import Kind, alliance_of, read, speak, written

TEXT = "Chepa: El agua no llega.\nJosé: La llave está seca.\n\nY el tanque se cayó."
GIVEN_BACK = ("Links", "Sets", "Graphs")


def tied() -> Twin:
    """A project in which everything is joined with everything."""
    twin = Twin("ATLAS.ti 24", TEXT, words(TEXT, "agua no llega", "llave"))
    twin.cases = (
        f'<Variables><Variable guid="{guid(20)}" name="Oficio" typeOfVariable="Text"/><Variable guid="{guid(21)}" '
        f'name="Edad" typeOfVariable="Integer"/></Variables><Cases><Case guid="{guid(22)}" name="Doña Josefa">'
        f'<VariableValue><VariableRef targetGUID="{guid(20)}"/><TextValue>Partera</TextValue></VariableValue>'
        f'<VariableValue><VariableRef targetGUID="{guid(21)}"/><IntegerValue>41</IntegerValue></VariableValue>'
        f'<SelectionRef targetGUID="{guid(100)}"/></Case></Cases>'
    )
    twin.inner = (
        f'<Coding guid="{guid(90)}" creatingUser="{guid(1)}"><CodeRef targetGUID="{guid(10)}"/>'
        f'<NoteRef targetGUID="{guid(33)}"/></Coding><NoteRef targetGUID="{guid(32)}"/>'
    )
    notes = note_xml(30, "Pensar en la sequía") + note_xml(31, "De todo el proyecto") + note_xml(32, "De la entrevista")
    notes += note_xml(33, "Por qué este código")
    ends = ((40, "causa", 10, 11), (41, "ejemplo", 100, 11), (42, "", 102, 999), (43, "", 30, 102))
    links = "".join(
        f'<Link guid="{guid(number)}" name="{name}" direction="OneWay" originGUID="{guid(origin)}" '
        f'targetGUID="{guid(target)}"/>'
        for number, name, origin, target in ends
    )
    sets = (
        f'<Set guid="{guid(50)}" name="Lo seco"><MemberCode targetGUID="{guid(11)}"/><MemberCode '
        f'targetGUID="{guid(998)}"/></Set><Set guid="{guid(51)}" name="género: mujer"><MemberSource '
        f'targetGUID="{guid(2)}"/><MemberNote targetGUID="{guid(31)}"/></Set>'
    )
    corners = "".join(
        f'<Vertex guid="{guid(60 + n)}" name="esquina {n}" firstX="{n}" firstY="0"{stands}/>'
        for n, stands in enumerate((f' representedGUID="{guid(11)}"', f' representedGUID="{guid(102)}"', ""))
    )
    lines = "".join(
        f'<Edge guid="{guid(70 + n)}" sourceVertex="{guid(60)}" targetVertex="{guid(61 + n)}" direction="OneWay"/>'
        for n in range(2)
    )
    twin.extra = (
        f"<Notes>{notes}</Notes><Links>{links}</Links><Sets>{sets}</Sets>"
        f'<Graphs><Graph guid="{guid(55)}" name="Red">{corners}{lines}</Graph></Graphs>'
        f"<Description>Tesis sobre el agua</Description>"
    )
    return twin


def take(path: Path, now: datetime) -> ImportReport:
    return import_file(path, by=None, now=now)


def told() -> set[tuple[str, str]]:
    """All memos: the name of the thing, and the text."""
    names = {one.pk: one.folio for model in (Voice, Fragment) for one in model.objects.all()}
    names |= {one.pk: one.name for one in Code.objects.all()} | {one.pk: "plan" for one in Plan.objects.all()}
    return {(names[one.thing_id], one.text) for one in Memo.objects.all()}


def lines_of(report: ImportReport) -> set[tuple[str, int]]:
    return {(one.what, one.count) for one in report.outcomes}


def test_everything_that_joins_is_told_and_kept(tmp_path: Path, alliance: Alliance, now: datetime) -> None:
    Plan.objects.create(title="Plan")
    report = take(tied().write(tmp_path / "p.qdpx"), now)
    voice = Voice.objects.get()
    assert (voice.sex, voice.age_range) == ("M", "30-44")
    whole = Fragment.objects.filter(title="Documento entero").order_by("folio")
    assert [one.quote for one in whole] == ["El agua no llega.", "La llave está seca.", "Y el tanque se cayó."]
    assert len({one.joined for one in whole}) == 1
    assert Coding.objects.filter(fragment__in=whole, code__name="Agua").count() == 3
    assert set(Coding.objects.filter(fragment__in=whole).values_list("memo", flat=True)) == {"Por qué este código"}
    water, keys = (Fragment.objects.get(quote=said).folio for said in ("agua no llega", "llave"))
    table = "Conjuntos y mapas que venían en «Agua» (ATLAS.ti 24):\n\n- «Lo seco»: «Escasez» · 1 que no venía\n"
    table += f"- «género: mujer»: {voice.folio} · 1 nota\n- Mapa «Red»: «Escasez» → {keys}; «Escasez» → esquina 2"
    assert told() == {
        ("Agua", "Enlace «causa»: «Agua» → «Escasez»"),
        ("Escasez", "Enlace «causa»: «Agua» → «Escasez»"),
        (water, f"Enlace «ejemplo»: {water} → «Escasez»"),
        ("Escasez", f"Enlace «ejemplo»: {water} → «Escasez»"),
        (keys, "Pensar en la sequía"),
        ("plan", "De todo el proyecto"),
        (voice.folio, "De la entrevista"),
        (voice.folio, "Datos que venían en «Agua»:\n\n- Oficio: Partera"),
        ("plan", "Lo que «Agua» dice de sí: Tesis sobre el agua"),
        ("plan", table),
    }
    assert {("enlaces", 2), ("enlaces", 1), ("conjunto «Lo seco»", 1), ("mapa dibujado «Red»", 1)} <= lines_of(report)
    assert sorted(Kept.objects.values_list("element", flat=True)) == ["Graph", "Link", "Link", "Link", "Set", "Set"]
    again = take(tied().write(tmp_path / "again.qdpx"), now)
    assert again.counts["new"] == 0
    anew = tied()
    for part in ("extra", "inner", "cases"):  # a program that gives new ids to everything
        setattr(anew, part, re.sub(r"-8000-00000000(?=[0-9a-f]{4})", "-8000-00000001", getattr(anew, part)))
    anew.shift = 0x10000
    later = take(anew.write(tmp_path / "anew.qdpx"), now)
    assert later.counts["new"] == 0
    assert Kept.objects.count() == 6


def test_it_leaves_as_it_came(tmp_path: Path, shared_data: Path, db: None, now: datetime) -> None:
    ours, theirs, path = alliance_of(now), alliance_of(now), tied().write(tmp_path / "p.qdpx")
    with working_for(ours):
        Plan.objects.create(title="Plan")
        take(path, now)
        content, lines = written(Leave(Use.ANALYSIS, now.date()), now)
        xml = etree.fromstring(read_root(content))
        etree.XMLSchema(etree.parse(shared_data / "qda" / "Project-mrt2019.xsd")).assertValid(xml)
        project = read(content)
        assert [(one.name, one.origin, one.target) for one in project.links] == [
            ("causa", guid(10), guid(11)), ("ejemplo", guid(100), guid(11)),
        ]  # fmt: skip
        assert [one.name for one in project.sets] == ["Lo seco", "género: mujer"]
        assert project.sets[1].members[0] == guid(2)
        assert len(project.graphs[0].vertices) == 3
        assert [one.code for one in project.sources[0].codings] == [guid(10)]
        assert lines[Kind.KEPT].as_dict()["stayed"] == [{"why": "lo que juntaba se queda", "count": 1}]
        for line in lines.values():
            assert line.here == line.out + sum(count for _why, count in line.stayed), line
        path.write_bytes(content)
        assert take(path, now).counts["new"] == 0
        before = told()
    with working_for(theirs):
        Plan.objects.create(title="Plan")
        take(path, now)
        assert {text for _thing, text in told()} >= {text for _thing, text in before if "Enlace" in text}
        assert len(told()) == len(before)
        assert Coding.objects.filter(fragment__title="Documento entero").count() == 3
        path.write_bytes(written(Leave(Use.ANALYSIS, now.date()), now)[0])
    with working_for(ours):
        assert take(path, now).counts["new"] == 0
        reserve_fragment(Fragment.objects.get(quote="agua no llega"), reason="cuidado", by=None, now=now)
        assert [one.name for one in read(written(Leave(Use.ANALYSIS, now.date()), now)[0]).links] == ["causa"]
        far = read(written(Leave(Use.FUNDER, now.date()), now)[0])
        assert [far.links, far.sets, far.graphs, far.notes] == [[], [], [], []]


def read_root(content: bytes) -> bytes:
    return zipfile.ZipFile(io.BytesIO(content)).read("project.qde")


def test_what_left_and_was_coded_elsewhere_comes_back_to_its_place(tmp_path: Path, db: None, now: datetime) -> None:
    """A colleague opens our project in a program that keeps ids, marks two words and gives them a code of ours."""
    with working_for(alliance_of(now)):
        voice = speak("text", 1, None, now)
        transcribe(voice, [TurnText("El agua 💧 baja", "Chepa"), TurnText("Y sube", "José")], by=None, now=now)
        code = Code.objects.create(name="Agua")
        project = read_root(written(Leave(Use.ANALYSIS, now.date()), now)[0]).decode()
        text = "Chepa:\xa0El agua 💧 baja\nJosé:\xa0Y sube"
        start = text.index("sube")
        mark = (
            f'<PlainTextSelection guid="{guid(1)}" startPosition="{start + 1}" endPosition="{start + 5}" name="sube">'
            f'<Coding guid="{guid(2)}" creatingUser="{guid(3)}"><CodeRef targetGUID="{code.pk}"/></Coding>'
            "</PlainTextSelection></TextSource>"
        )
        project = project.replace("</TextSource>", mark, 1).replace('origin="Manantial', 'origin="NVivo', 1)
        project = project.replace("<CodeBook>", f'<Users><User guid="{guid(3)}" name="Rosalba"/></Users><CodeBook>', 1)
        with zipfile.ZipFile(tmp_path / "p.qdpx", "w") as archive:
            archive.writestr("project.qde", project)
            archive.writestr(f"sources/{voice.pk}.txt", text)
        report = take(tmp_path / "p.qdpx", now)
        assert report.counts["new"] == 2
        fragment = Fragment.objects.select_related("turn").get()
        assert (fragment.quote, fragment.turn.speaker if fragment.turn else "") == ("sube", "José")
        assert list(names_of([Coding.objects.get().by_id]).values()) == ["Rosalba"]
        assert (Voice.objects.count(), Code.objects.count()) == (1, 1)


def test_without_a_plan_loose_notes_are_kept_until_there_is_one(
    tmp_path: Path, alliance: Alliance, now: datetime
) -> None:
    take(tied().write(tmp_path / "p.qdpx"), now)
    assert Kept.objects.get(element="Note").xml == "De todo el proyecto"
    assert "De todo el proyecto" in [
        one.words.content for one in read(written(Leave(Use.ANALYSIS, now.date()), now)[0]).notes
    ]
    Plan.objects.create(title="Plan")
    take(tied().write(tmp_path / "again.qdpx"), now)
    assert ("plan", "De todo el proyecto") in told()
    content, lines = written(Leave(Use.ANALYSIS, now.date()), now)
    assert [one.words.content for one in read(content).notes].count("De todo el proyecto") == 1
    assert ("sale como nota del plan", 1) in lines[Kind.KEPT].stayed


@pytest.mark.parametrize(
    ("xml", "ids", "said"),
    [
        ('<Link originGUID="{A}" targetGUID="b" />', {"a": "1", "b": "2"}, '<Link originGUID="1" targetGUID="2" />'),
        ('<Link originGUID="a" targetGUID="b" />', {"a": "1"}, ""),
        ('<Set name="x"><MemberCode targetGUID="a" /></Set>', {}, ""),
    ],
)
def test_what_joined_nothing_any_more_is_dropped(xml: str, ids: dict[str, str], said: str) -> None:
    assert given_back(xml, ids) == said
    assert references(xml) >= set(ids)
