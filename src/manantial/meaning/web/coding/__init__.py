"""The page where a voice is coded: sound, words and codes in one screen, and the small answers behind it."""

from django.urls import path

from manantial.meaning.web.coding import bench

ADDRESSES = [
    path("mesa/voces/<uuid:pk>/codificar/", bench.coding_page, name="coding"),
    path("mesa/voces/<uuid:pk>/codificar/hacer/", bench.coding_do, name="coding_do"),
    path("mesa/voces/<uuid:pk>/codificar/novedades/", bench.coding_news, name="coding_news"),
]
