"""Coding: the page of a voice with its small answers, the codebook, and memos."""

from django.urls import path

from manantial.meaning.web.coding import bench, codebook, finishing, memos, reshaping

ADDRESSES = [
    path("mesa/voces/<uuid:pk>/codificar/", bench.coding_page, name="coding"),
    path("mesa/voces/<uuid:pk>/codificar/parte/", bench.coding_part, name="coding_part"),
    path("mesa/voces/<uuid:pk>/codificar/hacer/", bench.coding_do, name="coding_do"),
    path("mesa/voces/<uuid:pk>/codificar/novedades/", bench.coding_news, name="coding_news"),
    path("mesa/voces/<uuid:pk>/codificar/terminar/", finishing.coding_finished, name="coding_finished"),
    path("mesa/codigos/avance/", finishing.coding_progress, name="coding_progress"),
    path("mesa/codigos/", codebook.codes_page, name="codes"),
    path("mesa/codigos/del-plan/", codebook.plan_codes, name="plan_codes"),
    path("mesa/codigos/versiones/", codebook.versions_page, name="codebook_versions"),
    path("mesa/codigos/ordenar/", reshaping.codes_place, name="codes_place"),
    path("mesa/codigos/deshacer/", reshaping.codes_undo, name="codes_undo"),
    path("mesa/codigos/papel/", codebook.codebook_print, name="codebook_paper"),
    path("mesa/codigos/<uuid:pk>/", codebook.code_page, name="code"),
    path("mesa/codigos/<uuid:pk>/partir/", reshaping.code_split, name="code_split"),
    path("mesa/codigos/<uuid:pk>/hacer/", codebook.code_do, name="code_do"),
    path("mesa/memos/", memos.memo_list, name="memos"),
    path("mesa/memos/<uuid:pk>/cambiar/", memos.memo_change, name="memo_change"),
    path("mesa/memos/<slug:kind>/<uuid:pk>/", memos.memo_page, name="memo_page"),
    path("mesa/memos/<slug:kind>/<uuid:pk>/escribir/", memos.memo_write, name="memo_write"),
]
