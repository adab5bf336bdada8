"""The lines of the sheet of the model of Agua Clara and of its costs, in Spanish and English. All invented."""

from __future__ import annotations

from typing import NamedTuple

from manantial.meaning.rules.costs import CostPhase, Payer
from manantial.meaning.rules.model_sheet import ModelPart


class Words(NamedTuple):
    """A title and a text."""

    title: str
    text: str = ""


class Entry(NamedTuple):
    """A line of the sheet: its words, where it comes from (`source` counts the inventory from 0), its months."""

    part: ModelPart
    es: Words
    en: Words | None
    source: int | None = None
    lesson: str = ""
    agreement: str = ""
    cited: str = ""
    months: tuple[int, int] | None = None
    needs: tuple[str, ...] = ()  # titles of documents
    post: str = ""  # key of a seat of the staff


class Cost(NamedTuple):
    """A line of costs: when, who pays, what, how many of what, at what price in pesos, how many times, from what."""

    phase: CostPhase
    payer: Payer
    concept: tuple[str, str]
    unit: tuple[str, str]
    quantity: str
    price: str
    times: int
    assumption: tuple[str, str]


_ELECTION, _RULES, _HANDOVER, _COVENANT = (
    "Acta de elección",
    "Reglamento de representantes",
    "Hoja de entrega",
    "Convenio",
)
_TOWN, _CHLORINE, _FOLDER = "Acuerdo de cabildo", "Cuaderno de cloro", "Carpeta de entrega municipal"

