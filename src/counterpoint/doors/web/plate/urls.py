"""Addresses of the plate."""

from __future__ import annotations

from django.urls import path

from counterpoint.doors.web.plate import deciding, pages, picture

urlpatterns = [
    path("plate/", pages.plate, name="plate"),
    path("plate/lines/", pages.lines, name="plate-lines"),
    path("plate/back/", pages.put_back, name="plate-put-back"),
    path("plate/sweet-spots/", picture.page, name="sweet-spots"),
    path("plate/new/", pages.add, name="commitment-add"),
    path("plate/one/<str:id>/", pages.one, name="commitment"),
    path("plate/one/<str:id>/say/", pages.say, name="commitment-say"),
    path("plate/one/<str:id>/change/", pages.change, name="commitment-change"),
    path("plate/one/<str:id>/remove/", pages.remove, name="commitment-remove"),
    path("plate/one/<str:id>/decide/", deciding.decide, name="commitment-decide"),
    path("plate/decided/<str:id>/back/", deciding.take_back, name="decided-back"),
    path("plate/bridges/new/", pages.add_bridge, name="bridge-add"),
    path("plate/bridges/<str:id>/", pages.change_bridge, name="bridge-change"),
    path("plate/bridges/<str:id>/remove/", pages.remove_bridge, name="bridge-remove"),
]
