"""Workshops to tell it to others: T-6 to T-10. T-8, T-9 and T-10 are the three trainings of the campaign."""

from __future__ import annotations

from manantial.kernel.rulings import gettext_noop as _
from manantial.voices.formats.memory import (
    ARRIVAL,
    CARDS,
    CHILDREN,
    CLOSING,
    DRAWINGS,
    LIST,
    PERMISSION,
    RECORDER,
    TONGUES,
    WALL,
)
from manantial.voices.formats.shape import Block, Format, Supply

PRETEST = Format(
    "T-6",
    _("Prueba de materiales"),
    _("Saber, antes de imprimir o grabar, si la gente entiende el mensaje y lo puede decir con sus palabras."),
    (
        Block(10, _("Llegada"), ARRIVAL),
        Block(
            10,
            _("Para qué es"),
            _("Diga que se prueba el material, no a las personas. Nadie contesta mal. Usted no explica ni defiende."),
        ),
        Block(
            30,
            _("Verlo u oírlo"),
            _(
                "Muestre el material una vez, como se vería en la pared o se oiría en la bocina. Pregunte a cada "
                "persona o "
                "por grupos pequeños y anote la respuesta tal cual."
            ),
            (
                _("¿Qué le está diciendo?"),
                _("¿A quién se lo dice?"),
                _("¿Qué pide que haga?"),
                _("¿Hay algo que ofende o no va con ustedes?"),
                _("¿Qué palabra no se usa aquí?"),
            ),
        ),
        Block(
            25,
            _("¿Qué le cambiaría?"),
            _("Ponga dos o tres variantes si las hay y deje escoger. Pregunte por la imagen, las letras y la voz."),
            (_("¿Cuál entendió más rápido?"), _("¿Qué le falta?")),
        ),
        Block(15, _("Cierre"), CLOSING),
    ),
    (
        LIST,
        Supply(_("Copias del material"), fixed=3),
        Supply(_("Hoja de respuestas"), per_person=1),
        Supply(_("Bocina"), fixed=1),
    ),
    (_("Cuántas personas lo dijeron con sus palabras, de cuántas"), _("Cambios pedidos"), _("Decisión")),
    (DRAWINGS, TONGUES, _("Pruebe con quien no estuvo en el diseño. Con menos de diez personas todavía no se sabe.")),
)

DESIGN = Format(
    "T-7",
    _("Diseñar juntos la campaña"),
    _("Decidir qué queremos cambiar, con quién hay que hablar, qué decirle, por dónde y quién hace qué."),
    (
        Block(25, _("Llegada y bienvenida"), ARRIVAL),
        Block(
            45,
            _("El problema y lo que queremos"),
            _("Lea tres aprendizajes ya validados. De cada uno salen: qué pasa hoy, qué quisiéramos ver en un año."),
            (_("¿Qué está pasando?"), _("¿Qué veríamos si la campaña funcionó?")),
        ),
        Block(
            50,
            _("¿Con quién hay que hablar?"),
            _("Dibujen a una persona de cada público: dónde vive, qué oye, qué la preocupa, quién la convence."),
            (_("¿A quién le cree?"), _("¿Por qué no lo hace hoy?")),
        ),
        Block(15, _("Descanso"), _("Deje los dibujos a la vista.")),
        Block(
            65,
            _("Los mensajes"),
            _(
                "Un mensaje por público: una idea, menos de quince palabras, con la voz que lo sostiene. Díganlo en "
                "voz alta."
            ),
            (_("¿Lo diría así su vecina?"), _("¿De qué aprendizaje viene?")),
        ),
        Block(50, _("Comida"), _("Coma con el grupo: ahí salen las mejores frases.")),
        Block(
            50,
            _("Por dónde"),
            _(
                "Mapa de la comunidad con la bocina, la tienda, la escuela, el camino, la radio. Marque qué sí llega "
                "y cuándo."
            ),
            (_("¿Por dónde se entera la gente?"), _("¿Qué días no?")),
        ),
        Block(
            40,
            _("Calendario y encargos"),
            _("Cada actividad con fecha, lugar, quién responde y qué necesita. Lo que no tiene responsable se tacha."),
            (_("¿Quién lo hace?"), _("¿Qué nos falta para hacerlo?")),
        ),
        Block(20, _("Cierre"), CLOSING),
    ),
    (*WALL, CARDS, Supply(_("Calendario grande del año"), fixed=1), Supply(_("Aprendizajes impresos"), per_group=3)),
    (_("Públicos"), _("Mensajes con su aprendizaje"), _("Medios y calendario"), _("Encargos con responsable")),
    (DRAWINGS, TONGUES, CHILDREN),
)