ENTRIES = (
    Entry(ModelPart.DOCUMENTS, Words(_ELECTION, "Dice quién entra a cada cargo, ante quién y por cuánto tiempo."),
          Words("Minutes of election", "Say who takes each post, before whom and for how long."), agreement="AC-002"),
    Entry(ModelPart.DOCUMENTS, Words(_RULES, "Quién puede ir a la junta por las comunidades y cómo se elige."),
          Words("Rules of representatives", "Who may sit on the board for the communities, and how they are elected."),
          source=0, agreement="AC-005"),
    Entry(ModelPart.DOCUMENTS, Words(_HANDOVER, "Dinero, llaves, cloro y acuerdos en una sola hoja, con testigos."),
          Words("Handover sheet", "Money, keys, chlorine and agreements on one sheet, with witnesses."), source=2),
    Entry(ModelPart.DOCUMENTS, Words(_COVENANT, "Qué pone cada quien en una obra, antes de comprar nada."),
          Words("Covenant", "What each side puts into a work, before anything is bought."), source=7),
    Entry(ModelPart.DOCUMENTS, Words(_CHLORINE, "Fecha, punto y lectura. Lo llena la brigada."),
          Words("Chlorine notebook", "Date, place and reading. The water monitors fill it in."), source=3),
    Entry(ModelPart.DOCUMENTS, Words(_FOLDER, "Lo que recibe la administración que entra."),
          Words("Handover folder of the municipality", "What the incoming administration receives."), source=1),
    Entry(ModelPart.DOCUMENTS, Words(_TOWN, "Crea el organismo y dice de quién depende."),
          Words("Town council resolution", "Creates the organism and says to whom it answers."), cited="Cabildo de Agua Clara, 2023"),
    Entry(ModelPart.LEGAL, Words("Organismo del municipio", "Lo creó el cabildo con un acuerdo. Tiene su propio reglamento y su propia cuenta."),
          Words("An organism of the municipality", "The town council created it by resolution. It has its own rules and its own account."),
          cited="Acuerdo del cabildo de Agua Clara, 2023"),
    Entry(ModelPart.LEGAL, Words("Los comités siguen siendo de sus comunidades", "El organismo los acompaña. No les quita el agua ni el dinero."),
          Words("The committees still belong to their communities", "The organism stands by them. It takes neither their water nor their money."),
          source=0),
    Entry(ModelPart.CREATION, Words("Reunir a los comités", "Cada comité cuenta cómo da el agua y qué le falta."),
          Words("Bring the committees together", "Each committee tells how it gives water and what it lacks."),
          agreement="AC-001", months=(1, 6), needs=(_ELECTION,)),
    Entry(ModelPart.CREATION, Words("Acordar los asientos", "La asamblea decide cuántos asientos tiene cada parte y quién vota."),
          Words("Agree on the seats", "The assembly decides how many seats each side has and who votes."),
          agreement="AC-001", months=(7, 9), needs=(_RULES,)),
    Entry(ModelPart.CREATION, Words("Llevarlo al cabildo", "El ayuntamiento crea el organismo y nombra a su gerente con la junta."),
          Words("Take it to the town council", "The municipality creates the organism and names its manager together with the board."),
          cited="Acuerdo del cabildo de Agua Clara, 2023", months=(10, 12), needs=(_TOWN,)),
    Entry(ModelPart.ORGANS, Words("La asamblea decide", "Se reúne al menos una vez al año. Si no hay cuórum, vale en segunda llamada."),
          Words("The assembly decides", "It meets at least once a year. Without quorum it is valid at the second call."), source=0),
    Entry(ModelPart.ORGANS, Words("La junta da seguimiento", "Las comunidades tienen ![…](dato:asientos-de-comunidades) de ![…](dato:asientos-de-la-junta) asientos. El cuórum es la mitad más uno."),
          Words("The board follows up", "The communities hold ![…](dato:asientos-de-comunidades) of ![…](dato:asientos-de-la-junta) seats. Quorum is half plus one."),
          agreement="AC-003"),
    Entry(ModelPart.ORGANS, Words("El deber es del asiento", "Cada acuerdo tiene un asiento que responde. Si cambia la persona, el deber se queda."),
          Words("The duty belongs to the seat", "Every agreement has a seat that answers for it. When the person changes, the duty stays."),
          source=0, lesson="AP-04"),
    Entry(ModelPart.TEAM, Words("", "Responde ante la junta y ante el municipio. Busca el dinero y cuida que alcance."),
          Words("", "Answers to the board and the municipality. Finds the money and makes it last."), cited="Manual de puestos, 2024", post="general_management"),
    Entry(ModelPart.TEAM, Words("", "Mide los sistemas antes de cada obra y enseña a repararlos."),
          Words("", "Measures the systems before each work and teaches how to repair them."), cited="Manual de puestos, 2024", post="technical"),
    Entry(ModelPart.TEAM, Words("", "Visita a los comités, prepara las asambleas y guarda las actas."),
          Words("", "Visits the committees, prepares the assemblies and keeps the minutes."), cited="Manual de puestos, 2024", post="social"),
    Entry(ModelPart.TEAM, Words("", "Mide el cloro con las brigadas y dice qué hacer con cada lectura."),
          Words("", "Measures chlorine with the water monitors and says what to do with each reading."), cited="Manual de puestos, 2024", post="quality"),
    Entry(ModelPart.TEAM, Words("", "Lleva las cuentas y las pega en la pared dos veces al año."),
          Words("", "Keeps the accounts and puts them on the wall twice a year."), cited="Manual de puestos, 2024", post="accounting"),
    Entry(ModelPart.SERVICES, Words("Visita a cada comunidad", "Va al menos dos veces al año. Desde 2025 hay lista de visitas."),
          Words("It visits every community", "It goes at least twice a year. Since 2025 there is a list of visits."), source=0),
    Entry(ModelPart.SERVICES, Words("Mide el cloro y enseña a medirlo", "Cada ruta de brigadistas tiene su medidor."),
          Words("It measures chlorine and teaches how to measure it", "Each route of water monitors has its own meter."), agreement="AC-007"),
    Entry(ModelPart.SERVICES, Words("Ayuda a entregar el comité", "Lleva la hoja de entrega y testigos el día de la elección."),
          Words("It helps a committee hand over", "It brings the handover sheet and witnesses on the day of the election."), agreement="AC-012"),
    Entry(ModelPart.SERVICES, Words("Revisa las obras antes de comprar", "Mide el pozo, la bomba y la distancia."),
          Words("It checks works before anything is bought", "It measures the well, the pump and the distance."), agreement="AC-009"),
    Entry(ModelPart.SERVICES, Words("Guarda las actas", "Las regresa cuando alguien las pide."),
          Words("It keeps the minutes", "It gives them back when somebody asks."), agreement="AC-002"),
    Entry(ModelPart.MONEY, Words("La comunidad pone trabajo o cuota", "Se anota aunque no se le ponga precio."),
          Words("The community gives labour or a fee", "It is written down even when it has no price."), source=7),
    Entry(ModelPart.MONEY, Words("El municipio paga los sueldos", "Salen del presupuesto de cada año, con el vehículo y la gasolina."),
          Words("The municipality pays the salaries", "They come from the yearly budget, with the vehicle and the fuel."), cited="Presupuesto municipal, 2026"),
    Entry(ModelPart.MONEY, Words("Los aliados ponen lo que empieza", "Equipo, acompañamiento y talleres. Después se van retirando."),
          Words("Allies pay for the beginning", "Equipment, support and workshops. Then they step back."), source=7),
    Entry(ModelPart.MONEY, Words("Las cuentas se ven", "Se leen en asamblea y se pegan en la pared: había, se gastó, queda."),
          Words("The accounts are seen", "They are read in assembly and put on the wall: there was, was spent, is left."),
          lesson="AP-02", agreement="AC-006"),
    Entry(ModelPart.CONDITIONS, Words("Comités que quieran juntarse", "Aunque todavía no haya dinero."),
          Words("Committees that want to come together", "Even while there is no money yet."), source=0),
    Entry(ModelPart.CONDITIONS, Words("Un cabildo que acepte perder un poco de control", "Las comunidades deben tener voto de verdad."),
          Words("A town council that accepts to lose some control", "The communities must have a real vote."), agreement="AC-010"),
    Entry(ModelPart.CONDITIONS, Words("Alguien que acompañe y sepa hacerse a un lado", "Una asociación, una universidad o una parroquia."),
          Words("Somebody who accompanies and knows when to step aside", "An association, a university or a parish."), source=7),
    Entry(ModelPart.CONDITIONS, Words("Acuerdos escritos y leídos en voz alta", "Un papel firmado cruza los cambios de personas."),
          Words("Agreements in writing, read aloud", "A signed paper outlives the people who signed it."), lesson="AP-04"),
    Entry(ModelPart.MISTAKES, Words("Comprar antes de medir", "Una bomba quedó grande para su pozo. Ahora primero se va a ver."),
          Words("Buying before measuring", "A pump was too big for its well. Now somebody goes to see first."), lesson="AP-05"),
    Entry(ModelPart.MISTAKES, Words("Que una sola persona sepa dónde está todo", "Cuando se va, se van con ella las válvulas y las deudas."),
          Words("Letting one person alone know where everything is", "When that person leaves, so do the valves and the debts."), lesson="AP-01"),
    Entry(ModelPart.MISTAKES, Words("Mandar recados en lugar de ir a la asamblea", "Quien se entera por otros desconfía."),
          Words("Sending word instead of going to the assembly", "Whoever hears it from others distrusts."), lesson="AP-06"),
    Entry(ModelPart.MISTAKES, Words("Creer que un papel basta", "Donde pocas personas leen, lo importante se dice y se oye."),
          Words("Believing that paper is enough", "Where few people read, what matters is said and heard."), lesson="AP-07"),
    Entry(ModelPart.MISTAKES, Words("No pagar el pasaje de las brigadistas", "El cloro descansa en ellas desde el primer día."),
          Words("Not paying the fares of the water monitors", "Chlorine rests on them from the first day."), lesson="AP-03"),
    Entry(ModelPart.ROUTE, Words("Escuchar", "Visite a cada comunidad: quién da el agua, cuántas familias, qué problema hay."),
          Words("Listen", "Visit each community: who gives the water, how many families, what the problem is."),
          cited="Informe de la gerencia, 2022", months=(1, 6), needs=(_ELECTION,)),
    Entry(ModelPart.ROUTE, Words("Acordar y escribir", "Una asamblea decide asientos, votos y periodos. Se escribe y se lee."),
          Words("Agree and write", "An assembly decides seats, votes and terms. It is written and read aloud."),
          agreement="AC-005", months=(7, 12), needs=(_RULES, _TOWN)),
    Entry(ModelPart.ROUTE, Words("Empezar con dos personas", "Una visita y otra lleva las cuentas. Vehículo prestado."),
          Words("Begin with two people", "One visits and one keeps the accounts. The vehicle is borrowed."),
          cited="Informe de la gerencia, 2023", months=(13, 18), needs=(_CHLORINE, _COVENANT)),
    Entry(ModelPart.ROUTE, Words("Completar el equipo", "Entran los demás puestos y el dinero del municipio queda en su presupuesto."),
          Words("Complete the team", "The other posts come in and the money stands in the municipal budget."),
          cited="Informe de la gerencia, 2024", months=(19, 24)),
    Entry(ModelPart.ROUTE, Words("Sobrevivir al primer cambio", "Cada relevo de comité o de ayuntamiento entrega su carpeta."),
          Words("Survive the first change", "Each change of committee or council hands over its folder."),
          agreement="AC-008", months=(25, 36), needs=(_HANDOVER, _FOLDER)),
    Entry(ModelPart.CONTACTS, Words("Oficina del organismo", "Presta sus formatos y recibe visitas los días de asamblea."),
          Words("Office of the organism", "It lends its forms and receives visits on assembly days.")),
)  # fmt: skip

