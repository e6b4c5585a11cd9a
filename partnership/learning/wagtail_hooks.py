"""What learning tells Wagtail's admin: whoever ends a review's public year is asked first."""

from wagtail import hooks

from . import review_guard

for when, ask in {
    "before_unpublish_page": review_guard.ask_before_unpublishing,
    "before_delete_page": review_guard.ask_before_deleting,
    "before_move_page": review_guard.ask_before_moving,
    "before_bulk_action": review_guard.ask_before_bulk_action,
}.items():
    hooks.register(when, ask)
    hooks.register(when.replace("before", "after"), review_guard.record_reasons)


hooks.register("clean_document_form", review_guard.keep_report_public_and_clean)


@hooks.register("construct_admin_api", order=1)
def replace_the_endpoint_of_pages(router):
    router.register_endpoint("pages", review_guard.PagesEndpoint)
