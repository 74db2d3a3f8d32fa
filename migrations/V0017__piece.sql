-- Papers of a piece: the supplier's invoice, an expert's report, each with its file. A paper is never
-- deleted: it is taken off by an entry of its own, and put back as a paper that follows it.

CREATE TABLE paper (
    id       BLOB PRIMARY KEY CHECK (length(id) = 16),
    piece_id BLOB NOT NULL REFERENCES piece (id),
    at       INTEGER NOT NULL,
    user_id  BLOB REFERENCES user (id),          -- NULL: the program itself
    kind     TEXT NOT NULL CHECK (kind = 'supplier_invoice' OR kind = 'expert_report'
        OR kind = 'provenance' OR kind = 'warranty' OR kind = 'maker' OR kind = 'other'),
    file_id  BLOB NOT NULL REFERENCES file (id),
    name     TEXT NOT NULL,                      -- of the file, as it came in
    note     TEXT NOT NULL DEFAULT '',
    follows  BLOB REFERENCES paper (id)          -- the one that was taken off and is put back
) STRICT;

CREATE INDEX paper_piece ON paper (piece_id, at);
CREATE INDEX paper_file ON paper (file_id);
CREATE UNIQUE INDEX paper_follows ON paper (follows) WHERE follows IS NOT NULL;
CREATE TRIGGER paper_no_update BEFORE UPDATE ON paper
BEGIN SELECT RAISE(ABORT, 'append-only: paper'); END;
CREATE TRIGGER paper_no_delete BEFORE DELETE ON paper
BEGIN SELECT RAISE(ABORT, 'append-only: paper'); END;

CREATE TABLE paper_taken_off (
    paper_id BLOB PRIMARY KEY REFERENCES paper (id),
    at       INTEGER NOT NULL,
    user_id  BLOB REFERENCES user (id),          -- NULL: the program itself
    reason   TEXT NOT NULL CHECK (reason <> '')
) STRICT;

CREATE TRIGGER paper_taken_off_no_update BEFORE UPDATE ON paper_taken_off
BEGIN SELECT RAISE(ABORT, 'append-only: paper_taken_off'); END;
CREATE TRIGGER paper_taken_off_no_delete BEFORE DELETE ON paper_taken_off
BEGIN SELECT RAISE(ABORT, 'append-only: paper_taken_off'); END;
