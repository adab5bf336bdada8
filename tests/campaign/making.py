"""Materials for the tests: one that begins, one that may be released."""

from manantial.campaign import actions
from manantial.campaign.actions import Brief, Tally
from manantial.campaign.rules import MaterialKind, MaterialState
from tests.meaning.river import DAY

BY = {"by": None}


def brief(kind=MaterialKind.POSTER, **values):
    usual = {"title": "Entregar es cuidar", "purpose": "Que se entregue", "text": "Dinero, llaves, cloro y acuerdos."}
    return Brief(kind=kind, **(usual | values))


def material(river, now, kind=MaterialKind.POSTER, **values):
    return actions.create_material(
        brief(kind, **values), campaign=river.campaign, message=river.message, audience=river.audience, now=now, **BY
    )


def ready(river, now, kind=MaterialKind.POSTER, fragments=None, **values):
    """A material that may be released."""
    made = material(river, now, kind, **values)
    for fragment in fragments if fragments is not None else [river.quote]:
        actions.put_fragment(made, fragment, on=DAY, now=now, **BY)
    actions.record_pretest(made, Tally(on=DAY, understood=12, asked=14), now=now, **BY)
    for state in (MaterialState.CONSENTS,):
        actions.move_material(made, state, now=now, **BY)
    actions.move_material(made, MaterialState.APPROVAL, note="Acta del 12 de octubre", now=now, **BY)
    actions.move_material(made, MaterialState.DESIGN, now=now, **BY)
    return made
