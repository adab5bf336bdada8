"""The files of a material: poster, leaflet for each community, radio script with its sound, booklet, report, synthesis.

What may be carried was asked before; here only what the gate allowed arrives.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from manantial.alliance.tenancy import current_alliance
from manantial.campaign.models import Material
from manantial.campaign.papers.words import plain, sections_of
from manantial.campaign.rules import MATERIAL_WORDS, MaterialKind
from manantial.kernel.dates import say_day
from manantial.meaning.papers import SYNTHESIS_PAGES, PaperRefused, final_report, frame, synthesis
from manantial.press.compile import Pdf, compile_pdf
from manantial.press.document import Block, Cover, Document, Figure, Heading, Kind, Picture, Prose, Provenance, Quote
from manantial.press.formats import Format, write
from manantial.press.posters import (
    Imprint,
    Ink,
    Leaflet,
    Line,
    LineKind,
    Mural,
    MuralColumn,
    Poster,
    RadioScript,
    Section,
    leaflet,
    mural,
    poster,
    preview,
    radio_script,
)
from manantial.press.sound import cut
from manantial.press.tiles import tile
from manantial.press.typesetters import each
from manantial.territory.models import Community
from manantial.territory.papers import imprint as alliance_imprint
from manantial.vault.models import Blob
from manantial.voices.models import Fragment
from manantial.voices.queries import Gate, Remark, said, said_remark, said_translation
from manantial.voices.rules import USE_WORDS, Use, What

SOUND, VIDEO = ".mp3", ".mp4"  # as the cut lists of the exchange name the recordings

PDF_TYPE, PNG_TYPE, MP3_TYPE, CSV_TYPE = "application/pdf", "image/png", "audio/mpeg", "text/csv"
WORDS_A_MINUTE = 130  # a calm radio voice


@dataclass(frozen=True)
class Piece:
    """One file of a release."""

    form: str
    media_type: str
    content: bytes
    pages: int | None = None
    duration_ms: int | None = None
    community: Community | None = None


@dataclass(frozen=True)
class Cargo:
    """What a material may carry on this day: the fragments the gate allowed, each with its credit."""

    material: Material
    on: date
    language: str
    fragments: tuple[Fragment, ...] = ()
    credits: Mapping[UUID, str] = field(default_factory=dict)
    remarks: Mapping[UUID, Remark] = field(default_factory=dict)  # what must be said beside the words
    communities: tuple[Community, ...] = ()
    document: Document | None = None  # of a report or synthesis: written once, it is also where fragments are counted

    @property
    def quote(self) -> tuple[str, str]:
        """The first words that may be printed, and whose they are with what must be said of them; else empty."""
        spoken = next((fragment for fragment in self.fragments if fragment.quote), None)
        if spoken is None:
            return "", ""
        return spoken.quote, " · ".join(filter(None, (self.line(spoken), self.translation(spoken, quoted=True))))

    def line(self, fragment: Fragment) -> str:
        """Whose words they are, and that a machine wrote them down or somebody translated them."""
        return said_remark(self.credits[fragment.pk], self.remarks.get(fragment.pk))

    def translation(self, fragment: Fragment, *, quoted: bool = False) -> str:
        """The same words for who reads the material, with who translated them; empty when there is none or no need."""
        remark = self.remarks.get(fragment.pk)
        return said_translation(remark.translation, quoted=quoted) if remark else ""

    @property
    def message(self) -> str:
        """The one message: the key message, else what the material asks to do, else its title."""
        material = self.material
        return material.message.text if material.message else material.call_to_action or material.title

    def picture(self) -> Picture | None:
        """The drawing of the material; without one, the first photo that the gate allowed, with its credit."""
        own = _drawn(self.material.picture, self.material.picture_alt)
        seen = (fragment for fragment in self.fragments if fragment.what == What.PHOTO)
        photos = (_drawn(f.voice.picture, f.voice.picture_alt, self.credits[f.pk]) for f in seen)
        return own or next((photo for photo in photos if photo), None)

    def imprint(self) -> Imprint:
        """Who sends it, whom to call, from when it is and where it comes from."""
        origin = _("De dónde viene: %(folio)s") % {"folio": _origin_folio(self.material)}
        qr = _qr(self.material)
        return alliance_imprint(self.material.folio, language=self.language, on=self.on, origin=origin, qr=qr)


def _drawn(blob: Blob | None, alt: str, credit: str = "") -> Picture | None:
    """A kept picture; None when it is gone or nobody said in words what it shows."""
    if blob is None or blob.erased_at is not None or not alt or not blob.path().is_file():
        return None
    return Picture(blob.path(), alt, blob.media_type, credit=credit)


def _origin_folio(material: Material) -> str:
    return material.message.folio if material.message else material.folio


def _qr(material: Material) -> str:
    """What a phone reads without internet: folio, title and whom to call."""
    alliance = current_alliance()
    return "\n".join(
        filter(None, (f"{material.folio} {material.title}", alliance.organism or alliance.name, alliance.phone))
    )


def pieces(cargo: Cargo) -> list[Piece]:
    """Build every file of a material. Raises PaperRefused for a kind nobody can build here, and what press raises."""
    make = MAKERS.get(cargo.material.kind)
    if make is None:
        raise PaperRefused(
            _("Un material de tipo «%(kind)s» no se construye aquí: suba el archivo terminado.")
            % {"kind": said(MATERIAL_WORDS, cargo.material.kind)}
        )
    return make(cargo)


def _poster(cargo: Cargo) -> list[Piece]:
    quote, voice = cargo.quote
    made = Poster(
        title=cargo.material.title,
        message=cargo.message,
        imprint=cargo.imprint(),
        quote=quote,
        voice=voice,
        pictogram=cargo.material.icon or None,
        picture=cargo.picture(),
    )
    colour, one_ink = poster(made, ink=Ink.COLOUR), poster(made, ink=Ink.ONE)
    title, language = cargo.material.title, cargo.language
    tiled = tile(one_ink.content, title=title, language=language, date=cargo.on)
    return [
        _pdf(colour),
        _pdf(one_ink, "pdf-one-ink"),
        Piece("tiles", PDF_TYPE, tiled.content, tiled.sheets),
        Piece("png", PNG_TYPE, preview(colour.content)),
    ]


def _pdf(made: Pdf, form: str = "pdf", community: Community | None = None) -> Piece:
    return Piece(form, PDF_TYPE, made.content, made.pages, community=community)


def _leaflet(cargo: Cargo) -> list[Piece]:
    """One for each community, and one without a name for everybody else."""
    places = (None, *cargo.communities)
    made = each(leaflet, [_leaflet_of(cargo, place) for place in places])
    return [_pdf(pdf, community=place) for pdf, place in zip(made, places, strict=True)]


def _leaflet_of(cargo: Cargo, place: Community | None) -> Leaflet:
    quote, voice = cargo.quote
    alliance = current_alliance()
    icon = cargo.material.icon or None
    facts = [(_("Asamblea"), place.assembly_day)] if place and place.assembly_day else []
    return Leaflet(
        title=cargo.material.title,
        place=place.name if place else alliance.municipality,
        message=cargo.message,
        sections=tuple(Section(title, text, icon) for title, text in sections_of(cargo.material.text)),
        quote=quote,
        voice=voice,
        facts=tuple([*facts, (_("Pida ayuda al"), alliance.phone)] if alliance.phone else facts),
        imprint=cargo.imprint(),
        picture=cargo.picture(),
    )


def _radio(cargo: Cargo) -> list[Piece]:
    """The script to read, the cue sheet, and each permitted sound cut out of its recording, in that order."""
    lines = [Line(_("Voz que conduce"), text, kind=LineKind.VOICE) for _title, text in sections_of(cargo.material.text)]
    for fragment in cargo.fragments:
        spoken = fragment.quote or fragment.title or fragment.folio
        kind = LineKind.SOUND if _has_sound(fragment) else LineKind.VOICE
        lines.append(Line(cargo.line(fragment), spoken, kind=kind, at_ms=fragment.start_ms))
        if translation := cargo.translation(fragment):
            lines.append(Line(_("Voz que conduce, traducción"), translation, kind=LineKind.VOICE))
    if cargo.material.call_to_action:
        lines.append(Line(_("Voz que conduce"), cargo.material.call_to_action, kind=LineKind.VOICE))
    words = sum(len(line.text.split()) for line in lines)
    script = RadioScript(
        title=cargo.material.title,
        minutes=max(1, round(words / WORDS_A_MINUTE)),
        lines=tuple(lines),
        imprint=cargo.imprint(),
    )
    sounds = [fragment for fragment in cargo.fragments if _has_sound(fragment)]
    tracks = [_track(cargo, fragment, number) for number, fragment in enumerate(sounds, 1)]
    return [_pdf(radio_script(script), "script"), Piece("csv", CSV_TYPE, cue_sheet(cargo)), *tracks]


def _is_heard(fragment: Fragment) -> bool:
    """There are seconds to cut out of a recording."""
    return fragment.start_ms is not None and fragment.voice.original_id is not None


def _has_sound(fragment: Fragment) -> bool:
    blob = fragment.voice.sound
    return blob is not None and blob.erased_at is None and fragment.start_ms is not None and fragment.end_ms is not None


def _track(cargo: Cargo, fragment: Fragment, number: int) -> Piece:
    blob, start, end = fragment.voice.sound, fragment.start_ms or 0, fragment.end_ms or 0
    if blob is None:
        raise PaperRefused(_("El fragmento %(folio)s ya no tiene sonido.") % {"folio": fragment.folio})
    title = f"{cargo.material.folio} {number:02d}"
    content = cut(blob.path(), start, end, title=title, album=cargo.material.title, track=number)
    return Piece("mp3", MP3_TYPE, content, duration_ms=end - start)


def cue_sheet(cargo: Cargo) -> bytes:
    """The cue sheet for whoever edits: file, in, out, credit, words and for what each fragment is allowed, in order."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    heads = [_("Orden"), _("Fragmento"), _("Voz"), _("Archivo"), _("Entra (s)"), _("Sale (s)"), _("Crédito")]
    table.writerow([*heads, _("Palabras"), _("Traducción"), _("Se permite para")])
    gate = Gate.of(cargo.fragments)
    for number, fragment in enumerate(cargo.fragments, 1):
        start = "" if fragment.start_ms is None else f"{fragment.start_ms / 1000:.1f}"
        end = "" if fragment.end_ms is None else f"{fragment.end_ms / 1000:.1f}"
        said_of = cargo.line(fragment), fragment.quote, cargo.translation(fragment)
        uses = ", ".join(said(USE_WORDS, use) for use in Use if gate.ruling(fragment, use, on=cargo.on))
        file = f"{fragment.voice.folio}{VIDEO if fragment.what == What.VIDEO else SOUND}" if _is_heard(fragment) else ""
        table.writerow([number, fragment.folio, fragment.voice.folio, file, start, end, *said_of, uses])
    return out.getvalue().encode("utf-8-sig")


