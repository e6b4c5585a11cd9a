from .documents import (
    DocumentText,
    DocumentVersion,
    FormerAddress,
    PartnershipDocument,
)
from .images import PartnershipImage, PartnershipRendition

__all__ = [
    "DocumentText",
    "DocumentVersion",
    "FormerAddress",
    "PartnershipDocument",
    "PartnershipImage",
    "PartnershipRendition",
]
