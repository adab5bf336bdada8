"""The catalogues of voices: what a permission speaks of, for which use, who speaks and how.

The values are stored in rows and travel between computers, so they never change; the Spanish words are only shown.
The matrix *what* × *use* and the forms of credit follow the consent record of oral-history practice; the groups are
those whose versions are compared in a matrix of voices.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from manantial.kernel.rulings import gettext_noop as _


class What(StrEnum):
    """What of a testimony would be shown."""

    VOICE = "voice"
    QUOTE = "quote"
    PHOTO = "photo"
    VIDEO = "video"
    NAME = "name"
    COMMUNITY = "community"
    ROLE = "role"


CONTENT = (What.VOICE, What.QUOTE, What.PHOTO, What.VIDEO)  # the testimony itself; the rest says whose it is


class Use(StrEnum):
    """Where it would be shown, from the closest circle to the farthest."""

    ANALYSIS = "analysis"
    INTERNAL_REPORT = "internal_report"
    RETURN = "return"
    PRINT = "print"
    RADIO = "radio"
    INTERNET = "internet"
    OTHER_MUNICIPALITIES = "other_municipalities"
    PRESS = "press"
    FUNDER = "funder"


PUBLIC_USES = frozenset({Use.PRINT, Use.RADIO, Use.INTERNET, Use.OTHER_MUNICIPALITIES, Use.PRESS, Use.FUNDER})


class Answer(StrEnum):
    """One cell of the matrix; "ask" means that nobody has asked yet, so it counts as no."""

    YES = "yes"
    NO = "no"
    ASK = "ask"


class ConsentForm(StrEnum):
    """How a permission was given; an oral one and one of an assembly are as valid as a signature."""

    SIGNATURE = "signature"
    FINGERPRINT = "fingerprint"
    RECORDED = "recorded"
    WITNESSED = "witnessed"
    ACT = "act"


WRITTEN = frozenset({ConsentForm.SIGNATURE, ConsentForm.FINGERPRINT})


class Subject(StrEnum):
    """Who gives the permission."""

    PERSON = "person"
    GROUP = "group"
    COMMUNITY = "community"
    TUTOR = "tutor"


class Attribution(StrEnum):
    """How to say whose words they are, from the widest to the narrowest."""

    FULL_NAME = "full_name"
    FIRST_NAME = "first_name"
    ROLE_COMMUNITY = "role_community"
    GROUP = "group"
    ANONYMOUS = "anonymous"


class VoiceGroup(StrEnum):
    """Whose version of the story it is. More groups may be written by an alliance; these are always asked for."""

    COMMITTEE_WOMEN = "committee_women"
    COMMITTEE_MEN = "committee_men"
    COMMITTEE = "committee"
    BRIGADE = "brigade"
    HOUSEHOLDS = "households"
    ASSEMBLY = "assembly"
    AUTHORITIES = "authorities"
    FORMER = "former"
    YOUTH = "youth"
    NON_MEMBER = "non_member"
    ORGANISM = "organism"
    OFFICIALS = "officials"
    CIVIL = "civil"
    ALLIES = "allies"
    OTHER_MUNICIPALITY = "other_municipality"


# A committee that does not say women or men is a place to write a voice, not a group whose silence means anything.
EXPECTED_GROUPS = tuple(group for group in VoiceGroup if group is not VoiceGroup.COMMITTEE)


class VoiceKind(StrEnum):
    """In which form a testimony was kept."""

    SOUND = "sound"
    VIDEO = "video"
    PHOTO = "photo"
    DRAWING = "drawing"
    TEXT = "text"
    NOTE = "note"


CONTENT_OF: Mapping[str, What] = {
    VoiceKind.SOUND: What.VOICE,
    VoiceKind.VIDEO: What.VIDEO,
    VoiceKind.PHOTO: What.PHOTO,
    VoiceKind.DRAWING: What.PHOTO,
    VoiceKind.TEXT: What.QUOTE,
    VoiceKind.NOTE: What.QUOTE,
}


class VoiceState(StrEnum):
    """Where a voice stands: waiting in the mailbox, taken in, put away; or it reads our own text, and tells nothing."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    RETIRED = "retired"
    ALOUD = "aloud"  # somebody reads a text of the alliance: it has its permission, and it is no testimony


class SourceKind(StrEnum):
    """Kinds of registers of the inventory of sources."""

    ACT = "act"
    PHOTO = "photo"
    AUDIO = "audio"
    VIDEO = "video"
    REPORT = "report"
    LETTER = "letter"
    NOTEBOOK = "notebook"
    DRAWING = "drawing"
    PRESS = "press"
    COVENANT = "covenant"
    PLAN = "plan"
    INVOICE = "invoice"
    TESTIMONY = "testimony"
    WEB = "web"


