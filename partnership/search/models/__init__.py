from .empty_searches import EmptySearch
from .entries import Entry, Passage
from .promotions import Promotion
from .synonyms import Synonyms

__all__ = ["Entry", "Passage", "Promotion", "Synonyms", "EmptySearch"]
