"""Workshops to gather the memory and think about it: T-1 to T-5. The words are our own and may be changed freely."""

from __future__ import annotations

from manantial.kernel.rulings import gettext_noop as _
from manantial.voices.formats.shape import Block, Format, Supply

ARRIVAL = _(
    "Reciba a cada quien con agua y una silla. Anote en la lista solo lo que la persona quiera decir: "
    "se puede estar sin dar el nombre. Explique para qué es la reunión, cuánto dura y qué se va a guardar."
)
PERMISSION = _(
    "Diga en voz alta: se puede no contestar, se puede parar y no se pierde nada. Antes de grabar o tomar foto "
    "pregunte a cada persona y anote su permiso. Nadie queda en la foto por descuido."
)
CLOSING = _(
    "Pida a cada quien una palabra: cómo llegó y cómo se va. Diga qué sigue, quién lo hace y cuándo regresa lo dicho. "
    "Deje escrito el teléfono para cambiar de opinión."
)
CHILDREN = _("Ponga un rincón con una persona que cuide a niñas y niños; quien cría también tiene memoria.")
DRAWINGS = _("Quien no escribe, dibuja o dicta. Lea en voz alta todo lo que se pega en la pared.")
TONGUES = _(
    "Si se hablan varias lenguas, haga un grupo por lengua y pida a alguien que traduzca despacio en la plenaria."
)

SHEETS = Supply(_("Papel grande para la pared"), per_group=2, fixed=4)
MARKERS = Supply(_("Plumones gruesos"), per_group=3, fixed=2)
TAPE = Supply(_("Cinta adhesiva"), fixed=2)
RECORDER = Supply(_("Celular o grabadora con carga"), per_group=1)
CONSENTS = Supply(_("Hoja de permiso en blanco"), per_person=1, fixed=3)
PENS = Supply(_("Pluma"), per_person=0.5)
LIST = Supply(_("Lista de asistencia en blanco"), fixed=2)
FOOD = Supply(_("Agua y algo de comer, por persona"), per_person=1)
CARDS = Supply(_("Tarjetas de media hoja"), per_person=6)
WALL = (SHEETS, MARKERS, TAPE, PENS, LIST, CONSENTS, FOOD)

START = Format(
    "T-1",
    _("Arranque y plan"),
    _("Ponernos de acuerdo en para qué contamos esta historia, qué parte contamos y cómo nos cuidamos al contarla."),
    (
        Block(25, _("Llegada y bienvenida"), ARRIVAL),
        Block(
            35,
            _("¿Para qué contar esta historia?"),
            _("Primero en pareja, después en grupo. Escriba cada respuesta con las palabras de quien la dijo."),
            (_("¿A quién le va a servir?"), _("¿Qué se perdería si nadie lo cuenta?")),
        ),
        Block(
            45,
            _("¿Qué parte?"),
            _(
                "Tienda una cuerda en el piso: una punta es cuando no había agua, la otra es hoy. Cada persona se para "
                "donde cree que está lo que más enseña. De ahí salen el principio y el fin de lo que se va a contar."
            ),
            (_("¿Por qué se paró ahí?"), _("¿Qué pasó antes que sin eso no se entiende?")),
        ),
        Block(15, _("Descanso"), _("Deje a la vista lo escrito para que se lea con calma.")),
        Block(
            50,
            _("El hilo: votar los ejes"),
            _(
                "Cada persona propone en una tarjeta lo que quiere entender. Junte las parecidas. Cada quien tiene "
                "tres "
                "granos de maíz para votar. Cuente los granos delante de todos, sin nombres. Quedan uno, dos o tres "
                "ejes."
            ),
            (_("¿Qué queremos entender que todavía no entendemos?"),),
        ),
        Block(
            35,
            _("¿Quién sabe, quién guarda, cuándo?"),
            _(
                "Por cada eje: quién lo vivió, quién guarda actas o fotos, cuándo se le puede visitar. Anote también a "
                "quienes piensan distinto y a quienes ya se fueron."
            ),
            (_("¿A quién nunca le preguntan?"), _("¿Qué papel o foto lo muestra y quién lo tiene?")),
        ),
        Block(
            20,
            _("Acuerdos de cuidado"),
            _("Acuerden qué no se va a publicar, quién decide, cómo regresa a la comunidad y dónde se guarda."),
            (_("¿Qué no debe salir de aquí?"), _("¿Cómo quieren que les regresemos lo que digan?")),
        ),
        Block(15, _("Cierre"), CLOSING),
    ),
    (*WALL, CARDS, Supply(_("Granos de maíz o frijol"), per_person=3), Supply(_("Cuerda de diez metros"), fixed=1)),
    (
        _("Ficha del plan: para qué, qué parte, ejes y preguntas"),
        _("Lista de personas y de fuentes por eje"),
        _("Acuerdos de cuidado"),
    ),
    (DRAWINGS, TONGUES, CHILDREN),
)

