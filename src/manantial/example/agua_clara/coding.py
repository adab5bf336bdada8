"""The codebook of the example as a team keeps it: defined, renamed, in versions, put by two people, with memos."""

from __future__ import annotations

from manantial.example.agua_clara.calendar import ENCOUNTERS
from manantial.example.agua_clara.stage import Stage, after, at
from manantial.meaning.actions.codebook import CodeCard, add_code, change_code, codes_of_plan, save_version
from manantial.meaning.actions.coding import code_voice, put_code_on_all
from manantial.meaning.actions.memos import rewrite_memo, write_memo
from manantial.meaning.models import Code, Finding
from manantial.meaning.rules.codebook import CodeKind
from manantial.voices.actions import Span
from manantial.voices.models import Turn, Voice

DAY = after(ENCOUNTERS[4].on, -5)
CARDS = (
    CodeCard(
        "Relevo del comité",
        description="Lo que pasa cuando cambian las personas del comité.",
        applies="Cuando cuentan qué se entregó, qué se perdió o quién enseñó.",
        excludes="No es una elección: eso va en «Asamblea».",
        example="«Nos dejaron una hoja y las llaves.»",
    ),
    CodeCard(
        "Acarreo de agua",
        description="Ir por el agua cargando, antes o ahora.",
        applies="Cuando dicen quién va, cuánto camina o cuánto tarda.",
        excludes="Las pipas no: nadie carga.",
    ),
    CodeCard("Cuentas a la vista", description="Enseñar a todos cuánto entró y en qué se gastó."),
)
STAGES = ("Antes de la alianza", "Las primeras reuniones", "Cuando cambió la administración", "Hoy")
SECOND = {0: "Acarreo de agua", 8: "Relevo del comité", 22: "Lo que no se escribió", 47: "Asamblea", 29: "Asamblea"}
# Which fragments (their place in the list) answer which question of the plan, and of which stage they tell.
ANSWERS = {
    "¿Cómo llegaba el agua antes?": (0, 12),
    "¿Quién convocó y por qué la gente fue?": (1, 5, 52),
    "¿Qué hizo que la gente cooperara?": (24, 29, 46),
    "¿Qué papel tuvieron las brigadistas?": (2, 3, 28),
    "¿Qué les diría a las comunidades que no están?": (11, 36),
    "¿Qué recibió cuando entró al cargo?": (8, 55),
    "¿Qué se perdió en el cambio de administración?": (9, 31),
    "¿Qué se quedó, y por qué?": (10, 64),
    "¿Qué debe saber el siguiente comité el primer día?": (22, 47),
}
TOLD_OF = {
    "Antes de la alianza": (0,),
    "Las primeras reuniones": (1, 4, 5),
    "Cuando cambió la administración": (10, 25, 31),
    "Hoy": (12, 48, 65),
}
OVERLAPS = (("Relevo del comité", 0.0, 0.62), ("Asamblea", 0.35, 1.0))  # on the words of one testimony


def keep(stage: Stage) -> None:
    """Define codes, keep two versions, let a second person code, mark a part of a picture, write memos."""
    now, ana = at(DAY), stage.staff["facilitator"]
    save_version(note="La primera, hecha en el taller de análisis", by=stage.social, now=now)
    codes = {code.name: code for code in Code.objects.all()}
    for card, old in zip(CARDS, ("Relevo del comité", "Acarreo", "Cuentas a la vista"), strict=True):
        codes[card.name] = change_code(codes[old], card, by=stage.social, now=now)
    codes_of_plan(by=stage.social, now=now)
    above = add_code("Etapas", kind=CodeKind.STAGE, by=stage.social, now=now)
    for name in STAGES:
        codes[name] = add_code(name, kind=CodeKind.STAGE, parent=above, by=stage.social, now=now)
    save_version(note="Con las preguntas del plan y las etapas", by=stage.social, now=at(after(DAY, 1)))
    for index, name in SECOND.items():
        put_code_on_all([stage.fragments[index]], codes[name], by=ana, now=at(after(DAY, 2)))
    _order(stage, codes)
    _overlap(stage, codes)
    _picture(stage, codes)
    _note(stage, codes)


def _order(stage: Stage, codes: dict[str, Code]) -> None:
    """Put some of what was said by the questions of the plan and by the stages of the story."""
    asked = {code.name: code for code in Code.objects.exclude(question=None)}
    for name, places in {**ANSWERS, **TOLD_OF}.items():
        code = asked.get(name) or codes[name]
        put_code_on_all([stage.fragments[n] for n in places], code, by=stage.social, now=at(after(DAY, 2)))


def _overlap(stage: Stage, codes: dict[str, Code]) -> None:
    """Two codes that cross on the words of one voice, by two people."""
    voice = stage.fragments[8].voice
    turn = Turn.objects.filter(transcript__voice=voice).order_by("transcript__version", "position").first()
    if turn is None:
        return
    for (name, first, last), who in zip(OVERLAPS, (stage.social, stage.staff["facilitator"]), strict=True):
        start, end = _words(turn.text, first, last)
        code_voice(voice, spans=[Span(turn, start, end)], codes=[codes[name]], by=who, now=at(after(DAY, 2)))


def _words(text: str, first: float, last: float) -> tuple[int, int]:
    """The letters of a share of a text, on whole words."""
    start = text.rfind(" ", 0, int(len(text) * first)) + 1
    end = text.find(" ", int(len(text) * last))
    return start, end if end > 0 else len(text)


def _picture(stage: Stage, codes: dict[str, Code]) -> None:
    voice = next((one for one in stage.voices if one.kind == "photo" and one.picture_id), None)
    if voice is not None:
        spans = [Span(region=[60, 420, 520, 930])]
        code_voice(
            voice, spans=spans, codes=[codes["Obra"]], memo="Aquí se ve el primer tanque.", by=stage.social, now=at(DAY)
        )


def _note(stage: Stage, codes: dict[str, Code]) -> None:
    now, ana = at(after(DAY, 3)), stage.staff["facilitator"]
    fragment = stage.fragments[22]
    told: Voice = fragment.voice
    first = write_memo("fragment", fragment.pk, "¿Quién guardaba la hoja?", by=ana, now=now)
    words = "¿Quién guardaba la hoja? La secretaria: así lo cuentan en otra voz."
    rewrite_memo(first, words, by=ana, now=at(after(DAY, 4)))
    write_memo("code", codes["Asamblea"].pk, "¿Lo separamos de «Relevo»? Se enciman mucho.", by=ana, now=now)
    write_memo("voice", told.pk, "Habla bajo cuando habla del pleito: oírla con calma.", by=stage.social, now=now)
    finding = Finding.objects.order_by("folio").first()
    if finding is not None:
        write_memo("finding", finding.pk, "Falta oír a las juventudes.", by=stage.social, now=now)
