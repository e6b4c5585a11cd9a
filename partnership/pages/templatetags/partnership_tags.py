"""Tags of the public templates; each calls a plain function."""

from urllib.parse import quote

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


@register.filter
def readable_by(document, request):
    """``{% if document|readable_by:request %}``: whether this visitor may see the document."""
    return document is not None and document.may_be_read_by(request)


@register.simple_tag
def mailto_for_another_format(email, title, request, document):
    """Return a ``mailto:`` link that asks for ``document``, under its ``title`` on the page."""
    address = request.build_absolute_uri(document.url) if request else document.url
    body = f"Please send me ‘{title}’ in another format: {address}"
    return f"mailto:{email}?subject={quote(f'Another format: {title}')}&body={quote(body)}"