RIVER = Format(
    "T-2",
    _("El río de nuestra historia"),
    _("Juntar lo que pasó, con las versiones de cada quien, en una línea del tiempo dibujada como río."),
    (
        Block(25, _("Llegada y bienvenida"), ARRIVAL),
        Block(15, _("Permisos para grabar y fotografiar"), PERMISSION),
        Block(
            35,
            _("Lo que yo recuerdo"),
            _(
                "En silencio, cada quien escribe o dibuja tres momentos: uno de remanso, uno de corriente fuerte y una "
                "piedra. Un color de tarjeta por grupo: mujeres de comité, hombres de comité, brigadistas, autoridades."
            ),
            (_("¿Qué fue lo primero que hicieron juntos por el agua?"), _("¿Cuándo estuvo a punto de acabarse todo?")),
        ),
        Block(
            60,
            _("Por tramos"),
            _(
                "Mesas por época. Cada mesa ordena sus tarjetas y anota quién estuvo y qué prueba hay. Si no "
                "recuerdan la "
                "fecha, escriban junto a qué fue: «cuando el temblor», «cuando cambió el presidente»."
            ),
            (_("¿Quiénes estuvieron y no están hoy aquí?"), _("¿Qué acta, foto u objeto lo muestra?")),
        ),
        Block(20, _("Descanso"), _("Pegue el río largo en la pared: azul para el agua, café para las piedras.")),
        Block(
            75,
            _("El río en la pared"),
            _(
                "Cada mesa pega sus tarjetas y las cuenta. Cuando dos tarjetas no coinciden, se quedan las dos, una "
                "junto a "
                "otra, con una marca. No se busca quién tiene la razón."
            ),
            (_("¿Alguien lo vivió de otro modo?"), _("¿Por qué fue importante?")),
        ),
        Block(
            45,
            _("Coincidencias, diferencias y silencios"),
            _(
                "Recorra el río con todo el grupo. Anote en tres columnas: en qué coinciden, en qué difieren, quién "
                "no ha "
                "hablado. Ofrezca grabar aparte a quien quiera contar más."
            ),
            (_("¿Quién falta de hablar?"), _("¿Qué diferencia conviene dejar escrita tal cual?")),
        ),
        Block(25, _("Cierre"), CLOSING),
    ),
    (
        *WALL,
        CARDS,
        RECORDER,
        Supply(_("Papel azul en rollo, metros"), fixed=6),
        Supply(_("Crayolas, cajas"), per_group=1),
    ),
    (
        _("Hitos con sus versiones"),
        _("Cuadro de coincidencias, diferencias y silencios"),
        _("Voces grabadas con permiso"),
    ),
    (DRAWINGS, TONGUES, CHILDREN, _("Las mujeres pueden hacer primero su propio río y después juntarlo.")),
)

CIRCLE = Format(
    "T-3",
    _("Círculo de brigadistas"),
    _("Que las mujeres que cuidan el agua cuenten lo que hacen y lo que les ha costado, en un espacio solo de ellas."),
    (
        Block(20, _("Llegada"), ARRIVAL),
        Block(10, _("Permisos"), PERMISSION),
        Block(
            35,
            _("Un objeto que me acompaña"),
            _(
                "Cada una trae o dibuja algo de su trabajo: la libreta, el frasco del cloro, la llave. Cuenta qué es "
                "y por "
                "qué lo escogió. Se puede tomar foto al objeto sin la cara."
            ),
            (_("¿Qué es y para qué lo usa?"), _("¿Qué recuerdo le trae?")),
        ),
        Block(
            45,
            _("Cómo llegué hasta aquí"),
            _("En parejas y después en ronda. Se graba solo a quien dijo que sí. No se interrumpe ni se corrige."),
            (
                _("¿Qué hace y desde cuándo?"),
                _("¿Qué dijeron en su casa y en la asamblea?"),
                _("¿Qué ha sido lo más difícil?"),
            ),
        ),
        Block(10, _("Descanso"), _("Pan y café; quien quiera se va sin dar explicación.")),
        Block(
            35,
            _("Lo que ya sabemos"),
            _(
                "Cada una termina la frase: «Si mañana llega una brigadista nueva, le digo que…». Anote los dichos "
                "tal cual."
            ),
            (_("¿Qué le diría a la que empieza?"), _("¿Qué debe reconocer la comunidad?")),
        ),
        Block(
            15,
            _("Qué se cuenta y qué se queda aquí"),
            _("Lea lo anotado. Cada una dice qué puede salir y qué no. Lo que se queda se marca como reservado."),
            (_("¿Qué no quieren que salga de este círculo?"),),
        ),
        Block(10, _("Cierre"), CLOSING),
    ),
    (
        RECORDER,
        CONSENTS,
        PENS,
        LIST,
        FOOD,
        Supply(_("Hojas blancas"), per_person=3),
        Supply(_("Crayolas, cajas"), per_group=1),
    ),
    (_("Voces de brigadistas con permiso"), _("Fotos de objetos con su historia"), _("Consejos para quien empieza")),
    (DRAWINGS, TONGUES, CHILDREN, _("Facilita una mujer. Ninguna autoridad entra a oír.")),
)

