-- Trays: where each stands, and its counts. A piece stays in its tray when the tray is carried; every
-- carrying and every count is an entry, and is put right by another. And what is away too long.

CREATE TABLE tray_move (
    seq      INTEGER PRIMARY KEY,
    id       BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    act      BLOB NOT NULL CHECK (length(act) = 16),    -- what was carried together
    tray_id  BLOB NOT NULL REFERENCES place (id),
    at       INTEGER NOT NULL,
    user_id  BLOB NOT NULL REFERENCES user (id),
    place_id BLOB REFERENCES place (id),         -- where it stands afterwards; NULL: not known, by an undoing
    pieces   INTEGER NOT NULL CHECK (pieces >= 0),      -- that were in it
    note     TEXT NOT NULL DEFAULT '',
    undoes   INTEGER UNIQUE REFERENCES tray_move (seq)
) STRICT;

CREATE INDEX tray_move_tray ON tray_move (tray_id, seq);
CREATE INDEX tray_move_act ON tray_move (act);
CREATE TRIGGER tray_move_no_update BEFORE UPDATE ON tray_move
BEGIN SELECT RAISE(ABORT, 'append-only: tray_move'); END;
CREATE TRIGGER tray_move_no_delete BEFORE DELETE ON tray_move
BEGIN SELECT RAISE(ABORT, 'append-only: tray_move'); END;

CREATE TABLE tray_count (
    seq        INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    tray_id    BLOB NOT NULL REFERENCES place (id),
    at         INTEGER NOT NULL,
    user_id    BLOB NOT NULL REFERENCES user (id),
    counted_on TEXT NOT NULL CHECK (length(counted_on) = 10),   -- the shop's day it stands for
    occasion   TEXT NOT NULL CHECK (occasion = 'opening' OR occasion = 'closing'
        OR occasion = 'other'),
    method     TEXT NOT NULL CHECK (method = 'scan' OR method = 'number'),
    place_id   BLOB REFERENCES place (id),       -- where the tray stood
    expected   INTEGER NOT NULL CHECK (expected >= 0),
    counted    INTEGER NOT NULL CHECK (counted >= 0),
    missing    INTEGER NOT NULL CHECK (missing >= 0),
    unexpected INTEGER NOT NULL CHECK (unexpected >= 0),
    note       TEXT NOT NULL,                    -- the reason of a difference, of a correction
    corrects   INTEGER REFERENCES tray_count (seq),
    CHECK (counted = expected - missing + unexpected),
    CHECK ((missing = 0 AND unexpected = 0 AND corrects IS NULL) OR note <> '')
) STRICT;

CREATE INDEX tray_count_tray ON tray_count (tray_id, seq);
CREATE INDEX tray_count_day ON tray_count (counted_on, occasion);
CREATE INDEX tray_count_corrects ON tray_count (corrects) WHERE corrects IS NOT NULL;
CREATE TRIGGER tray_count_no_update BEFORE UPDATE ON tray_count
BEGIN SELECT RAISE(ABORT, 'append-only: tray_count'); END;
CREATE TRIGGER tray_count_no_delete BEFORE DELETE ON tray_count
BEGIN SELECT RAISE(ABORT, 'append-only: tray_count'); END;

CREATE TABLE tray_count_line (
    count       INTEGER NOT NULL REFERENCES tray_count (seq),
    position    INTEGER NOT NULL,
    piece_id    BLOB REFERENCES piece (id),      -- NULL: no piece has this code
    code        TEXT NOT NULL,                   -- the piece's number then, or what was read
    status      TEXT NOT NULL CHECK (status = 'found' OR status = 'missing'
        OR status = 'unexpected' OR status = 'left' OR status = 'arrived' OR status = 'reserved'),
    price_minor INTEGER,
    PRIMARY KEY (count, position)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER tray_count_line_no_update BEFORE UPDATE ON tray_count_line
BEGIN SELECT RAISE(ABORT, 'append-only: tray_count_line'); END;
CREATE TRIGGER tray_count_line_no_delete BEFORE DELETE ON tray_count_line
BEGIN SELECT RAISE(ABORT, 'append-only: tray_count_line'); END;

CREATE TABLE tray_count_cancel (
    seq     INTEGER PRIMARY KEY,
    count   INTEGER NOT NULL UNIQUE REFERENCES tray_count (seq),
    at      INTEGER NOT NULL,
    user_id BLOB NOT NULL REFERENCES user (id),
    reason  TEXT NOT NULL CHECK (reason <> '')
) STRICT;

CREATE TRIGGER tray_count_cancel_no_update BEFORE UPDATE ON tray_count_cancel
BEGIN SELECT RAISE(ABORT, 'append-only: tray_count_cancel'); END;
CREATE TRIGGER tray_count_cancel_no_delete BEFORE DELETE ON tray_count_cancel
BEGIN SELECT RAISE(ABORT, 'append-only: tray_count_cancel'); END;

-- A piece or a tray that may be away longer than the shop's limit. Of a stay the last entry holds.
CREATE TABLE away_extension (
    seq      INTEGER PRIMARY KEY,
    id       BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    piece_id BLOB REFERENCES piece (id),
    tray_id  BLOB REFERENCES place (id),
    stay     INTEGER NOT NULL,                   -- the custody or tray movement it began with
    at       INTEGER NOT NULL,
    user_id  BLOB NOT NULL REFERENCES user (id),
    until_on TEXT CHECK (length(until_on) = 10), -- NULL: the extension is taken back
    reason   TEXT NOT NULL CHECK (reason <> ''),
    CHECK ((piece_id IS NULL) <> (tray_id IS NULL))
) STRICT;

CREATE INDEX away_extension_stay ON away_extension (stay, seq);
CREATE TRIGGER away_extension_no_update BEFORE UPDATE ON away_extension
BEGIN SELECT RAISE(ABORT, 'append-only: away_extension'); END;
CREATE TRIGGER away_extension_no_delete BEFORE DELETE ON away_extension
BEGIN SELECT RAISE(ABORT, 'append-only: away_extension'); END;
