"""Public figures of Berriozábal beside those of the project page, each with its source: rivals stay side by side.

What the press says is cited as press and never as data; what is deduced shows its arithmetic.
"""

from __future__ import annotations

from typing import NamedTuple

CENSUS = "INEGI, Censo de Población y Vivienda 2020, principales resultados por localidad (ITER)"
CENSUS_TABLES = "INEGI, Censo de Población y Vivienda 2020"
CONAPO = "CONAPO, índice de marginación por municipio {year}"
PRESS = "Prensa local, hacia 2023 (citada como prensa)"
PAGE = "Página del proyecto «Managing water in partnership»"
ARTICLE = "Artículo de Cántaro Azul sobre el OMSCAS"


class Stated(NamedTuple):
    """A value of an indicator as a source gives it."""

    code: str
    value: str
    unit: str
    source: str
    source_kind: str
    year: str = ""
    definition: str = ""
    method: str = ""
    numerator: str = ""
    denominator: str = ""
    lower_bound: bool = False


class Measured(NamedTuple):
    """An indicator that the project page does not print."""

    code: str
    name: str
    unit: str
    name_en: str
    definition: str = ""


INDICATORS = (
    Measured("rural_without_water", "Zonas rurales sin agua", "%", "Rural areas without water",
             "Cada fuente mide otra cosa: viviendas, familias u ocupantes. Se muestran juntas, sin promediar."),
    Measured("rural_water_access", "Zonas rurales con servicio de agua", "%", "Rural areas with a water service",
             "Cada fuente mide otra cosa: viviendas con tubería o personas con acceso. No se convierten entre sí."),
    Measured("communities_with_brigades", "Comunidades con brigadas de mujeres", "comunidades",
             "Communities with women's brigades"),
    Measured("communities_in_assembly", "Comunidades en una asamblea general", "comunidades",
             "Communities at a general assembly"),
    Measured("occupied_dwellings", "Viviendas habitadas del municipio", "viviendas", "Occupied dwellings"),
    Measured("dwellings_with_piped_water", "Viviendas del municipio con agua entubada", "viviendas",
             "Dwellings with piped water"),
    Measured("homes_with_mobile", "Hogares con teléfono celular", "hogares", "Households with a mobile phone"),
    Measured("homes_with_internet", "Hogares con internet", "hogares", "Households with internet"),
    Measured("homes_with_tank", "Viviendas con tinaco", "viviendas", "Dwellings with a roof tank"),
    Measured("homes_with_cistern", "Viviendas con cisterna", "viviendas", "Dwellings with a cistern"),
    Measured("women_headed_homes", "Hogares encabezados por una mujer", "hogares", "Households headed by a woman"),
    Measured("illiterate_adults", "Personas de 15 años o más que no saben leer", "personas", "Illiterate adults"),
    Measured("missing_rural_dwellings", "Viviendas rurales que faltan para llegar al 80 %", "viviendas",
             "Rural dwellings lacking to reach 80 %"),
)  # fmt: skip

