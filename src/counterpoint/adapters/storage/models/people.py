"""Who uses this Counterpoint. There is no admin site: nobody looks into another person's rows."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


class People(BaseUserManager["Person"]):
    """Finds a person by the name they sign in with, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(username__iexact=username or "")


class Person(AbstractBaseUser):
    """One person with an account. The owner is whoever set this Counterpoint up; there is one at most."""

    username = models.CharField(max_length=64, unique=True)
    display_name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    is_owner = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["is_owner"], condition=models.Q(is_owner=True), name="one_owner_at_most"
            ),
            models.UniqueConstraint(Lower("username"), name="username_whatever_its_case"),
        ]

    def __str__(self) -> str:
        return self.display_name or self.username
