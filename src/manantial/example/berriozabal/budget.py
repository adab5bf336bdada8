"""The budget of the page, to the cent, and how its lines are shown: 36,796.10 / 13,905.54 / 22,890.56 USD.

Source: the budget table of the public project page «Managing water in partnership». The lines are printed in Spanish
and kept as printed («Gatos fijos», «tripie», «portatil»); corrected and English words stand beside them.
"""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """A line as printed, its total, what is secured, its marks, its line of the page, and our English words."""

    printed: str
    total: str
    secured: str
    in_kind: bool
    financing: bool
    line: int
    en: str
    corrected: str = ""


#: heading as printed (None where it is lost), its line of the page, rows
GROUPS: tuple[tuple[str | None, int | None, tuple[Row, ...]], ...] = (
    (
        "Goods and inputs",
        105,
        (
            Row(
                "Compra de papelería para impartición de talleres",
                "275.03",
                "275.03",
                True,
                False,
                107,
                "Stationery for the workshops",
            ),
            Row(
                "Impresión de material editorial de sistematización del OMSCAS",
                "825.08",
                "825.08",
                True,
                False,
                115,
                "Printing of the editorial material on the systematization of OMSCAS",
            ),
            Row(
                "Impresión de documento de síntesis del OMSCAS",
                "275.03",
                "275.03",
                True,
                False,
                123,
                "Printing of the synthesis document of OMSCAS",
            ),
            Row(
                "Impresión de materiales de la campaña de comunicación (kit para 40 comunidades)",
                "2200.22",
                "275.03",
                False,
                True,
                131,
                "Printing of the campaign materials (kit for 40 communities)",
            ),
            Row(
                "Cámara, tripie, grabadora portatil, micrófono, para equipar OMSCAS",
                "1100.11",
                "0.00",
                True,
                True,
                139,
                "Camera, tripod, portable recorder and microphone to equip OMSCAS",
                "Cámara, tripié, grabadora portátil y micrófono para equipar al OMSCAS",
            ),
            Row(
                "USBs para entregar materiales de comunicación a 40 Comités comunitarios",
                "660.07",
                "0.00",
                True,
                True,
                147,
                "USB sticks to hand communication materials to 40 community committees",
            ),
        ),
    ),
    (
        None,
        None,
        (
            Row(
                "Sistematización de experiencias y formación en comunicación comunitaria",
                "1986.80",
                "1986.80",
                True,
                False,
                156,
                "Systematization of experiences and training in community communication",
            ),
            Row(
                "Producción de un material editorial y/o audiovisual",
                "1375.14",
                "0.00",
                False,
                True,
                164,
                "Production of an editorial and/or audiovisual material",
            ),
            Row(
                "Elaboración de un documento síntesis del modelo del OMSCAS",
                "825.08",
                "0.00",
                False,
                True,
                172,
                "Preparation of a synthesis document of the OMSCAS model",
                "Elaboración de un documento de síntesis del modelo del OMSCAS",
            ),
            Row(
                "Acompañamiento en la difusión de los contenidos en medios comunitarios y externos",
                "3850.39",
                "0.00",
                False,
                True,
                180,
                "Accompaniment of the dissemination in community and external media",
            ),
            Row(
                "Diseño gráfico de materiales para la campaña",
                "1142.86",
                "0.00",
                False,
                True,
                188,
                "Graphic design of the campaign materials",
            ),
        ),
    ),
    (
        "Human resources",
        196,
        (
            Row(
                "Coordinadora de procesos para el cambio sistémico en Berriozábal (13 meses)",
                "1684.71",
                "387.48",
                False,
                True,
                198,
                "Coordinator of processes for systemic change in Berriozábal (13 months)",
            ),
            Row(
                "Responsable de sede en Berriozábal (13 meses)",
                "1238.50",
                "284.86",
                False,
                True,
                206,
                "Head of the Berriozábal office (13 months)",
            ),
            Row(
                "Coordinadora de Comunicación (13 meses)",
                "4044.59",
                "930.26",
                False,
                True,
                214,
                "Communication coordinator (13 months)",
            ),
            Row(
                "Directora de Comunicación (13 meses)",
                "1442.80",
                "0.00",
                False,
                True,
                222,
                "Communication director (13 months)",
            ),
            Row(
                "Articuladora del Programa NuestrAgua Gestión Comunitaria (13 meses)",
                "1864.73",
                "428.89",
                False,
                True,
                230,
                "Coordinator of the programme NuestrAgua Gestión Comunitaria (13 months)",
            ),
            Row(
                "Director del OMSCAS (13 meses)",
                "4469.20",
                "4469.20",
                True,
                False,
                238,
                "Director of OMSCAS (13 months)",
            ),
        ),
    ),
    (
        None,
        None,
        (
            Row(
                "Gasolina, peaje y alimentos (actividades de campo)",
                "3960.40",
                "1980.20",
                False,
                True,
                247,
                "Fuel, tolls and meals (field activities)",
            ),
            Row(
                (
                    "Gatos fijos (renta, electricidad, agua) y sueldos del personal administrativo y contable "
                    "para la operación del proyecto"
                ),
                "3575.36",
                "1787.68",
                False,
                True,
                255,
                (
                    "Fixed costs (rent, electricity, water) and salaries of administrative and accounting staff "
                    "for the operation of the project"
                ),
                (
                    "Gastos fijos (renta, electricidad, agua) y sueldos del personal administrativo y contable "
                    "para la operación del proyecto"
                ),
            ),
        ),
    ),
)

TOTAL_LINE = 264
LOST_HEADING = "heading absent on the page text; blank lines separate this group"
COLUMNS_NOTE = (
    "column headings absent on the page text; order confirmed by total = secured + missing on all 19 rows and "
    "on the total row"
)
GROUP_WORDS = {
    1: {"es": "Bienes e insumos"},
    3: {"es": "Recursos humanos"},
}
#: ours, for the two lost headings, by what the lines are about
PROPOSED_WORDS = {
    2: {"es": "Servicios", "en": "Services"},
    4: {"es": "Otros: trabajo de campo y gastos fijos", "en": "Other: field work and overheads"},
}
#: lines that are so many equal units, so that one can be asked for
UNITS = {4: 40, 6: 40}