RADIO = Format(
    "T-8",
    _("Radio y audio con celular"),
    _("Que cada grupo grabe, con permiso, una cápsula de 60 a 90 segundos que se entienda en una bocina."),
    (
        Block(20, _("Llegada y bienvenida"), ARRIVAL),
        Block(
            30,
            _("Oír con atención"),
            _("Ponga dos cápsulas cortas. Escriban qué recuerdan sin volver a oír."),
            (_("¿Qué se le quedó?"), _("¿Qué sobraba?")),
        ),
        Block(30, _("El permiso"), PERMISSION, (_("¿Cómo se pide permiso sin asustar?"), _("¿Y si dice que no?"))),
        Block(
            60,
            _("Preguntar bien"),
            _(
                "En parejas, una entrevista de cinco minutos. Preguntas cortas que empiezan con cómo, cuándo o qué "
                "pasó. "
                "Celular a una cuarta de la boca, lejos del viento y del motor."
            ),
            (_("¿Qué pasó después?"), _("¿Me lo puede contar como si yo no supiera nada?")),
        ),
        Block(15, _("Descanso"), _("Revise que se oigan las grabaciones.")),
        Block(
            45,
            _("Guion de un minuto"),
            _("Una idea. Entrada que llame, una voz, una invitación. Léanlo con reloj."),
            (_("¿Qué queremos que haga quien oye?"),),
        ),
        Block(45, _("Comida"), _("Cargue los celulares.")),
        Block(
            75,
            _("Grabar y cortar"),
            _("Graben dos veces y escojan. Corten el principio y el final. Anoten el segundo donde empieza cada voz."),
        ),
        Block(
            25,
            _("Estreno"),
            _(
                "Se oyen todas en bocina. Cada grupo dice con qué permiso cuenta cada voz; lo que no tiene permiso "
                "no se guarda "
                "como cápsula."
            ),
            (_("¿Se entendió a la primera?"),),
        ),
        Block(15, _("Cierre"), CLOSING),
    ),
    (*WALL, RECORDER, Supply(_("Bocina"), fixed=1), Supply(_("Multicontacto y cargadores"), fixed=2)),
    (_("Una cápsula por grupo con sus permisos"), _("Guion escrito"), _("Voces nuevas")),
    (TONGUES, CHILDREN, _("No hace falta leer: el guion se puede decir de memoria con tres dibujos.")),
)

