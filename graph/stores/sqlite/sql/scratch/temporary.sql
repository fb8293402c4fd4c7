-- Tables of one writing connection: what makes nodes findable (graph.search.FINDABLE), and what the steps hand to each other.
CREATE TABLE temp.findable (kind INTEGER NOT NULL, path TEXT NOT NULL, named INTEGER NOT NULL, PRIMARY KEY (kind, path)) WITHOUT ROWID;
CREATE TABLE temp.spoken (text TEXT, named INTEGER NOT NULL, node INTEGER NOT NULL);
CREATE TABLE temp.kept (text TEXT, named INTEGER NOT NULL, node INTEGER NOT NULL);
CREATE TABLE temp.erased (claim INTEGER PRIMARY KEY, fact BLOB NOT NULL, kind INTEGER NOT NULL, node INTEGER NOT NULL);
CREATE TABLE temp.orphan (term INTEGER PRIMARY KEY);
