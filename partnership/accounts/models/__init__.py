from .audit import AuditEntry
from .rates import Rate
from .user import User, UserManager

__all__ = ["AuditEntry", "Rate", "User", "UserManager"]
