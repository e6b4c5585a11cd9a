"""Hooks that ask for a reason before a review's public year ends early."""

from wagtail import hooks

from . import review_guard

for before, ask in {
    "before_unpublish_page": review_guard.ask_before_unpublishing,
    "before_delete_page": review_guard.ask_before_deleting,
    "before_move_page": review_guard.ask_before_moving,
    "before_bulk_action": review_guard.ask_before_bulk_action,
}.items():
    hooks.register(before, ask)
    hooks.register(before.replace("before", "after"), review_guard.record_reasons)


hooks.register("clean_document_form", review_guard.check_document_form)
hooks.register("before_restore_version", review_guard.check_restored_version)


@hooks.register("construct_admin_api", order=1)
def replace_pages_endpoint(router):
    router.register_endpoint("pages", review_guard.PagesEndpoint)
