"""Addresses of the account pages. Of allauth's own only those are here that work without mail and sign-up."""

from __future__ import annotations

from allauth.account import views
from django.urls import URLPattern, URLResolver, include, path

from counterpoint.doors.web.accounts import pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", pages.account, name="account"),
    path("accounts/invite/", pages.invite, name="account-invite"),
    path("accounts/invite/<int:pk>/withdraw/", pages.withdraw, name="account-withdraw"),
    path("accounts/leave/", pages.leave, name="account-leave"),
    path("accounts/gone/", pages.gone, name="account-gone"),
    path("welcome/<str:secret>/", pages.welcome, name="welcome"),
    path("accounts/login/", views.login, name="account_login"),
    path("accounts/logout/", views.logout, name="account_logout"),
    path("accounts/inactive/", views.account_inactive, name="account_inactive"),
    path("accounts/reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("accounts/password/", pages.password, name="account_change_password"),
    path("accounts/forgotten/", pages.forgotten, name="account_reset_password"),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/sessions/", include("allauth.usersessions.urls")),
]
