"""Watch lists and webhooks: how long a look at ten thousand watched subjects takes, and how fast messages leave for a receiver here.

`python -m bench watching --organizations 100000 --watched 10000 --keep DIR`; the store is that of `bench propagation`.
"""

import argparse
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.generate.nation import TODAY
from bench.graph import timed
from bench.propagation import loaded
from credit.facts import Deed
from credit.periods import ALWAYS, iso
from graph.store import NewAct, Store
from inquiry.settings import HomeSettings
from office.database import writing
from office.keys import add_key_with, holder_of
from office.looking import look
from office.premises import Premises
from office.principals import Card
from office.rights import ALL_RIGHTS, Principal
from office.settings import OfficeSettings
from office.watching import WatchRequest, add_watch
from office.webhooks.courier import Courier, register_of
from office.webhooks.outbox import Event, News, put
from office.webhooks.register import WebhookRequest

_RULES = {"webhook_networks": "127.0.0.0/8", "webhook_http": True}


def main(arguments: list[str]) -> None:
    """Prints one line a measurement."""
    parser = argparse.ArgumentParser(prog="python -m bench watching", description=__doc__)
    parser.add_argument("--organizations", type=int, default=10_000)
    parser.add_argument("--watched", type=int, default=10_000)
    parser.add_argument("--messages", type=int, default=2_000)
    parser.add_argument("--keep", type=Path, default=None, help="folder for the store, kept afterwards")
    chosen = parser.parse_args(arguments)
    with TemporaryDirectory(prefix="xinmai-bench-") as temporary:
        folder = chosen.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        store = loaded(chosen.organizations, folder)
        settings = HomeSettings.model_validate({"home": Path(temporary) / "office", "today": iso(TODAY)})
        premises = Premises(settings, open_store=lambda _: store, rules=OfficeSettings.model_validate(_RULES))
        key = add_key_with(premises.office, Card("bench", tuple(ALL_RIGHTS)), None)
        principal = holder_of(premises.office, key, settings.today)  # type: ignore[arg-type]  # set above
        _look(premises, principal, store, chosen.watched)
        _send(premises, principal, chosen.messages)
        premises.close()


def _look(premises: Premises, principal: Principal, store: Store, number: int) -> None:
    with store.view() as view:
        organizations = view.all_nodes("Organization", "", number)
        penalties = [fact.id for fact in view.facts_of(view.all_nodes("Penalty", "", 200), ("Penalty",), ALWAYS)]
    wanted = WatchRequest(name="bench", subjects=list(organizations))
    add_watch(premises.office, principal, wanted, store.last_transaction()[0])
    for many in (1, len(penalties)):
        store.record([NewAct(each, Deed.DISPUTE, TODAY, "bench", f"round {many}") for each in penalties[-many:]])
        with timed(f"a look at {len(organizations):,} watched subjects after {many} acts"):
            raised = look(premises)
        print(f"  {raised} alerts")


def _send(premises: Premises, principal: Principal, number: int) -> None:
    with _receiver() as (url, got):
        webhook = register_of(premises).add(principal, WebhookRequest(url=url, events=["alert.raised"]))
        with writing(premises.office) as connection:
            put(connection, [webhook], [News(Event.ALERT, str(each), {"alert": each}) for each in range(number)])
        courier = Courier(premises)
        with timed(f"{number:,} messages to one receiver"):
            while len(got) < number:
                courier.round()
        courier.leave()


@contextmanager
def _receiver() -> Iterator[tuple[str, list[str]]]:
    got: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            got.append(self.headers["webhook-id"])
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/", got
    server.shutdown()
    server.server_close()
