"""What is no HTTP never reaches the application: its refusal is the same document all the same, written by the protocol itself."""

import json
import uuid

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api.problems import MEDIA_TYPE
from credit.errors import WrongUse
from inquiry.answering.problems import problem_of


class Protocol(HttpToolsProtocol):
    """Uvicorn's own, but for the answer to what its parser refuses: raw Chinese in an address above all (RFC 3986 has none)."""

    def send_400_response(self, msg: str) -> None:
        """A problem document in place of a line of text, and the end of the connection."""
        request_id = uuid.uuid4().hex
        body = json.dumps(_document(request_id), ensure_ascii=False).encode()
        head = (
            "HTTP/1.1 400 Bad Request",
            f"content-type: {MEDIA_TYPE}",
            f"content-length: {len(body)}",
            f"x-request-id: {request_id}",
            "cache-control: no-store",
            "x-content-type-options: nosniff",
            "connection: close",
        )
        self.transport.write("\r\n".join(head).encode("ascii") + b"\r\n\r\n" + body)
        self.transport.close()


def _document(request_id: str) -> dict[str, object]:
    fault = WrongUse(
        "请求不合 HTTP 语法:地址中的中文须按 UTF-8 百分号编码,如 curl -G --data-urlencode q=面馆。"
        " Not HTTP: write characters beyond ASCII in an address percent-encoded, as curl -G --data-urlencode does."
    )
    return problem_of(fault, request_id)
