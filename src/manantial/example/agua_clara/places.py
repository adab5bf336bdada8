"""The municipality and its forty communities."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """A community: its size, where it lies on the invented map, what is spoken and who gives water."""

    code: str
    name: str
    population: int
    households: int
    latitude: float
    longitude: float
    languages: tuple[str, ...] = ("es",)
    provider: str = "committee"
    state: str = "member"
    since: str = "2023"
    aliases: tuple[str, ...] = ()
    reserved: bool = False


# An invented outline, drawn by hand around the points below: longitude, latitude.
BOUNDARY = {
    "type": "Polygon",
    "coordinates": [
        [
            [-95.300, 13.930], [-95.262, 13.905], [-95.205, 13.912], [-95.150, 13.890], [-95.092, 13.908],
            [-95.040, 13.950], [-95.021, 14.010], [-95.035, 14.078], [-95.010, 14.130], [-95.048, 14.188],
            [-95.105, 14.205], [-95.160, 14.190], [-95.214, 14.212], [-95.270, 14.180], [-95.305, 14.118],
            [-95.288, 14.050], [-95.312, 13.990], [-95.300, 13.930],
        ]
    ],
}  # fmt: skip

PLACES = (
    Place("C-01", "El Carrizal", 412, 104, 14.151, -95.212, since="2023-01-29"),
    Place("C-02", "Ojo de Agua", 655, 161, 14.120, -95.180, since="2023-01-29", reserved=True),
    Place("C-03", "San José", 198, 49, 14.098, -95.228, since="2023-01-29", aliases=("San José El Alto",)),
    Place("C-04", "San José", 87, 22, 13.962, -95.072, since="2023-03", aliases=("San José de la Vega",)),
    Place("C-05", "Santa Lucía del Barro", 530, 133, 14.071, -95.121, since="2023-01-29"),
    Place("C-06", "Las Jarillas", 301, 77, 14.044, -95.201, since="2023-01-29"),
    Place("C-07", "Piedra Redonda", 142, 37, 14.020, -95.160, since="2023-02"),
    Place("C-08", "Nuevo Amanecer", 276, 70, 13.998, -95.232, since="2023-02"),
    Place("C-09", "La Ceiba Gorda", 733, 182, 13.979, -95.188, since="2023-01-29"),
    Place("C-10", "Cerro Pelón", 65, 17, 14.176, -95.149, since="2023-06"),
    Place("C-11", "Tierra Mojada", 488, 121, 14.137, -95.103, since="2023-01-29"),
    Place("C-12", "Ch'ul Ja'", 219, 48, 14.160, -95.068, ("tzo", "es"), since="2023-04"),
    Place("C-13", "Los Laureles", 350, 88, 14.110, -95.060, since="2023-02"),
    Place("C-14", "El Guayabo Seco", 118, 31, 14.085, -95.088, state="paused", since="2023-05"),
    Place("C-15", "La Pila", 246, 61, 14.052, -95.060, since="2023-02"),
    Place("C-16", "Rancho Viejo", 53, 14, 14.032, -95.095, since="2023-08"),
    Place("C-17", "Dos Arroyos", 391, 98, 14.008, -95.112, since="2023-01-29"),
    Place("C-18", "Yalem Tsʼiʼ", 164, 35, 14.180, -95.100, ("tzo",), since="2023-09"),
    Place("C-19", "El Mirador de Abajo", 207, 53, 13.985, -95.140, since="2023-03"),
    Place("C-20", "Monte Hondo", 129, 33, 13.958, -95.228, since="2023-05"),
    Place("C-21", "La Golondrina", 318, 79, 13.940, -95.192, since="2023-02"),
    Place("C-22", "Paso de Tablas", 271, 68, 13.932, -95.148, since="2023-02"),
    Place("C-23", "San Isidro El Nuevo", 190, 47, 13.925, -95.105, since="2023-06"),
    Place("C-24", "El Zapotal Chico", 97, 25, 13.985, -95.050, since="2024-02"),
    Place("C-25", "Peña Blanca de Arriba", 76, 20, 14.190, -95.196, since="2024-02"),
    Place("C-26", "La Sombra", 112, 29, 14.082, -95.168, since="2023-07"),
    Place("C-27", "Las Tinajas", 435, 109, 14.058, -95.245, since="2023-01-29"),
    Place("C-28", "Río Dormido", 158, 40, 14.133, -95.247, since="2023-07"),
    Place("C-29", "Buena Noche", 59, 16, 14.012, -95.265, since="2024-03"),
    Place("C-30", "El Cántaro", 367, 92, 13.968, -95.262, since="2023-02"),
    Place("C-31", "Lomas del Viento", 141, 36, 14.165, -95.240, since="2024-03"),
    Place("C-32", "Pozo Hondo", 224, 56, 14.104, -95.140, since="2023-03"),
    Place("C-33", "Flor de Café", 283, 71, 14.150, -95.172, since="2023-03"),
    Place("C-34", "La Hormiga", 45, 12, 14.035, -95.128, since="2025-02"),
    Place("C-35", "El Jocote Solo", 81, 21, 13.915, -95.180, since="2025-02"),
    Place("C-36", "Tres Cruces", 205, 52, 14.090, -95.268, state="contacted", since="2025", provider="committee"),
    Place("C-37", "Vado Ancho", 172, 43, 13.950, -95.118, since="2023-06"),
    Place("C-38", "El Panteón Viejo", 390, 97, 14.068, -95.086, state="in_process", since="2026-02"),
    Place("C-39", "Agua Clara", 604, 150, 14.026, -95.182, since="2023-01-29", aliases=("Agua Clara Centro",)),
    Place("C-40", "Los Cinco Hermanos", 8, 2, 14.202, -95.170, since="2025-08"),
)  # fmt: skip

SOURCE = "Lista de trabajo del organismo de Agua Clara (ejemplo inventado), 2026"
