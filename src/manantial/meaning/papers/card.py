"""The short card: the same chapters as its method orders, in lines that fit on two pages however much there is.

A finding keeps its dissent beside it, and what does not fit is counted and named by its folio: it is on the desk.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manantial.kernel.dates import say_day
from manantial.meaning.papers import body
from manantial.meaning.papers.basis import Basis
from manantial.meaning.papers.frame import escaped, group_word, spoken
from manantial.meaning.papers.speech import origin
from manantial.meaning.papers.timeline import sayable
from manantial.meaning.queries import FindingView, told_group
from manantial.meaning.rules import WORDS, Matter
from manantial.press.document import Block, Callout, CalloutKind, Heading, Notes, Prose
from manantial.voices.queries import said

CARD_PAGES = range(1, 3)
MOST_LINES = 10  # of each list, on a card with little to tell
_TELLING = 70  # letters of what one group tells of a milestone
_LETTERS = 420  # of what somebody wrote, beside the lines


def card_blocks(basis: Basis, most: int) -> list[Block]:
    """The chapters of the card with at most so many lines in each list. Raises PaperRefused as the report does."""
    blocks: list[Block] = []
    for chapter in basis.method.final:
        made = _BUILDERS.get(chapter.anchor)
        asked = [piece.section for piece in chapter.pieces if piece.matter is Matter.TEXT]
        inside = [block for section in asked for block in _text(basis, section)]
        inside += made(basis, most) if made else []
        empty = Callout(_("Todavía no hay nada que contar en este capítulo."), CalloutKind.MISSING)
        blocks += [Heading(_(chapter.title), anchor=chapter.anchor), *(inside or [empty])]
    return blocks


def _text(basis: Basis, section: str) -> list[Block]:
    """The first paragraphs somebody wrote for a section, as many as a card holds, without what stands alone in them:
    a picture, a quote or a finding that the text shows in a frame of its own.
    """
    kept: list[str] = []
    for paragraph in basis.texts.get(section, "").split("\n\n"):
        if paragraph.lstrip().startswith("!["):
            continue
        if kept and sum(map(len, kept)) + len(paragraph) > _LETTERS:
            break
        kept.append(paragraph)
    written = "\n\n".join(kept).strip()
    return [basis.references.prose(written)] if written else []


def _lines(rows: Sequence[tuple[str, str]], most: int, notes: Notes = ()) -> list[Block]:
    """Lines with their folio; those that do not fit are named by it."""
    shown, left = rows[:most], [folio for folio, _line in rows[most:]]
    told = [f"- **{escaped(folio)}** {line}" if folio else f"- {line}" for folio, line in shown]
    if left:
        names = ", ".join(escaped(folio) for folio in left if folio)
        words = ngettext("Y %(n)d más en la mesa", "Y %(n)d más en la mesa", len(left)) % {"n": len(left)}
        told.append(f"- {words}: {names}." if names else f"- {words}.")
    return [Prose("\n".join(told), notes=notes)] if told else []


def _done(basis: Basis, most: int) -> list[Block]:
    rows = []
    for view in basis.milestones:
        when = sayable(view, basis.speech).when.say(spoken(), weekday=False)
        rows.append(
            (view.milestone.folio, f"{escaped(view.milestone.title)} ({when})" if when else view.milestone.title)
        )
    return _lines(rows, most)


def _happened(basis: Basis, most: int) -> list[Block]:
    rows = [(view.finding.folio, _found(view)) for view in basis.findings]
    shown = [fragment for view in basis.findings[:most] for fragment in view.fragments[:1]]
    return _lines(rows, most, tuple(origin(fragment) for fragment in shown if basis.speech.may(fragment)))


def _found(view: FindingView) -> str:
    """A finding with how strong it is and the notes of dissent that travel with it."""
    return f"{escaped(view.finding.statement)} *{said(WORDS, view.ground.strength)}.*{_dissent(view)}"


def _dissent(view: FindingView) -> str:
    noted = [row for row in view.dissents if row.dissent_note]
    words = [_("Nota de disenso: %(group)s") % {"group": told_group(view, row.group)} for row in noted]
    return "".join(f" **{whose}:** «{escaped(row.dissent_note)}»" for whose, row in zip(words, noted, strict=True))


def _different(basis: Basis, most: int) -> list[Block]:
    """What people see otherwise: which milestone or finding, and who; never left out, all of them named by folio."""
    whole = body.differences(basis)
    rows = []
    for view in basis.milestones:
        if view.differs:
            told = sayable(view, basis.speech).versions
            tellings = "; ".join(f"{group_word(one.group)}: {escaped(_short(one.text))}" for one in told)
            rows.append((view.milestone.folio, f"{escaped(view.milestone.title)}. {tellings}"))
    for found in basis.findings:
        if found.disputed:
            groups = ", ".join(told_group(found, row.group) for row in found.dissents)
            rows.append((found.finding.folio, f"{groups or _('se publica con disenso')}.{_dissent(found)}"))
    return _lines(rows, most) or whole


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _TELLING else plain[: _TELLING - 1].rsplit(" ", 1)[0] + "…"


def _learned(basis: Basis, most: int) -> list[Block]:
    shown = [view for view in basis.lessons if basis.draft or view.is_validated]
    return _lines([(view.lesson.folio, escaped(view.lesson.learned)) for view in shown], most)


def _advised(basis: Basis, most: int) -> list[Block]:
    rows = []
    for view in basis.lessons:
        for row in view.recommendations:
            day = say_day(row.by_when, spoken(), weekday=False) if row.by_when else ""
            line = f"{said(WORDS, row.to_whom)}: {escaped(row.text)}"
            rows.append((row.agreement.folio if row.agreement else "", f"{line} ({day})" if day else line))
    return _lines(rows, most)


def _sources(basis: Basis, _most: int) -> list[Block]:
    facts = {"voices": len(basis.voices), "documents": len(basis.sources), "findings": len(basis.findings)}
    words = _("%(voices)s voces, %(documents)s documentos y %(findings)s hallazgos; los folios llevan a cada uno.")
    return [Prose(words % facts)]


def _permissions(_basis: Basis, _most: int) -> list[Block]:
    return [Prose(_("Aquí no se imprime nada sin el permiso de quien lo dijo."))]


_BUILDERS: Mapping[str, Callable[[Basis, int], list[Block]]] = {
    "hicimos": _done,
    "paso": _happened,
    "diferencias": _different,
    "aprendimos": _learned,
    "recomendamos": _advised,
    "fuentes": _sources,
    "anexos": _permissions,
}
