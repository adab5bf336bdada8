"""What the people of Agua Clara wrote for their report and their synthesis. All invented."""

from __future__ import annotations

REPORT = {
    "resumen": "La alianza de **Agua Clara** reúne a comités, municipio y asociaciones. Este informe cuenta cómo se "
    "organizaron, qué se perdió y qué se quedó cuando cambiaron las personas, con las palabras de quienes lo vivieron.",
    "contexto": "Agua Clara es un municipio inventado. Antes de 2022 cada comunidad pedía por su cuenta y el agua se "
    "acarreaba en secas. Los comités cambian cada año y la administración cada tres.\n\n"
    "Nadie guardaba las actas de todos. Cada quien sabía lo suyo: dónde está la válvula, quién debe, qué se prometió.",
    "metodo": "Se hizo en cinco momentos: contar lo vivido, hacer preguntas, reconstruir lo que pasó, pensar por qué "
    "pasó y sacar aprendizajes. En cada taller se votó con tarjetas de tres colores y se anotó cuántas, nunca quién.\n\n"
    "Las citas llevan una nota con el folio de la voz. Quien quiera comprobar puede pedir oírla, si la persona lo permite.",
    "reconstruccion": "Lo que sigue es la historia como se recuerda. Cuando dos grupos dan fechas distintas, van las dos.",
    "analisis": "Los hallazgos están ordenados por los dos ejes del plan. Cada uno dice en cuántas voces y documentos "
    "descansa, quién lo ve distinto y qué se decidió en el taller de validación.",
    "interpretacion": "Lo que ayudó y lo que frenó casi nunca vino de una sola parte. Las obras que duran se midieron "
    "antes; los acuerdos que duran se escribieron y se leyeron en voz alta.",
    "conclusiones": "La alianza sigue viva porque sus acuerdos no dependen de una persona. Lo que no se escribió se perdió. "
    "Estas recomendaciones dicen a quién le toca cada cosa.",
    "retos": "Queda por pagar el pasaje de todas las rutas de brigadistas, por visitar a las comunidades pequeñas "
    "y por lograr que cada relevo se entregue el mismo día.",
}
SYNTHESIS = {
    "problema": "En las comunidades de Agua Clara cada comité empezaba de cero cada año. Nadie sabía qué se había pagado, "
    "quién tenía las llaves ni a quién pedir ayuda. El municipio atendía a quien llegaba primero.",
    "modelo": "Es una alianza entre los comités, el municipio y asociaciones civiles. Tiene una asamblea que decide, una "
    "junta de gobierno que da seguimiento y un organismo pequeño que visita, mide y acompaña. Los comités siguen siendo "
    "de sus comunidades.",
    "figura": "El organismo es del municipio y tiene su propio reglamento. Se creó con un acuerdo del cabildo después de "
    "un año de reuniones. La asamblea aprobó cómo se elige a quienes la representan.",
    "gobierno": "La asamblea se reúne al menos una vez al año. La junta tiene asientos de las comunidades, del gobierno y "
    "de organizaciones civiles. Cada acuerdo tiene un asiento responsable: si cambia la persona, el deber se queda.",
    "equipo": "Cinco puestos: gerencia, técnica, social, calidad del agua y contabilidad. El vehículo y los reactivos para "
    "medir cloro cuestan tanto como un sueldo; hay que ponerlos en el presupuesto desde el principio.",
    "servicios": "- Visita a cada comunidad al menos dos veces al año.\n- Mide el cloro y enseña a medirlo.\n"
    "- Ayuda a entregar el comité el mismo día de la elección.\n- Revisa las obras antes de comprar.\n"
    "- Guarda las actas y las regresa cuando alguien las pide.",
    "dinero": "Cada obra junta dinero o trabajo de la comunidad, del municipio y a veces de una fundación. El trabajo "
    "comunitario se anota aunque no se le ponga precio. Las cuentas se leen en asamblea y se pegan en la pared.",
    "condiciones": "- Comités que quieran juntarse aunque no haya dinero.\n- Un cabildo que acepte perder un poco de "
    "control.\n- Una asociación que acompañe y sepa cuándo hacerse a un lado.\n- Acuerdos escritos y leídos en voz alta.",
    "errores": "- Comprar antes de medir.\n- Dejar que una sola persona sepa dónde está todo.\n- Visitar solo a quien "
    "reclama.\n- Creer que un papel basta donde pocas personas leen.",
    "ruta": "- **Primer año.** Reunirse, nombrar a quién va por cada comunidad, escribir los primeros acuerdos.\n"
    "- **Segundo año.** Crear la figura legal y contratar a dos personas.\n"
    "- **Tercer año.** Completar el equipo, hacer el reglamento y la primera entrega entre administraciones.",
    "arranque": "Para empezar alcanzan dos sueldos, un vehículo prestado y material para las asambleas. Lo caro viene "
    "después y se reparte. Quien quiera copiar el modelo puede pedir los formatos: acta, reglamento, hoja de entrega.",
}
PASSAGES = {"informe-final": REPORT, "sintesis": SYNTHESIS}

CAMPAIGN = {
    "quien": "Lo escribieron veintitrés personas en el taller de diseño, con tarjetas y votos de maíz.",
    "calendario": "Se evita el corte de café y la feria. Se aprovechan las asambleas y el cambio de comités.",
    "roles": "La coordinación social responde. Cada comité nombra a una persona que cuelga los carteles y cuenta a la gente. "
    "Las brigadistas hablan en la radio; los jóvenes hacen el periódico mural.",
    "presupuesto": "Con lo asegurado alcanzan los carteles y la radio. Los kits impresos se hacen cuando llegue lo que falta.",
    "riesgos": "Que un partido quiera adornarse con los materiales. Que se repita el rumor del cobro del manantial. "
    "Que los carteles se queden guardados.",
    "evaluacion": "Una décima parte del dinero de la campaña se aparta para contar y preguntar.",
    "funciono": "Funcionó la asamblea: ahí se preguntó más que en ningún otro lado. No funcionó el primer cartel: tenía "
    "demasiadas palabras y hubo que cambiarlo.",
    "recomendaciones": "Llevar a la radio las preguntas de la asamblea. Regresar a los treinta días a ver si el cartel sigue "
    "en su lugar. Preguntar otra vez en marzo, con las mismas hojas.",
}
