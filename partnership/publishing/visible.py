"""Which tables visitors can see something of, of those that come with Django and its packages.

Each app of ours lists its own tables in a module of this name. See ``triggers``.
"""

from itertools import chain

from modelcluster.fields import ParentalKey
from wagtail.models import Page

from partnership.ground.contributions import contributions

CANNOT_SHOW = ["Generation"]

CAN_SHOW_OF_OTHERS = {
    "wagtailcore.Collection": {"unseen": ["numchild"]},
    "wagtailcore.CollectionViewRestriction": {"guards": ["*"]},
    "wagtailcore.CollectionViewRestriction_groups": {"guards": ["*"]},
    "wagtailcore.Locale": {},
    # What changes while a page is a draft, or is drafted again while visitors see the old one.
    "wagtailcore.Page": {
        "only_if": "live",
        "guards": ["live", "url_path"],
        "unseen": [
            "draft_title",
            "has_unpublished_changes",
            "latest_revision_created_at",
            "latest_revision_id",
            "locked",
            "locked_at",
            "locked_by_id",
            "numchild",
            "owner_id",
        ],
    },
    "wagtailcore.PageViewRestriction": {"guards": ["*"]},
    "wagtailcore.PageViewRestriction_groups": {"guards": ["*"]},
    "wagtailcore.Site": {"guards": ["*"]},
    "wagtailredirects.Redirect": {},
}
CANNOT_SHOW_OF_OTHERS = [
    "account.EmailAddress",
    "account.EmailConfirmation",
    "auth.Group",
    "auth.Group_permissions",
    "auth.Permission",
    "contenttypes.ContentType",
    "mfa.Authenticator",
    "sessions.Session",
    "socialaccount.SocialAccount",
    "socialaccount.SocialApp",
    "socialaccount.SocialToken",
    "taggit.Tag",
    "taggit.TaggedItem",
    "usersessions.UserSession",
    "wagtailadmin.Admin",
    "wagtailadmin.EditingSession",
    "wagtailadmin.FormState",
    "wagtailcore.Comment",
    "wagtailcore.CommentReply",
    "wagtailcore.GroupApprovalTask",
    "wagtailcore.GroupApprovalTask_groups",
    "wagtailcore.GroupCollectionPermission",
    "wagtailcore.GroupPagePermission",
    "wagtailcore.GroupSitePermission",
    "wagtailcore.ModelLogEntry",
    "wagtailcore.PageLogEntry",
    "wagtailcore.PageSubscription",
    "wagtailcore.ReferenceIndex",
    "wagtailcore.Revision",
    "wagtailcore.Task",
    "wagtailcore.TaskState",
    "wagtailcore.UploadedFile",
    "wagtailcore.Workflow",
    "wagtailcore.WorkflowContentType",
    "wagtailcore.WorkflowPage",
    "wagtailcore.WorkflowState",
    "wagtailcore.WorkflowTask",
    "wagtaildocs.Document",  # ours are in the library
    "wagtailimages.Image",
    "wagtailimages.Rendition",
    "wagtailsearch.IndexEntry",
    "wagtailusers.UserProfile",
]


def can_show():
    """Return ``{model label: rule}`` for every table whose rows visitors can see something of.

    A rule may have ``only_if``, the column that says whether visitors see the row; ``unseen``, the
    columns that they see nothing of; and ``guards``, the columns whose change may take something
    back from them, as the deletion of a row then does too.
    """
    ours = {
        f"{app.label}.{name}": rule
        for app, listed in contributions("visible", "CAN_SHOW").items()
        for name, rule in listed.items()
    }
    return ours | CAN_SHOW_OF_OTHERS


def cannot_show():
    """Return the labels of the models whose rows no visitor sees."""
    ours = (
        [f"{app.label}.{name}" for name in listed]
        for app, listed in contributions("visible", "CANNOT_SHOW").items()
    )
    return [*chain.from_iterable(ours), *CANNOT_SHOW_OF_OTHERS]


def column_of_page(model):
    """Return the column of ``model`` that says of which page a row is part, or None.

    Visitors see such a row only while the page is published.
    """
    if issubclass(model, Page) and model is not Page:
        return model._meta.pk.column
    for field in model._meta.local_fields:
        is_part = isinstance(field, ParentalKey) or field.related_model is model._meta.auto_created
        if is_part and field.related_model and issubclass(field.related_model, Page):
            return field.column
    return None
