"""Localities of Berriozábal with 71 inhabitants or more, Census 2020, and what the whole municipality adds up to.

Source: INEGI, Censo de Población y Vivienda 2020, principales resultados por localidad (ITER). The 44 rural ones are
the largest of 305; the official key, scope, altitude and dwellings are typed only where they are known to us.
"""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """A locality: name, inhabitants, latitude, longitude and, when known, key, scope, metres and dwellings."""

    name: str
    population: int
    latitude: float
    longitude: float
    cvegeo: str = ""
    scope: str = ""
    altitude: int | None = None
    dwellings: int | None = None


LOCALITIES = (
    Place("Berriozábal", 36_084, 16.800321, -93.273271, "070120001", "U", 908, 8_698),
    Place("Ciudad Maya", 7_354, 16.738859, -93.314385, "070120746", "U", 988, 2_231),
    Place("Santa Inés Buenavista", 2_524, 16.752164, -93.274973, "070120744", "R", 922, 703),
    Place("La Libertad", 1_896, 16.786706, -93.208509, "070120306", "R", 694, 529),
    Place("Ignacio Zaragoza", 1_607, 16.977088, -93.345684, "070120053", "R", 517, 372),
    Place("Las Maravillas", 1_393, 16.957799, -93.320607, "070120059", "R", 275, 387),
    Place("Independencia", 1_129, 16.766834, -93.268687, "070120761", "R", 926, 321),
    Place("Tierra y Libertad", 733, 16.83747, -93.323288),
    Place("Efraín A. Gutiérrez", 716, 16.882055, -93.296371),
    Place("El Sabino", 649, 16.781299, -93.209641),
    Place("Amendu", 647, 16.835669, -93.31606),
    Place("San Jeronimo (Solidaridad)", 502, 16.769423, -93.261285),
    Place("Berlín", 471, 16.822312, -93.347762),
    Place("La Caridad", 362, 16.799282, -93.238252),
    Place("Nuevo Montecristo", 356, 16.937346, -93.307703),
    Place("Vistahermosa", 354, 16.843838, -93.301267),
    Place("La Nueva Esperanza", 323, 16.824941, -93.339021),
    Place("Colonia Ejidal", 319, 16.775551, -93.277363),
    Place("Revolución", 296, 16.920578, -93.351019),
    Place("Benito Juárez", 295, 16.96204, -93.361076),
    Place("El Sabinito", 291, 16.810311, -93.326427),
    Place("El Palmar", 247, 16.778743, -93.286896),
    Place("Joaquín Miguel Gutiérrez", 239, 16.935121, -93.348832),
    Place("El Clavel", 234, 16.880212, -93.40155),
    Place("Las Camelias", 227, 16.876074, -93.401669),
    Place("Santa Martha", 195, 16.79179, -93.366698),
    Place("Lindos Aires", 195, 16.80124, -93.247808),
    Place("El Danubio", 190, 16.957858, -93.357666),
    Place("San Pedro Bombano", 181, 16.754503, -93.300629),
    Place("Nuevo Chacacal", 167, 16.973049, -93.312899),
    Place("San Francisco", 164, 16.77264, -93.281426),
    Place("Buenavista", 133, 16.972927, -93.365387),
    Place("San Isidro", 122, 16.727101, -93.274869),
    Place("El Paraíso", 121, 16.870398, -93.400499),
    Place("El Peniel", 116, 16.753184, -93.30896),
    Place("Selva los Sabinos", 115, 16.791345, -93.218846),
    Place("Unión Hidalgo", 108, 16.973526, -93.397398),
    Place("Benito Quezada", 102, 16.879529, -93.395423),
    Place("Cuchumbac", 101, 16.859485, -93.308209),
    Place("Río Blanco", 100, 16.937466, -93.310352),
    Place("San Antonio Bombano", 97, 16.754178, -93.306196),
    Place("Santa Inés Bellavista", 96, 16.761984, -93.280192),
    Place("El Divisadero", 95, 16.900439, -93.384056),
    Place("Nuevo Progreso", 95, 16.974053, -93.349539),
    Place("El Caracol", 89, 16.892474, -93.332895),
    Place("El Tirol", 81, 16.882349, -93.323186),
    Place("El Nuevo Triunfo (El Espadín)", 71, 17.003925, -93.318611),
)
