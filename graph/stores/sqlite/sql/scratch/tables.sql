-- The scratch database of one load, attached as `scratch` and deleted afterwards: what was staged, and what publishing finds out.
-- Claims as staged, but for those that the store already holds word for word. Nodes that are new have the ids that they will keep:
-- only a load makes nodes, and there is one load at a time.
CREATE TABLE scratch.claim (
    id INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,
    src INTEGER NOT NULL,
    dst INTEGER,
    fact BLOB NOT NULL,
    digest BLOB NOT NULL,
    from_min INTEGER NOT NULL,
    from_max INTEGER NOT NULL,
    to_min INTEGER NOT NULL,
    to_max INTEGER NOT NULL,
    props TEXT NOT NULL,
    row INTEGER NOT NULL,
    document TEXT
);
CREATE TABLE scratch.node (public_id TEXT PRIMARY KEY, id INTEGER NOT NULL, kind INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE scratch.source_row (row INTEGER PRIMARY KEY, raw TEXT NOT NULL);
-- Facts that an otherwise new line states as the store, or an earlier line of its chunk, already does.
CREATE TABLE scratch.restated (fact BLOB NOT NULL, row INTEGER NOT NULL);
-- The staged claim that counts for each fact that is new or has changed; old: the version that it supersedes.
CREATE TABLE scratch.best (fact BLOB NOT NULL, kind INTEGER NOT NULL, digest BLOB NOT NULL, claim INTEGER NOT NULL, old INTEGER);
-- Staged claims that do not count.
CREATE TABLE scratch.loser (claim INTEGER PRIMARY KEY);
-- Versions that a snapshot no longer says.
CREATE TABLE scratch.closing (id INTEGER PRIMARY KEY, old INTEGER NOT NULL UNIQUE, last_seen INTEGER NOT NULL);
