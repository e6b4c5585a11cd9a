"""All URLs of the site, with Wagtail's catch-all last."""

from allauth.account.views import logout
from csp.decorators import csp_replace
from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from partnership.accounts.signing_in import views as accounts
from partnership.front import admin_urls as front
from partnership.learning import admin_urls as learning
from partnership.library import views as library
from partnership.pages import navigation, views
from partnership.search import views as search

handler400 = "wfscp_site.errors.bad_request"
handler404 = "wfscp_site.errors.not_found"
handler500 = "wfscp_site.errors.broken"
redirect_to_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns = [
    path("account/", include("partnership.accounts.urls")),
    # Django's and Wagtail's own sign-in pages redirect there.
    path("admin/login/", redirect_to_sign_in),
    path("admin/logout/", logout),
    path("admin/password_reset/", redirect_to_sign_in),
    re_path("^admin/password_reset/.", redirect_to_sign_in),
    path("_util/login/", redirect_to_sign_in),
    path("admin/session/", accounts.current_session, name="current_session"),
    path("admin/session/signed-in/", accounts.SignedInView.as_view(), name="signed_in"),
    path("django-admin/login/", redirect_to_sign_in),
    path(
        "admin/",
        include(
            decorate_urlpatterns(
                [*front.urlpatterns, *learning.urlpatterns, *wagtailadmin_urls.urlpatterns],
                csp_replace(settings.ADMIN_CONTENT_SECURITY_POLICY),
            )
        ),
    ),
    path("documents/<str:address>", library.document, name="document"),
    path("documents/<str:address>/first-page", library.picture, name="document_picture"),
    path("documents/<str:address>/versions/<int:pk>", library.version, name="document_version"),
    path("media/images/<str:name>", library.rendition),
    path("search/", search.search, name="search"),
    path("search/suggestions/", search.suggest, name="search_suggestions"),
    path("unavailable/", views.unavailable),
    path("sitemap.xml", views.sitemap),
    path("sitemap-<str:number>.xml", views.sitemap_part, name="sitemap_part"),
    path("robots.txt", views.robots),
    path(".well-known/security.txt", views.security),
    path("favicon.ico", RedirectView.as_view(url=settings.STATIC_URL + "favicon.svg")),
    re_path(wagtail_urls.serve_pattern, navigation.serve),
    re_path(r"^((?:[\w-]+/)+[\w-]+\.ics)$", navigation.serve),  # calendars of pages
    path("", include(wagtail_urls)),
]
