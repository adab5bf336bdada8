"""More words of the page: the activities, the results, the targets, the partners, the progress note."""

from __future__ import annotations

from manantial.example.berriozabal.words import Words

#: code, words, line of the page
ACTIVITIES = (
    (
        "1.1",
        Words(
            (
                "Design and implementation of workshops and tools for collecting experiences and learnings with "
                "the involved actors."
            ),
            (
                "Diseño y realización de talleres y herramientas para recoger experiencias y aprendizajes con los"
                " actores que participaron."
            ),
        ),
        50,
    ),
    (
        "1.2",
        Words(
            (
                "Implementation of analysis, validation and feedback workshops of the systematization results, "
                "with the involved actors."
            ),
            (
                "Realización de talleres de análisis, validación y devolución de los resultados de la "
                "sistematización, con los actores que participaron."
            ),
        ),
        51,
    ),
    (
        "1.3",
        Words(
            (
                "Production of an editorial and/or audiovisual material for the dissemination of the OMSCAS "
                "experience in Berriozábal."
            ),
            (
                "Producción de un material editorial y/o audiovisual para difundir la experiencia del OMSCAS en "
                "Berriozábal."
            ),
        ),
        52,
    ),
    (
        "1.4",
        Words(
            (
                "Preparation of a synthesis document of the OMSCAS model to promote its replication in other "
                "municipalities."
            ),
            (
                "Elaboración de un documento de síntesis del modelo del OMSCAS para promover su réplica en otros "
                "municipios."
            ),
        ),
        53,
    ),
    (
        "2.1",
        Words(
            "Training workshops to strengthen the communication skills of OMSCAS members.",
            "Talleres de formación para fortalecer las habilidades de comunicación de los integrantes del OMSCAS.",
        ),
        57,
    ),
    (
        "2.2",
        Words(
            "Collaborative design of the community communication campaign.",
            "Diseño colaborativo de la campaña de comunicación comunitaria.",
        ),
        58,
    ),
    (
        "2.3",
        Words(
            "Curation and editing of printed and/or audiovisual materials.",
            "Curaduría y edición de materiales impresos y/o audiovisuales.",
        ),
        59,
    ),
    (
        "2.4",
        Words(
            (
                "Accompaniment in the dissemination of content in community (radio, murals, assemblies, "
                "projections, exhibitions, posters, mural newspaper, etc.) and external media."
            ),
            (
                "Acompañamiento a la difusión de los contenidos en medios comunitarios (radio, murales, "
                "asambleas, proyecciones, exposiciones, carteles, periódico mural, etc.) y externos."
            ),
        ),
        60,
    ),
)
#: words, quantity printed, line of the page
RESULTS = (
    (
        Words(
            "1 Preliminary report (draft) and audiovisual record that retrieves the generated information.",
            "1 informe preliminar (borrador) y registro audiovisual que recupera la información generada.",
        ),
        1,
        64,
    ),
    (
        Words(
            "1 Workshop held",
            "1 taller realizado",
        ),
        1,
        65,
    ),
    (
        Words(
            "1 Final report of systematization.",
            "1 informe final de la sistematización.",
        ),
        1,
        66,
    ),
    (
        Words(
            "Material for the dissemination of the experience systematization.",
            "Material para difundir la sistematización de la experiencia.",
        ),
        None,
        67,
    ),
    (
        Words(
            "1 Synthesis document (executive summary) of the OMSCAS model",
            "1 documento de síntesis (resumen ejecutivo) del modelo del OMSCAS",
        ),
        1,
        68,
    ),
    (
        Words(
            "3 Workshops held",
            "3 talleres realizados",
        ),
        3,
        69,
    ),
    (
        Words(
            "Community communication campaign plan",
            "Plan de la campaña de comunicación comunitaria",
        ),
        None,
        70,
    ),
    (
        Words(
            "Printed and audiovisual materials generated for the community communication campaign",
            "Materiales impresos y audiovisuales generados para la campaña de comunicación comunitaria",
        ),
        None,
        71,
    ),
    (
        Words(
            (
                "An evaluation report of the implementation of the community communication campaign (reaches, "
                "impacts, media, publications, etc.)."
            ),
            (
                "Un informe de evaluación de la puesta en marcha de la campaña de comunicación comunitaria "
                "(alcances, impactos, medios, publicaciones, etc.)."
            ),
        ),
        None,
        72,
    ),
)
#: words, target, unit, line of the page; every one is for 2026 and none prints a baseline
TARGETS = (
    (
        Words(
            "Achieve active participation of 40 communities in the OMSCAS general assembly by 2026.",
            "Lograr para 2026 la participación activa de 40 comunidades en la asamblea general del OMSCAS.",
        ),
        "40",
        Words(
            "communities in the OMSCAS general assembly",
            "comunidades en la asamblea general del OMSCAS",
        ),
        76,
    ),
    (
        Words(
            (
                "The OMSCAS and its allies annually invest 6 million pesos to improve water and sanitation "
                "services in remote communities of Berriozábal by 2026."
            ),
            (
                "Para 2026, el OMSCAS y sus aliados invierten cada año 6 millones de pesos en mejorar los "
                "servicios de agua y saneamiento en las comunidades apartadas de Berriozábal."
            ),
        ),
        "6000000",
        Words(
            "MXN per year",
            "MXN por año",
        ),
        77,
    ),
    (
        Words(
            "Achieve that 80% of rural homes in the municipality have access to drinking water services by 2026.",
            (
                "Lograr para 2026 que el 80 % de las viviendas rurales del municipio tenga acceso a servicios de "
                "agua potable."
            ),
        ),
        "80",
        Words(
            "percent of rural homes in the municipality",
            "% de las viviendas rurales del municipio",
        ),
        78,
    ),
    (
        Words(
            "3 OMSCAS or equivalent structures operate in Chiapas by 2026",
            "Para 2026 operan en Chiapas 3 OMSCAS o estructuras equivalentes",
        ),
        "3",
        Words(
            "OMSCAS or equivalent structures in Chiapas",
            "OMSCAS o estructuras equivalentes en Chiapas",
        ),
        79,
    ),
)
#: name and line of the page; no role is printed
PARTNERS = (
    (
        Words(
            "Cántaro Azul Foundation A.C.",
            "Fundación Cántaro Azul A.C.",
        ),
        81,
    ),
    (
        Words(
            "Operation Blessing Mexico A.C.",
            "Operación Bendición México A.C.",
        ),
        82,
    ),
    (
        Words(
            "Municipal Organization of Community Water and Sanitation Services (OMSCAS) of Berriozábal",
            "Organismo Municipal de Servicios Comunitarios de Agua y Saneamiento (OMSCAS) de Berriozábal",
        ),
        83,
    ),
    (
        Words(
            "Municipal Government of Berriozábal, Chiapas, Mexico",
            "Ayuntamiento de Berriozábal, Chiapas, México",
        ),
        84,
    ),
    (
        Words(
            "AVINA Foundation",
            "Fundación AVINA",
        ),
        85,
    ),
    (
        Words(
            "W.K. Kellogg Foundation",
            "Fundación W.K. Kellogg",
        ),
        86,
    ),
    (
        Words(
            "Gonzalo Rio Arronte Foundation",
            "Fundación Gonzalo Río Arronte",
        ),
        87,
    ),
)
UPDATE = (
    Words(
        (
            "We made progress in the first phase of the project, focusing on the participatory systematization of"
            " the experience. Specifically, the following activities were carried out:"
        ),
        (
            "Avanzamos en la primera fase del proyecto, enfocada en la sistematización participativa de la "
            "experiencia. En concreto, se realizaron las siguientes actividades:"
        ),
    ),
    Words(
        (
            "1.1 Design and implementation of workshops and tools for collecting experiences and learnings with "
            "the involved actors."
        ),
        (
            "1.1 Diseño y realización de talleres y herramientas para recoger experiencias y aprendizajes con los"
            " actores que participaron."
        ),
    ),
    Words(
        (
            "1.2 Implementation of analysis, validation and feedback workshops of the systematization results, "
            "with the involved actors."
        ),
        (
            "1.2 Realización de talleres de análisis, validación y devolución de los resultados de la "
            "sistematización, con los actores que participaron."
        ),
    ),
    Words(
        (
            "Based on these results, a series of community communication proposals were developed. We hope to "
            "gradually promote them, even though we lack the funding for it. However, we don't want to miss the "
            "opportunity in the current context to have an impact."
        ),
        (
            "A partir de estos resultados se elaboraron varias propuestas de comunicación comunitaria. Esperamos "
            "impulsarlas poco a poco, aunque nos falta financiamiento. Aun así, no queremos perder la oportunidad"
            " de incidir en el contexto actual."
        ),
    ),
)
