"""What people of Agua Clara said in the workshops. Invented words of invented people."""

from __future__ import annotations

from typing import NamedTuple


class Testimony(NamedTuple):
    """A voice: who speaks (never by name unless she wanted it), where, in which workshop, and her words by turns."""

    group: str  # key of the groups of voice
    sex: str
    age: str
    community: str  # code; empty when it is nobody's
    workshop: int  # index in the calendar of workshops
    kind: str  # sound, text, note, photo
    title: str
    words: tuple[str, ...]
    consent: str = "broad"  # key of consents.PRESETS
    name: str = ""  # only when the person wanted to be named
    role: str = ""


TESTIMONIES = (
    Testimony("committee", "M", "45-59", "C-01", 1, "sound", "Cuando acarreábamos del arroyo", (
        "Antes bajábamos al arroyo tres veces al día, con el cántaro en la cabeza y el niño en la espalda.",
        "En secas el arroyo se hacía un hilito y había que esperar a que se juntara el agua.",
        "Cuando llegó la primera llave al patio, mi suegra la abría nomás para verla correr.",
    ), "broad", "Doña Lucía", "presidenta del comité"),
    Testimony("committee", "H", "60+", "C-02", 1, "sound", "La primera reunión bajo la ceiba", (
        "La primera reunión fue debajo de la ceiba, porque no teníamos casa ejidal.",
        "Éramos once personas y nadie quería ser el presidente.",
        "Dijimos que si cada comunidad iba sola con el ayuntamiento, a ninguna le iban a hacer caso.",
    )),
    Testimony("brigade", "M", "30-44", "C-05", 3, "sound", "Aprender a clorar", (
        "A mí me daba miedo el cloro, pensaba que iba a enfermar a mis hijos.",
        "La ingeniera nos enseñó con una cubeta y una cuchara, y apuntamos la receta en la pared del tanque.",
        "Ahora mido los martes y, si marca amarillo bajito, ya sé cuánto falta.",
    )),
    Testimony("brigade", "M", "18-29", "C-09", 3, "sound", "Nos decían metiches", (
        "Al principio nos decían metiches, que eso era cosa de hombres.",
        "Cuando se descompuso la bomba y nosotras la paramos a tiempo, ya no dijeron nada.",
    )),
    Testimony("officials", "H", "45-59", "", 1, "sound", "El decreto salió en enero", (
        "El organismo nació en enero de 2023, cuando se publicó el decreto. Antes eran pláticas.",
        "Lo difícil fue explicar al cabildo por qué los comités iban a tener la mitad de los asientos.",
    ), "report_only"),
    Testimony("brigade", "M", "45-59", "C-11", 3, "sound", "Desde antes del papel", (
        "Dicen que empezó en 2023, pero nosotras ya nos juntábamos en 2022, en la cocina de doña Chayo.",
        "El papel vino después. Primero fue la necesidad.",
    )),
    Testimony("former", "H", "60+", "", 2, "note", "Cuando cambió el presidente", (
        "Para mí, todo empezó cuando cambió el presidente municipal: antes ni nos recibían.",
    ), "report_only"),
    Testimony("committee", "H", "30-44", "C-06", 1, "sound", "La libreta que se perdió", (
        "Recibí el comité con una llave y una deuda. La libreta de cuentas no apareció nunca.",
        "Ese año no pudimos decirle a la gente cuánto había. Por eso muchos dejaron de cooperar.",
        "Si me hubieran dado una hoja con lo que había, habríamos empezado de otro modo.",
    )),
    Testimony("committee", "M", "30-44", "C-17", 1, "sound", "La hoja de una página", (
        "A nosotras sí nos entregaron. Fue una sola hoja: dinero, llaves, cloro y los acuerdos pendientes.",
        "Con eso, el primer lunes ya sabía a quién llamar.",
    )),
    Testimony("staff", "M", "30-44", "", 2, "sound", "Lo que nadie había escrito", (
        "El fontanero sabía dónde estaba cada válvula, pero no estaba escrito en ningún lado.",
        "Cuando se fue a trabajar lejos, tardamos cuatro días en encontrar la fuga de la línea.",
        "Ahí entendimos que la memoria también se descompone.",
    ), "broad_role"),
    Testimony("staff", "H", "45-59", "", 2, "sound", "Dos administraciones", (
        "En el cambio de administración nos dejaron seis semanas sin vehículo y sin saber quién firmaba.",
        "Lo que nos salvó fueron las actas: los comités llegaron con sus acuerdos en la mano.",
    ), "broad_role"),
    Testimony("nonmember", "H", "45-59", "C-36", 2, "sound", "Por qué no entramos", (
        "Nosotros no entramos porque nos dijeron que nos iban a quitar el manantial.",
        "Nadie vino a explicar. Si vienen y lo platican en asamblea, se piensa.",
    ), "report_only"),
    Testimony("users", "M", "60+", "C-27", 2, "sound", "Llega dos veces por semana", (
        "El agua llega martes y viernes, en la madrugada. Hay que estar despierta para llenar los tambos.",
        "Está mejor que antes, pero todavía no alcanza cuando hay enfermo en la casa.",
    )),
    Testimony("users", "H", "18-29", "C-30", 2, "text", "La manguera partida", (
        "Cuando pasa el tractor parte la manguera y quedamos sin agua hasta que alguien avisa.",
        "Ahora mandamos la foto y al otro día vienen.",
    )),
    Testimony("committee", "M", "45-59", "C-12", 3, "sound", "En nuestra lengua", (
        "El agua se cuida entre todos. (Lo dijo en tsotsil; tradujo su hija, y ella aprobó la traducción.)",
        "Queremos que lo que se acuerda se diga también en tsotsil, hablado, no nada más escrito.",
    )),
    Testimony("allies", "M", "30-44", "", 2, "note", "Cuándo hacerse a un lado", (
        "Nos equivocamos al principio: hacíamos los oficios por los comités. Aprendieron cuando dejamos de hacerlos.",
    ), "broad_role"),
    Testimony("committee", "M", "30-44", "C-33", 1, "sound", "Hablar por la radio", (
        "Yo nunca había hablado por la radio. Me temblaba la voz.",
        "Conté cómo juntamos para la bomba y al otro día vinieron de La Golondrina a preguntar.",
    )),
    Testimony("committee", "H", "45-59", "C-21", 1, "sound", "Fuimos a ver cómo le hacían", (
        "Fuimos a Flor de Café a ver su tanque y sus cuentas pegadas en la puerta.",
        "Nos dio pena, porque nosotros no teníamos nada pegado. Al mes ya lo teníamos.",
    )),
    Testimony("authorities", "H", "60+", "C-39", 2, "sound", "La asamblea manda", (
        "Aquí la asamblea manda. El organismo acompaña, pero la llave la tiene el pueblo.",
        "Cuando quisieron subir la cuota sin asamblea, la gente no pagó, y tuvo razón.",
    )),
    Testimony("staff", "M", "45-59", "", 4, "sound", "Medir y avisar el mismo día", (
        "Si el cloro sale en cero, avisamos ese mismo día. Si esperamos el informe, ya se enfermaron.",
    ), "broad_role"),
    Testimony("brigade", "M", "30-44", "C-15", 3, "sound", "La cartulina del cloro", (
        "La cartulina está junto al tanque. Cada lectura se apunta con su carita.",
        "Los niños son los que más reclaman cuando hay carita roja.",
    )),
    Testimony("youth", "M", "12-17", "C-09", 3, "text", "Lo que aprendimos en la escuela", (
        "Hicimos un dibujo del río con basura y otro sin basura. El segundo lo pintamos en el muro.",
    ), "minor"),
    Testimony("former", "M", "45-59", "C-08", 2, "sound", "Dejé el cargo sin despedirme", (
        "Terminé mi año y nadie me preguntó qué sabía. Me fui con todo en la cabeza.",
        "Si me hubieran grabado tres minutos, la que sigue habría sufrido menos.",
    )),
    Testimony("committee", "H", "30-44", "C-13", 1, "sound", "Pusimos la mano de obra", (
        "El municipio puso el tubo y nosotros la zanja: ciento veinte jornales contados en la lista.",
        "Cuando uno escarba, cuida. Nadie rompe lo que hizo con sus manos.",
    )),
    Testimony("committee", "M", "30-44", "C-22", 1, "sound", "Nos dieron el recibo", (
        "Lo que más convenció fue ver el recibo. Cada peso con su papel.",
    )),
    Testimony("officials", "M", "30-44", "", 4, "sound", "Lo que gana el municipio", (
        "El municipio gana orden: ya no llegan cuarenta solicitudes distintas, llega un acuerdo.",
        "Y gana testigos, que a veces es lo que más incomoda y lo que más ayuda.",
    ), "report_only"),
    Testimony("users", "M", "30-44", "C-14", 2, "sound", "Nos pausamos por pleito", (
        "Nos salimos un tiempo por un pleito de linderos. No era por el agua, pero pagó el agua.",
    ), "internal"),
    Testimony("committee", "H", "45-59", "C-14", 2, "note", "Sin juntarnos no hay arreglo", (
        "Mientras no nos sentemos los dos barrios, la línea va a seguir cortada.",
    ), "internal"),
    Testimony("brigade", "M", "18-29", "C-17", 3, "sound", "Que nos paguen el pasaje", (
        "No pedimos sueldo. Pedimos que el pasaje al taller no salga de nuestra bolsa.",
    )),
    Testimony("committee", "M", "60+", "C-19", 4, "sound", "Nadie quería la tesorería", (
        "Nadie quería la tesorería por miedo a las habladurías. Con las cuentas en la pared se acabó el miedo.",
    )),
    Testimony("users", "H", "60+", "C-02", 4, "sound", "El manantial no se dice", (
        "Dónde nace el agua no se publica. Eso lo sabe la comunidad y ahí se queda.",
    ), "internal"),
    Testimony("staff", "H", "30-44", "", 4, "sound", "Tres formas de hacer lo mismo", (
        "Cada coordinador que llegó inventó su formato. Al tercer año teníamos tres archivos y ninguna historia.",
    ), "broad_role"),
    Testimony("committee", "M", "30-44", "C-32", 4, "sound", "Lo aprendimos tarde", (
        "Compramos la bomba antes de medir el pozo. Sobró bomba y faltó agua.",
        "Ahora lo decimos en cada comunidad: primero medir, después comprar.",
    )),
    Testimony("allies", "H", "45-59", "", 4, "note", "Los costos que no se ven", (
        "Acompañar cuesta gasolina, comida y paciencia. Eso casi nunca entra en el presupuesto.",
    ), "broad_role"),
    Testimony("committee", "H", "18-29", "C-37", 4, "text", "El grupo de mensajes", (
        "El grupo de mensajes sirve hasta que alguien cambia de teléfono y se pierde todo.",
    )),
    Testimony("committee", "M", "45-59", "C-05", 4, "sound", "Cuando vino la seca larga", (
        "En la seca larga hicimos turnos por barrio y los escribimos en la puerta de la escuela.",
        "Hubo enojo, pero hubo agua para todos, poquita y pareja.",
    )),
    Testimony("nonmember", "M", "30-44", "C-36", 4, "sound", "Vimos el kit de mi comadre", (
        "Mi comadre de Las Tinajas me enseñó su cartel. Dije: por qué nosotras no.",
    ), "report_only"),
    Testimony("brigade", "M", "45-59", "C-27", 3, "photo", "Mi cuaderno de cloro", (
        "Traje mi cuaderno: tres años de lecturas, con todo y las manchas de café.",
    )),
    Testimony("committee", "H", "60+", "C-03", 1, "photo", "El tubo viejo", (
        "Este es el tubo que trajimos a lomo de mula. Lo guardamos para que los jóvenes sepan.",
    )),
    Testimony("committee", "M", "30-44", "C-07", 1, "photo", "Nuestro tanque pintado", (
        "Pintamos el tanque con los nombres de las que han sido brigadistas.",
    )),
    Testimony("users", "M", "18-29", "C-11", 2, "photo", "La fila de cubetas", (
        "Esta fila la hacíamos a las cuatro de la mañana.",
    )),
    Testimony("youth", "H", "12-17", "C-05", 3, "photo", "Dibujo del muro", (
        "Dibujamos la montaña como una señora que carga agua.",
    ), "minor"),
    Testimony("authorities", "H", "45-59", "C-12", 4, "sound", "Acuerdo de la asamblea de Ch'ul Ja'", (
        "La asamblea acordó que nuestras palabras se usen en la radio y en el papel, con el nombre de la comunidad.",
    ), "assembly"),
    Testimony("committee", "H", "30-44", "C-18", 4, "sound", "Oír antes que leer", (
        "Muchas de nosotras no leemos. Si viene hablado, lo oímos juntas y lo discutimos.",
    ), "assembly"),
    Testimony("committee", "M", "45-59", "C-10", 4, "text", "Somos pocas casas", (
        "Somos diecisiete casas. Cuando reparten por número siempre quedamos al final.",
    )),
    Testimony("staff", "M", "30-44", "", 4, "note", "Lo que dice la lista de asistencia", (
        "Si la lista solo trae nombres, no sé qué comunidades faltaron. Si trae comunidades, sé a dónde ir.",
    ), "broad_role"),
    Testimony("committee", "H", "45-59", "C-30", 1, "sound", "La cuota que sí alcanza", (
        "Hicimos la cuenta entre todos: luz, cloro y un guardadito para la bomba. Salió en cuarenta pesos.",
        "Cuando la gente hace la cuenta, la paga.",
    )),
    Testimony("former", "H", "45-59", "C-21", 2, "sound", "Lo que le diría al que sigue", (
        "Al que sigue le diría: no prometas, apunta; y cuando cumplas, ponlo en la pared.",
    )),
    Testimony("users", "M", "45-59", "C-39", 2, "sound", "Ya no compramos tanto garrafón", (
        "Con la carita verde en el tanque ya nos animamos a tomarla hervida. Compramos la mitad de garrafones.",
    )),
    Testimony("brigade", "M", "30-44", "C-33", 3, "sound", "La fuente es de todas", (
        "Limpiamos la captación cada luna llena, porque así nadie olvida la fecha.",
    )),
    Testimony("officials", "H", "30-44", "", 4, "note", "Qué entregaría", (
        "Entregaría la lista de compromisos con su dueño y su fecha. Todo lo demás se puede volver a buscar.",
    ), "report_only"),
    Testimony("committee", "M", "18-29", "C-15", 4, "sound", "Soy la más joven del comité", (
        "Me eligieron porque sé usar el teléfono. Me quedé porque entendí lo del agua.",
    )),
    Testimony("committee", "H", "60+", "C-09", 1, "sound", "El pleito por el tanque", (
        "Hubo pleito por dónde poner el tanque. Se resolvió caminando la línea todos juntos.",
        "Desde entonces, antes de votar, caminamos.",
    )),
    Testimony("allies", "M", "45-59", "", 4, "sound", "Regresar los resultados", (
        "Durante años nos llevamos entrevistas y no regresamos nada. Eso no se vale.",
    ), "broad_role"),
    Testimony("users", "H", "30-44", "C-17", 4, "text", "Que lo digan claro", (
        "Que digan claro cuánto había, cuánto se gastó y cuánto queda. Con tres números basta.",
    )),
    Testimony("committee", "M", "30-44", "C-08", 4, "sound", "El comité que no llegó", (
        "Ese año la asamblea no se hizo y seguimos las mismas, cansadas. Nadie nos dijo que eso también se apunta.",
    )),
    Testimony("staff", "H", "45-59", "", 4, "sound", "Llevar la cuenta de las visitas", (
        "Hay comunidades que no visitamos en un año porque no reclaman. La que no reclama también existe.",
    ), "broad_role"),
    Testimony("committee", "H", "30-44", "C-23", 4, "sound", "Primero la válvula", (
        "Nos enseñaron a cerrar la válvula antes de buscar la fuga. Parece poca cosa y ahorra un día de agua.",
    )),
    Testimony("brigade", "M", "45-59", "C-02", 3, "sound", "Lo que cuesta decir no", (
        "Una vecina quería conectar su alberca. Le dijimos que no, y dejó de saludarnos dos años.",
    ), "internal"),
    Testimony("users", "M", "60+", "C-06", 4, "sound", "No salgo en carteles", (
        "Yo cuento, pero no quiero salir en carteles ni en la radio.",
    ), "report_only"),
    Testimony("committee", "M", "45-59", "C-28", 1, "text", "El río que da nombre", (
        "El río se durmió cuando tumbaron el monte. Sembramos cuatrocientos árboles y este año despertó tantito.",
    )),
    Testimony("committee", "H", "45-59", "C-31", 2, "text", "El viento y la bomba", (
        "Aquí la luz se va con el viento. Aprendimos a llenar el tanque cuando el cielo está limpio.",
    )),
    Testimony("authorities", "M", "45-59", "C-27", 4, "sound", "Mujeres en la mesa", (
        "En la mesa de la asamblea ya somos tres mujeres. Falta que nos dejen hablar primero alguna vez.",
    )),
    Testimony("staff", "M", "45-59", "", 4, "note", "Quién decide qué se publica", (
        "Antes de imprimir volvemos a preguntar. Tarda más, y por eso nos siguen contando.",
    ), "broad_role"),
    Testimony("former", "M", "60+", "C-01", 2, "sound", "Cuatro comités he visto", (
        "He visto pasar cuatro comités. Lo que queda es lo que se escribió y lo que se hizo con las manos.",
    )),
    Testimony("committee", "M", "30-44", "C-26", 4, "text", "Chiquita pero en lista", (
        "Somos una comunidad chiquita, pero desde que estamos en la lista nos toca visita.",
    )),
)
