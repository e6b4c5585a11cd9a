from .contacts import Contact
from .membership import Membership, Representative, Seats, Tenure
from .organisations import Area, Audience, Organisation, OrganisationKind, Person
from .venues import Venue

__all__ = [
    "Area",
    "Audience",
    "Contact",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "Person",
    "Representative",
    "Seats",
    "Tenure",
    "Venue",
]