def _booklet(cargo: Cargo) -> list[Piece]:
    return _formats(_booklet_document(cargo), (Format.PDF, Format.EPUB, Format.HTML))


def _guide(cargo: Cargo) -> list[Piece]:
    return _formats(_booklet_document(cargo, Kind.PAPER), (Format.PDF, Format.HTML))


def _booklet_document(cargo: Cargo, kind: Kind = Kind.BOOKLET) -> Document:
    blocks: list[Block] = [Prose(cargo.material.text)]
    for fragment in cargo.fragments:
        if fragment.quote:
            note = Provenance("fragment", str(fragment.pk), f"{fragment.folio}, {fragment.voice.folio}")
            remark = cargo.remarks.get(fragment.pk)
            other = remark.language if remark and remark.language != cargo.language else ""
            translation = cargo.translation(fragment)
            blocks.append(
                Quote(fragment.quote, cargo.line(fragment), origin=note, language=other, translation=translation)
            )
    if cargo.material.credits:
        blocks += [Heading(_("Créditos"), 2), Prose(plain(cargo.material.credits))]
    picture = cargo.picture()
    if picture and kind is not Kind.BOOKLET:
        blocks.insert(0, Figure(picture, picture.alt))
    return frame(
        cargo.material.title,
        blocks,
        language=cargo.language,
        on=cargo.on,
        subtitle=cargo.message if cargo.message != cargo.material.title else "",
        kind=kind,
        folio=cargo.material.folio,
        cover=Cover((current_alliance().municipality,), picture) if kind is Kind.BOOKLET else None,
    )


