"""Somebody with an account. The e-mail address is the name to sign in with; there is no user name."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from dateline.web.rights import Right, Role

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class UserQuerySet(models.QuerySet["User"]):
    """Named questions about accounts."""

    def in_use(self) -> UserQuerySet:
        """Those that can sign in."""
        return self.filter(is_active=True)

    def with_role(self, role: Role) -> UserQuerySet:
        """Those who have `role`."""
        return self.filter(groups__name=role)

    def with_roles_loaded(self) -> UserQuerySet:
        """The same, with their roles in one query more, however many they are."""
        return self.prefetch_related("groups")


_Manager = models.Manager.from_queryset(UserQuerySet)


class UserManager(_Manager["User"]):
    """Makes accounts."""

    def create_user(self, email: str, password: str | None = None, *, name: str = "") -> User:
        """A new account without roles; without a password it cannot be signed in to with one."""
        user = self.model(email=self.normalize_email(email), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """The account of an address, in whatever case it is written."""
        return self.get(email=self.normalize_email(username))

    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        """The one way in which an address is stored: lower case throughout.

        Strictly, what stands before the @ may differ by case. No provider lets it, and people write both.
        """
        return (email or "").strip().lower()


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody with an account."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(
        _("e-mail address"),
        unique=True,
        error_messages={"unique": _("There is an account with this e-mail address already.")},
    )
    name = models.CharField(_("name"), max_length=100, blank=True)
    is_active = models.BooleanField(_("in use"), default=True)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    class Meta:
        """How it lies in the database, and the rights that are given by it."""

        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ("email",)
        default_permissions = ()
        permissions = tuple((right.codename, right.label) for right in Right)
        constraints = (
            models.CheckConstraint(
                # Rights come from the table of roles; nobody stands above it.
                name="account_no_superuser",
                condition=models.Q(is_superuser=False),
            ),
            models.CheckConstraint(
                name="account_email_lower",
                condition=models.Q(email=Lower("email")) & ~models.Q(email=""),
                violation_error_message=_("An e-mail address is stored in lower case."),
            ),
        )

    def __str__(self) -> str:
        return self.name or self.email

    def clean(self) -> None:
        """Bring the address into the form in which it is stored."""
        super().clean()
        self.email = UserManager.normalize_email(self.email)

    def get_full_name(self) -> str:
        """What others see: the name, or the address where none was given."""
        return str(self)

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles, in the order in which the newsroom lists them."""
        names = {group.name for group in self.groups.all()}
        return tuple(role for role in Role if role in names)

    @property
    def role_labels(self) -> tuple[StrOrPromise, ...]:
        """The roles as the screens name them."""
        return tuple(role.label for role in self.roles)
