"""The entry in the admin: the pages of the desk, behind its login and Django's permissions."""

from functools import wraps
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.contrib import admin
from django.urls import path, reverse
from django.utils.translation import gettext

from clientbook.integrations.django.models import Clients
from clientbook.integrations.django.pages import give_back, is_typed_form, make_view
from clientbook.integrations.django.permissions import may
from clientbook.web.exchange import Permission


@admin.register(Clients)
class ClientsAdmin(admin.ModelAdmin):
    """Shown to whoever may do anything with clients; every page asks for its own permission."""

    actions: ClassVar[Any] = None

    def has_module_permission(self, request: Any) -> bool:
        """True for whoever has any of the permissions."""
        return any(may(request.user, act) for act in Permission)

    def has_view_permission(self, request: Any, obj: Any = None) -> bool:
        """True for whoever has any of the permissions: one begins where one may."""
        return self.has_module_permission(request)

    def has_add_permission(self, request: Any) -> bool:
        """False: clients are added on their own page, not in a form of the admin."""
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        """False: clients are changed on their own pages."""
        return False

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        """False: clients are deleted on their own pages."""
        return False

    def get_urls(self) -> list[Any]:
        """Return the addresses: all of them belong to the pages."""
        site = self.admin_site
        first = f"{site.name}:clientbook_clients_changelist"

        def base() -> str:
            return str(reverse(first)).rstrip("/")

        def home(request: Any) -> tuple[str, str]:
            context = site.each_context(request)
            title = context["site_header"] or gettext("Administration")
            return str(title), str(reverse(f"{site.name}:index"))

        def guarded(view: Any) -> Any:
            """Return the view behind the login, which loses no form of an ended session."""
            behind = site.admin_view(view)

            @wraps(behind)
            def entry(request: Any, page: str = "") -> Any:
                if site.has_permission(request) or not is_typed_form(request):
                    return behind(request, page)
                login = f"{reverse(f'{site.name}:login')}?{urlencode({'next': base() + '/'})}"
                return give_back(request, base=base(), path=f"/{page}", login=login)

            return entry

        view = make_view(base, home)
        return [
            path("", guarded(view), name="clientbook_clients_changelist"),
            # files are named by their content: the browser may keep them
            path("static/<path:name>", site.admin_view(_static(view), cacheable=True)),
            path("<path:page>", guarded(view), name="clientbook_clients_page"),
        ]


def _static(view: Any) -> Any:
    def static(request: Any, name: str) -> Any:
        return view(request, f"static/{name}")

    return static
