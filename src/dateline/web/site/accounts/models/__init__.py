"""What is stored of accounts."""

from dateline.web.site.accounts.models.invitation import Invitation
from dateline.web.site.accounts.models.sign_in import SignIn
from dateline.web.site.accounts.models.user import User

__all__ = ["Invitation", "SignIn", "User"]
