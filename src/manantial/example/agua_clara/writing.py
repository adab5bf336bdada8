"""The reports as the team wrote them: with the voices in their place, a second version, and the synthesis in English."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from manantial.example.agua_clara.stage import Stage, at
from manantial.meaning.actions.writing import write_passage

FINAL = {
    "presentacion": "Este informe lo hicieron quienes lo vivieron: comités, brigadistas, personal del organismo y vecinos. "
    "A cada comunidad, gracias por la palabra y por el tiempo.",
    "contexto": "Agua Clara es un municipio inventado. Antes de la alianza cada comunidad pedía por su cuenta y en secas el "
    "agua se acarreaba.[^FRA-0001] Los comités cambian cada año y la administración cada tres.\n\n"
    "![Así lo cuenta quien fue presidenta](fragmento:FRA-0001)\n\n"
    "Nadie guardaba las actas de todos. Cada quien sabía lo suyo: dónde está la válvula, quién debe, qué se "
    "prometió.[^FRA-0010]\n\n![El arroyo en secas](imagen:VOZ-0039)",
    "reconstruccion": "Lo que sigue es la historia como se recuerda. Cuando dos grupos dan fechas distintas, van las dos.\n\n"
    "![…](hito:H-01)\n\nDe ese acuerdo salió todo lo demás.[^H-01]",
    "analisis": "Los hallazgos están ordenados por los dos ejes del plan. Cada uno dice en cuántas voces y documentos descansa, "
    "quién lo ve distinto y qué se decidió en el taller de validación.[^HA-01]\n\n![…](hallazgo:HA-01)\n\n"
    "Una familia lo dijo con menos vueltas:\n\n![…](fragmento:FRA-0027)",
    "interpretacion": "Lo que ayudó y lo que frenó casi nunca vino de una sola parte. Las obras que duran se midieron antes; "
    "los acuerdos que duran se escribieron y se leyeron en voz alta.[^FRA-0011][^FRA-0025]\n\n"
    "![…](fragmento:FRA-0011)\n\n![…](fragmento:FRA-0025)",
    "conclusiones": "La alianza sigue viva porque sus acuerdos no dependen de una persona.[^AP-01] Lo que no se escribió se "
    "perdió.[^FRA-0008]\n\n![…](aprendizaje:AP-01)\n\nEstas recomendaciones dicen a quién le toca cada cosa.",
}
DRAFT = {
    "presentacion": "Es un borrador para el equipo y la junta. No se reparte ni se publica. Falta oír a tres comunidades.",
    "interpretacion": "Todavía no sabemos por qué unas comunidades pidieron una pausa. Una voz da una pista:\n\n"
    "![…](fragmento:FRA-0027)",
}
BOOKLET = {
    "presentacion": "Este cuaderno es para leerse en voz alta, en la asamblea o en la casa. Lo que está entre comillas lo dijo "
    "alguien de aquí, y esa persona dio permiso.",
    "cierre": "- Cuente en su asamblea qué parte se parece a lo que vive.\n- Pida la hoja de entrega antes de la próxima "
    "elección.\n- Si algo de este cuaderno está mal, díganos: se corrige.",
}
ENGLISH = {
    "problema": "In the communities of Agua Clara every committee started from nothing every year. Nobody knew what had "
    "been paid, who kept the keys or whom to ask for help.[^FRA-0010] The municipality served whoever came first.",
    "modelo": "It is an alliance of water committees, the municipality and civil associations. Today it has "
    "![…](dato:comunidades) communities. An assembly decides and a board follows up. A small organism visits, measures "
    "and stands by them.",
    "gobierno": "The board has ![…](dato:asientos-de-la-junta) seats: ![…](dato:asientos-de-comunidades) for the "
    "communities, ![…](dato:asientos-de-gobierno) for the government and ![…](dato:asientos-civiles) for civil "
    "organisations.",
    "arranque": "To begin costs ![…](dato:costo-de-arranque) and each year ![…](dato:costo-de-un-anio). The first year may "
    "begin with two salaries and a borrowed vehicle. The rest is added when the municipality puts it in its budget.",
    "historia": "Twelve communities signed a list and chose who would speak for them on the board.[^H-01] The assembly passed "
    "its rules in second call. In 2025 a quarrel between neighbours ended in a pause that one community asked for; in the "
    "long dry season the turns were written on the door of the school.[^H-03]",
    "aprendizajes": "- **To hand over is to care.** One sheet with money, keys, chlorine and agreements is worth more than a "
    "farewell speech.[^AP-01]\n- **Accounts on the wall.** Three numbers in sight take away fear and bring in the "
    "fee.[^AP-02]\n- **Name the water monitors and pay them.** The quality of the water rests on women whose work must be "
    "named and paid.[^AP-03]\n- **Paper outlives changes.** A written and signed agreement outlasts whoever signed "
    "it.[^AP-04]\n- **Go and see.** A visit between communities teaches more than a workshop.[^AP-05]\n- **First in their "
    "own assembly.** A community is spoken to in its assembly, not through messages.[^AP-06]\n- **Let it be heard.** What "
    "matters is said aloud and in the language of the assembly.[^AP-07]\n- **What hands have built is looked after.** Work "
    "done together is the best guarantee of a public work.[^AP-08]",
}


def write(stage: Stage) -> None:
    """Write the second version of the final report and the first of everything else, on four days of September."""
    _all(stage, "informe-preliminar", DRAFT, date(2026, 9, 2))
    _all(stage, "informe-final", FINAL, date(2026, 9, 9))
    _all(stage, "cuaderno", BOOKLET, date(2026, 9, 16))
    _all(stage, "sintesis", ENGLISH, date(2026, 9, 23), language="en")


def _all(stage: Stage, paper: str, texts: Mapping[str, str], day: date, *, language: str = "es") -> None:
    for section, text in texts.items():
        write_passage(paper, section, text=text, language=language, by=stage.social, now=at(day))
