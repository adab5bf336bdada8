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
    "quién tenía las llaves ni a quién pedir ayuda.[^FRA-0010] El municipio atendía a quien llegaba primero.",
    "modelo": "Es una alianza entre los comités, el municipio y asociaciones civiles. Hoy son ![…](dato:comunidades) "
    "comunidades. Una asamblea decide y una junta da seguimiento. Un organismo pequeño visita, mide y acompaña.",
    "gobierno": "La junta tiene ![…](dato:asientos-de-la-junta) asientos: ![…](dato:asientos-de-comunidades) de las "
    "comunidades, ![…](dato:asientos-de-gobierno) del gobierno y ![…](dato:asientos-civiles) de organizaciones civiles.",
    "arranque": "Empezar cuesta ![…](dato:costo-de-arranque) y cada año ![…](dato:costo-de-un-anio). El primer año puede "
    "empezarse con dos sueldos y un vehículo prestado. Lo demás se agrega cuando el municipio lo pone en su presupuesto.",
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
