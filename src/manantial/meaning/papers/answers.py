"""What goes back to people: the answer to what they asked, the list of sounds, the poster; and the ethics log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manantial.kernel.dates import say_day
from manantial.meaning.models import Correction
from manantial.meaning.papers.frame import PaperRefused, escaped, frame, group_word, titled
from manantial.meaning.papers.speech import Speech
from manantial.meaning.queries import corrections_of, ethics_log, finding_rows, finding_views
from manantial.meaning.rules import CORRECTION_WORDS, CorrectionState
from manantial.press.compile import Pdf
from manantial.press.document import (
    Block,
    Callout,
    CalloutKind,
    Column,
    ColumnKind,
    Document,
    Heading,
    Prose,
    Signatures,
    Signer,
    Table,
)
from manantial.press.posters import Poster, poster
from manantial.territory.models import Community
from manantial.territory.papers import imprint
from manantial.voices.models import Fragment, Voice
from manantial.voices.queries import permitted, said
from manantial.voices.rules import SOURCE_WORDS, Use, VoiceKind, VoiceState, What


def community_of(code: str) -> Community:
    """Return the community of a code. Raises PaperRefused when there is none."""
    place = Community.objects.filter(code=code, merged_into=None).first()
    if place is None:
        raise PaperRefused(_("No hay una comunidad con la clave «%(code)s».") % {"code": code})
    return place


@titled(gettext_lazy("«Lo que pidió su comunidad y qué hicimos»"))
def corrections_sheet(language: str, on: date, *, community: str) -> Document:
    """Build the answer to one community: everything it asked to correct, before and after, and what was not done."""
    place = community_of(community)
    rows = [row for row in corrections_of(place) if row.asked_on <= on]
    if not rows:
        words = _("Su comunidad no ha pedido corregir nada. Si algo está mal, díganos y lo anotamos.")
        blocks: list[Block] = [Callout(words, CalloutKind.NOTE)]
    else:
        intro = _("Esto fue lo que nos pidieron corregir y esto fue lo que hicimos con cada cosa.")
        blocks = [Prose(intro, lead=True), *(block for row in rows for block in correction_blocks(row))]
    signers = (Signer(role=_("Por la comunidad")), Signer(role=_("Por el equipo")))
    blocks.append(Signatures(signers, title=_("Se leyó en asamblea")))
    title = _("Lo que pidió su comunidad y qué hicimos")
    return frame(title, blocks, language=language, on=on, subtitle=place.name, folio=place.code)


def correction_blocks(row: Correction) -> list[Block]:
    """One correction: asked when, what it said, what it says, or why it was not done."""
    told = _("Pidieron el %(day)s: «%(asked)s»")
    lines = [told % {"day": say_day(row.asked_on), "asked": escaped(_asked(row))}]
    if row.outcome == CorrectionState.DONE:
        if row.before and not row.withheld:
            lines.append(_("Antes decía: «%(before)s»") % {"before": escaped(row.before)})
        lines.append(_("Ahora dice: «%(after)s»") % {"after": escaped(row.after)})
    if row.reason:
        lines.append(escaped(row.reason))
    if row.outcome == CorrectionState.PENDING:
        lines.append(_("Todavía no se atiende. Les avisaremos."))
    kind = CalloutKind.AGREEMENT if row.outcome == CorrectionState.DONE else CalloutKind.MISSING
    title = f"{row.folio} · {said(CORRECTION_WORDS, row.outcome)}"
    return [Callout("\n\n".join(lines), kind, title)]


def corrections_cells(row: Correction) -> tuple[object, ...]:
    """One correction as cells for a report: what was asked, before, after, and the answer."""
    before = _("(se pidió no publicarlo)") if row.withheld else row.before or "—"
    answer = said(CORRECTION_WORDS, row.outcome) + (f". {row.reason}" if row.reason else "")
    return (row.folio, _asked(row), before, row.after or "—", answer)


def _asked(row: Correction) -> str:
    """What was asked; who asks not to publish something often says in it what that is, so it is not repeated."""
    return _("Que no se publique una parte") if row.withheld else row.asked


@titled(gettext_lazy("Lista de audios para regresar a la comunidad"))
def audio_list(language: str, on: date, *, community: str) -> Document:
    """Build the list of sounds that may be played back in one community, in the order to play them."""
    place = community_of(community)
    voices = Voice.objects.filter(
        community=place, state=VoiceState.ACCEPTED, kind=VoiceKind.SOUND, community_reserved=False
    ).order_by("folio")
    answers = permitted(list(voices), use=Use.RETURN, on=on, what=What.VOICE)
    shown = [voice for voice, ruling in answers if ruling]
    rows = [
        (number, voice.folio, voice.title, group_word(voice.group), round((voice.duration_ms or 0) / 1000) or None, "☐")
        for number, voice in enumerate(shown, 1)
        if isinstance(voice, Voice)
    ]
    if not rows:
        words = _("No hay audios de esta comunidad que se puedan oír ahí. Lea la hoja en voz alta.")
        blocks: list[Block] = [Callout(words, CalloutKind.MISSING)]
    else:
        columns = (
            Column("", ColumnKind.NUMBER, 0.4),
            Column(_("Folio"), share=1),
            Column(_("Qué es"), share=3),
            Column(_("Quién habla"), share=1.4),
            Column(_("Segundos"), ColumnKind.NUMBER, 0.9),
            Column(_("Se oyó"), share=0.6),
        )
        blocks = [
            Prose(_("Toque los audios en este orden. Al terminar pregunte: ¿así lo dijeron?")),
            Table(columns, rows),
        ]
    title = _("Audios para regresar")
    return frame(title, blocks, language=language, on=on, subtitle=place.name, folio=place.code)


def community_poster(language: str, on: date, *, community: str) -> Pdf:
    """Build a poster for one community: the finding its words hold up, and one of its quotes. Raises DoesNotFit."""
    place = community_of(community)
    rows = Fragment.objects.filter(
        voice__community=place, voice__state=VoiceState.ACCEPTED, voice__community_reserved=False, retired_at=None
    )
    fragments = list(rows.select_related("voice__community").order_by("folio"))
    speech = Speech.ask(fragments, uses=(Use.RETURN,), on=on)
    views = finding_views(
        finding_rows().filter(supports__fragment__in=fragments, supports__retired_at=None).distinct(), on=on
    )
    ready = [view for view in views if view.ruling and not set(fragments).isdisjoint(view.fragments)]
    if not ready:
        raise PaperRefused(_("Ningún hallazgo validado descansa todavía en palabras de esta comunidad."))
    quote = next(iter(speech.quotes([f for f in ready[0].fragments if f in fragments], 1)), None)
    content = Poster(
        title=_("Lo que dijo su comunidad"),
        message=ready[0].finding.statement,
        imprint=imprint(place.code, language=language, on=on, origin=ready[0].finding.folio),
        place=place.name,
        quote=quote.text if quote else "",
        voice=quote.attribution if quote else "",
        pictogram="village",
    )
    return poster(content)


@titled(gettext_lazy("Bitácora ética: lo que no se publica y por qué"))
def ethics_sheet(language: str, on: date) -> Document:
    """Build the log for the facilitators: what stays inside and the reason, without the words themselves."""
    log = ethics_log(on=on)
    warning = _("Solo para quien facilita. Dice qué se guarda y por qué; no dice las palabras.")
    blocks: list[Block] = [Callout(warning, CalloutKind.PRIVACY), Heading(_("Hallazgos retirados"), 2)]
    withdrawn = [(v.finding.folio, v.decision.reason, v.decision.decided_on) for v in log.findings if v.decision]
    blocks += _listed((_("Folio"), _("Por qué"), _("Se decidió")), withdrawn)
    blocks.append(Heading(_("Testimonios que no se imprimen"), 2))
    blocks += _listed(
        (_("Folio"), _("Grupo"), _("Por qué")),
        [(voice.folio, group_word(voice.group), ruling.say(_)) for voice, ruling in log.voices],
    )
    blocks.append(Prose(_("Fragmentos de esos testimonios: %(count)s.") % {"count": log.fragments}))
    blocks.append(Heading(_("Fragmentos reservados"), 2))
    kept = [(row.folio, row.voice.folio, row.reserved_reason) for row in log.reserved]
    blocks += _listed((_("Folio"), _("Voz"), _("Por qué")), kept)
    blocks.append(Heading(_("Fuentes de acceso restringido"), 2))
    sources = [(row.folio, said(SOURCE_WORDS, row.kind), row.keeper or "—") for row in log.sources]
    blocks += _listed((_("Folio"), _("Tipo"), _("Quién la guarda")), sources)
    blocks.append(Heading(_("Permisos retirados"), 2))
    back = [(row.folio, row.voice.folio, row.withdrawn_on) for row in log.withdrawals]
    blocks += _listed((_("Folio"), _("Voz"), _("Día")), back)
    asked = [(row.folio, row.asked_on, said(CORRECTION_WORDS, row.outcome)) for row in log.corrections]
    blocks.append(Heading(_("Lo que pidieron no publicar"), 2))
    blocks += _listed((_("Folio"), _("Día"), _("Respuesta")), asked)
    return frame(_("Bitácora ética"), blocks, language=language, on=on, watermark=_("INTERNO"))


def _listed(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> list[Block]:
    if not rows:
        return [Prose(_("Nada por ahora."))]
    return [Table(tuple(Column(head, share=1) for head in heads), rows, small=True)]
