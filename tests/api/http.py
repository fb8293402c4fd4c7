"""Asks the real application over a real HTTP client, without a socket."""

import asyncio
from dataclasses import dataclass
from typing import Any

import httpx
from fastapi import FastAPI


@dataclass(frozen=True)
class Caller:
    """Somebody who asks, from some address, with some headers."""

    app: FastAPI
    headers: tuple[tuple[str, str], ...] = ()
    address: str = "127.0.0.1"
    host: str = "127.0.0.1"

    def request(self, method: str, url: str, **more: Any) -> httpx.Response:
        return asyncio.run(self._request(method, url, **more))

    async def _request(self, method: str, url: str, **more: Any) -> httpx.Response:
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False, client=(self.address, 50_000))
        headers = {**dict(self.headers), **more.pop("headers", {})}
        async with httpx.AsyncClient(transport=transport, base_url=f"http://{self.host}") as client:
            return await client.request(method, url, headers=headers, **more)

    def get(self, url: str, **params: Any) -> httpx.Response:
        return self.request("GET", url, params=params) if params else self.request("GET", url)

    def body(self, url: str, **params: Any) -> Any:
        """The body of an answer that must be one."""
        response = self.get(url, **params)
        assert response.status_code == 200, response.text
        return response.json()
