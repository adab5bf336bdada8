"""Milestones with their versions, findings with what they rest on, the traffic light, lessons. All invented."""

from __future__ import annotations

from typing import NamedTuple


class Version(NamedTuple):
    """How one group tells a milestone."""

    group: str
    when: str
    words: str
    text: str
    voice: int | None = None  # index of a testimony
    relation: str = ""
    agreed: bool = False


class Moment(NamedTuple):
    """A milestone."""

    folio: str
    title: str
    kind: str
    community: str
    versions: tuple[Version, ...]


MOMENTS = (
    Moment("H-01", "Nace el organismo de agua", "decision", "", (
        Version("brigade", "2022", "", "Nos juntábamos desde 2022, en una cocina; el papel vino después.", 5),
        Version("officials", "2023-01", "", "Se creó con el decreto de enero de 2023.", 4, "differs_date"),
        Version("former", "2021-10..2022-09", "cuando cambió el presidente municipal", "Todo empezó cuando cambió el presidente municipal.", 6, "differs_cause"),
        Version("committee", "2022..2023", "", "Se platicó desde 2022 y se creó en enero de 2023.", None, "complements", True),
    )),
    Moment("H-02", "Primera asamblea con doce comunidades", "agreement", "C-39", (
        Version("committee", "2023-01-29", "", "Doce comunidades firmaron la lista y eligieron a quienes irían a la Junta.", 1),
    )),
    Moment("H-03", "La bomba que sobró", "setback", "C-32", (
        Version("committee", "2023-09", "", "Compramos la bomba antes de medir el pozo.", 32),
        Version("staff", "2023-09", "", "El organismo no revisó la compra porque nadie se la mandó.", None, "differs_responsibility"),
    )),
    Moment("H-04", "Se aprueba el reglamento de representantes", "agreement", "C-09", (
        Version("committee", "2023-11-24", "", "La asamblea aprobó el reglamento en segunda convocatoria.", None),
    )),
    Moment("H-05", "Cambia la administración municipal", "administration", "", (
        Version("staff", "2024-10", "", "Seis semanas sin vehículo y sin saber quién firmaba.", 10),
        Version("officials", "2024-10", "", "El cambio fue ordenado porque había carpeta.", None, "contradicts"),
    )),
    Moment("H-06", "El Guayabo Seco se pone en pausa", "conflict", "C-14", (
        Version("users", "2025", "", "Hubo un desacuerdo entre vecinos y la comunidad pidió una pausa.", None),
    )),
    Moment("H-07", "La seca larga", "context", "", (
        Version("committee", "2025-03..2025-06", "la seca larga", "Turnos por barrio escritos en la puerta de la escuela.", 35),
    )),
    Moment("H-08", "Brigadistas reconocidas por acta", "achievement", "", (
        Version("brigade", "2024-11-24", "", "Nos reconocieron por acta, pero el pasaje sigue pendiente.", 28),
        Version("staff", "2024-11-24", "", "Se reconoció su trabajo y se empezó a pagar el pasaje en 2026.", None, "differs_date"),
    )),
    Moment("H-09", "Empieza la sistematización", "decision", "", (
        Version("staff", "2026-02-14", "", "Taller de arranque con 25 personas.", None),
    )),
    Moment("H-10", "Visita a Flor de Café", "achievement", "C-21", (
        Version("committee", "2024-06", "", "Fuimos a ver su tanque y sus cuentas; al mes hicimos lo mismo.", 17),
    )),
)  # fmt: skip


class Insight(NamedTuple):
    """A finding: what it says, the testimonies it rests on and those against it, and its traffic light by group."""

    folio: str
    statement: str
    explanation: str
    axis: int
    supports: tuple[int, ...]
    against: tuple[int, ...] = ()
    sources: tuple[int, ...] = ()
    lights: tuple[tuple[str, int, int, int], ...] = ()  # group, green, yellow, red
    decision: tuple[str, str] | None = None  # outcome, reason
    dissent: tuple[str, str] | None = None  # group, note
    at_first: str = ""  # how it read before the workshop corrected it


