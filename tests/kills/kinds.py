"""What is killed. Each kind of work strikes once: works, is killed at some moment, and says what was lost or is there by half.

To add one (jobs, webhooks …): write a class with `strike` and `close`, and put it into KINDS.
"""

import csv
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, Protocol

import httpx

from credit.periods import day_of
from graph.opening import open_projected
from graph.projection.folder import newest
from inquiry.rulebook import read_rulebook
from reasoning.linked_risk import linked_risk
from tests.inquiry.world import DEBTOR, FINE, SHAREHOLDER, TODAY, invented
from tests.kills.place import XINMAI, Place
from tests.kills.serving import Ask, Service, Storm, a_service


class Kind(Protocol):
    """A kind of work that may be killed."""

    def strike(self) -> list[str]:
        """Works, is killed, starts again; what is not as it was acknowledged."""
        ...

    def close(self) -> None:
        """Ends what runs."""
        ...


@dataclass
class _Served:
    """Work that the service does: at every eighth strike the whole service is killed, at the others one of its workers."""

    place: Place
    service: Service
    strikes: int = 0

    @classmethod
    def at(cls, place: Place, workers: int = 2) -> "_Served":
        return cls(place, a_service(place, workers))

    def asks(self) -> list[Ask]:
        raise NotImplementedError

    def lost(self, told: list[Any]) -> list[str]:
        raise NotImplementedError

    def strike(self) -> list[str]:
        if self.service.process is None:
            self.service.start()
        storm = Storm(self.service, self.asks())
        storm.begin()
        time.sleep(random.uniform(0, 0.4))
        everything = self.strikes % 8 == 0
        self.strikes += 1
        (self.service.kill_all if everything else self.service.kill_worker)()
        time.sleep(random.uniform(0, 0.2))
        told = storm.end()
        found = self.lost(told)
        if everything:
            self.service.start()
        else:
            self.service.wait()
        return found

    def close(self) -> None:
        if self.service.process and self.service.process.poll() is None:
            self.service.end()


class Checks(_Served):
    """Checks with their receipts, and questions with their lines."""

    def asks(self) -> list[Ask]:
        return [_check, _check, _question]

    def lost(self, told: list[Any]) -> list[str]:
        lines = {said.get("request_id") for said in self.place.audit()}
        kept = dict(self.place.rows("audit.db", "SELECT number, hash FROM audit_check JOIN audit_line USING (chain, seq)"))
        (counted,) = self.place.rows("audit.db", "SELECT count(*) FROM audit_line WHERE kind = 'check'")
        missing = [f"line {each['request']}" for each in told if each["request"] not in lines]
        receipts = [f"receipt {each['number']}" for each in told if each["number"] and kept.get(each["number"]) != each["hash"]]
        return missing + receipts + ([] if counted[0] == len(kept) else ["a check's line without its receipt"])


class Writes(_Served):
    """Acts, and rows of a source: each request is in the graph whole, once, with its line before it."""

    def asks(self) -> list[Ask]:
        return [_act, _rows, _rows]

    def lost(self, told: list[Any]) -> list[str]:
        begun = {said["request_id"] for said in self.place.audit() if said["kind"] == "write"}
        acts = dict(
            self.place.rows("graph.db", "SELECT json_extract(props, '$.fine_fen'), count(*) FROM act WHERE deed = 'correct' GROUP BY 1")
        )
        claims = dict(self.place.rows("graph.db", "SELECT file, count(*) FROM claim JOIN batch ON batch.id = batch GROUP BY file"))
        listed = [number for file, number in claims.items() if file.endswith(".csv") and file != "主要人员.csv"]
        found = [f"act {each['fen']}" for each in told if "fen" in each and acts.get(each["fen"]) != 1]
        found += [f"rows {each['file']}" for each in told if "file" in each and claims.get(each["file"], 0) == 0]
        found += [f"line {each['request']}" for each in told if each["request"] not in begun]
        found += [f"an act {times} times" for times in acts.values() if times != 1]
        return found + ([] if len(set(_of_rows(self.place))) <= 1 else [f"rows by half: {sorted(set(listed))}"])


def _of_rows(place: Place) -> list[int]:
    """Claims of each request of rows: all have the same rows, but for their names."""
    return [
        number
        for (number,) in place.rows(
            "graph.db",
            "SELECT count(*) FROM claim JOIN batch ON batch.id = batch JOIN feed ON feed.id = batch.feed "
            "WHERE feed.source = 'abnormal_operation' GROUP BY batch",
        )
    ]


def _check(client: httpx.Client, request: str) -> Any:
    asked = {"subject": DEBTOR, "matter": "government_procurement", "purpose": "credit_check"}
    answer = client.post("/v1/checks", json=asked, headers={"X-Request-Id": request})
    receipt = answer.json().get("receipt") if answer.status_code == 200 else None
    return {"request": request, "number": receipt["number"], "hash": receipt["line"]["hash"]} if receipt else None


