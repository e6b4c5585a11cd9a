from .entries import Entry, Passage
from .promotions import Promotion
from .synonyms import Synonyms
from .vain import VainSearch

__all__ = ["Entry", "Passage", "Promotion", "Synonyms", "VainSearch"]
