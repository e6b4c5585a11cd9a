"""What the project adds to Wagtail's admin: its version, below the settings menu."""

from wagtail import __version__ as wagtail_version
from wagtail import hooks
from wagtail.admin.menu import SubmenuMenuItem

from wfscp_site import VERSION


class SettingsMenuItem(SubmenuMenuItem):
    """Wagtail's settings menu, with our version beside Wagtail's."""

    def render_component(self, request):
        component = super().render_component(request)
        component.footer_text = f"Version {VERSION} (Wagtail {wagtail_version})"
        return component


@hooks.register("construct_main_menu")
def show_version(request, menu_items):
    for place, item in enumerate(menu_items):
        if item.name == "settings":
            menu_items[place] = SettingsMenuItem(
                item.label,
                item.menu,
                name=item.name,
                icon_name=item.icon_name,
                order=item.order,
            )