WHY = Format(
    "T-4",
    _("¿Por qué pasó lo que pasó?"),
    _("Entender qué ayudó y qué frenó en los momentos decisivos, y sacar aprendizajes."),
    (
        Block(20, _("Llegada y bienvenida"), ARRIVAL),
        Block(
            30,
            _("Escoger cinco momentos"),
            _(
                "Ponga el río en la pared. Cada persona pega dos puntos en los momentos que cambiaron el rumbo. Se "
                "trabajan "
                "los cinco con más puntos, aunque duelan."
            ),
            (_("¿Después de cuál momento ya nada fue igual?"),),
        ),
        Block(
            75,
            _("Mesas de qué ayudó y qué frenó"),
            _(
                "Una mesa por momento. En el centro lo que pasó; a la derecha lo que ayudó, a la izquierda lo que "
                "frenó; "
                "arriba lo de adentro, abajo lo de afuera. Cada causa lleva quién lo dice."
            ),
            (_("¿Qué ayudó?"), _("¿Qué frenó?"), _("¿Dependía de nosotros?"), _("¿Cómo lo sabemos?")),
        ),
        Block(20, _("Descanso"), _("Las mesas dejan su papel a la vista.")),
        Block(
            50,
            _("Visita de mesas"),
            _(
                "Los grupos pasan por las otras mesas y añaden lo que falta o lo que ven distinto, con otro color. "
                "No se borra nada."
            ),
            (_("¿Qué falta?"), _("¿Quién lo vería de otro modo?")),
        ),
        Block(
            60,
            _("Lo que aprendimos"),
            _("Cada mesa escribe uno o dos aprendizajes: qué pasó, qué aprendimos, qué haríamos distinto, para quién."),
            (_("¿Qué haríamos distinto?"), _("¿A quién le sirve saberlo?")),
        ),
        Block(
            30,
            _("¿Estamos de acuerdo?"),
            _(
                "Lea cada aprendizaje. Los grupos dicen: de acuerdo, con matices o no. Quien no está de acuerdo "
                "dicta su nota."
            ),
            (_("¿Qué nota quieren que acompañe a este aprendizaje?"),),
        ),
        Block(15, _("Cierre"), CLOSING),
    ),
    (
        *WALL,
        CARDS,
        Supply(_("Puntos adhesivos"), per_person=2),
        Supply(_("Río de la historia, impreso o el original"), fixed=1),
    ),
    (_("Causas que ayudaron y frenaron"), _("Hallazgos con sus acuerdos y desacuerdos"), _("Aprendizajes")),
    (DRAWINGS, TONGUES, CHILDREN, _("Separe la mesa de autoridades de la mesa de comités si hay temor a hablar.")),
)

VALIDATION = Format(
    "T-5",
    _("Validación y devolución"),
    _("Que quienes hablaron revisen si lo escrito es lo que dijeron y si lo que concluimos es cierto para ellos."),
    (
        Block(20, _("Llegada y bienvenida"), ARRIVAL),
        Block(
            15,
            _("De dónde sale lo que van a ver"),
            _("Explique cuántas voces se oyeron, de quiénes, y quién falta. Ponga una voz grabada que tenga permiso."),
        ),
        Block(
            60,
            _("Exposición con semáforo"),
            _(
                "Un cartel por hallazgo. Cada grupo pasa y pone sus granos: verde es así fue, amarillo en parte, "
                "rojo no fue "
                "así. Lea cada cartel en voz alta. Cuente por grupo, sin nombres."
            ),
            (_("¿Se entiende?"), _("¿Es cierto para nosotros?")),
        ),
        Block(15, _("Descanso"), _("Cuente los granos y escríbalos en el registro mientras el grupo descansa.")),
        Block(
            60,
            _("Los amarillos y los rojos"),
            _(
                "Tome cada uno. El grupo que lo marcó explica. Decidan: se corrige, se publica con la otra versión "
                "al lado, "
                "o se retira. Escriba quién lo pidió y qué quedó."
            ),
            (_("¿Qué falta o qué está mal?"), _("¿Cómo debe decir?")),
        ),
        Block(
            30,
            _("Lo que no debe publicarse"),
            _(
                "Pregunte por nombres, lugares de los manantiales, pleitos y deudas. Marque lo reservado delante del "
                "grupo."
            ),
            (_("¿Qué puede hacerle daño a alguien si se publica?"),),
        ),
        Block(
            25,
            _("Cómo regresa"),
            _("Acuerden la forma de devolución en cada comunidad: asamblea, hoja, cartel, radio, y la fecha."),
            (_("¿Quién la recibe y cuándo?"),),
        ),
        Block(15, _("Cierre"), CLOSING),
    ),
    (
        *WALL,
        Supply(_("Cartel de hallazgo"), fixed=12),
        Supply(_("Granos o fichas verdes, amarillas y rojas"), per_person=36),
        Supply(_("Vasos o bolsas por grupo y cartel"), per_group=12),
        Supply(_("Bocina"), fixed=1),
    ),
    (
        _("Semáforo por grupo"),
        _("Correcciones pedidas y decididas"),
        _("Lo que no se publica"),
        _("Fechas de devolución"),
    ),
    (DRAWINGS, TONGUES, CHILDREN, _("El grupo más pequeño cuenta igual: se anota aparte, no se suma con los demás.")),
)
