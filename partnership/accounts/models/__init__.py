from .approval import SecondReader
from .audit import AuditEntry
from .invitations import Invitation
from .rates import Rate
from .roles import Role
from .user import User, UserManager

__all__ = ["AuditEntry", "Invitation", "Rate", "Role", "SecondReader", "User", "UserManager"]
