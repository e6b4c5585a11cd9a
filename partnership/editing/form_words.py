"""The words of the form for a page, wherever Wagtail would use those of its tables."""

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from wagtail.admin.panels import FieldPanel


class HeadedPanel(FieldPanel):
    """A field with a heading of its own, by which comparisons of two versions name it too."""

    def get_comparison_class(self):
        class Comparison(super().get_comparison_class()):
            def field_label(comparison):
                return self.heading

        return Comparison


def label_of(model, content_path):
    """Return what the form of ``model`` calls the field in which a comment's path begins."""
    name = content_path.partition(".")[0]
    try:
        own = capfirst(model._meta.get_field(name).verbose_name)
    except (AttributeError, FieldDoesNotExist):
        own = capfirst(name.replace("_", " "))
    return _headings(model).get(name) or own


def _headings(model):
    panels, headings = [model.get_edit_handler()], {}
    while panels:
        panel = panels.pop()
        panels += getattr(panel, "children", [])
        if isinstance(panel, FieldPanel):
            headings[panel.field_name] = panel.heading
    return headings
