"""The restricted Markdown: what is refused when saved, with its line, and what is printed."""

from __future__ import annotations

import pytest

from manantial.press import nodes
from manantial.press.document import Column, ColumnKind, Counted, Heading, Origins, Prose, Table
from manantial.press.edition import edit
from manantial.press.markdown import MarkdownRefused, check_markdown
from tests.press.sample_documents import VOICE, paper


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("uno\ndos <b>x</b>", 2, "etiquetas HTML"),
        ("uno\n\n<div>\n", 3, "etiquetas HTML"),
        ("a\n\n    sangría", 3, "sangría"),
        ("a `b`", 1, "acentos graves"),
        ("```\nx\n```", 1, "bloque de código"),
        ("# Título", 1, "##, ### o ####"),
        ("x\n\n##### Título", 3, "##, ### o ####"),
        ("![tanque](https://x.mx/a.jpg)", 1, "figura:clave"),
        ("uno\ndos ![a](figura:x) tres", 2, "va sola"),
        ("![](figura:x)", 1, "qué se ve"),
        ("![a](figura:no)", 1, "no existe la figura «no»"),
        ("[aquí](/mesa/)", 1, "https://"),
        ("uno\ndos[^z]", 2, r"nota \[\^z\]"),
        ("- a\n  - b\n    - c\n      - d", 4, "tres niveles"),
        ("x[^a]\n\n[^a]: uno\n\n    dos", 5, "un solo párrafo"),
        ("## T[^a]\n\n[^a]: uno", 1, "no lleva notas"),
    ],
)
def test_what_cannot_be_printed_is_refused_with_its_line(text: str, line: int, said: str) -> None:
    with pytest.raises(MarkdownRefused, match=said) as refusal:
        check_markdown(text, figures={"x"})
    assert refusal.value.line == line
    assert str(refusal.value).startswith(f"Renglón {line}:")


def test_everything_allowed_is_accepted() -> None:
    check_markdown(
        "Uno *dos* **tres**  \notro\n\n## Título\n\n1. a\n2. b\n   - c\n\n> d\n\n"
        "| a | b |\n|:--|--:|\n| 1 | 2 |\n\n---\n\n"
        "![tanque](figura:x)\n\n[sitio](https://x.mx) [tel](tel:961) a[^1] b[^voz]\n\n[^1]: nota\n\n5 < 7 y #hola $x$",
        marks={"voz"},
        figures={"x"},
    )


def test_plain_words_stay_as_they_were_typed() -> None:
    typed = "# no título\n* no lista\n1. tampoco\n    ni sangría _ni_ <b> [^x] ![a](b) ts'i' \\"
    (only,) = edit(paper(Prose.plain(typed))).body
    assert isinstance(only, nodes.Para)
    assert nodes.bare(only.inside) == " ".join(line.strip() for line in typed.splitlines())


def test_a_mark_puts_the_note_in_its_place_and_the_rest_go_to_the_end() -> None:
    (only,) = edit(paper(Prose("Uno[^a] dos.", notes=(VOICE, VOICE.__class__("voice", "2", "Otra"))))).body
    assert isinstance(only, nodes.Para)
    assert only.inside == (nodes.Text("Uno"), nodes.Call(1), nodes.Text(" dos."), nodes.Call(2))


def test_origins_are_listed_once_even_when_called_after_the_list() -> None:
    edition = edit(paper(Prose("a", notes=(VOICE,)), Origins(), Prose("b", notes=(VOICE,))))
    sources = next(node for node in edition.body if isinstance(node, nodes.Sources))
    assert [numbers for _words, numbers in sources.entries] == [(1, 2)]


def test_chapters_are_numbered_and_no_level_is_skipped() -> None:
    blocks = (
        Heading("A"),
        Heading("B", 3),
        Heading("C", 2),
        Heading("Anexo", numbered=False),
        Heading("D"),
        Heading("E", 2),
    )
    titles = edit(paper(*blocks, numbered=True)).titles
    assert [(title.level, title.number) for title in titles] == [
        (1, "1"),
        (2, "1.1"),
        (2, "1.2"),
        (1, ""),
        (1, "2"),
        (2, "2.1"),
    ]


def test_a_row_of_the_wrong_width_and_an_unprintable_value_are_errors() -> None:
    with pytest.raises(ValueError, match="2 cells"):
        Table((Column("a"), Column("b", ColumnKind.NUMBER)), [("solo una",)])
    with pytest.raises(TypeError, match="cannot print"):
        edit(paper(Table((Column("a"),), [(object(),)])))


def test_a_counted_value_stands_within_a_sentence_and_calls_its_note_once() -> None:
    values = {"dato:asientos": Counted("8", VOICE)}
    text = "Son ![…](dato:asientos) asientos.\n\n- **![…](dato:asientos)** de las comunidades"
    check_markdown(text, known=lambda kind, key: key == "asientos", values=set(values))
    first, items = edit(paper(Prose(text, values=values))).body
    assert isinstance(first, nodes.Para)
    assert first.inside == (nodes.Text("Son "), nodes.Text("8"), nodes.Call(1), nodes.Text(" asientos."))
    assert isinstance(items, nodes.Items)
    (inside,) = items.items[0]
    assert isinstance(inside, nodes.Para)
    assert nodes.bare(inside.inside) == "8 de las comunidades"
    assert nodes.Call(1) not in inside.inside


@pytest.mark.parametrize(
    ("text", "said"), [("a ![…](dato:no) b", "no existe «dato:no»"), ("a ![…](hito:si) b", "sola")]
)
def test_within_a_sentence_only_a_value_may_stand(text: str, said: str) -> None:
    with pytest.raises(MarkdownRefused, match=said):
        check_markdown(text, known=lambda _kind, key: key == "si", values={"dato:si"})
