"""What every template may use: the partnership and the pages around the current one."""

from django.utils.functional import SimpleLazyObject

from .models import PartnershipSettings
from .navigation import Navigation


def furniture(request):
    """Context processor: ``partnership`` and ``navigation``, fetched only where they are used."""
    return {
        "partnership": SimpleLazyObject(lambda: PartnershipSettings.for_request(request)),
        "navigation": SimpleLazyObject(lambda: Navigation.for_request(request)),
    }
