"""Three years of life: bodies, seats, sessions with their agreements, and the workshops."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

TODAY = date(2026, 11, 23)  # the day on which the example lives

FIRST_NAMES_W = (
    "Lucía", "Rosario", "Erandi", "Chayo", "Magdalena", "Petrona", "Amalia", "Citlali", "Josefa", "Nieves", "Dominga",
    "Eulalia", "Teresa", "Ofelia", "Ramona", "Virginia", "Zenaida", "Blanca", "Herlinda", "Isabel", "Candelaria",
    "Marcela", "Leonor", "Jacinta", "Gregoria", "Elvira", "Socorro", "Hortensia",
)  # fmt: skip
FIRST_NAMES_M = (
    "Anselmo", "Bulmaro", "Crisanto", "Delfino", "Eleuterio", "Fidencio", "Gervasio", "Hilario", "Isidro", "Jacobo",
    "Leandro", "Macario", "Nicanor", "Odilón", "Porfirio", "Quirino", "Rutilio", "Saturnino", "Tiburcio", "Ubaldo",
    "Victorio", "Wenceslao", "Zacarías", "Abundio", "Benigno", "Cipriano",
)  # fmt: skip
SURNAMES = (
    "del Monte", "Fuenteclara", "Arroyal", "Tinajero", "Pozas", "Carrizosa", "Laguneta", "Manantial", "Barrosa",
    "Jarillero", "Cantaral", "Veredas", "Peñalta", "Guayabal", "Ceibal", "Llovizna", "Cañaveral", "Sombrío",
    "Golondrinos", "Ocotal", "Aguaje", "Brisales", "Camposeco", "Hormiguera",
)  # fmt: skip

STAFF = (
    ("general_management", "Gerencia general", "Amalia Fuenteclara Pozas", "M"),
    ("technical", "Coordinación técnica", "Delfino Arroyal Ceibal", "H"),
    ("social", "Coordinación social", "Erandi Tinajero del Monte", "M"),
    ("quality", "Coordinación de calidad y seguridad del agua", "Citlali Laguneta Ocotal", "M"),
    ("accounting", "Coordinación contable", "Porfirio Cantaral Veredas", "H"),
)

OFFICIALS = (
    ("Presidencia municipal", "Rutilio Peñalta Brisales", "H"),
    ("Sindicatura municipal", "Marcela Ocotal Llovizna", "M"),
    ("Obras públicas", "Ubaldo Guayabal Pozas", "H"),
    ("Tesorería municipal", "Leonor Camposeco Arroyal", "M"),
    ("Salud municipal", "Virginia Sombrío Veredas", "M"),
    ("Comisión estatal del agua", "Wenceslao Aguaje Barrosa", "H"),
)
CIVIL = (
    ("Fundación Agua de Todos A.C. (inventada)", "Ana Jarillero Brisales", "M"),
    ("Manos y Barro A.C. (inventada)", "Leandro Cañaveral Tinajero", "H"),
)
BOARD_COMMUNITIES = ("C-01", "C-02", "C-05", "C-09", "C-12", "C-17", "C-27", "C-33")


class Meeting(NamedTuple):
    """A session: of which body, when, how many came, and what was agreed."""

    body: str  # assembly or board
    number: str
    on: date
    kind: str
    place: str
    first_call: int  # delegations or seats present at the first call
    second_call: int
    agenda: tuple[str, ...]
    agreements: tuple[tuple[str, str, str, int, str], ...]  # folio, text, responsible role, days to do it, state


MEETINGS = (
    Meeting("assembly", "AG-01", date(2023, 1, 29), "assembly", "Auditorio de Agua Clara", 12, 12,
        ("Registro de comunidades", "Para qué una alianza", "Integración de la Junta de Gobierno"), (
        ("AC-001", "Formar la Junta de Gobierno con ocho asientos de comités, seis oficiales y dos civiles.", "general_management", 30, "fulfilled"),
        ("AC-002", "Cada comité entrega una copia de su acta de elección al organismo.", "social", 60, "fulfilled"),
    )),
    Meeting("board", "JG-01", date(2023, 3, 10), "ordinary", "Sala del cabildo", 13, 13,
        ("Instalación", "Plan de trabajo", "Reglas de la Junta"), (
        ("AC-003", "Aprobar las reglas de la Junta: cuórum de la mitad más uno de los asientos con voto.", "general_management", 0, "fulfilled"),
        ("AC-004", "Hacer un inventario de los sistemas de agua de las comunidades.", "technical", 180, "fulfilled"),
    )),
    Meeting("assembly", "AG-02", date(2023, 11, 24), "assembly", "Cancha techada de La Ceiba Gorda", 19, 27,
        ("Seguimiento de acuerdos", "Informe de cuentas", "Reglamento de representantes"), (
        ("AC-005", "Aprobar el reglamento de representantes comunitarios ante la Junta.", "social", 0, "fulfilled"),
        ("AC-006", "Cada comunidad pone sus cuentas en la pared cada seis meses.", "accounting", 180, "partly"),
        ("AC-007", "Comprar un medidor de cloro para cada ruta de brigadistas.", "quality", 120, "fulfilled"),
    )),
    Meeting("board", "JG-02", date(2024, 5, 17), "ordinary", "Sala del cabildo", 11, 11,
        ("Seguimiento de acuerdos", "Coinversión 2024", "Riesgos del cambio municipal"), (
        ("AC-008", "Preparar la carpeta de entrega del organismo antes del cambio de administración.", "general_management", 120, "fulfilled"),
        ("AC-009", "Rehabilitar la línea de conducción de Dos Arroyos con coinversión.", "technical", 200, "fulfilled"),
    )),
    Meeting("assembly", "AG-03", date(2024, 11, 24), "assembly", "Auditorio de Agua Clara", 24, 24,
        ("Seguimiento de acuerdos", "Presentación ante la nueva administración", "Brigadas"), (
        ("AC-010", "Pedir a la nueva administración que respete los asientos de los comités.", "general_management", 45, "fulfilled"),
        ("AC-011", "Reconocer por acta el trabajo de las brigadistas y pagar su pasaje a los talleres.", "accounting", 120, "in_progress"),
        ("AC-012", "Usar una sola hoja de entrega entre comités.", "social", 90, "partly"),
    )),
    Meeting("board", "JG-03", date(2025, 4, 4), "ordinary", "Sala del cabildo", 8, 8,
        ("Seguimiento de acuerdos", "Cifra de cobertura", "Sistematización"), (
        ("AC-013", "Revisar las cifras de cobertura con el padrón de los comités.", "technical", 120, "fulfilled"),
    )),
    Meeting("assembly", "AG-04", date(2025, 11, 23), "assembly", "Cancha techada de Las Tinajas", 19, 23,
        ("Seguimiento de acuerdos", "Sistematizar la experiencia", "Campaña", "Asuntos generales"), (
        ("AC-014", "Contar y escribir la experiencia de la alianza, con las voces de las comunidades.", "social", 300, "in_progress"),
        ("AC-015", "Regresar los resultados a cada comunidad que dio su palabra.", "social", 330, "in_progress"),
        ("AC-016", "Hacer una campaña con radio, carteles y un kit para cada comité.", "social", 360, "in_progress"),
        ("AC-017", "Poner el nombre de cada brigadista en el tanque de su comunidad.", "quality", 200, "pending"),
        ("AC-018", "Presentar las cuentas del organismo en la pared del auditorio.", "accounting", 60, "pending"),
        ("AC-019", "Invitar a Tres Cruces a la siguiente asamblea, con visita previa.", "social", 240, "fulfilled"),
    )),
    Meeting("board", "JG-04", date(2026, 3, 20), "ordinary", "Sala del cabildo", 12, 12,
        ("Seguimiento de acuerdos", "Plan de sistematización", "Dos cifras de cobertura"), (
        ("AC-020", "Aprobar el plan de sistematización y sus acuerdos éticos.", "social", 0, "fulfilled"),
        ("AC-021", "Adoptar la cifra del registro del organismo como cifra de cobertura; las otras se muestran al lado.", "technical", 0, "fulfilled"),
    )),
    Meeting("board", "JG-05", date(2026, 9, 4), "ordinary", "Sala del cabildo", 10, 10,
        ("Seguimiento de acuerdos", "Plan de la campaña", "Presupuesto"), (
        ("AC-022", "Aprobar el plan de la campaña de comunicación.", "social", 0, "fulfilled"),
        ("AC-023", "Buscar fondos para lo que falta del kit de las cuarenta comunidades.", "general_management", 60, "pending"),
    )),
)  # fmt: skip
NEXT_ASSEMBLY = ("AG-05", date(2026, 11, 29), "Cancha techada de Flor de Café")


class Encounter(NamedTuple):
    """A workshop: its format, title, day, place, and who came by group (women, men)."""

    format: str
    title: str
    on: date
    community: str
    people: tuple[tuple[str, int, int], ...]
    report: str


ENCOUNTERS = (
    Encounter("T-1", "Taller de arranque y plan", date(2026, 2, 14), "C-39",
        (("committee", 9, 8), ("staff", 3, 2), ("allies", 2, 1)),
        "Se acordó mirar de 2022 a 2026 y dos ejes: cómo nos organizamos y qué pasa cuando cambian las personas."),
    Encounter("T-2", "Río de la vida: la zona alta", date(2026, 3, 7), "C-01",
        (("committee", 12, 11), ("users", 6, 3), ("brigade", 5, 0)),
        "Se pegaron 74 tarjetas en la pared. Hubo dos fechas para el nacimiento del organismo; las dos se quedaron."),
    Encounter("T-2", "Río de la vida: la zona baja y el organismo", date(2026, 3, 28), "C-09",
        (("committee", 8, 9), ("staff", 2, 3), ("former", 3, 4), ("officials", 1, 2), ("nonmember", 1, 2)),
        "Quienes dejaron el cargo hablaron primero. Se nombraron tres tropiezos que no estaban en ningún informe."),
    Encounter("T-3", "Círculo de brigadistas", date(2026, 4, 18), "C-05",
        (("brigade", 21, 0), ("youth", 3, 2)),
        "Círculo de mujeres con dibujos y cuadernos. Se grabó solo a quien quiso."),
    Encounter("T-4", "¿Por qué pasó lo que pasó?", date(2026, 5, 16), "C-17",
        (("committee", 13, 12), ("brigade", 6, 0), ("staff", 3, 2), ("officials", 2, 1), ("authorities", 2, 4)),
        "Cinco momentos decisivos. Se escribieron factores que ayudaron y que frenaron, con quién lo dijo."),
    Encounter("T-5", "Validación y devolución", date(2026, 7, 11), "C-39",
        (("committee", 16, 14), ("brigade", 8, 0), ("staff", 3, 2), ("officials", 2, 2), ("nonmember", 2, 2), ("former", 2, 3)),
        "Doce hallazgos en carteles, semáforo por grupo con granos de maíz. Dos salieron en rojo."),
    Encounter("T-7", "Diseño colaborativo de la campaña", date(2026, 8, 8), "C-27",
        (("committee", 10, 9), ("brigade", 7, 0), ("staff", 2, 2), ("youth", 4, 3)),
        "Se escogieron cinco mensajes y se dijo dónde no hay radio."),
    Encounter("T-8", "Formación: radio y audio con celular", date(2026, 9, 12), "C-33",
        (("committee", 7, 6), ("brigade", 4, 0)), "Cada pareja grabó una cápsula de un minuto y la oyó en el patio."),
    Encounter("T-9", "Formación: foto, cartel y periódico mural", date(2026, 9, 26), "C-12",
        (("committee", 6, 7), ("youth", 5, 4)), "Se hizo un periódico mural bilingüe, a mano."),
    Encounter("T-10", "Formación: vocería y asamblea", date(2026, 10, 3), "C-21",
        (("committee", 8, 8), ("authorities", 1, 3)), "Tres minutos por persona, con preguntas difíciles de las compañeras."),
    Encounter("T-6", "Prueba de materiales", date(2026, 10, 10), "C-30",
        (("users", 9, 5),), "La primera versión del cartel no se entendió; la segunda sí."),
)  # fmt: skip
