"""What a backup says of the generation, and what becomes of it in a restored site."""

from .models import Generation


def generation():
    """Return the number of the present generation."""
    return Generation.present().number


def raise_generation():
    """Begin a generation in which no page that was kept before is shown."""
    Generation.renew(takes_back=True)


FACTS = {"generation": generation}
AFTER_RESTORE = [raise_generation]