INSIGHTS = (
    Insight("HA-01", "Cuando el comité saliente entrega una hoja con dinero, llaves, cloro y acuerdos, el nuevo comité actúa desde la primera semana.",
        "Las comunidades con hoja de entrega llamaron al organismo en los primeros siete días; las demás tardaron meses.", 1, (8, 7, 22, 47),
        sources=(2,), lights=(("committee", 26, 3, 0), ("staff", 5, 0, 0), ("former", 5, 0, 0))),
    Insight("HA-02", "Las cuentas en la pared quitan el miedo a la tesorería y hacen que la gente coopere.",
        "Donde las cuentas se ven, la cuota se paga y hay quien acepte el cargo.", 0, (29, 17, 24, 54),
        lights=(("committee", 28, 1, 0), ("brigade", 8, 0, 0))),
    Insight("HA-03", "Las brigadistas sostienen la calidad del agua, y su trabajo todavía no se paga ni se nombra igual que el de los hombres.",
        "Miden, cloran y enseñan. El reconocimiento llegó por acta; el pasaje, a medias.", 0, (2, 3, 28, 20, 49), against=(),
        lights=(("brigade", 8, 0, 0), ("committee", 19, 8, 2), ("staff", 4, 1, 0)), decision=("correct", "Se agregó que el pasaje empezó a pagarse en 2026 y que falta en cuatro rutas."),
        at_first="Las brigadistas sostienen la calidad del agua, y su trabajo no se paga ni se nombra."),
    Insight("HA-04", "La alianza sobrevivió al cambio de administración porque los comités llegaron con sus actas.",
        "Los acuerdos escritos pesaron más que la memoria de las personas.", 1, (10, 25, 9), against=(), sources=(0, 1),
        lights=(("staff", 5, 0, 0), ("committee", 25, 4, 0), ("officials", 1, 2, 1)), decision=("publish_with_dissent", "Los funcionarios piden decir que también hubo carpeta de entrega; se publica con su nota."),
        dissent=("officials", "También hubo una carpeta de entrega y voluntad de la administración entrante.")),
    Insight("HA-05", "Lo que no se escribe se va con quien lo sabe: válvulas, deudas, promesas.",
        "Cada salida de una persona clave costó días sin agua o meses sin cuentas.", 1, (9, 7, 22, 31),
        lights=(("committee", 29, 0, 0), ("staff", 5, 0, 0), ("former", 5, 0, 0))),
    Insight("HA-06", "Las comunidades que no se han integrado desconfían porque nadie fue a explicarles en su asamblea.",
        "No rechazan la alianza: rechazan enterarse por otros.", 0, (11, 36),
        lights=(("nonmember", 4, 0, 0), ("committee", 15, 10, 0)), decision=("correct", "Se cambió «rechazan» por «desconfían»."),
        at_first="Las comunidades que no se han integrado rechazan la alianza porque nadie fue a explicarles en su asamblea."),
    Insight("HA-07", "Ir a ver a otra comunidad convence más que cualquier plática.",
        "Después de cada visita cruzada hubo una mejora copiada en menos de dos meses.", 0, (17, 16),
        lights=(("committee", 27, 2, 0), ("brigade", 8, 0, 0))),
    Insight("HA-08", "La información hablada llega a quienes el papel no llega.",
        "En asambleas donde pocas personas leen, el audio se oye y se discute en grupo.", 0, (43, 14, 42),
        lights=(("committee", 29, 0, 0), ("brigade", 8, 0, 0), ("youth", 7, 0, 0))),
    Insight("HA-09", "Medir antes de comprar evita las obras que no sirven.",
        "La bomba sobrada de Pozo Hondo se volvió regla para todas.", 0, (32, 52),
        lights=(("committee", 24, 5, 0), ("staff", 5, 0, 0)), decision=("correct", "Se quitó el costo de la bomba, que la comunidad no quiso publicar."),
        at_first="Medir antes de comprar evita pagar bombas de 48,000 pesos que no sirven."),
    Insight("HA-10", "El trabajo comunitario cuida la obra: quien escarba la zanja no rompe el tubo.",
        "La mano de obra es coinversión aunque muchas comunidades no quieran ponerle precio.", 0, (23, 52, 46),
        lights=(("committee", 30, 0, 0),)),
    Insight("HA-11", "En 2023 y 2024 el organismo atendió primero a las comunidades que más reclamaban; desde 2025 hay lista de visitas.",
        "Las comunidades pequeñas o calladas pasan más de un año sin visita.", 1, (56, 44), against=(65,),
        lights=(("committee", 4, 6, 20), ("staff", 1, 2, 2)), decision=("correct", "Se precisa: ocurrió en 2023 y 2024; desde 2025 hay lista de visitas."),
        at_first="El organismo atiende primero a las comunidades que más reclaman."),
    Insight("HA-12", "Los desacuerdos por linderos se cobran con el agua.",
        "Es un caso que la comunidad no quiso publicar.", 1, (26, 27),
        lights=(("committee", 3, 5, 19),), decision=("withdraw", "La comunidad pidió que no se publique. Se retira de los textos.")),
)  # fmt: skip