_M, _C, _A = Payer.MUNICIPALITY, Payer.COMMUNITIES, Payer.ALLY
_S, _Y = CostPhase.START, CostPhase.YEARLY
_PERSON = ("persona", "person")
COSTS = (
    Cost(_S, _A, ("Visitas de diagnóstico", "Visits to learn how things stand"), ("comunidad", "community"), "40", "900", 1,
         ("Un día por comunidad, dos personas", "One day for each community, two people")),
    Cost(_S, _A, ("Acompañamiento para crear la figura legal", "Support to create the legal figure"), ("mes", "month"), "1", "12000", 6,
         ("Medio tiempo de una persona de la asociación", "Half the time of one person of the association")),
    Cost(_S, _C, ("Comida de las asambleas de arranque", "Food for the first assemblies"), ("asamblea", "assembly"), "12", "1800", 1,
         ("La pone la comunidad que recibe", "The host community brings it")),
    Cost(_S, _M, ("Camioneta usada", "Second-hand pick-up"), ("vehículo", "vehicle"), "1", "165000", 1,
         ("El primer año puede ser prestada", "It may be borrowed in the first year")),
    Cost(_S, _M, ("Muebles y archivero", "Furniture and filing cabinet"), ("oficina", "office"), "1", "22000", 1,
         ("El municipio presta el cuarto", "The municipality lends the room")),
    Cost(_S, _A, ("Computadora e impresora", "Computer and printer"), ("equipo", "set"), "2", "14500", 1, ("Una para cuentas, una para campo", "One for accounts, one for the field")),
    Cost(_S, _A, ("Medidor de cloro", "Chlorine meter"), ("medidor", "meter"), "6", "1250", 1, ("Uno por ruta de brigadistas", "One for each route of water monitors")),
    Cost(_Y, _M, ("Gerencia general", "General management"), _PERSON, "1", "16500", 12, ("Sueldo con prestaciones", "Salary with benefits")),
    Cost(_Y, _M, ("Coordinación técnica", "Technical coordination"), _PERSON, "1", "13000", 12, ("Sueldo con prestaciones", "Salary with benefits")),
    Cost(_Y, _M, ("Coordinación social", "Social coordination"), _PERSON, "1", "13000", 12, ("Sueldo con prestaciones", "Salary with benefits")),
    Cost(_Y, _M, ("Calidad del agua", "Water quality"), _PERSON, "1", "12500", 12, ("Sueldo con prestaciones", "Salary with benefits")),
    Cost(_Y, _M, ("Contabilidad", "Accounts"), _PERSON, "0.5", "19000", 12, ("Medio tiempo", "Half time")),
    Cost(_Y, _M, ("Gasolina y reparación del vehículo", "Fuel and repairs"), ("vehículo", "vehicle"), "1", "7800", 12, ("Tres rutas por semana", "Three routes a week")),
    Cost(_Y, _M, ("Pasaje de brigadistas", "Fares of the water monitors"), ("ruta", "route"), "6", "650", 12, ("Acuerdo AC-011", "Agreement AC-011")),
    Cost(_Y, _A, ("Reactivos para medir cloro", "Reagents to measure chlorine"), ("comunidad", "community"), "40", "180", 2, ("Dos juegos por año", "Two sets a year")),
    Cost(_Y, _C, ("Comida de la asamblea general", "Food for the general assembly"), ("comité", "committee"), "40", "120", 1, ("Cada comité lleva la de su gente", "Each committee brings food for its people")),
    Cost(_Y, _A, ("Impresión de hojas y actas", "Printing of sheets and minutes"), ("comité", "committee"), "40", "95", 1, ("Papel y tinta de un año", "Paper and ink for a year")),
)  # fmt: skip
PRICED = "Precios preguntados en Agua Clara"
