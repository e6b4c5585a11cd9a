"""What the editor offers to someone who decides about a page: one way to approve it."""


def offer_what_is_needed(menu_items, request, context):
    """Hook: leave out publishing beside approving, and starting a request again.

    A request can be ended and asked for again.
    """
    left_out = {"action-restart-workflow"}
    if any(item.name == "approve" for item in menu_items):
        left_out.add("action-publish")
    menu_items[:] = [item for item in menu_items if item.name not in left_out]
