"""The words of the project page of Berriozábal: as printed (English), and as this example shows them in Spanish.

Source: the public project page «Managing water in partnership». Printed words are kept as they are, with their
mistakes; the Spanish beside them is ours. The two contact persons of the page are left out on purpose: nobody is
named here without their consent.
"""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """What the page prints and how it is shown in Spanish."""

    en: str
    es: str


TITLE = Words("Managing water in partnership", "Gestión del agua en alianza")
SUBTITLE = Words(
    (
        "Participatory systematization and community communication strategy for the adoption of the "
        "public-community alliance model in water management."
    ),
    (
        "Sistematización participativa y estrategia de comunicación comunitaria para que se adopte el modelo de "
        "alianza público-comunitaria en la gestión del agua."
    ),
)
CATEGORIES = (Words("Environment", "Medio ambiente"), Words("Water", "Agua"))
CHALLENGE = (
    Words(
        (
            "In the municipality of Berriozábal, 4 out of 10 families in rural areas do not have access to water "
            "in their homes, which represents around 6,347 people. Although the Municipal Water and Sanitation "
            "Services Agency (OMSCAS) contributes to improving water and sanitation services in remote rural "
            "communities, its new and innovative model has not yet been fully adopted by the actors involved and "
            "is generally not well-known."
        ),
        (
            "En el municipio de Berriozábal, 4 de cada 10 familias de las zonas rurales no tienen agua en su "
            "casa; son unas 6,347 personas. El Organismo Municipal de Servicios Comunitarios de Agua y "
            "Saneamiento (OMSCAS) ayuda a mejorar esos servicios en las comunidades rurales más apartadas. Sin "
            "embargo, su modelo es nuevo: quienes participan en él todavía no lo hacen suyo del todo, y en "
            "general se conoce poco."
        ),
    ),
    Words(
        (
            "For OMSCAS to be sustainable, active participation and continuous support from various actors are "
            "required. Many people in rural communities, as well as other public officials, are unaware of the "
            "services offered by the agency and the achievements it has had to date. This level of unfamiliarity "
            "increases the risk that OMSCAS will lose sustainability when there is a turnover of community water "
            "committee representatives in each locality (each year) and a change in municipal administration "
            "(every three years)."
        ),
        (
            "Para que el OMSCAS se sostenga hacen falta la participación activa y el apoyo continuo de varios "
            "actores. Mucha gente de las comunidades rurales, y también otros servidores públicos, no conocen los"
            " servicios que ofrece el organismo ni lo que ha logrado hasta hoy. Ese desconocimiento aumenta el "
            "riesgo de que el OMSCAS deje de sostenerse cuando cambian los representantes de los comités "
            "comunitarios de agua en cada localidad (cada año) y cuando cambia la administración municipal (cada "
            "tres años)."
        ),
    ),
)
PROJECT = (
    Words(
        (
            "To ensure the sustainability of OMSCAS and its continued contribution to improving water and "
            "sanitation services in rural communities in Berriozábal, active participation and continuous support"
            " from various stakeholders is required. Therefore, we propose to adopt the methodology of experience"
            " systematization, which will allow us to recover the historical process and critically analyze the "
            "essential elements that were crucial in creating OMSCAS from the voices of those involved. From "
            "this, we can generate lessons learned and specific recommendations."
        ),
        (
            "Para asegurar que el OMSCAS se sostenga y siga ayudando a mejorar los servicios de agua y "
            "saneamiento en las comunidades rurales de Berriozábal se requieren la participación activa y el "
            "apoyo continuo de diversos actores. Por eso proponemos usar la metodología de sistematización de "
            "experiencias: permite recuperar el proceso histórico y analizar de manera crítica, desde las voces "
            "de quienes participaron, los elementos que fueron decisivos para crear el OMSCAS. De ahí podemos "
            "obtener aprendizajes y recomendaciones concretas."
        ),
    ),
    Words(
        (
            "With the information obtained from the systematization, we will support the organization in "
            "designing and implementing a community communication strategy that will allow for the socialization "
            "of their achievements, strengthen their appropriation, attract the participation of new communities "
            "that are not yet part of the public-community alliance for water management, and promote its "
            "replication in other municipalities."
        ),
        (
            "Con la información que resulte de la sistematización apoyaremos al organismo en el diseño y la "
            "puesta en marcha de una estrategia de comunicación comunitaria. Con ella se darán a conocer sus "
            "logros, se fortalecerá que la gente lo haga suyo, se invitará a nuevas comunidades que aún no forman"
            " parte de la alianza público-comunitaria para la gestión del agua y se promoverá su réplica en otros"
            " municipios."
        ),
    ),
    Words(
        "The project consists of two phases:",
        "El proyecto tiene dos fases:",
    ),
)
PHASES = (
    (
        Words(
            "Participatory systematization of the OMSCAS experience",
            "Sistematización participativa de la experiencia del OMSCAS",
        ),
        Words(
            (
                "With the support of specialized consultants, the objectives and tools of the systematization "
                "process will be designed in a participatory manner, and workshops will be held with the "
                "stakeholders to gather their experiences, analyze the information, validate and return the "
                "results and learnings. From this process, an editorial and/or audiovisual material will be "
                "produced for the dissemination of the OMSCAS experience in and outside the municipality. A "
                "synthesis document of the OMSCAS model will also be prepared to promote its replication in other"
                " municipalities."
            ),
            (
                "Con el acompañamiento de consultoras y consultores especializados se definirán de manera "
                "participativa los objetivos y las herramientas de la sistematización. Se harán talleres con los "
                "actores para recoger sus experiencias, analizar la información, y validar y devolver los "
                "resultados y aprendizajes. De este proceso saldrá un material editorial y/o audiovisual para "
                "difundir la experiencia del OMSCAS dentro y fuera del municipio. También se preparará un "
                "documento de síntesis del modelo del OMSCAS para promover su réplica en otros municipios."
            ),
        ),
        31,
    ),
    (
        Words(
            "Community communication for the socialization of the history, achievements, and plans of OMSCAS",
            "Comunicación comunitaria para socializar la historia, los logros y los planes del OMSCAS",
        ),
        Words(
            (
                "Based on the relevant messages identified in the experience systematization process, a "
                "collaborative communication campaign will be designed, and printed and/or audiovisual materials "
                "will be produced for the campaign. Training workshops will be provided to strengthen the "
                "communication skills of OMSCAS members, and they will be supported in disseminating the contents"
                " in community media (radio, murals, assemblies, screenings, exhibitions, posters, murals, etc.) "
                "and external media."
            ),
            (
                "A partir de los mensajes relevantes que se identifiquen en la sistematización se diseñará entre "
                "todos una campaña de comunicación, y se producirán para ella materiales impresos y/o "
                "audiovisuales. Se darán talleres de formación para fortalecer las habilidades de comunicación de"
                " los integrantes del OMSCAS, y se les apoyará para difundir los contenidos en medios "
                "comunitarios (radio, murales, asambleas, proyecciones, exposiciones, carteles, etc.) y en medios"
                " externos."
            ),
        ),
        32,
    ),
)
KNOW_MORE = (
    Words(
        (
            "Berriozábal is a municipality located in the northeast of the state of Chiapas, which is part of the"
            " Metropolitan Area of Tuxtla Gutiérrez. It is located in the middle basin of the Grijalva River, in "
            "the physiographic regions known as the central depression and the northern mountains. It has a total"
            " population of 64,632 inhabitants, of which 18,670 (28.9%) live in 44 localities with less than 2500"
            " inhabitants."
        ),
        (
            "Berriozábal es un municipio ubicado en el noreste del estado de Chiapas que forma parte de la Zona "
            "Metropolitana de Tuxtla Gutiérrez. Está en la cuenca media del río Grijalva, en las regiones "
            "fisiográficas conocidas como depresión central y montañas del norte. Tiene una población total de "
            "64,632 habitantes, de los cuales 18,670 (28.9 %) viven en 44 localidades de menos de 2,500 "
            "habitantes."
        ),
    ),
    Words(
        (
            "According to official data, 34% of homes in rural areas of Berriozábal do not have piped water. The "
            "water that reaches the houses is not disinfected and arrives only once or twice a week, which is "
            "insufficient to meet basic needs and ensure the health of the population. In addition, 12% of the "
            "population has to carry water from distant points."
        ),
        (
            "Según datos oficiales, el 34 % de las viviendas de las zonas rurales de Berriozábal no tiene agua "
            "entubada. El agua que llega a las casas no está desinfectada y llega solo una o dos veces por "
            "semana, lo que no alcanza para las necesidades básicas ni para cuidar la salud de la población. "
            "Además, el 12 % de la población tiene que acarrear agua desde lugares lejanos."
        ),
    ),
    Words(
        (
            "The Drinking Water and Sanitation System of Berriozábal (SAPAM) only serves the municipal seat and 8"
            " nearby rural localities. As a result of the work promoted by Cántaro Azul in collaboration with the"
            " Municipality of Berriozábal, in 2019 the first Municipal Community Water and Sanitation Services "
            "Organization (OMSCAS) in Mexico was created. This is a public, decentralized organization of the "
            "municipality with legal personality, whose objective is to accompany and strengthen the community "
            "committees that directly provide water and sanitation services in the rural localities of the "
            "municipality."
        ),
        (
            "El Sistema de Agua Potable y Alcantarillado de Berriozábal (SAPAM) atiende solamente la cabecera "
            "municipal y 8 localidades rurales cercanas. Como resultado del trabajo que impulsó Cántaro Azul en "
            "colaboración con el Municipio de Berriozábal, en 2019 se creó el primer Organismo Municipal de "
            "Servicios Comunitarios de Agua y Saneamiento (OMSCAS) de México. Es un organismo público "
            "descentralizado del municipio, con personalidad jurídica, cuyo objetivo es acompañar y fortalecer a "
            "los comités comunitarios que prestan directamente los servicios de agua y saneamiento en las "
            "localidades rurales del municipio."
        ),
    ),
    Words(
        (
            "The strength of this organization is that its Governing Board, the highest governance body, is made "
            "up of 50% representatives of the water community committees (8 members), as well as 6 municipal and "
            "state public officials, and 2 representatives of civil associations as part of the advisory council "
            "(Cántaro Azul and Operación Bendición México). That is to say, it is a para-municipal institution "
            "governed, for the most part, by the communities themselves that benefit from its actions (what we "
            "call a public-community alliance). In addition, it has an operational area made up of 5 people: "
            "General Management, Technical Coordination, Social Coordination, Water Quality and Safety "
            "Coordination, and Accounting Coordination."
        ),
        (
            "La fortaleza de este organismo está en que su Junta de Gobierno, el máximo órgano de decisión, se "
            "integra en un 50 % por representantes de los comités comunitarios de agua (8 integrantes), además de"
            " 6 servidores públicos municipales y estatales y 2 representantes de asociaciones civiles que forman"
            " el consejo consultivo (Cántaro Azul y Operación Bendición México). Es decir, es una institución "
            "paramunicipal gobernada, en su mayor parte, por las propias comunidades que se benefician de su "
            "trabajo (lo que llamamos una alianza público-comunitaria). Además tiene un área operativa de 5 "
            "personas: Dirección General, Coordinación Técnica, Coordinación Social, Coordinación de Calidad e "
            "Inocuidad del Agua y Coordinación de Contabilidad."
        ),
    ),
    Words(
        (
            "In its three years of existence, OMSCAS has managed to address some of the demands of 30 "
            "communities, and more than 11.7 million Mexican pesos have been co-invested to improve, rehabilitate"
            " or expand water and sanitation systems in 17 of them. This organization managed to transcend from "
            "one municipal administration to another in 2021, and was recently recognized and awarded by the "
            "federal government (INAFED), as one of the two best municipal practices in Mexico."
        ),
        (
            "En sus tres años de vida, el OMSCAS ha logrado atender parte de las demandas de 30 comunidades, y se"
            " han coinvertido más de 11.7 millones de pesos mexicanos para mejorar, rehabilitar o ampliar los "
            "sistemas de agua y saneamiento en 17 de ellas. Este organismo logró pasar de una administración "
            "municipal a otra en 2021, y hace poco el gobierno federal (INAFED) lo reconoció y premió como una de"
            " las dos mejores prácticas municipales de México."
        ),
    ),
    Words(
        (
            "However, in addition to operational challenges (coverage, equity and quality of service, monitoring "
            "and improvements to water quality, financial and administrative autonomy, among others), one of the "
            "latent risks is that OMSCAS will become inoperative over time, both due to the lack of attention and"
            " budget that the Municipality grants it, and due to the lack of knowledge and interest of the "
            "community representatives. This risk increases when the representatives of the water community "
            "committees change in each locality (every year) and when there is a change of municipal "
            "administration (every three years), with the next election being in 2024."
        ),
        (
            "Sin embargo, además de los retos de operación (cobertura, equidad y calidad del servicio, vigilancia"
            " y mejora de la calidad del agua, autonomía financiera y administrativa, entre otros), uno de los "
            "riesgos presentes es que con el tiempo el OMSCAS deje de funcionar, tanto por falta de atención y "
            "presupuesto del Municipio como por falta de conocimiento e interés de los representantes "
            "comunitarios. El riesgo aumenta cuando cambian los representantes de los comités de agua en cada "
            "localidad (cada año) y cuando cambia la administración municipal (cada tres años); la próxima "
            "elección es en 2024."
        ),
    ),
)
