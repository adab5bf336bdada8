"""Projects of other programs: whose letters are counted how, and what hostile files may not do."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manantial.exchange.detect import detect
from manantial.exchange.qda.archive import opened_archive
from manantial.exchange.qda.laying import lay, parts_of, written
from manantial.exchange.qda.positions import ALL_UNITS, Chooser, Ruler, Units, one_letter_ends
from manantial.exchange.qda.reading import read_codebook, read_project, root_name
from manantial.exchange.qda.shapes import Project, SourceKind
from manantial.exchange.readers import Format, Unreadable
from tests.exchange.projects import Twin, guid, words

TEXT = "Chepa: Aquí 💧 el agua no llega.\r\nJosé: 💧💧 La llave seca está.\r\n\r\nY el tanque 😀 se cayó ya."
SPANS = words(TEXT, "agua no llega", "llave seca", "tanque 😀 se cayó", "cayó")


def read(path: Path) -> Project:
    with opened_archive(path) as archive:
        assert root_name(archive.xml()) == "Project"
        return read_project(archive.xml())


@pytest.mark.parametrize("units", ALL_UNITS, ids=str)
@pytest.mark.parametrize("named", [True, False])
def test_the_way_of_counting_is_told_by_the_selections(units: Units, named: bool) -> None:
    twin = Twin("Otro", TEXT, SPANS, utf16=units.utf16, crlf=units.crlf)
    chooser = Chooser()
    chooser.see(TEXT, [(twin.units(a), twin.units(b), TEXT[a:b] if named else "") for a, b in SPANS])
    choice = chooser.choice()
    assert choice.units == units
    assert choice.decided
    ruler = Ruler(TEXT, choice.units)
    assert [one_letter_ends(TEXT)[ruler.place(twin.units(a)) : ruler.place(twin.units(b))] for a, b in SPANS] == [
        TEXT[a:b] for a, b in SPANS
    ]


@given(st.text(st.sampled_from("añ 💧😀\n.")).map(lambda text: text.replace("\n", "\r\n")), st.sampled_from(ALL_UNITS))
def test_every_place_is_found_again(text: str, units: Units) -> None:
    twin, ruler, plain = (
        Twin("x", text, [], utf16=units.utf16, crlf=units.crlf),
        Ruler(text, units),
        one_letter_ends(text),
    )
    for place, letter in enumerate(text):
        if letter != "\n":
            assert plain[ruler.place(twin.units(place))] == letter.replace("\r", "\n")


def test_nvivo_and_atlas_twins_are_read_alike(tmp_path: Path) -> None:
    nvivo = Twin("NVivo", TEXT, SPANS, utf16=True, mark=True).write(tmp_path / "n.qdpx")
    atlas = Twin("ATLAS.ti", TEXT, SPANS, crlf=1, capitals=True, root="Project.qde", folder="sources")
    first, second = read(nvivo), read(atlas.write(tmp_path / "a.qdpx"))
    assert [code.name for code in first.codes] == [code.name for code in second.codes] == ["Agua", "Escasez"]
    assert second.codes[1].parent == guid(10)
    assert second.sources[0].selections[0].codings[0].code == guid(11)
    assert detect(nvivo) is Format.RESEARCH
    with opened_archive(nvivo) as archive:
        member = archive.member(f"internal://{guid(2)}.txt")
        assert member is not None
        assert archive.text(member) == TEXT


def test_two_projects_never_mix(tmp_path: Path) -> None:
    one = Twin("A", "Una cosa sola", [(0, 3)]).write(tmp_path / "a.qdpx")
    two = Twin("B", "Otra cosa sola", [(0, 4)]).write(tmp_path / "b.qdpx")
    with opened_archive(one) as first, opened_archive(two) as second:
        names = [archive.member(f"{guid(2)}.txt") for archive in (first, second)]
        assert names[0] is not None
        assert names[1] is not None
        assert (first.text(names[0]), second.text(names[1])) == ("Una cosa sola", "Otra cosa sola")


def test_old_codebooks_are_matched_by_local_name() -> None:
    for space in ("urn:QDA-XML:codebook:1.0", "urn:QDA-XML:codebook:1:0", "urn:QDA-XML:codebook:0:4"):
        code = f'<Code guid="{{{guid(1)}}}" name="A" isCodable="false"/>'
        xml = f'<CodeBook xmlns="{space}"><Codes>{code}</Codes><Sets/></CodeBook>'
        found = read_codebook(io.BytesIO(xml.encode()))
        assert [(code.guid, code.name, code.codable) for code in found] == [(guid(1), "A", False)]


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"../fuera.txt": b"x"}, "carpeta"),
        ({"/etc/x": b"x"}, "carpeta"),
        ({"c:\\x.txt": b"x"}, "carpeta"),
        ({"otro.qde": b"<x/>"}, "solo proyecto"),
        ({"Sources/bomba.txt": b"0" * (33 << 20)}, "infla"),
    ],
)
def test_hostile_archives_are_refused(tmp_path: Path, members: dict[str, bytes], said: str) -> None:
    made = Twin("x", "hola", [], members=members).write(tmp_path / "x.qdpx")
    with pytest.raises(Unreadable, match=said), opened_archive(made):
        pass


def test_entities_and_depth_are_refused(tmp_path: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE Project [<!ENTITY a "aaaa">]><Project name="&a;"/>'
    with pytest.raises(Unreadable, match="DOCTYPE"):
        root_name(io.BytesIO(bomb))
    deep = b"<CodeBook><Codes>" + b"<Code>" * 500
    with pytest.raises(Unreadable, match="niveles"):
        read_codebook(io.BytesIO(deep))
    broken = tmp_path / "x.qdpx"
    with zipfile.ZipFile(broken, "w") as archive:
        archive.writestr("project.qde", b"<Project><Users>")
    with pytest.raises(Unreadable, match="XML"):
        read(broken)


@given(st.lists(st.tuples(st.text("María ñ", max_size=8), st.text("ab: ñ\n💧.", max_size=12)), max_size=5))
def test_our_turns_are_read_back_letter_by_letter(turns: list[tuple[str, str]]) -> None:
    turns = [(speaker, text) for speaker, text in turns if text]
    text = "\n".join(written(speaker, said)[0] for speaker, said in turns)
    lines = lay(text, own=True)
    assert [(line.speaker, line.text) for line in lines] == turns
    assert all(text[line.begins : line.begins + 1].replace("\u2028", "\n") == line.text[:1] for line in lines)


def test_a_selection_over_several_turns_is_split_at_them() -> None:
    text = one_letter_ends(TEXT)
    lines = lay(text, own=False)
    assert [line.speaker for line in lines] == ["Chepa", "José", ""]
    start, end = text.index("no llega"), text.index("seca")
    parts = parts_of(lines, start, end)
    assert [lines[part.line].text[part.start : part.end] for part in parts] == ["no llega.", "💧💧 La llave "]


def test_the_sample_of_the_consortium(shared_data: Path) -> None:
    project = read(shared_data / "qda" / "sky-loom__TestProject.qdpx")
    assert len(project.codes) == 14
    assert len(project.sources) == 12
    assert sum(len(words.syncs) for source in project.sources for words in source.transcripts) == 13
    assert [(one.name, len(one.vertices), len(one.edges)) for one in project.graphs] == [("Netzwerk", 3, 2)]
    assert len(project.sets) == 16
    assert not project.left
    pictures = [source for source in project.sources if source.kind is SourceKind.PICTURE]
    assert pictures[0].selections[0].box == (267, 1, 992, 720)