def _question(client: httpx.Client, request: str) -> Any:
    answer = client.get(f"/v1/subjects/{DEBTOR}", headers={"X-Request-Id": request})
    return {"request": request, "number": None} if answer.status_code == 200 else None


def _act(client: httpx.Client, request: str) -> Any:
    fen = random.randrange(1, 1 << 40)
    act = {
        "deed": "correct",
        "target": {"record": FINE},
        "document": "更〔2026〕1号",
        "reason": "更正罚款数额",
        "values": {"fine_fen": fen},
    }
    answer = client.post("/v1/acts", json=act, headers={"X-Request-Id": request, "Idempotency-Key": request})
    return {"request": request, "fen": fen} if answer.status_code == 200 else None


_HEADS = ("企业名称", "统一社会信用代码", "列入经营异常名录原因", "列入日期", "列入机关")
_NUMBERS = count(random.randrange(100_000, 400_000))


def _row() -> dict[str, str]:
    number = next(_NUMBERS)
    values = (f"青禾县第{number}商贸有限公司", invented(number).removeprefix("uscc:"), "无法联系", "2026-04-15", "青禾县市场监督管理局")
    return dict(zip(_HEADS, values, strict=True))


def _rows(client: httpx.Client, request: str) -> Any:
    asked = {"source": "abnormal_operation", "scope": "青禾县", "data_on": TODAY, "rows": [_row() for _ in range(5)]}
    answer = client.post("/v1/rows", json=asked, headers={"X-Request-Id": request, "Idempotency-Key": request})
    return {"request": request, "file": answer.json()["data"]["report"]["file"]} if answer.status_code == 200 else None


@dataclass
class Loads:
    """`xinmai load` of a folder: each file is in the graph whole or not at all, and whole where it was told."""

    place: Place
    rows: int = 200
    files: int = 12
    whole: int = 0
    number: int = 0

    def strike(self) -> list[str]:
        folder = self.place.home.parent / f"files{self.number}"
        self.number += 1
        _fill(folder, self.files, self.rows, str(self.number))
        process = self.place.begun([str(XINMAI), "load", str(folder), "--source", "abnormal_operation", "--scope", f"第{self.number}批"])
        told = _killed_amid(process, random.randrange(0, self.files), random.uniform(0, 0.15))
        found = self._lost(told)
        again = self.place.xinmai("load", str(folder), "--source", "abnormal_operation", "--scope", f"第{self.number}批")
        done = self._of(folder)
        if again.returncode or len(done) < self.files or len(set(done.values())) != 1:
            found.append(f"the next load did not finish: {again.stderr[-300:]}, {done}")
        self.whole = self.whole or next(iter(done.values()), 0)
        return found

    def _lost(self, told: list[str]) -> list[str]:
        named = [line.partition(" → ")[0] for line in told if " → " in line]
        counted = dict(self.place.rows("graph.db", "SELECT file, count(*) FROM claim JOIN batch ON batch.id = batch GROUP BY file"))
        mine = {file: number for file, number in counted.items() if file.startswith(f"经营异常名录-{self.number}-")}
        half = [f"{file}: {number} claims" for file, number in mine.items() if self.whole and number != self.whole]
        return half + [f"{file} was told" for file in named if file not in mine]

    def _of(self, folder: Path) -> dict[str, int]:
        counted = dict(self.place.rows("graph.db", "SELECT file, count(*) FROM claim JOIN batch ON batch.id = batch GROUP BY file"))
        return {path.name: counted.get(path.name, 0) for path in folder.iterdir()}

    def close(self) -> None:
        """Nothing runs."""


