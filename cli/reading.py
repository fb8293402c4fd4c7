"""Reads, loads and scores papers with something to watch."""

import getpass
import json
from pathlib import Path

from cli.loading import watched
from cli.sheets import write
from cli.telling.texts import loaded_told, paper_told, scores_told
from credit.errors import LoadFailed
from credit.periods import day_of
from graph.opening import open_store
from inquiry.asking.days import today
from inquiry.settings import HomeSettings
from loaders.person_key import person_key
from loaders.pipeline import LoadOptions
from loaders.text.load import load_texts
from loaders.text.papers.folder import Paper, Unread, read_path
from loaders.text.pipeline import read
from loaders.text.scoring import labelled_texts, scores
from loaders.text.wire import paper_as_json, unread_as_json


def read_and_tell(path: Path, as_json: bool) -> int:
    """Tells each paper as it is read; 2 where a file could not be read."""
    told, failed = [], 0
    with watched() as progress:
        for each in read_path(path, progress):
            failed += isinstance(each, Unread)
            if as_json:
                told.append(paper_as_json(each) if isinstance(each, Paper) else unread_as_json(each))
            else:
                write(paper_told(paper_as_json(each)) if isinstance(each, Paper) else [f"{each.file}: 未读 not read: {each.reason}"])
    if as_json:
        print(json.dumps({"data": {"papers": told}}, ensure_ascii=False))
    return LoadFailed.exit_status if failed else 0


def load_and_tell(path: Path, scope: str | None, data_on: str | None, as_json: bool) -> int:
    """Loads what is certain into the home folder and tells where the rest is."""
    home = HomeSettings()
    day = day_of(data_on) if data_on is not None else today(home.today)
    options = LoadOptions(scope=scope or "", data_on=day, author=f"shell {getpass.getuser()}")
    store = open_store(home.home, create=True)
    try:
        with watched() as progress:
            done = load_texts(store, path, options, person_key(options.settings), progress)
    finally:
        store.close()
    if as_json:
        print(json.dumps({"data": done.as_json()}, ensure_ascii=False))
    else:
        write(loaded_told(done))
    return LoadFailed.exit_status if done.unread else 0


def score_and_tell(path: Path, as_json: bool) -> None:
    """Reads a labelled file and prints how well it was read."""
    found = scores((each, read(each.text)) for each in labelled_texts(path))
    if as_json:
        print(json.dumps({"data": found.as_json()}, ensure_ascii=False))
    else:
        write(scores_told(path.name, found))