def _mural(cargo: Cargo) -> list[Piece]:
    columns = tuple(MuralColumn(title or _("Noticias"), text=text) for title, text in sections_of(cargo.material.text))
    made = Mural(
        title=cargo.material.title,
        place=current_alliance().municipality,
        edition=say_day(cargo.on, cargo.language, weekday=False),
        columns=columns,
        imprint=cargo.imprint(),
    )
    whole = mural(made)
    tiled = tile(whole.content, title=cargo.material.title, language=cargo.language, date=cargo.on)
    return [_pdf(whole), Piece("tiles", PDF_TYPE, tiled.content, tiled.sheets)]


def _report(cargo: Cargo) -> list[Piece]:
    return _formats(_whole(cargo), tuple(Format))


def _synthesis(cargo: Cargo) -> list[Piece]:
    document = _whole(cargo)
    return [
        _pdf(compile_pdf(document, pages=SYNTHESIS_PAGES)),
        *_formats(document, (Format.DOCX, Format.ODT, Format.EPUB, Format.HTML)),
    ]


def _whole(cargo: Cargo) -> Document:
    return cargo.document or whole_document(cargo.material, cargo.language, cargo.on)


def whole_document(material: Material, language: str, on: date) -> Document:
    """The report or the synthesis of this day. Raises PaperRefused while a finding waits for its decision."""
    return final_report(language, on) if material.kind == MaterialKind.REPORT else synthesis(language, on)


def cited(document: Document, kind: str) -> list[UUID]:
    """The things of one kind (`fragment` or `voice`) that a document prints, each once, in their order."""
    return list(dict.fromkeys(UUID(note.id) for note in document.provenance() if note.kind == kind))


def _formats(document: Document, forms: Sequence[Format]) -> list[Piece]:
    made = []
    for form in forms:
        if form is Format.PDF:
            made.append(_pdf(compile_pdf(document)))
        else:
            made.append(Piece(form.value, form.media_type, write(document, form)))
    return made


MAKERS: Mapping[str, Callable[[Cargo], list[Piece]]] = {
    MaterialKind.POSTER: _poster,
    MaterialKind.LEAFLET: _leaflet,
    MaterialKind.RADIO: _radio,
    MaterialKind.BOOKLET: _booklet,
    MaterialKind.GUIDE: _guide,
    MaterialKind.MURAL: _mural,
    MaterialKind.REPORT: _report,
    MaterialKind.SYNTHESIS: _synthesis,
}
