from .audit import AuditEntry
from .invitations import Invitation
from .roles import Role
from .user import User, UserManager

__all__ = ["AuditEntry", "Invitation", "Role", "User", "UserManager"]
