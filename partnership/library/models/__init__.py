from .documents import PartnershipDocument
from .images import PartnershipImage, PartnershipRendition
from .proposals import DocumentProposal
from .versions import DocumentText, DocumentVersion, FormerAddress

__all__ = [
    "DocumentProposal",
    "DocumentText",
    "DocumentVersion",
    "FormerAddress",
    "PartnershipDocument",
    "PartnershipImage",
    "PartnershipRendition",
]
