"""The page that ‘Worried about a child?’ opens stays public until another page is chosen."""

from django.shortcuts import redirect
from wagtail.admin import messages

from .models import PartnershipSettings


def keep_report_page(request, pages, done, with_descendants):
    """Return a response that refuses to have ``pages`` ``done`` ('deleted'), or None.

    ``with_descendants`` says whether the same is to be done to all pages below them.
    """
    chosen = PartnershipSettings.objects.exclude(report_page=None).select_related("report_page")
    for kept in (settings.report_page for settings in chosen):
        for page in pages:
            if kept.pk == page.pk or (with_descendants and kept.is_descendant_of(page)):
                messages.error(
                    request,
                    f"Nothing was {done}, because ‘Worried about a child?’ at the top of every "
                    f"page opens ‘{kept.title}’. Choose another page for it first, in Settings, "
                    "Partnership.",
                )
                return redirect("wagtailadmin_explore", kept.get_parent().pk)
    return None