class Learning(NamedTuple):
    """A lesson and the findings it rests on."""

    folio: str
    title: str
    learned: str
    differently: str
    for_whom: str
    findings: tuple[str, ...]
    recommendation: tuple[str, str] | None = None


LEARNINGS = (
    Learning("AP-01", "Entregar es cuidar", "Una hoja con dinero, llaves, cloro y acuerdos vale más que un discurso de despedida.",
        "Haríamos la entrega el mismo día de la elección, con testigos.", "Comités", ("HA-01", "HA-05"),
        ("Que la entrega de comité se haga el día de la elección, con la hoja de la alianza.", "communities")),
    Learning("AP-02", "Las cuentas en la pared", "Tres números a la vista (había, se gastó, queda) quitan el miedo y juntan la cuota.",
        "Las pondríamos desde el primer mes.", "Comités y organismo", ("HA-02",)),
    Learning("AP-03", "Nombrar y pagar a las brigadistas", "La calidad del agua descansa en mujeres cuyo trabajo hay que nombrar y pagar.",
        "Presupuestaríamos el pasaje desde el principio.", "Organismo y municipio", ("HA-03",),
        ("Incluir el pasaje de las brigadistas en el presupuesto anual.", "municipality")),
    Learning("AP-04", "El papel cruza los cambios", "Un acuerdo escrito y firmado sobrevive a quien lo firmó.",
        "Guardaríamos tres copias desde el inicio.", "Junta de Gobierno", ("HA-04", "HA-05")),
    Learning("AP-05", "Ir a ver", "Una visita entre comunidades enseña más que un taller.", "Haríamos una visita antes de cada obra.",
        "Comités", ("HA-07", "HA-09")),
    Learning("AP-06", "Primero en su asamblea", "A una comunidad se le habla en su asamblea, no por recados.", "Empezaríamos por escuchar.",
        "Organismo y aliados", ("HA-06",)),
    Learning("AP-07", "Que se oiga", "Lo importante se dice hablado y en la lengua de la asamblea.", "Grabaríamos cada acuerdo.",
        "Todos", ("HA-08",)),
    Learning("AP-08", "Lo que se hace con las manos se cuida", "El trabajo común es la mejor garantía de una obra.",
        "Lo contaríamos siempre, con precio o sin precio.", "Municipio y donantes", ("HA-10",)),
)  # fmt: skip

AXES = (
    ("Cómo nos organizamos por el agua", (
        "¿Cómo llegaba el agua antes?", "¿Quién convocó y por qué la gente fue?", "¿Qué hizo que la gente cooperara?",
        "¿Qué papel tuvieron las brigadistas?", "¿Qué les diría a las comunidades que no están?")),
    ("Qué pasa cuando cambian las personas", (
        "¿Qué recibió cuando entró al cargo?", "¿Qué se perdió en el cambio de administración?", "¿Qué se quedó, y por qué?",
        "¿Qué debe saber el siguiente comité el primer día?")),
)  # fmt: skip

SOURCES = (
    ("FU-01", "act", "Actas de la asamblea general 2023–2025", "Coordinación social", "Archivero 1, organismo", "good"),
    ("FU-02", "report", "Carpeta de entrega del organismo, 2024", "Gerencia general", "Archivero 1, organismo", "good"),
    ("FU-03", "notebook", "Hojas de entrega de comités 2024–2026", "Coordinación social", "Carpeta azul", "incomplete"),
    ("FU-04", "notebook", "Cuadernos de cloro de tres rutas", "Brigadas", "En cada comunidad", "good"),
    ("FU-05", "photo", "Fotos de la obra de Dos Arroyos", "Coordinación técnica", "Disco externo", "single_copy"),
    ("FU-06", "notebook", "Libreta de cuentas 2023 de Las Jarillas", "No se sabe", "", "lost"),
    ("FU-07", "drawing", "Dibujos del círculo de brigadistas", "Facilitación", "Tubo de cartón", "good"),
    ("FU-08", "agreement", "Convenio de coinversión 2024", "Coordinación contable", "Archivero 2", "good"),
)
