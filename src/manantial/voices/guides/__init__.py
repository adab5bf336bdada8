"""Guides to interview seven kinds of people, as data that a facilitator changes: every change is a new version.

The words are our own; each alliance should try them with its people before trusting them.
"""

from __future__ import annotations

from dataclasses import dataclass

from manantial.kernel.rulings import gettext_noop as _

LONGEST_KEY = 30


@dataclass(frozen=True)
class ShippedGuide:
    """What is asked of one kind of person, in its order."""

    key: str
    title: str
    questions: tuple[str, ...]


OPENING = _(
    "Gracias por recibirnos. Estamos juntando la historia de cómo se organizaron por el agua. La plática dura lo que "
    "usted quiera, casi siempre menos de una hora. Puede no contestar lo que no quiera y parar cuando quiera. ¿Me da "
    "permiso de grabar, para no equivocarme? Lo que usted diga se lo vamos a traer de regreso antes de usarlo, y usted "
    "decide qué se puede contar y cómo."
)

COMMITTEE = ShippedGuide(
    "committee",
    _("Comité o patronato de agua"),
    (
        _("Antes de que hubiera este sistema, ¿cómo conseguían el agua en su casa?"),
        _("¿Quién empezó a juntar a la gente y cómo se pusieron de acuerdo?"),
        _("¿Cómo supieron del organismo y qué pensaron al principio?"),
        _("¿Qué cambió desde que trabajan con él? ¿Qué sigue igual?"),
        _("Cuénteme un momento que recuerde con gusto."),
        _("¿Y uno que haya sido difícil? ¿Qué hicieron?"),
        _("Cuando cambia el comité, ¿qué se entrega y qué se pierde?"),
        _("¿Qué debe saber el comité que sigue desde el primer día?"),
        _("Si otra comunidad le pregunta si conviene, ¿qué le diría?"),
    ),
)
BRIGADE = ShippedGuide(
    "brigade",
    _("Brigadistas del agua"),
    (
        _("¿Qué es lo que usted hace por el agua y desde cuándo?"),
        _("¿Cómo llegó a ser brigadista?"),
        _("¿Qué dijeron en su casa? ¿Y en la asamblea?"),
        _("¿Qué aprendió que antes no sabía?"),
        _("¿Qué ha sido lo más pesado?"),
        _("¿En qué se nota que la comunidad reconoce su trabajo? ¿En qué no?"),
        _("¿Quién la acompaña o la ayuda cuando algo falla?"),
        _("¿Qué le diría a la que va a empezar?"),
    ),
)
NON_MEMBER = ShippedGuide(
    "non_member",
    _("Comunidad que no es parte"),
    (
        _("¿Cómo se organizan aquí para el agua?"),
        _("¿Ha oído hablar del organismo? ¿Quién le contó y qué le dijo?"),
        _("¿Alguna vez los invitaron? ¿Cómo fue?"),
        _("¿Qué les ha hecho no entrar, o salirse?"),
        _("¿Qué le preocupa de entrar?"),
        _("¿Qué tendría que pasar para que lo platicaran en asamblea?"),
        _("¿Qué hacen ustedes que a las demás comunidades les serviría saber?"),
    ),
)
ORGANISM = ShippedGuide(
    "organism",
    _("Personal del organismo"),
    (
        _("¿Cómo nació el organismo? ¿Quiénes estaban?"),
        _("¿Qué decisiones pudieron haber acabado con él?"),
        _("¿Qué pasó cuando cambió la administración?"),
        _("¿Qué trabajo depende hoy de una sola persona?"),
        _("¿Qué está escrito y qué se sabe solo de palabra?"),
        _("¿Qué hicieron que no funcionó, y cómo se dieron cuenta?"),
        _("¿Qué necesita el organismo para durar diez años más?"),
    ),
)
OFFICIALS = ShippedGuide(
    "officials",
    _("Funcionarias y funcionarios"),
    (
        _("¿Qué le tocaba a usted en ese tiempo?"),
        _("¿Qué ganó el municipio con esta forma de organizarse?"),
        _("¿Qué arriesgaba?"),
        _("¿Qué pasó con el organismo en el cambio de administración de 2021? ¿Y en el de 2024?"),
        _("¿Qué fue lo más difícil de explicar dentro del ayuntamiento?"),
        _("¿Qué entregaría usted a quien sigue, para que no empiece de cero?"),
        _("¿Qué le pediría a los comités?"),
    ),
)
ALLIES = ShippedGuide(
    "allies",
    _("Aliados: organizaciones y donantes"),
    (
        _("¿Qué papel tuvo su organización y desde cuándo?"),
        _("¿Qué hicieron que hoy harían de otro modo?"),
        _("¿Qué costos hubo que nadie ve en el presupuesto?"),
        _("¿Cuándo conviene hacerse a un lado?"),
        _("¿Qué de esto no se podría copiar en otro lugar?"),
        _("¿Qué pedirían ver dentro de cinco años?"),
    ),
)
MUNICIPALITY = ShippedGuide(
    "municipality",
    _("Otro municipio que lo está pensando"),
    (
        _("¿Qué problema de agua los tiene buscando otra forma?"),
        _("¿Qué necesitan ver para animarse a probar?"),
        _("¿Qué les preocupa de lo legal?"),
        _("¿Con qué dinero cuentan y por cuánto tiempo?"),
        _("¿Con qué gente cuentan? ¿Quién lo empujaría?"),
        _("¿Qué comunidades empezarían, y ya lo platicaron con ellas?"),
    ),
)
GUIDES: dict[str, ShippedGuide] = {
    made.key: made for made in (COMMITTEE, BRIGADE, NON_MEMBER, ORGANISM, OFFICIALS, ALLIES, MUNICIPALITY)
}
