"""The campaign: audiences, messages, materials tried with people, what was given out, and whether it served."""

from __future__ import annotations

from typing import NamedTuple

AUDIENCES = (
    ("Familias de las comunidades integradas", "Conocen a su comité, no al organismo.", "Que sepan qué hace y cómo pedirle.",
        ("assembly", "poster", "loudspeaker", "mural_newspaper")),
    ("Comités nuevos", "Empiezan de cero cada año.", "Que reciban la hoja y el kit la primera semana.", ("usb_kit", "print", "exchange")),
    ("Comunidades que no están en la alianza", "Desconfían porque nadie fue a su asamblea.", "Que manden a alguien a la próxima asamblea.",
        ("exchange", "screening", "radio")),
    ("Nueva administración municipal", "Recibe carpetas sin historia.", "Que cumpla los acuerdos que heredó.", ("official_meeting", "print")),
    ("Jóvenes", "Ven el agua como cosa de mayores.", "Que se acerquen a las brigadas.", ("school", "mural", "radio")),
)  # fmt: skip

MESSAGES = (
    ("ME-01", "Entregar es cuidar: deje escrito lo que sabe.", ("AP-01", "AP-04"), (0, 1), True),
    ("ME-02", "Tres números en la pared: había, se gastó, queda.", ("AP-02",), (0, 1), False),
    ("ME-03", "Ellas cuidan el cloro: reconózcalas y págueles el pasaje.", ("AP-03",), (0, 3), False),
    ("ME-04", "Vaya a ver: su vecina ya lo resolvió.", ("AP-05", "AP-06"), (1, 2), False),
    ("ME-05", "Lo que se acuerda se dice hablado.", ("AP-07",), (0, 4), False),
)


class Piece(NamedTuple):
    """A material: its kind, message, text, the testimonies it carries, and how many copies were made."""

    folio: str
    kind: str
    title: str
    message: str
    audience: int
    text: str
    call: str
    carries: tuple[int, ...]
    print_run: int
    icon: str = ""
    purpose: str = ""


PIECES = (
    Piece("MA-01", "poster", "Entregar es cuidar", "ME-01", 1,
        "Dinero, llaves, cloro y acuerdos: cuatro cosas en una hoja, el mismo día.", "Pida la hoja de entrega al organismo.", (8,), 120,
        "community-meeting", "Que cada comité entregue el mismo día con la hoja."),
    Piece("MA-02", "poster", "Tres números en la pared", "ME-02", 0,
        "Había. Se gastó. Queda. Con eso basta para que haya confianza.", "Péguelos cada seis meses.", (54,), 120,
        "running-water", "Que las cuentas estén a la vista."),
    Piece("MA-03", "poster", "Ellas cuidan el cloro", "ME-03", 0,
        "Cada martes una brigadista mide. La carita verde dice que se puede tomar.", "Pregunte por su brigadista.", (2,), 120,
        "treated-water", "Que se reconozca a las brigadistas."),
    Piece("MA-04", "leaflet", "El agua de su comunidad", "ME-02", 0,
        "## Qué puede pedir\n\nVisita al comité nuevo, medición de cloro, ayuda con las cuentas y con la reparación de la línea.\n\n"
        "## Qué puede exigir\n\nTres números en la pared: cuánto había, cuánto se gastó y cuánto queda.\n\n"
        "## Qué puede hacer hoy\n\nPregunte quién mide el cloro. Vaya a la asamblea. Si sale agua café o no llega, avise el mismo día.", "Llame al organismo.", (46,), 4000, "village", "Que cada familia sepa a quién acudir."),
    Piece("MA-05", "radio", "Cápsula: la hoja de una página", "ME-01", 1,
        "¿Cambió el comité en su comunidad? Oiga lo que pasó en Dos Arroyos cuando el comité saliente dejó una sola hoja.",
        "Pida la hoja de entrega al organismo. Entregar es cuidar.", (8,), 24, "radio", "Que se pida la hoja."),
    Piece("MA-06", "radio", "Cápsula: hablar por la radio", "ME-04", 2,
        "En Flor de Café contaron cómo juntaron para su bomba. Oiga qué pasó al día siguiente.",
        "Vaya a ver. Su vecina ya lo resolvió.", (16, 17), 24, "radio", "Que las comunidades se visiten."),
    Piece("MA-07", "report", "Informe final de la sistematización", "", 3, "", "", (), 60, "", "Que quede escrito lo que pasó."),
    Piece("MA-08", "synthesis", "El modelo de Agua Clara en pocas páginas", "", 3, "", "", (), 200, "", "Que otro municipio pueda empezar."),
)  # fmt: skip

# What each activity reached, in three columns that never add up: folio, medium, day offset, place, units, women, men,
# children, estimated (how), claimed (by whom).
ACTIVITIES = (
    ("DI-01", "radio", 0, "Radio El Cántaro (inventada)", 24, None, None, None, None, (20000, "la estación")),
    ("DI-02", "assembly", 4, "C-01", 1, 41, 33, 6, None, None),
    ("DI-03", "assembly", 7, "C-05", 1, 38, 29, 4, None, None),
    ("DI-04", "assembly", 9, "C-09", 1, 45, 31, 8, None, None),
    ("DI-05", "assembly", 11, "C-12", 1, 30, 28, 5, None, None),
    ("DI-06", "assembly", 14, "C-17", 1, 36, 27, 3, None, None),
    ("DI-07", "assembly", 16, "C-21", 1, 29, 22, 2, None, None),
    ("DI-08", "assembly", 18, "C-27", 1, 40, 25, 7, None, None),
    ("DI-09", "assembly", 21, "C-33", 1, 27, 19, 5, None, None),
    ("DI-10", "assembly", 23, "C-39", 1, 31, 26, 9, None, None),
    ("DI-11", "mural", 12, "C-12", 1, None, None, None, (1800, "paso de personas contado una hora, tres días"), None),
    ("DI-12", "mural", 20, "C-09", 1, None, None, None, (2600, "paso de personas contado una hora, tres días"), None),
    ("DI-13", "mural", 27, "C-39", 1, None, None, None, None, None),
    ("DI-14", "screening", 25, "C-30", 1, 18, 11, 12, None, None),
    ("DI-15", "official_meeting", 30, "Sala del cabildo", 1, 5, 6, None, None, None),
)  # fmt: skip

SURVEY_COMMUNITIES = ("C-01", "C-02", "C-05", "C-06", "C-09", "C-11", "C-13", "C-17", "C-21", "C-27", "C-30", "C-39")
INTERVIEWS, EXPOSED, RECALLED = 60, 35, 24  # 35 of 60 met at least one activity; 24 of 59 recalled two messages
NOT_DELIVERED = (
    "C-10",
    "C-20",
    "C-25",
    "C-29",
    "C-31",
    "C-34",
    "C-35",
)  # kits of the first edition still in the office
VERIFIED = 21
