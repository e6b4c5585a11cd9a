"""What every template may use: the partnership and the pages around the current one."""

from django.utils.functional import SimpleLazyObject

from .models import PartnershipSettings
from .navigation import Navigation


def furniture(request):
    """Context processor: ``partnership`` and ``navigation``, fetched only where they are used.

    A visit to a page has fetched both already: templates read them faster than through a proxy.
    """
    if hasattr(request, "navigation"):
        return {
            "partnership": PartnershipSettings.for_request(request),
            "navigation": request.navigation,
        }
    return {
        "partnership": SimpleLazyObject(lambda: PartnershipSettings.for_request(request)),
        "navigation": SimpleLazyObject(lambda: Navigation.for_request(request)),
    }
