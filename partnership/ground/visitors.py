"""What every visitor is shown alike."""


def same_for_everyone(view):
    """Mark a ``view`` whose answers, to people without a session, depend on the address alone.

    Besides that, only on the local date and on what the database holds.
    """
    view.is_same_for_everyone = True
    return view
