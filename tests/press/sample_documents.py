"""Documents the press tests print: one with every block, and small ones."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

from PIL import Image, ImageDraw

from manantial.kernel.dates import PartialDate
from manantial.kernel.money import Money
from manantial.press.document import (
    BlankField,
    BlankForm,
    Block,
    Callout,
    CalloutKind,
    Chart,
    CheckItem,
    Checklist,
    Code,
    Column,
    ColumnKind,
    Columns,
    Contents,
    Cover,
    Document,
    Fact,
    FactList,
    Figure,
    Gallery,
    Heading,
    Kind,
    Origins,
    PageBreak,
    Picture,
    Prose,
    Provenance,
    Quote,
    Row,
    SignatureMark,
    Signatures,
    Signer,
    Sound,
    Table,
)

DAY = date(2024, 11, 23)
APOSTROPHES = "ts'i' k’op jaʼ yꞌ"
HOSTILE = '#import "@preview/x:1" <script>alert(1)</script> \\ $x$ #{1+1} &amp; ]]> `ls` %n {{ x }}'
VOICE = Provenance("fragment", "0190-a", "Voz VOZ-0012, taller de El Carrizal", seconds=192.0, mark="a")
ACT = Provenance("agreement", "0190-b", "Acuerdo ACU-0003, asamblea de mayo")


def drawing(bars: int = 3) -> str:
    """A small bar chart."""
    rows = "".join(f'<rect x="0" y="{n * 30}" width="{60 + n * 40}" height="20" fill="#0b4a52"/>' for n in range(bars))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">{rows}<text x="0" y="95">Días</text></svg>'


def photo(width: int = 320, height: int = 200, *, exif: bytes = b"", form: str = "JPEG") -> bytes:
    """A drawn photo."""
    image = Image.new("RGB", (width, height), (90, 140, 150))
    ImageDraw.Draw(image).ellipse([20, 20, width // 2, height // 2], fill=(160, 80, 40))
    out = io.BytesIO()
    image.save(out, form, **({"exif": exif} if exif else {}))
    return out.getvalue()


def picture() -> Picture:
    """A photo with its words."""
    return Picture(photo(), "Dos mujeres junto al tanque nuevo", width=0.6, credit="Comité de El Carrizal")


def aportaciones() -> Table:
    """A table with every kind of cell."""
    return Table(
        (
            Column("Comunidad", share=2),
            Column("Familias", ColumnKind.NUMBER),
            Column("Desde", ColumnKind.DATE),
            Column("Aportó", ColumnKind.MONEY),
        ),
        [
            Row(("El Carrizal", 1084, PartialDate.parse("2021-03"), Money(12_000_050, "MXN")), notes=(ACT,)),
            ("Ojo de Agua", None, None, None),
        ],
        caption="Aportaciones",
        total=("Total", 1084, None, Money(12_000_050, "MXN")),
        note="Corte al 20 de noviembre.",
    )


def every_block() -> tuple[Block, ...]:
    """One of each."""
    figure = Figure(picture(), "El tanque, marzo de 2024", notes=(VOICE,))
    return (
        Contents(),
        Heading("Lo que cambió"),
        Prose(
            "Antes llegaba *cada ocho días*.[^a] Hoy **a diario**.[^b]\n\n- uno\n  1. dos\n\n"
            "![Tanque](figura:tanque)\n\n| a | b |\n|---|--:|\n| x | 1 |\n\n> apartado\n\n---\n\n"
            "Vea [la página](https://ejemplo.mx/agua).\n\n[^b]: Acta 12.",
            notes=(VOICE,),
            figures={"tanque": figure},
            lead=True,
        ),
        Quote(
            f"Ya no acarreamos. {APOSTROPHES}\n\nY los niños van a la escuela.",
            "Mujer, 54 años",
            origin=VOICE,
            sound=Sound(b"ID3-not-really-sound", "VOZ-0012", start=192, end=201.5),
            language="tzo",
            translation="En español.",
        ),
        Heading("Los números", 2),
        Chart(Picture.svg(drawing(), "Días con agua: tres barras"), "Días con agua", data=aportaciones()),
        aportaciones(),
        Gallery((figure, figure)),
        FactList((Fact("Sede", "Casa ejidal"), Fact("Personas", None)), title="Ficha"),
        *(Callout("Dicen *dos cosas*.", kind, notes=(ACT,)) for kind in CalloutKind),
        Columns(((Prose("izquierda"),), (Prose("derecha"),))),
        PageBreak(),
        Heading("Para llenar"),
        Checklist(
            (CheckItem("Cartel", True), CheckItem("USB", False, "el domingo"), CheckItem("Acta")), title="Entrega"
        ),
        BlankForm(
            (BlankField("Nombre", half=True), BlankField("Fecha", half=True), BlankField("¿Sí?", choices=("Sí", "No")))
        ),
        Signatures((Signer("Guadalupe Hernández", "Presidenta"), Signer(mark=SignatureMark.FINGERPRINT))),
        Origins(),
    )


def report(**changes: object) -> Document:
    """A report with everything on its cover and in it."""
    made = Document(
        title="Cómo cuidamos el agua",
        subtitle="Informe final",
        language="es-MX",
        date=DAY,
        as_of=date(2024, 11, 20),
        publisher="OMSCAS de Agua Clara",
        kind=Kind.REPORT,
        numbered=True,
        watermark="BORRADOR",
        folio="INF-0003",
        fictitious="Agua Clara es un municipio inventado.",
        contact="Dudas: 961 000 00 00",
        cover=Cover(("Agua Clara, Chiapas",), picture(), logos=(Picture.svg(drawing(), "Logotipo"),)),
        code=Code(Picture.svg(drawing(), "Código QR del folio INF-0003"), "INF-0003"),
        blocks=every_block(),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def paper(*blocks: Block, **changes: object) -> Document:
    """A one-sheet paper."""
    made = Document("Acta de entrega", "es-MX", DAY, "OMSCAS", blocks or (Prose("Se entrega."),), folio="ENT-0021")
    return replace(made, **changes)  # type: ignore[arg-type]
