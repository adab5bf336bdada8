"""An offline page: everything inside one file, or a folder with its sounds and pictures beside it.

No address outside is fetched or even named with its scheme, so the page may travel on a stick; `links=True` is for
pages that a server shows. A note links to the page of its origin only when `origins` knows one.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from manantial.press.document import Document
from manantial.press.edition import Edition, edit
from manantial.press.shelf import Stored
from manantial.press.writers import listening
from manantial.press.writers.markup import Markup, Origins, esc, no_page, wrap

STYLE = Path(__file__).parent.parent / "styles" / "page.css"
_CLOSED = "default-src 'none'; img-src data:; media-src data:; style-src 'unsafe-inline'"


def write_html(document: Document, *, origins: Origins = no_page, links: bool = False) -> str:
    """One self-contained page: pictures, sounds and style inside. Raises what press.edition.edit raises."""
    edition = edit(document)
    markup = _markup(edition, _inside(edition.shelf.pictures), _inside(edition.shelf.sounds), links=links)
    head = f'<meta http-equiv="Content-Security-Policy" content="{esc(_CLOSED)}"/>\n<style>{STYLE.read_text()}</style>'
    return _page(_Rendering(edition, markup, origins), head)


def write_html_folder(
    document: Document, *, origins: Origins = no_page, links: bool = False
) -> dict[str, bytes | Path]:
    """The same page as files by name: index.html, estilo.css and media/…, each sound and picture once.

    With chapters read aloud also audio/… in the order in which they are heard, and the lists that play them.
    """
    edition = edit(document)
    markup = _markup(edition, _beside, _beside, links=links)
    head = '<link rel="stylesheet" href="estilo.css"/>'
    heard = listening.section(document.narrations, {title.anchor for title in edition.titles})
    page = _page(_Rendering(edition, markup, origins), head + listening.script_tag(document.narrations), heard)
    media = {**edition.shelf.pictures, **edition.shelf.sounds}
    return {
        "index.html": page.encode(),
        "estilo.css": STYLE.read_bytes(),
        **{_beside(name): stored.content for name, stored in sorted(media.items())},
        **listening.files(document.narrations, document.title),
    }


def write_html_part(document: Document, *, image: Callable[[str], str], origins: Origins = no_page) -> str:
    """The body of a document and its notes, to stand inside a page of a server that serves the pictures itself.

    image: the address of a picture by its name on the shelf. origins: the page of the place that a note tells of
    (`voice/<id>`), empty when it has none. Raises what press.edition.edit raises.
    """
    edition = edit(document)
    markup = replace(_markup(edition, image, lambda _name: "", links=True), top=3)
    made = _Rendering(edition, markup, origins)
    return f"{markup.flow(edition.body)}\n{_notes(made)}"


@dataclass(frozen=True, slots=True)
class _Rendering:
    edition: Edition
    markup: Markup
    origins: Origins


def _markup(edition: Edition, image: Callable[[str], str], sound: Callable[[str], str], *, links: bool) -> Markup:
    return Markup(edition, image, sound, note=lambda number: f"#n{number}", file=lambda _title: "", links=links)


def _inside(files: dict[str, Stored]) -> Callable[[str], str]:
    def address(name: str) -> str:
        stored = files[name]
        return f"data:{stored.media_type};base64,{b64encode(stored.content).decode()}"

    return address


def _beside(name: str) -> str:
    return f"media/{name}"


def _page(made: _Rendering, head: str, heard: str = "") -> str:
    document, words = made.edition.document, made.edition.words
    return f"""<!DOCTYPE html>
<html lang="{esc(document.language)}">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>{esc(document.title)}</title>
{head}
</head>
<body>
<a class="skip" href="#texto">{esc(words.skip)}</a>
{_front(made)}
<main id="texto">
{heard}{made.markup.flow(made.edition.body)}
{_notes(made)}
</main>
{_foot(made)}
</body>
</html>
"""


def _front(made: _Rendering) -> str:
    edition, document, words = made.edition, made.edition.document, made.edition.words
    image = made.markup.picture
    parts = [
        *(image(logo) for logo in edition.logos),
        wrap("p", esc(document.publisher), class_="publisher"),
        wrap("h1", esc(document.title)),
        wrap("p", esc(document.subtitle), class_="subtitle") if document.subtitle else "",
        wrap("p", "<br/>".join(map(esc, document.cover.lines))) if document.cover and document.cover.lines else "",
        wrap("p", esc(document.watermark), class_="draft") if document.watermark else "",
        wrap("p", esc(" · ".join(filter(None, _dates(edition))))),
        wrap("p", esc(document.fictitious), class_="fictitious") if document.fictitious else "",
        image(edition.cover) if edition.cover else "",
        wrap("p", esc(f"{words.folio} {document.folio}")) if document.folio else "",
    ]
    return wrap("header", "\n".join(filter(None, parts)), class_="cover")


def _dates(edition: Edition) -> tuple[str, str]:
    return edition.date, f"{edition.words.as_of} {edition.as_of}" if edition.as_of else ""


def _notes(made: _Rendering) -> str:
    if not made.edition.notes:
        return ""
    words = made.edition.words
    items = (
        wrap(
            "li",
            made.markup.note_body(note, made.origins)
            + f' <a href="#c{note.number}" aria-label="{esc(words.back)}" role="doc-backlink">↩</a>',
            id=f"n{note.number}",
        )
        for note in made.edition.notes
    )
    inside = wrap("h2", esc(words.notes), id="notas") + wrap("ol", "\n".join(items))
    return wrap("section", inside, class_="notes", role="doc-endnotes", aria_labelledby="notas")


def _foot(made: _Rendering) -> str:
    document = made.edition.document
    said = [document.publisher, document.contact, document.fictitious]
    code = made.markup.picture(made.edition.code) if made.edition.code else ""
    words = wrap("p", esc(document.code.words)) if document.code and document.code.words else ""
    return wrap("footer", code + words + "".join(wrap("p", esc(line)) for line in said if line))
