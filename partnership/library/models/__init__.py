from .documents import PartnershipDocument
from .images import PartnershipImage, PartnershipRendition
from .versions import DocumentText, DocumentVersion, FormerAddress

__all__ = [
    "DocumentText",
    "DocumentVersion",
    "FormerAddress",
    "PartnershipDocument",
    "PartnershipImage",
    "PartnershipRendition",
]
