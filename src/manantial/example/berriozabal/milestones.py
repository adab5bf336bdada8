"""Public milestones, each as its source tells it; dates that a source does not print stay partial or unknown."""

from __future__ import annotations

from typing import NamedTuple

from manantial.meaning.rules.catalogues import MilestoneKind
from manantial.meaning.rules.model_sheet import ModelPart
from manantial.voices.rules.catalogues import SourceKind


class Document(NamedTuple):
    """A public document, cited."""

    kind: SourceKind
    title: str
    author: str
    citation: str
    when: str = ""


class Event(NamedTuple):
    """What happened, when as far as known, in which words, and in which document."""

    title: str
    kind: MilestoneKind
    when: str
    words: str
    text: str
    document: str
    context: str = "municipal"


DOCUMENTS = {
    "page": Document(SourceKind.WEB, "Página del proyecto «Managing water in partnership»", "", "Página pública del proyecto"),
    "press": Document(SourceKind.PRESS, "Notas de prensa sobre el OMSCAS", "aquinoticias.mx", "aquinoticias.mx; citada como prensa"),
    "chamber": Document(SourceKind.PRESS, "Boletín Notilegis 1259", "Cámara de Diputados",
                        "Cámara de Diputados, Notilegis 1259", "2021-12-02"),
    "article": Document(SourceKind.WEB, "Artículo sobre la asamblea del OMSCAS", "Cántaro Azul", "Cántaro Azul, artículo público"),
    "newspaper": Document(SourceKind.PRESS, "Notas de Cuarto Poder", "cuartopoder.mx", "cuartopoder.mx; citada como prensa"),
    "chenalho": Document(SourceKind.WEB, "Artículo sobre convenios en Chenalhó", "Cántaro Azul", "Cántaro Azul, artículo público"),
    "law": Document(SourceKind.PRESS, "Notas sobre la Ley General de Aguas", "", "Prensa nacional, 4 de diciembre de 2025"),
}  # fmt: skip

EVENTS = (
    Event("Se crea el OMSCAS", MilestoneKind.DECISION, "2019", "",
          "Se crea el primer organismo municipal de servicios comunitarios de agua y saneamiento de México.", "page"),
    Event("Empiezan los trámites para crear el organismo", MilestoneKind.ANTECEDENT, "2019", "",
          "La prensa sitúa en 2019 el inicio de los trámites.", "press"),
    Event("El OMSCAS pasa de una administración municipal a otra", MilestoneKind.ADMINISTRATION_CHANGE, "2021", "",
          "El organismo siguió trabajando después del cambio de administración.", "page"),
    Event("Se presenta en la Cámara de Diputados", MilestoneKind.RECOGNITION, "2021-12-02", "",
          "Conferencia de prensa en la Cámara de Diputados; se anuncia un reconocimiento federal.", "chamber"),
    Event("Reconocimiento del gobierno federal", MilestoneKind.RECOGNITION, "", "la página no dice la fecha",
          "El INAFED lo premia como una de las dos mejores prácticas municipales de México.", "page"),
    Event("Asamblea general de comités de agua", MilestoneKind.AGREEMENT, "2022-11-24",
          "24 de noviembre; el año no se ve, probablemente 2022",
          "Se aprueba el reglamento interno de representantes comunitarios, la asamblea queda como mecanismo y se renueva "
          "la coinversión. Más de 57 personas.", "article"),
    Event("La experiencia se comparte en Nueva York", MilestoneKind.RECOGNITION, "2023",
          "hacia 2023; la fecha se deduce de la Conferencia del Agua de la ONU",
          "La experiencia se comparte en un foro internacional con delegaciones de 180 países.", "newspaper", "national"),
    Event("Cambia la administración municipal", MilestoneKind.ADMINISTRATION_CHANGE, "2024", "",
          "Elección municipal; empieza la administración 2024–2027.", "page"),
    Event("Trabajo en tres municipios", MilestoneKind.WORKS, "2024", "",
          "Cántaro Azul acompaña 17 comunidades de Berriozábal, Las Rosas y Chalchihuitán: 4,327 personas y 39 talleres.",
          "newspaper", "national"),
    Event("Cinco comunidades de Chenalhó firman convenios", MilestoneKind.AGREEMENT, "2025", "",
          "Convenios con recursos del FAISPIAM en otro municipio de Chiapas.", "chenalho", "national"),
    Event("Se aprueba la Ley General de Aguas", MilestoneKind.CONTEXT, "2025-12", "",
          "La Cámara de Diputados aprueba la ley.", "law", "national"),
)  # fmt: skip


class Stated(NamedTuple):
    """What a public document says of the model, in the part of its sheet where it belongs. Nothing is counted here:
    no body of Berriozábal is registered, so the numbers are those of the document and stand as its words.
    """

    part: ModelPart
    es: tuple[str, str]
    en: tuple[str, str]
    document: str


MODEL = (
    Stated(ModelPart.LEGAL, ("Organismo municipal descentralizado", "La página lo llama el primer organismo municipal de servicios comunitarios de agua y saneamiento de México."),
           ("Decentralised municipal body", "The page calls it the first municipal organisation of community water and sanitation services in Mexico."), "page"),
    Stated(ModelPart.CREATION, ("Los trámites empezaron en 2019", "Así lo sitúa la prensa. La página dice que se creó en 2019."),
           ("The procedures began in 2019", "So the press says. The page says that it was created in 2019."), "press"),
    Stated(ModelPart.ORGANS, ("Junta de gobierno de tres partes", "Según la página: ocho integrantes de comités, seis funcionarios y dos de asociaciones civiles."),
           ("A governing board of three parts", "According to the page: eight members of committees, six officials and two of civil associations."), "page"),
    Stated(ModelPart.ORGANS, ("Asamblea de comités y reglamento de representantes", "La asamblea aprobó el reglamento interno de los representantes comunitarios."),
           ("Assembly of committees and rules of representatives", "The assembly approved the internal rules of the community representatives."), "article"),
    Stated(ModelPart.MONEY, ("Coinversión con las comunidades", "La asamblea renovó el acuerdo de coinversión."),
           ("Co-investment with the communities", "The assembly renewed the agreement of co-investment."), "article"),
)  # fmt: skip
