"""Papers of permission: the sheet to sign, blank or filled, the receipt of a withdrawal, the act of a data agreement.

The spoken text was written for this project. It is short enough to be said, and says first what the person may refuse.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext as _

from manantial.alliance.tenancy import current_alliance
from manantial.press.document import (
    BlankField,
    BlankForm,
    Block,
    Callout,
    CalloutKind,
    CheckItem,
    Checklist,
    Column,
    Document,
    Fact,
    FactList,
    Heading,
    PageBreak,
    Prose,
    Signatures,
    Signer,
    Table,
)
from manantial.territory.models import Community
from manantial.voices.models import Consent, Voice, Withdrawal
from manantial.voices.papers.frame import boxes, paper, phone, spoken
from manantial.voices.queries import answer_words, offered_answers, said
from manantial.voices.rules import (
    ANSWER_WORDS,
    ATTRIBUTION_WORDS,
    CHANNEL_WORDS,
    FORM_WORDS,
    PUBLIC_USES,
    SUBJECT_WORDS,
    USE_SHORT,
    USE_WORDS,
    WHAT_WORDS,
    Answer,
    Use,
    What,
    read_scopes,
)


def consent_sheet(*, on: date, voice: Voice | None = None, consent: Consent | None = None) -> Document:
    """The sheet of permission on two sides: blank, or with what is known of the voice and of the permission given."""
    folio = voice.folio if voice else ""
    blocks: list[Block] = [
        Callout(spoken_text(), CalloutKind.PRIVACY, _("Diga esto antes de grabar")),
        _whose(voice, consent),
        _usual(consent),
        *((PageBreak(),) if consent else ()),
        Heading(_("Si quiere decirlo con más detalle") if consent is None else _("Lo que permitió"), 2),
        _matrix(consent),
        _conditions(consent),
        Signatures(
            (
                Signer(role=_("Quien da el permiso: firma o huella")),
                Signer(role=_("Quien lo recibe")),
                Signer(role=_("Testigo, si el permiso fue de palabra")),
                Signer(role=_("Madre, padre o tutor, si es menor de 18")),
            )
        ),
    ]
    subtitle = _("Una copia se queda con la persona") if consent is None else _("Copia para la persona")
    return paper(_("Permiso de voz, imagen y palabras"), tuple(blocks), on=on, folio=folio, subtitle=subtitle)


def spoken_text() -> str:
    """What to say before recording, to be read aloud."""
    return _(
        "«Buenos días. Vengo de %(organism)s. Estamos guardando la memoria de cómo se organizaron por el agua y quiero "
        "oír lo que usted vivió. Puede no contestar, y puede parar cuando quiera: no pierde nada.\n\n"
        "Si me da permiso, grabo para no equivocarme. Antes de que sus palabras, su voz o su foto salgan del equipo, "
        "usted decide dónde sí y dónde no, y si decimos su nombre, solo su comunidad o nada.\n\n"
        "Si mañana cambia de opinión, avise al %(phone)s. Desde ese día ya no se usa. Lo que ya se imprimió o se "
        "repartió no se puede recoger, pero le decimos dónde está. ¿Me da permiso de platicar? ¿De grabar? ¿De tomar "
        "foto?»"
    ) % {"organism": current_alliance().organism or current_alliance().name, "phone": phone()}


def withdrawal_said(withdrawal: Withdrawal) -> tuple[tuple[str, object], ...]:
    """What was taken back, as labelled words."""
    whats = [said(WHAT_WORDS, what) for what in withdrawal.whats] or [_("Todo lo que dio")]
    uses = [said(USE_WORDS, use) for use in withdrawal.uses] or [_("Todos los usos")]
    media = _("Sí, se borró la grabación o la imagen") if withdrawal.erase_media else _("No, se guarda sin usarla")
    return (
        (_("Voz"), withdrawal.voice.folio),
        (_("Se retiró"), ", ".join(whats)),
        (_("Ya no se usa en"), ", ".join(uses)),
        (_("Desde"), spoken(withdrawal.withdrawn_on)),
        (_("Cómo avisó"), said(CHANNEL_WORDS, withdrawal.channel)),
        (_("¿Se borró el archivo?"), media),
    )


def withdrawal_receipt(withdrawal: Withdrawal, *, unrecoverable: Sequence[str] = (), on: date) -> Document:
    """The receipt for who took a permission back; `unrecoverable` are the copies that nobody can call in."""
    text = _(
        "Usted retiró su permiso. Desde esa fecha, nada de lo que hagamos de nuevo lleva lo que usted retiró: ni "
        "papel, "
        "ni radio, ni página, ni memoria. Los borradores se detienen solos."
    )
    keep = _("Guarde esta hoja. Si ve o escucha algo que no debería estar, llame al %(phone)s.") % {"phone": phone()}
    blocks: tuple[Block, ...] = (
        Prose.plain(text),
        FactList(tuple(Fact(label, value) for label, value in withdrawal_said(withdrawal))),
        copies_block(unrecoverable),
        Prose.plain(keep),
        Signatures((Signer(role=_("Quien retira el permiso")), Signer(role=_("Quien lo recibió")))),
    )
    return paper(_("Comprobante de retiro de permiso"), blocks, on=on, folio=withdrawal.folio)


def withdrawal_form(*, on: date) -> Document:
    """The blank twin of the form to take a permission back, for an office without power."""
    fields = (
        BlankField(_("Folio de la voz, si lo sabe"), half=True),
        BlankField(_("Fecha"), half=True),
        boxes(_("¿Cómo avisó?"), CHANNEL_WORDS),
        boxes(_("¿Qué retira? (nada marcado = todo)"), WHAT_WORDS),
        boxes(_("¿De qué usos? (nada marcado = de todos)"), USE_WORDS),
        BlankField(_("¿Quiere que se borre la grabación o la foto?"), choices=(_("Sí"), _("No"))),
        BlankField(_("Motivo, si lo quiere decir"), lines=2),
    )
    blocks: tuple[Block, ...] = (
        BlankForm(fields),
        Signatures((Signer(role=_("Quien retira el permiso")), Signer(role=_("Quien lo recibe")))),
    )
    return paper(_("Retiro de permiso"), blocks, on=on)


def data_agreement_act(community: Community | None = None, *, on: date) -> Document:
    """The text an assembly fills in to decide what of its community may be public."""
    place = community.name if community else "____________________"
    intro = _(
        "La asamblea de %(place)s, reunida el día que se anota, decide qué se puede publicar de la comunidad. "
        "Mientras no "
        "haya acuerdo, nada suyo es público. La asamblea puede cambiarlo o retirarlo cuando quiera."
    ) % {"place": place}
    uses = tuple(gettext(USE_WORDS[use]) for use in Use if use in PUBLIC_USES)
    fields = (
        BlankField(_("Fecha de la asamblea"), half=True),
        BlankField(_("Número o nombre del acta"), half=True),
        BlankField(_("Se permite publicar en"), choices=uses),
        BlankField(_("Personas presentes"), hint=_("Mujeres y hombres, contados"), half=True),
        BlankField(_("¿Cuándo se revisa este acuerdo?"), half=True),
        BlankField(
            _("Lo que no debe publicarse nunca"), hint=_("Manantiales, lugares, pleitos, deudas, nombres"), lines=3
        ),
    )
    blocks: tuple[Block, ...] = (
        Prose.plain(intro),
        BlankForm(fields),
        Signatures(
            (
                Signer(role=_("Presidencia del comité")),
                Signer(role=_("Secretaría")),
                Signer(role=_("Testigo")),
                Signer(role=_("Por el organismo")),
            )
        ),
    )
    return paper(_("Acuerdo de datos de la comunidad"), blocks, on=on, subtitle=place if community else "")


def _whose(voice: Voice | None, consent: Consent | None) -> BlankForm:
    where = ""
    if voice and voice.community:
        where = _("Reservada") if voice.community_reserved else voice.community.name
    return BlankForm(
        (
            BlankField(
                _("¿Quién da el permiso? Nombre, seudónimo o grupo"), value=_known_as(voice, consent), half=True
            ),
            BlankField(_("Comunidad, si la quiere decir"), value=where, half=True),
            BlankField(_("Fecha"), value=spoken(consent.given_on) if consent else "", half=True),
            BlankField(_("Lengua e intérprete"), value=consent.interpreter if consent else "", half=True),
            boxes(_("Da el permiso"), SUBJECT_WORDS, value=consent.subject if consent else ""),
            boxes(_("Forma"), FORM_WORDS, value=consent.form if consent else ""),
        )
    )


def _known_as(voice: Voice | None, consent: Consent | None) -> str:
    if consent and consent.attribution_name:
        return consent.attribution_name
    return voice.pseudonym if voice else ""


def _usual(consent: Consent | None) -> Block:
    if consent is None:
        items = (CheckItem(answer.title, None, answer.about) for answer in offered_answers())
        return Checklist(tuple(items), _("Marque una"))
    by_cell = _("Con detalle"), _("Lo dijo parte por parte, como está en el cuadro.")
    title, about = answer_words(consent) or by_cell
    return Callout(about, CalloutKind.AGREEMENT, title)


def _matrix(consent: Consent | None) -> Table:
    scopes = read_scopes(consent.scopes) if consent else {}
    columns = (Column("", share=2.2), *(Column(gettext(USE_SHORT[use]), share=1.0) for use in Use))

    def cell(what: What, use: Use) -> str:
        if consent is None:
            return "☐"
        answer = scopes.get(what, {}).get(use, Answer.NO)
        return gettext(ANSWER_WORDS[answer]) if answer is not Answer.ASK else _("Preg.")

    rows = [(gettext(WHAT_WORDS[what]), *(cell(what, use) for use in Use)) for what in What]
    note = _("Escriba S (sí), N (no) o P (pregúnteme antes) en cada cuadro. Lo que quede vacío es no.")
    return Table(columns, rows, note=note if consent is None else "", small=True)


def _conditions(consent: Consent | None) -> BlankForm:
    return BlankForm(
        (
            boxes(_("Al usar mis palabras, digan"), ATTRIBUTION_WORDS, value=consent.attribution if consent else ""),
            BlankField(
                _("Vale hasta, si tiene término"), value=spoken(consent.valid_until) if consent else "", half=True
            ),
            BlankField(_("No usar antes de"), value=spoken(consent.not_before) if consent else "", half=True),
            BlankField(_("Condición"), value=consent.condition if consent else ""),
        )
    )


def copies_block(unrecoverable: Sequence[str]) -> Block:
    """What has left already and nobody can call in."""
    if not unrecoverable:
        return Callout(_("No se encontró ninguna copia entregada o impresa que lo lleve."), CalloutKind.NOTE)
    items = tuple(CheckItem(line) for line in unrecoverable)
    return Checklist(items, _("Ya salió y no se puede recoger; se avisó o se avisará a quien lo tiene"))