POSTER = Format(
    "T-9",
    _("Foto, cartel y periódico mural"),
    _("Que cada grupo haga un cartel que se entienda de lejos y un periódico mural con fotos que tienen permiso."),
    (
        Block(20, _("Llegada y bienvenida"), ARRIVAL),
        Block(
            30,
            _("Mirar carteles"),
            _("Pegue cinco carteles a cinco metros. Cada quien dice qué entendió en tres segundos."),
            (_("¿Qué dice?"), _("¿Qué se ve primero?")),
        ),
        Block(
            30,
            _("Fotos que cuidan"),
            _(
                "Antes de la cámara, el permiso. Si sale una niña o un niño que se reconoce, hace falta el permiso "
                "escrito de "
                "quien le cuida; si no, se toma de espaldas, las manos o de lejos."
            ),
            (_("¿Quién puede decir que sí por una niña?"),),
        ),
        Block(
            60,
            _("Salir a fotografiar"),
            _(
                "Tres fotos por grupo: una de lejos, una de personas trabajando, una de detalle. Luz a la espalda de "
                "quien toma."
            ),
        ),
        Block(15, _("Descanso"), _("Pase las fotos a una sola computadora.")),
        Block(
            45,
            _("Decirlo en doce palabras"),
            _("Escriban la idea, tachen la mitad, lean en voz alta. Letra grande, un color fuerte, un dibujo."),
            (_("¿Qué palabra sobra?"), _("¿Qué pide que haga?")),
        ),
        Block(45, _("Comida"), _("Deje secar lo pintado.")),
        Block(
            75,
            _("Hacer el cartel y el mural"),
            _("Un cartel por grupo y un mural entre todos: noticia, foto, cuentas claras, una voz, próximos acuerdos."),
        ),
        Block(
            25,
            _("Exposición"),
            _("Se pegan y se miran de lejos. Anote quién dio permiso en cada foto y dónde se va a pegar."),
            (_("¿Se entiende sin leer?"),),
        ),
        Block(15, _("Cierre"), CLOSING),
    ),
    (
        *WALL,
        RECORDER,
        Supply(_("Cartulina"), per_group=3),
        Supply(_("Pintura, colores"), per_group=4),
        Supply(_("Tijeras"), per_group=2),
    ),
    (_("Un cartel por grupo"), _("Periódico mural"), _("Fotos con permiso")),
    (DRAWINGS, TONGUES, CHILDREN),
)

SPEAKING = Format(
    "T-10",
    _("Vocería, asamblea y proyección"),
    _(
        "Que quien habla por su comunidad pueda contarlo en tres minutos, conducir una proyección y contestar "
        "preguntas."
    ),
    (
        Block(20, _("Llegada y bienvenida"), ARRIVAL),
        Block(
            40,
            _("Tres minutos"),
            _("Cada quien prepara: qué pasaba, qué hicimos, qué pedimos. Sin leer. Con reloj a la vista."),
            (_("¿Qué quiero que recuerden mañana?"),),
        ),
        Block(
            60,
            _("Ensayo en parejas y en público"),
            _("Primero en pareja, después frente al grupo. Se dice una cosa que funcionó y una que cambiar."),
            (_("¿Qué entendió?"), _("¿Qué le sobró?")),
        ),
        Block(15, _("Descanso"), _("Prepare la bocina y la pantalla.")),
        Block(
            60,
            _("Conducir una proyección"),
            _(
                "Antes: presentar y avisar cuánto dura. Durante: pausa a la mitad. Después: tres preguntas y anotar "
                "cuántas "
                "personas hubo, contadas, mujeres y hombres."
            ),
            (_("¿Qué les llamó la atención?"), _("¿Pasa aquí también?"), _("¿Qué podríamos hacer este mes?")),
        ),
        Block(
            60,
            _("Preguntas difíciles"),
            _(
                "El grupo hace de asamblea que duda. Se practica: oír entera la pregunta, decir lo que se sabe, "
                "decir «no lo sé, "
                "lo averiguo», no hablar por quien no dio permiso."
            ),
            (_("¿Y cuánto cuesta?"), _("¿Quién manda ahí?"), _("¿Y si cambia el presidente?")),
        ),
        Block(
            30,
            _("Quién va a dónde"),
            _("Reparta asambleas y proyecciones por fecha. Cada vocera sale con su hoja y su material."),
            (_("¿Qué necesita para hacerlo?"),),
        ),
        Block(15, _("Cierre"), CLOSING),
    ),
    (
        *WALL,
        Supply(_("Bocina"), fixed=1),
        Supply(_("Proyector o televisión"), fixed=1),
        Supply(_("Guía de proyección"), per_person=1),
    ),
    (_("Charla de tres minutos por vocera"), _("Guía de proyección"), _("Calendario de asambleas")),
    (DRAWINGS, TONGUES, CHILDREN, _("Se puede hablar en la lengua propia: el ensayo se hace como se va a decir.")),
)
