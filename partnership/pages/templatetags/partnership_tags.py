"""Tags of the public templates; each calls a plain function."""

from django import template

from partnership.pages.prose import render_prose

register = template.Library()


@register.simple_tag(takes_context=True)
def prose(context, *streams):
    """``{% prose page.body as text %}``: then print ``text.html`` and list ``text.contents``."""
    return render_prose(streams, context.flatten())


@register.simple_tag(takes_context=True)
def breadcrumbs(context, page):
    """``{% breadcrumbs page as above %}``: the published pages between home and ``page``."""
    return context["navigation"].above(page)