def _fill(folder: Path, files: int, rows: int, name: str) -> None:
    folder.mkdir()
    for number in range(files):
        with (folder / f"经营异常名录-{name}-{number:02}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, _HEADS)
            writer.writeheader()
            writer.writerows(_row() for _ in range(rows))


def _killed_amid(process: subprocess.Popen[str], lines: int, more_s: float) -> list[str]:
    """Kills after so many lines were told and a moment more; every line that was told until then."""
    assert process.stdout is not None
    told = []
    for _ in range(lines):
        line = process.stdout.readline()
        if not line:
            break
        told.append(line)
    time.sleep(more_s)
    os.killpg(process.pid, signal.SIGKILL)
    rest, _ = process.communicate()
    return [*told, *(line for line in rest.splitlines(keepends=True) if line.endswith("\n"))]


_BUILDING = """
from itertools import count
from pathlib import Path
from graph.opening import open_projected
from tests.inquiry.world import CLEAN, OTHER
import sys
store = open_projected(Path(sys.argv[1]), create=False)
for number in count():
    store.judge(CLEAN, OTHER, number % 2 == 0, "clerk", "file")
    print(store.build().name, flush=True)
"""


@dataclass
class Projections:
    """The builder of the projection: there is always a whole one or none, and it says what the store says."""

    place: Place

    def strike(self) -> list[str]:
        process = self.place.begun([sys.executable, "-c", _BUILDING, str(self.place.home)])
        told = _killed_amid(process, random.randrange(1, 4), random.uniform(0, 0.3))
        store = open_projected(self.place.home, create=False)
        try:
            folder = newest(store.place)
            found = [] if folder and folder.name >= told[-1].strip() else [f"{told[-1].strip()} was built; there is {folder}"]
            with store.view() as view, store.store.view() as plain:
                found += [] if store.current(view) is not None else ["no projection answers"]
                policy = read_rulebook().catalogue.policies["default"]
                asked = (policy, SHAREHOLDER, day_of(TODAY), 3, 50)
                found += [] if linked_risk(view, *asked) == linked_risk(plain, *asked) else ["the projection says something else"]
            store.build()
            left = [each.name for each in store.place.iterdir() if each.name.startswith(".")]
        finally:
            store.close()
        return found + [f"{name} was left" for name in left]

    def close(self) -> None:
        """Nothing runs."""


_HOLDING = """
import sys
from itertools import count
from pathlib import Path
from graph.opening import open_store
from tests.graph.makers import batch, columns, raws, said
store = open_store(Path(sys.argv[1]), create=False)
for number in count(int(sys.argv[2])):
    claims = [said("Organization", f"org:{number:05}{n:04}", name=f"第{n}有限公司", row=n) for n in range(1, 300)]
    with store.load(batch(f"held{number}", "2024-01-01")) as load:
        load.add(columns(claims), raws(claims))
        print("staged", flush=True)
        done = load.publish()
    print("published", done.transaction, flush=True)
"""


@dataclass
class Leases:
    """The holder of the writer's lease: what it published stays, what it staged is gone, and the next load waits for nobody."""

    place: Place
    number: int = 0

    def strike(self) -> list[str]:
        self.number += 1000
        process = self.place.begun([sys.executable, "-c", _HOLDING, str(self.place.home), str(self.number)])
        told = _killed_amid(process, random.randrange(1, 12), random.uniform(0, 0.1))
        published = [int(line.split()[1]) for line in told if line.startswith("published")]
        there = {tx for (tx,) in self.place.rows("graph.db", "SELECT DISTINCT tx FROM batch WHERE file LIKE 'held%'")}
        half = self.place.rows(
            "graph.db",
            "SELECT batch, count(*) FROM claim JOIN batch ON batch.id = batch WHERE file LIKE 'held%' GROUP BY 1 HAVING count(*) <> 299",
        )
        found = [f"transaction {tx}" for tx in published if tx not in there] + [f"batch {batch} by half" for batch, _ in half]
        folder = self.place.home.parent / f"next{self.number}"
        _fill(folder, 1, 3, f"next{self.number}")
        done = self.place.xinmai("load", str(folder), "--source", "abnormal_operation", "--scope", "其次")
        found += [] if done.returncode == 0 else [f"the next load: {done.stderr[-300:]}"]
        return found + [f"{left.name} was left" for left in self.place.home.glob("staging-*")]

    def close(self) -> None:
        """Nothing runs."""


def is_sound(place: Place) -> list[str]:
    """What a strike must leave whole, whatever was struck."""
    found = place.faults()
    for name in ("graph.db", "audit.db", "office.db"):
        if (place.home / name).exists() and place.rows(name, "PRAGMA integrity_check") != [("ok",)]:
            found.append(f"{name} is damaged")
    return found


class Everything(_Served):
    """All that the service does at once: one start and one restart for the ordinary tests."""

    def asks(self) -> list[Ask]:
        return [_check, _question, _act, _rows]

    def lost(self, told: list[Any]) -> list[str]:
        checked = [each for each in told if "number" in each]
        written = [each for each in told if "number" not in each]
        return Checks(self.place, self.service).lost(checked) + Writes(self.place, self.service).lost(written)


ORDINARY: dict[str, Any] = {
    "service": lambda place: Everything.at(place, workers=1),
    "loads": lambda place: Loads(place, files=4, rows=50),
    "projection": Projections,
    "lease": Leases,
}
"""The same, one strike of each in the ordinary tests."""

KINDS: dict[str, Any] = {
    "checks": Checks.at,
    "writes": Writes.at,
    "loads": Loads,
    "projection": Projections,
    "lease": Leases,
}
"""Name → what makes the kind in a place."""
