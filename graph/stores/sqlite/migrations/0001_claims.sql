-- The first shape of the store. Integers inside, public ids outside; nothing is ever deleted but what a redaction erases.
-- 2147483647 ends what nobody has ended: the largest integer that SQLite keeps in four bytes.

-- One transaction: what became known at one instant. known_at is mapped to seq through tx_at.
CREATE TABLE tx (
    seq INTEGER PRIMARY KEY,
    at_us INTEGER NOT NULL,
    author TEXT NOT NULL
) STRICT;
CREATE INDEX tx_at ON tx (at_us);

-- A feed is one source in one scope: a full snapshot closes only what its own feed said before.
CREATE TABLE feed (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    scope TEXT NOT NULL,
    UNIQUE (source, scope)
) STRICT;

-- One load of one file. tx: the transaction that it made, or the last one where it changed nothing ("last seen" comes from here).
-- born: facts that this feed had not stated before. first_claim..last_claim: the claims that it wrote.
CREATE TABLE batch (
    id INTEGER PRIMARY KEY,
    feed INTEGER NOT NULL REFERENCES feed (id),
    title TEXT NOT NULL,
    publisher TEXT NOT NULL,
    precedence INTEGER NOT NULL,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    data_on INTEGER NOT NULL,
    snapshot INTEGER NOT NULL,
    author TEXT NOT NULL,
    at_us INTEGER NOT NULL,
    tx INTEGER NOT NULL,
    born INTEGER NOT NULL,
    first_claim INTEGER NOT NULL,
    last_claim INTEGER NOT NULL
) STRICT;
CREATE INDEX batch_feed ON batch (feed, tx);
CREATE INDEX batch_tx ON batch (tx);

-- A node is known from the first claim that names it; ids come in the order in which files name them.
CREATE TABLE node (
    id INTEGER PRIMARY KEY,
    public_id TEXT NOT NULL UNIQUE,
    kind INTEGER NOT NULL,
    tx INTEGER NOT NULL
) STRICT;

-- One version of one feed's statement; id is the evidence id, in the order of the file. A fact that was ever stated has exactly one
-- version at every later transaction (superseded ones have a successor), so tx_end > :tx AND tx <= :tx finds it, live or past.
CREATE TABLE claim (
    id INTEGER PRIMARY KEY,
    fact BLOB NOT NULL,
    kind INTEGER NOT NULL,
    src INTEGER NOT NULL REFERENCES node (id),
    dst INTEGER REFERENCES node (id),
    from_min INTEGER NOT NULL,
    from_max INTEGER NOT NULL,
    to_min INTEGER NOT NULL,
    to_max INTEGER NOT NULL,
    tx INTEGER NOT NULL,
    tx_end INTEGER NOT NULL DEFAULT 2147483647,
    batch INTEGER NOT NULL REFERENCES batch (id),
    row INTEGER NOT NULL,
    document TEXT,
    props TEXT NOT NULL
) STRICT;
-- Both ways of a hop. With tx_end and tx inside, one index serves the live picture and every past one.
CREATE INDEX claim_out ON claim (src, kind, tx_end, tx);
CREATE INDEX claim_in ON claim (dst, kind, tx_end, tx) WHERE dst IS NOT NULL;
CREATE INDEX claim_died ON claim (tx_end) WHERE tx_end < 2147483647;

-- The standing version of each fact by feed, with the digest of what it says: same digest, no write. Kept apart from claim and in the
-- order of the fact ids, so that a load is compared with it by one walk in order.
CREATE TABLE live (
    fact BLOB NOT NULL,
    feed INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    digest BLOB NOT NULL,
    claim INTEGER NOT NULL,
    PRIMARY KEY (fact, feed)
) STRICT, WITHOUT ROWID;

-- The allow-listed raw values of a line, once for all its claims. id = batch * 2^32 + row.
CREATE TABLE source_row (
    id INTEGER PRIMARY KEY,
    raw TEXT NOT NULL
) STRICT;

-- Lines that state a fact whose claim rests on another line: what a redaction must also erase.
CREATE TABLE restated (
    fact BLOB NOT NULL,
    source_row INTEGER NOT NULL,
    PRIMARY KEY (fact, source_row)
) STRICT, WITHOUT ROWID;

-- Deeds aimed at facts. A redaction is its own tombstone: it holds for every transaction, and for every later load.
CREATE TABLE act (
    id INTEGER PRIMARY KEY,
    fact BLOB NOT NULL,
    deed TEXT NOT NULL,
    effective INTEGER,
    props TEXT NOT NULL,
    tx INTEGER NOT NULL REFERENCES tx (seq),
    author TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX act_fact ON act (fact, tx);
CREATE INDEX act_tx ON act (tx);
CREATE INDEX act_redact ON act (fact) WHERE deed = 'redact';
CREATE INDEX act_correct ON act (fact) WHERE deed = 'correct';

-- Judgements on pairs of ids, a < b, the last word on a pair open-ended. Public ids: a judgement may come before any claim.
CREATE TABLE same_as (
    id INTEGER PRIMARY KEY,
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    same INTEGER NOT NULL,
    author TEXT NOT NULL,
    basis TEXT NOT NULL,
    tx INTEGER NOT NULL REFERENCES tx (seq),
    tx_end INTEGER NOT NULL DEFAULT 2147483647
) STRICT;
CREATE INDEX same_as_a ON same_as (a, b, tx_end);
CREATE INDEX same_as_b ON same_as (b, tx_end);
CREATE INDEX same_as_tx ON same_as (tx);

-- Derived from same_as: of which root an id is a member, and since which transaction. Ids that nobody merged have no line.
CREATE TABLE cluster (
    member TEXT NOT NULL,
    tx INTEGER NOT NULL,
    tx_end INTEGER NOT NULL DEFAULT 2147483647,
    root TEXT NOT NULL,
    PRIMARY KEY (member, tx)
) STRICT, WITHOUT ROWID;
CREATE INDEX cluster_root ON cluster (root, tx_end, tx);

-- Texts that find nodes, in the form of graph.search: whole ones by their key, names also in part by the bigrams in name_index.
-- bears holds candidates only (graph.search.matches decides), so it is never closed, only erased.
CREATE TABLE term (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL,
    named INTEGER NOT NULL,
    UNIQUE (text, named)
) STRICT;
CREATE TABLE bears (
    term INTEGER NOT NULL,
    node INTEGER NOT NULL,
    tx INTEGER NOT NULL,
    PRIMARY KEY (term, node)
) STRICT, WITHOUT ROWID;
-- Contentless (the text is in term); secure-delete takes a redacted name's bigrams out of the index pages at once.
CREATE VIRTUAL TABLE name_index USING fts5 (tokens, content = '', columnsize = 0, detail = none, tokenize = "ascii tokenchars '~'");
INSERT INTO name_index (name_index, rank) VALUES ('secure-delete', 1);
