"""Guarded views at Wagtail's own addresses: the project routes these before Wagtail's."""

from django.urls import path
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from . import review_guard

urlpatterns = decorate_urlpatterns(
    [
        path("pages/<int:page_id>/privacy/", review_guard.set_page_privacy),
        path("collections/<int:pk>/", review_guard.CollectionEditView.as_view()),
        path("collections/<int:collection_id>/privacy/", review_guard.set_collection_privacy),
    ],
    require_admin_access,
)
