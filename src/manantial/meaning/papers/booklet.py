"""The booklet for people who read with effort: the story told as a conversation, with big letters and pictures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from manantial.meaning.papers import closing, participation
from manantial.meaning.papers.basis import Basis, by_theme, read_basis
from manantial.meaning.papers.fitting import has_pages
from manantial.meaning.papers.frame import PaperRefused, escaped, frame, titled
from manantial.meaning.papers.standing import dissent_notes
from manantial.meaning.papers.terms import BOOKLET, FOR_EVERYBODY
from manantial.press.compile import Pdf, compile_pdf
from manantial.press.document import (
    BlankField,
    BlankForm,
    Block,
    Callout,
    CalloutKind,
    Cover,
    Document,
    Figure,
    Heading,
    Kind,
    PageBreak,
    Prose,
    Quote,
    Sheet,
)
from manantial.press.signatures import Folded, impose
from manantial.press.trimming import BLEED

FOLDED = 4  # a sheet folded once has four pages
MOST_SAID = 3  # voices in one conversation
MOST_LETTERS = 420  # of one quote: more does not fit beside its picture in large type
MOST_THEMES = 8
SIZES = {"a5": Sheet.A5, "media-carta": Sheet.HALF_LETTER}
FOLDS = {"carta": (Folded.LETTER, "media-carta"), "a4": (Folded.A4, "a5")}


@dataclass(frozen=True)
class Leaf:
    """The page of a booklet: its size and the millimetres beyond the cut."""

    sheet: Sheet
    bleed: float


@titled(gettext_lazy("Cuaderno ilustrado (A5 o media carta, letra grande, una tinta)"))
def booklet(language: str, on: date, *, size: str = "", bleed: str = "") -> Document:
    """Build the booklet; its pages are always a multiple of four, so that it can be folded and stapled.

    size: `a5` (what is usual) or `media-carta`. bleed: anything asks for 3 mm beyond the cut, for a print shop.
    Raises PaperRefused for another size.
    """
    sheet = SIZES.get(size or "a5")
    if sheet is None:
        raise PaperRefused(_("El cuaderno se hace en A5 (a5) o en media carta (media-carta)."))
    leaf = Leaf(sheet, BLEED if bleed else 0.0)
    basis = read_basis(BOOKLET, uses=FOR_EVERYBODY, on=on, language=language)
    pictures = participation.pictures(basis)
    blocks = [*_opening(basis), *_conversations(basis, pictures[1:]), *_learned(basis), *_ending(basis)]
    made = _bound(basis, blocks, pictures, leaf)
    if not has_pages():
        return made
    lacking = -compile_pdf(made).pages % FOLDED
    return _bound(basis, [*blocks, *_to_write(lacking)], pictures, leaf)


@titled(gettext_lazy("Cuaderno ilustrado para doblar y engrapar (hojas carta o A4)"))
def folding_booklet(language: str, on: date, *, paper: str = "") -> Pdf:
    """Build the booklet in the order in which it is printed on both sides of sheets, folded and stapled.

    paper: `carta` (what is usual; pages of half a letter) or `a4` (pages of A5). Raises PaperRefused for another one.
    """
    chosen = FOLDS.get(paper or "carta")
    if chosen is None:
        raise PaperRefused(_("El cuaderno se dobla en hojas carta (carta) o A4 (a4)."))
    sheet, size = chosen
    made = booklet(language, on, size=size)
    return impose(compile_pdf(made).content, title=made.title, language=made.language, date=on, sheet=sheet)


def _bound(basis: Basis, blocks: list[Block], pictures: list[Figure], leaf: Leaf) -> Document:
    return frame(
        _("Así nos organizamos por el agua"),
        blocks,
        language=basis.language,
        on=basis.on,
        subtitle=_("Contado por quienes lo vivieron"),
        kind=Kind.BOOKLET,
        sheet=leaf.sheet,
        bleed=leaf.bleed,
        one_ink=True,
        cover=Cover(
            (f"{basis.alliance.municipality}, {basis.alliance.state}",), pictures[0].picture if pictures else None
        ),
    )


def _opening(basis: Basis) -> list[Block]:
    written = basis.prose("presentacion")
    words = _(
        "Este cuaderno cuenta lo que dijeron %(voices)s voces de la alianza. "
        "Lo que está entre comillas lo dijo alguien, y esa persona dio permiso."
    )
    usual = Prose(words % {"voices": len(basis.voices)}, lead=True)
    blocks: list[Block] = [Heading(_("Para empezar"), anchor="empezar"), written or usual]
    told = [view for view in basis.milestones if not view.is_open and view.versions]
    if told:
        blocks.append(Heading(_("Cómo empezó"), 2))
    for view in told[:5]:
        version = view.agreed or view.versions[0]
        if version.voice is None or basis.speech.may(version.voice):
            when = view.when.say(basis.language, weekday=False)
            blocks += [Heading(when or view.milestone.title, 3), Prose(escaped(version.text))]
    return blocks


def _conversations(basis: Basis, pictures: list[Figure]) -> list[Block]:
    """The voices, by theme, as if they were talking; a picture between two conversations."""
    blocks: list[Block] = []
    shown = iter(pictures)
    seen: set[str] = set()
    for code, fragments in by_theme(basis)[:MOST_THEMES]:
        quotes = [quote for quote in basis.speech.quotes(fragments) if _short(quote) and quote.text not in seen]
        if not quotes:
            continue
        talk = quotes[:MOST_SAID]
        seen |= {quote.text for quote in talk}
        blocks += [Heading(code.name, 2), *talk]
        picture = next(shown, None)
        blocks += [picture] if picture else []
    return [Heading(_("Así lo contamos"), anchor="contamos"), *blocks] if blocks else []


def _short(quote: Quote) -> bool:
    return len(quote.text) <= MOST_LETTERS


def _learned(basis: Basis) -> list[Block]:
    views = [view for view in basis.lessons if view.is_validated]
    if not views:
        return []
    blocks: list[Block] = [Heading(_("Lo que aprendimos"), anchor="aprendimos")]
    for number, view in enumerate(views, start=1):
        blocks += [Heading(f"{number}. {basis.title(view)}", 2), Prose(escaped(basis.learned(view)))]
        for found in view.findings:
            blocks += dissent_notes(found) if found.ruling else []
    return blocks


def _ending(basis: Basis) -> list[Block]:
    written = basis.prose("cierre")
    blocks: list[Block] = [Heading(_("¿Y en su comunidad?"), anchor="aqui")]
    blocks += [written] if written else []
    blocks.append(
        BlankForm(
            (
                BlankField(_("¿Qué de esto pasó también aquí?"), lines=3),
                BlankField(_("¿Qué haríamos distinto?"), lines=3),
            )
        )
    )
    heard = sum(1 for voice in basis.voices if basis.speech.may(voice))
    counted = ngettext(
        "Hablaron en este cuaderno, con su permiso, quienes dieron %(count)s testimonio.",
        "Hablaron en este cuaderno, con su permiso, quienes dieron %(count)s testimonios.",
        heard,
    )
    credit = f"{counted % {'count': heard}} {closing.consent_text().splitlines()[-1]}"
    return [*blocks, Callout(credit, CalloutKind.PRIVACY, _("Gracias"))]


def _to_write(pages: int) -> list[Block]:
    """Pages left over by the fold, to write or draw on; the title stands once."""
    title: list[Block] = [Heading(_("Para escribir o dibujar"))] if pages else []
    lines = BlankForm((BlankField("", lines=9),))
    return [*title, *(block for n in range(pages) for block in ([PageBreak()] if n else []) + [lines])]