class Condition(StrEnum):
    """How the original of a source is."""

    GOOD = "good"
    DAMAGED = "damaged"
    INCOMPLETE = "incomplete"
    LOST = "lost"


class Channel(StrEnum):
    """How a withdrawal was asked for."""

    TELEPHONE = "telephone"
    IN_PERSON = "in_person"
    LETTER = "letter"
    MESSAGE = "message"
    ACCOUNT = "account"
    RECEIPT = "receipt"


class WorkshopState(StrEnum):
    """Where a workshop stands."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class TranscriptKind(StrEnum):
    """How the words were written down."""

    MANUAL = "manual"
    IMPORTED = "imported"
    AUTOMATIC = "automatic"
    TRANSLATION = "translation"


WHAT_WORDS: Mapping[str, str] = {
    What.VOICE: _("Su voz grabada"),
    What.QUOTE: _("Sus palabras por escrito"),
    What.PHOTO: _("Su foto o dibujo"),
    What.VIDEO: _("Su video"),
    What.NAME: _("Su nombre"),
    What.COMMUNITY: _("El nombre de su comunidad"),
    What.ROLE: _("Su cargo"),
}
USE_WORDS: Mapping[str, str] = {
    Use.ANALYSIS: _("Estudiarlo en el equipo"),
    Use.INTERNAL_REPORT: _("Informe interno"),
    Use.RETURN: _("Devolverlo en la comunidad"),
    Use.PRINT: _("Impresos"),
    Use.RADIO: _("Radio"),
    Use.INTERNET: _("Internet y redes"),
    Use.OTHER_MUNICIPALITIES: _("Otros municipios"),
    Use.PRESS: _("Prensa"),
    Use.FUNDER: _("Quien da fondos"),
}
# Short heads of the matrix, where nine columns stand side by side.
USE_SHORT: Mapping[str, str] = {
    Use.ANALYSIS: _("Estudio"),
    Use.INTERNAL_REPORT: _("Informe"),
    Use.RETURN: _("Regreso"),
    Use.PRINT: _("Papel"),
    Use.RADIO: _("Radio"),
    Use.INTERNET: _("Internet"),
    Use.OTHER_MUNICIPALITIES: _("Fuera"),
    Use.PRESS: _("Prensa"),
    Use.FUNDER: _("Fondos"),
}
ANSWER_WORDS: Mapping[str, str] = {
    Answer.YES: _("Sí"),
    Answer.NO: _("No"),
    Answer.ASK: _("Preguntar antes"),
}
FORM_WORDS: Mapping[str, str] = {
    ConsentForm.SIGNATURE: _("Firma"),
    ConsentForm.FINGERPRINT: _("Huella"),
    ConsentForm.RECORDED: _("De palabra, grabado"),
    ConsentForm.WITNESSED: _("De palabra, con testigo"),
    ConsentForm.ACT: _("Acta de asamblea"),
}
SUBJECT_WORDS: Mapping[str, str] = {
    Subject.PERSON: _("La persona"),
    Subject.GROUP: _("El grupo"),
    Subject.COMMUNITY: _("La comunidad en asamblea"),
    Subject.TUTOR: _("Madre, padre o tutor"),
}
ATTRIBUTION_WORDS: Mapping[str, str] = {
    Attribution.FULL_NAME: _("Con nombre y apellidos"),
    Attribution.FIRST_NAME: _("Solo con nombre de pila"),
    Attribution.ROLE_COMMUNITY: _("Con cargo y comunidad, sin nombre"),
    Attribution.GROUP: _("Solo el grupo"),
    Attribution.ANONYMOUS: _("Sin decir de quién"),
}
GROUP_WORDS: Mapping[str, str] = {
    VoiceGroup.COMMITTEE_WOMEN: _("Mujeres de comité"),
    VoiceGroup.COMMITTEE_MEN: _("Hombres de comité"),
    VoiceGroup.COMMITTEE: _("Comité de agua"),
    VoiceGroup.BRIGADE: _("Brigadistas del agua"),
    VoiceGroup.HOUSEHOLDS: _("Familias usuarias"),
    VoiceGroup.ASSEMBLY: _("Asamblea"),
    VoiceGroup.AUTHORITIES: _("Autoridades de la comunidad"),
    VoiceGroup.FORMER: _("Quienes dejaron el cargo"),
    VoiceGroup.YOUTH: _("Jóvenes"),
    VoiceGroup.NON_MEMBER: _("Comunidades que no son parte"),
    VoiceGroup.ORGANISM: _("Personal del organismo"),
    VoiceGroup.OFFICIALS: _("Funcionarias y funcionarios"),
    VoiceGroup.CIVIL: _("Organización civil"),
    VoiceGroup.ALLIES: _("Aliados y donantes"),
    VoiceGroup.OTHER_MUNICIPALITY: _("Otro municipio"),
}
KIND_WORDS: Mapping[str, str] = {
    VoiceKind.SOUND: _("Sonido"),
    VoiceKind.VIDEO: _("Video"),
    VoiceKind.PHOTO: _("Foto"),
    VoiceKind.DRAWING: _("Dibujo"),
    VoiceKind.TEXT: _("Texto"),
    VoiceKind.NOTE: _("Nota de quien facilita"),
}
STATE_WORDS: Mapping[str, str] = {
    VoiceState.RECEIVED: _("Por revisar"),
    VoiceState.ACCEPTED: _("En la memoria"),
    VoiceState.RETIRED: _("Guardada aparte"),
    VoiceState.ALOUD: _("Lectura en voz alta"),
}
SOURCE_WORDS: Mapping[str, str] = {
    SourceKind.ACT: _("Acta"),
    SourceKind.PHOTO: _("Foto"),
    SourceKind.AUDIO: _("Audio"),
    SourceKind.VIDEO: _("Video"),
    SourceKind.REPORT: _("Informe"),
    SourceKind.LETTER: _("Oficio o carta"),
    SourceKind.NOTEBOOK: _("Cuaderno"),
    SourceKind.DRAWING: _("Dibujo"),
    SourceKind.PRESS: _("Nota de prensa"),
    SourceKind.COVENANT: _("Convenio"),
    SourceKind.PLAN: _("Plano o croquis"),
    SourceKind.INVOICE: _("Factura o recibo"),
    SourceKind.TESTIMONY: _("Testimonio"),
    SourceKind.WEB: _("Página pública"),
}
CONDITION_WORDS: Mapping[str, str] = {
    Condition.GOOD: _("Bueno"),
    Condition.DAMAGED: _("Dañado"),
    Condition.INCOMPLETE: _("Incompleto"),
    Condition.LOST: _("Perdido"),
}
SOURCE_ACCESS_WORDS: Mapping[str, str] = {  # who may see a source
    "public": _("Todo el mundo"),
    "alliance": _("La alianza"),
    "organism": _("El equipo"),
    "committee": _("El equipo y el comité"),
    "reserved": _("Reservada"),
}
CHANNEL_WORDS: Mapping[str, str] = {
    Channel.TELEPHONE: _("Por teléfono"),
    Channel.IN_PERSON: _("En persona"),
    Channel.LETTER: _("Por carta"),
    Channel.MESSAGE: _("Por mensaje o nota de voz"),
    Channel.ACCOUNT: _("En su propia cuenta"),
    Channel.RECEIPT: _("Con su folio y su clave"),
}
WORKSHOP_WORDS: Mapping[str, str] = {
    WorkshopState.PLANNED: _("Por hacerse"),
    WorkshopState.HELD: _("Se hizo"),
    WorkshopState.CANCELLED: _("No se hizo"),
}
TRANSCRIPT_WORDS: Mapping[str, str] = {
    TranscriptKind.MANUAL: _("Escrita a mano"),
    TranscriptKind.IMPORTED: _("Traída de otro programa"),
    TranscriptKind.AUTOMATIC: _("Automática, sin revisar"),
    TranscriptKind.TRANSLATION: _("Traducción"),
}
# What is wrong with how a recording came (press.sound.Level), and what can still be done.
LEVEL_WORDS: Mapping[str, str] = {
    "silent": _(
        "No se oye nada: la grabación está en silencio. Si hay otra copia o se grabó con otro teléfono, suba esa."
    ),
    "clipped": _(
        "Se grabó demasiado fuerte y la voz raspa; eso ya no se puede quitar. Si hay otra grabación, suba esa. "
        "La próxima vez aleje el teléfono de la boca o de la bocina."
    ),
    "low": _(
        "Se grabó muy bajo. Ya se subió el volumen, y con él el ruido. Escriba pronto lo que se dice, mientras alguien "
        "lo recuerda. La próxima vez ponga el teléfono a un palmo de quien habla."
    ),
    "blows": _(
        "Hay golpes mucho más fuertes que la voz; se bajaron. La próxima vez ponga el teléfono sobre una tela, no "
        "sobre la mesa."
    ),
}
SEX_WORDS: Mapping[str, str] = {"M": _("Mujer"), "H": _("Hombre")}
AGE_WORDS: Mapping[str, str] = {
    "0-17": _("Menos de 18"),
    "18-29": _("18 a 29"),
    "30-44": _("30 a 44"),
    "45-59": _("45 a 59"),
    "60+": _("60 o más"),
}
LANGUAGE_WORDS: Mapping[str, str] = {
    "es": _("Español"),
    "tzo": _("Tsotsil"),
    "tzh": _("Tseltal"),
    "zoc": _("Zoque"),
    "en": _("Inglés"),
}
