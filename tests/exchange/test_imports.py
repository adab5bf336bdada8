"""Files of others enter whole or not at all, twice is the same as once, and the report says what and why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from manantial.alliance.models import Alliance
from manantial.alliance.tenancy import working_for
from manantial.example.berriozabal import build
from manantial.exchange.actions import import_file
from manantial.exchange.actions.report import Status
from manantial.exchange.readers import Unreadable, quiet
from manantial.ledger.models import Entry
from manantial.project.models import Project, ProjectPerson
from manantial.territory.models import Community, CommunityLocality, Locality, Municipality
from manantial.water.models import Figure

DATA = Path(__file__).parent.parent / "data"
CENSUS = DATA / "iter_ejemplo_07CSV20.csv"


@pytest.fixture
def san_ejemplo(alliance: Alliance) -> Municipality:
    return Municipality.objects.create(name="San Ejemplo", state="Chiapas", home=True)


@pytest.fixture
def berriozabal(db: None) -> Iterator[Alliance]:
    made = build(progress=quiet)
    with working_for(made):
        yield made


def test_a_census_becomes_localities_and_sums(san_ejemplo: Municipality, now: datetime) -> None:
    report = import_file(CENSUS, by=None, now=now)
    assert report.counts == {"new": 10, "changed": 0, "unchanged": 0, "skipped": 3, "note": 0}
    assert Locality.objects.count() == 5
    assert Municipality.objects.get().inegi_key == "07999"
    values = {one.indicator.code: one.value for one in Figure.objects.select_related("indicator")}
    assert values == {
        "municipal_population": "3331",
        "population_in_small_localities": "131",
        "small_localities": "4",
        "share_in_small_localities": "3.9",
        "rural_homes_with_piped_water": "62.9",
    }
    piped = Figure.objects.get(indicator__code="rural_homes_with_piped_water")
    assert (piped.numerator, piped.denominator) == ("22", "35")
    assert "sin contar 1 con dato reservado" in piped.method
    entry = Entry.objects.get(verb="census.imported")
    assert entry.facts["new"] == 10


def test_the_same_census_again_changes_nothing(san_ejemplo: Municipality, now: datetime, tmp_path: Path) -> None:
    import_file(CENSUS, by=None, now=now)
    entries = Entry.objects.count()
    again = import_file(CENSUS, by=None, now=now)
    assert (again.counts["new"], again.counts["changed"], again.counts["unchanged"]) == (0, 0, 10)
    latin = tmp_path / "otra.csv"
    latin.write_bytes(CENSUS.read_text(encoding="utf-8").encode("latin-1"))
    assert import_file(latin, by=None, now=now).counts["changed"] == 0
    assert Entry.objects.count() == entries


def test_a_poorer_copy_takes_nothing_away(san_ejemplo: Municipality, now: datetime, tmp_path: Path) -> None:
    import_file(CENSUS, by=None, now=now)
    poor = tmp_path / "reducida.csv"
    poor.write_text(
        "NOM_ENT,NOM_MUN,NOM_LOC,lat,lon,POBTOT\n"
        "Chiapas,San Ejemplo,San Ejemplo,16.800321,-93.273271,3200\n"
        "Chiapas,San Ejemplo,Peña Negra,16.816667,-93.283333,90\n"
        "Chiapas,San Ejemplo,San José,16.833333,-93.3,33\nChiapas,San Ejemplo,San José,16.85,-93.316667,4\n"
        "Chiapas,San Ejemplo,Rancho Total,16.866667,-93.333333,4\nChiapas,Otro,San José,16.1,-93.1,50\n",
        encoding="utf-8",
    )
    report = import_file(poor, by=None, now=now)
    assert (report.counts["new"], report.counts["changed"], report.counts["skipped"]) == (0, 0, 1)
    kept = Locality.objects.get(cvegeo="079990002")
    assert kept.figures["VPH_AGUADV"] == 20
    assert kept.altitude == 700


def test_withheld_values_stay_withheld(san_ejemplo: Municipality, now: datetime) -> None:
    import_file(CENSUS, by=None, now=now)
    small = Locality.objects.get(cvegeo="079990004")
    assert "VPH_AGUADV" in small.suppressed
    assert "VPH_AGUADV" not in small.figures
    assert small.dwellings is None


def test_a_community_is_proposed_and_never_linked_by_its_name(san_ejemplo: Municipality, now: datetime) -> None:
    Community.objects.create(municipality=san_ejemplo, code="C-01", name="San Jose")
    Community.objects.create(municipality=san_ejemplo, code="C-02", name="Lejana")
    report = import_file(CENSUS, by=None, now=now)
    notes = [str(one) for one in report.of(Status.NOTE)]
    assert notes == ["C-01 San Jose: puede ser San José / San José; enlácela en Comunidades si lo es"]
    assert not CommunityLocality.objects.exists()


def test_a_part_of_a_census_is_not_added_up(san_ejemplo: Municipality, now: datetime, tmp_path: Path) -> None:
    part = tmp_path / "parte.csv"
    part.write_text("".join(CENSUS.read_text(encoding="utf-8").splitlines(keepends=True)[:4]), encoding="utf-8")
    report = import_file(part, by=None, now=now)
    assert "dice 3,331 y las localidades suman 3,200" in report.lines()[-1]
    assert not Figure.objects.exists()


def test_a_fault_in_the_last_row_leaves_nothing(san_ejemplo: Municipality, now: datetime, tmp_path: Path) -> None:
    broken = tmp_path / "rota.csv"
    broken.write_text(
        CENSUS.read_text(encoding="utf-8") + "07,Chiapas,999,San Ejemplo,0006,X,,,,mil,,,,,\n", encoding="utf-8"
    )
    with pytest.raises(Unreadable, match="Línea 11: en POBTOT se esperaba un número y dice «mil»"):
        import_file(broken, by=None, now=now)
    assert not Locality.objects.exists()
    assert not Entry.objects.exists()


def test_a_census_without_our_municipality_is_refused(alliance: Alliance, now: datetime) -> None:
    with pytest.raises(Unreadable, match="Primero registre el municipio"):
        import_file(CENSUS, by=None, now=now)
    Municipality.objects.create(name="San Ejemplo", state="Oaxaca", home=True)
    with pytest.raises(Unreadable, match="no hay localidades de San Ejemplo"):
        import_file(CENSUS, by=None, now=now)


def test_a_page_enters_through_the_same_door(alliance: Alliance, now: datetime) -> None:
    report = import_file(DATA / "pagina.yaml", by=None, now=now)
    assert report.counts["new"] > 20
    again = import_file(DATA / "pagina.yaml", by=None, now=now)
    assert (again.counts["new"], again.counts["changed"]) == (0, 0)
    assert Project.objects.get().title == "Agua para San Ejemplo"
    data = json.loads(json.dumps(report.as_dict()))
    assert data["format"] == "dossier_page"
    assert data["counts"]["new"] == len(data["items"]["new"])
    assert Entry.objects.count() == 1


def test_limits_are_drawn_for_our_municipality_only(san_ejemplo: Municipality, now: datetime, tmp_path: Path) -> None:
    ring = [[-93.0, 16.0], [-92.0, 16.0], [-92.0, 17.0], [-93.0, 16.0]]
    features = [
        {"type": "Feature", "properties": {"cvegeo": key, "nom_ent": "Chiapas", "nom_mun": name},
         "geometry": {"type": "Polygon", "coordinates": [ring]}}
        for key, name in (("07999", "San Ejemplo"), ("07001", "Otro"))
    ]  # fmt: skip
    path = tmp_path / "l.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    assert import_file(path, by=None, now=now).counts["new"] == 1
    assert import_file(path, by=None, now=now).counts == {
        "new": 0,
        "changed": 0,
        "unchanged": 1,
        "skipped": 1,
        "note": 0,
    }
    kept = Municipality.objects.get()
    assert kept.boundary["type"] == "Polygon"
    assert kept.inegi_key == "07999"


def test_the_example_carries_public_facts_and_no_person(berriozabal: Alliance) -> None:
    assert Locality.objects.count() == 47
    assert not ProjectPerson.objects.exists()
    assert not Community.objects.exists()
    rivals = Figure.objects.filter(indicator__code="small_localities").values_list("value", flat=True)
    assert sorted(rivals) == ["200", "305", "44", "48"]


def test_the_real_page_over_the_example_is_unchanged_but_for_its_two_persons(
    berriozabal: Alliance, now: datetime, shared_data: Path
) -> None:
    report = import_file(shared_data / "dossier" / "berriozabal_project.yaml", by=None, now=now)
    assert report.counts == {"new": 2, "changed": 0, "unchanged": 88, "skipped": 0, "note": 2}
    assert [one.what.split()[0] for one in report.of(Status.NEW)] == ["Persona", "Persona"]
    assert not ProjectPerson.objects.filter(may_show=True).exists()


def test_the_real_census_over_the_example(berriozabal: Alliance, now: datetime, shared_data: Path) -> None:
    folder = shared_data / "census"
    report = import_file(folder / "iter2020_07012_berriozabal_70col.csv", by=None, now=now)
    assert Locality.objects.count() == 308
    assert report.counts["new"] == 308 - 47
    assert report.counts["skipped"] == 2
    rural = Locality.objects.filter(population__lt=2500)
    assert (rural.count(), sum(rural.values_list("population", flat=True))) == (305, 18_670)
    sabino = Locality.objects.filter(name="El Sabino")
    assert sabino.count() == 2
    assert Figure.objects.filter(indicator__code="small_localities", value="305").count() == 1
    again = import_file(folder / "localidades_chiapas_2020.csv", by=None, now=now)
    assert (again.counts["new"], again.counts["changed"]) == (0, 0)
    assert again.counts["skipped"] == 21_157 - 308


def test_the_real_marginalisation_and_limits_over_the_example(
    berriozabal: Alliance, now: datetime, shared_data: Path
) -> None:
    table = import_file(shared_data / "census" / "chiapas_municipios_marginacion_2010_2020.csv", by=None, now=now)
    assert (table.counts["new"], table.counts["unchanged"], table.counts["skipped"]) == (0, 27, 357)
    limits = import_file(shared_data / "boundaries" / "chiapas_municipios_2020.geojson", by=None, now=now)
    assert (limits.counts["new"], limits.counts["skipped"]) == (1, 123)