STATED = (
    Stated("municipal_population", "43179", "habitantes", CONAPO.format(year=2010), "census", "2010"),
    Stated("municipal_population", "51722", "habitantes", CONAPO.format(year=2015), "census", "2015"),
    Stated("municipal_population", "64632", "habitantes", CENSUS, "census", "2020", method="total del municipio"),
    Stated("population_in_small_localities", "18670", "habitantes", CENSUS, "census", "2020",
           "En 305 localidades.", "suma de las localidades menores de 2,500 habitantes"),
    Stated("population_in_small_localities", "17808", "habitantes", f"{CENSUS}, recuento propio", "computed", "2020",
           "Solo las 120 localidades rurales de 10 habitantes o más.", "suma de localidades de 10 a 2,499 habitantes"),
    Stated("population_in_small_localities", "16020", "habitantes", f"{CENSUS}, recuento propio", "computed", "2020",
           "Solo las 44 localidades rurales más grandes (71 habitantes o más).", "suma de las 44 más grandes"),
    Stated("population_in_small_localities", "17800", "habitantes", PRESS, "press", "2023", "Cifra redonda de la prensa."),
    Stated("small_localities", "305", "localidades", CENSUS, "census", "2020",
           "Todas las localidades menores de 2,500 habitantes, también ranchos de una vivienda.",
           "se cuentan todas, también los ranchos"),
    Stated("small_localities", "48", "localidades", PRESS, "press", "2023", "Localidades con comité, según la prensa."),
    Stated("small_localities", "200", "localidades", PRESS, "press", "2023", "«Más de 200 comunidades».",
           lower_bound=True),
    Stated("share_in_small_localities", "28.9", "%", CENSUS, "census", "2020", "",
           "población rural entre población total", "18670", "64632"),
    Stated("rural_without_water", "34", "% de viviendas", PAGE, "page", "", "Viviendas rurales sin agua entubada."),
    Stated("rural_without_water", "40", "% de familias", PAGE, "page", "",
           "«4 de cada 10 familias» de zonas rurales sin agua en casa.", "", "4", "10"),
    Stated("rural_without_water", "39.5", "% de ocupantes", "Estimación por diferencia con datos de INEGI y CONAPO 2020",
           "computed", "2020",
           "Personas sin agua entubada fuera de las dos ciudades; incluye Santa Inés Buenavista.",
           "17.0 % de 64,632 menos 2,508 de las ciudades, entre 21,448", "8478", "21448"),
    Stated("rural_without_water", "21.3", "% de personas", PRESS, "press", "2023",
           "Lo que falta para 14,000 de 17,800 personas con acceso.", "100 − 14,000 ÷ 17,800", "3800", "17800"),
    Stated("rural_water_access", "66", "% de viviendas", PAGE, "page", "",
           "Viviendas rurales con agua entubada: lo que resta del 34 % sin ella.", "100 − 34"),
    Stated("rural_water_access", "78.7", "% de personas", PRESS, "press", "2023",
           "14,000 de 17,800 habitantes rurales con acceso.", "14,000 ÷ 17,800", "14000", "17800"),
    Stated("board_community_share", "57.1", "% de los votos", "Deducción de los lugares impresos en la página", "computed",
           "", "Si las dos asociaciones civiles no votan: 8 de 14.", "8 ÷ 14", "8", "14"),
    Stated("communities_with_brigades", "41", "comunidades", PRESS, "press", "2023", "De 5 a 6 mujeres por comunidad."),
    Stated("communities_in_assembly", "15", "comunidades", ARTICLE, "press", "",
           "Comunidades nombradas en una asamblea de más de 57 personas.", lower_bound=True),
    Stated("occupied_dwellings", "16200", "viviendas", CENSUS_TABLES, "census", "2020"),
    Stated("dwellings_with_piped_water", "13408", "viviendas", CENSUS_TABLES, "census", "2020",
           "De 16,192 hogares censales, todo el municipio.", "", "13408", "16192"),
    Stated("homes_with_mobile", "13874", "hogares", CENSUS_TABLES, "census", "2020", "", "", "13874", "16192"),
    Stated("homes_with_internet", "5751", "hogares", CENSUS_TABLES, "census", "2020", "", "", "5751", "16192"),
    Stated("homes_with_tank", "11203", "viviendas", CENSUS_TABLES, "census", "2020"),
    Stated("homes_with_cistern", "8505", "viviendas", CENSUS_TABLES, "census", "2020"),
    Stated("women_headed_homes", "4676", "hogares", CENSUS_TABLES, "census", "2020", "", "", "4676", "16192"),
    Stated("illiterate_adults", "4424", "personas", CENSUS_TABLES, "census", "2020"),
    Stated("missing_rural_dwellings", "655", "viviendas", "Deducción de la página y del censo 2020", "computed", "2020",
           "De 66 % a 80 % de unas 4,680 viviendas rurales.",
           "18,670 ÷ 3.99 personas por vivienda × (80 − 66) %"),
)  # fmt: skip

#: the municipal index of CONAPO by year: column of the source, values of 2010, 2015 and 2020
MARGINATION = {
    "ANALF": ("17.29", "11.64", "10.00"),
    "SBASC": ("64.79", "54.03", "46.23"),
    "OVSDE": ("7.82", "3.61", "2.78"),
    "OVSEE": ("7.93", "1.60", "1.02"),
    "OVSAE": ("35.59", "17.17", "17.00"),
    "OVPT": ("17.89", "9.51", "9.81"),
    "VHAC": ("57.66", "46.91", "35.78"),
    "PL5000": ("34.86", "34.86", "32.79"),
    "PO2SM": ("61.84", "57.02", "80.82"),
}
MARGINATION_YEARS = (2010, 2015, 2020)
