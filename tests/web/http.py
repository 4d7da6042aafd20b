"""A browser without a window: asks an ASGI application, keeps its cookies, follows nothing."""

import asyncio
from collections.abc import Mapping
from typing import Any

import attrs
import httpx


@attrs.define
class HttpVisitor:
    """Asks an application over HTTP.

    Args:
        app: The application.
        headers: Sent with every request.
        root_path: What the server says of a prefix.
        cookies: Kept from answer to request.
        host: Whom it asks.
    """

    app: Any
    headers: Mapping[str, str] = attrs.field(factory=dict)
    root_path: str = ""
    cookies: httpx.Cookies = attrs.field(factory=httpx.Cookies)
    host: str = "http://testserver"

    def get(self, path: str, **more: Any) -> httpx.Response:
        """Ask for a page."""
        return self.ask("GET", path, **more)

    def post(self, path: str, **more: Any) -> httpx.Response:
        """Send a form."""
        return self.ask("POST", path, **more)

    def ask(
        self, method: str, path: str, *, headers: Mapping[str, str] | None = None, **more: Any
    ) -> httpx.Response:
        """Send any request."""

        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, root_path=self.root_path)
            async with httpx.AsyncClient(
                transport=transport, cookies=self.cookies, base_url=self.host
            ) as client:
                sent = {**self.headers, **(headers or {})}
                answer = await client.request(method, path, headers=sent, **more)
                self.cookies = client.cookies
                return answer

        return asyncio.run(asked())
