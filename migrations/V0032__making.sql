-- The making of a custom order: what it is made of, what of it is kept from the stock meanwhile, what was
-- used, and the piece that came of it. Lines, their coming and going and their uses are only ever added to.

-- A line of what the piece is made of. A change is another line in its place.
CREATE TABLE custom_part (
    seq           INTEGER PRIMARY KEY,
    id            BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    custom        INTEGER NOT NULL REFERENCES custom_order (seq),
    kind          TEXT NOT NULL CHECK (kind = 'piece' OR kind = 'article' OR kind = 'awaited'
        OR kind = 'metal' OR kind = 'labour' OR kind = 'outside'),
    title         TEXT NOT NULL CHECK (length(title) > 0),
    quote_line    BLOB CHECK (length(quote_line) = 16),         -- the quoted line it belongs to
    piece_id      BLOB REFERENCES piece (id),
    article_id    BLOB REFERENCES article (id),
    number        TEXT NOT NULL DEFAULT '',      -- of the stock, then
    quantity      INTEGER NOT NULL DEFAULT 1 CHECK (quantity BETWEEN 1 AND 10000),
    supplier_id   BLOB REFERENCES supplier (id), -- who it is awaited from, or who works outside
    purchase_line BLOB CHECK (length(purchase_line) = 16),      -- a draft's lines are replaced: no reference
    metal         TEXT CHECK (metal = 'gold' OR metal = 'silver' OR metal = 'platinum'
        OR metal = 'palladium'),
    fineness      INTEGER CHECK (fineness BETWEEN 1 AND 10000),
    weight_mg     INTEGER CHECK (weight_mg > 0),
    loss_bp       INTEGER NOT NULL DEFAULT 0 CHECK (loss_bp BETWEEN 0 AND 5000),
    rate          BLOB REFERENCES metal_rate (id),              -- that its cost was worked out by
    person_id     BLOB REFERENCES user (id),
    minutes       INTEGER CHECK (minutes BETWEEN 1 AND 100000),
    cost_minor    INTEGER CHECK (cost_minor >= 0),              -- planned, of all of it; NULL: nobody knows
    replaces      INTEGER REFERENCES custom_part (seq),         -- what was awaited and came as this
    at            INTEGER NOT NULL,
    user_id       BLOB NOT NULL REFERENCES user (id),
    CHECK ((kind = 'piece') = (piece_id IS NOT NULL)),
    CHECK ((kind = 'article') = (article_id IS NOT NULL)),
    CHECK (kind = 'article' OR kind = 'awaited' OR quantity = 1),
    CHECK ((kind = 'metal') = (metal IS NOT NULL)),
    CHECK ((metal IS NULL) = (fineness IS NULL)),
    CHECK ((metal IS NULL) = (weight_mg IS NULL)),
    CHECK ((kind = 'labour') = (minutes IS NOT NULL)),
    CHECK (kind = 'labour' OR person_id IS NULL)
) STRICT;

CREATE INDEX custom_part_of ON custom_part (custom, seq);
CREATE INDEX custom_part_article ON custom_part (article_id) WHERE article_id IS NOT NULL;
-- What was written of a person is emptied when they are forgotten; nothing else changes.
CREATE TRIGGER custom_part_fixed BEFORE UPDATE ON custom_part
WHEN (old.seq, old.id, old.custom, old.kind, old.quote_line, old.piece_id, old.article_id, old.number,
        old.quantity, old.supplier_id, old.purchase_line, old.metal, old.fineness, old.weight_mg,
        old.loss_bp, old.rate, old.person_id, old.minutes, old.cost_minor, old.replaces, old.at,
        old.user_id)
    IS NOT (new.seq, new.id, new.custom, new.kind, new.quote_line, new.piece_id, new.article_id,
        new.number, new.quantity, new.supplier_id, new.purchase_line, new.metal, new.fineness,
        new.weight_mg, new.loss_bp, new.rate, new.person_id, new.minutes, new.cost_minor, new.replaces,
        new.at, new.user_id)
    OR (new.title <> '—' AND new.title <> old.title)
BEGIN SELECT RAISE(ABORT, 'append-only: custom_part'); END;
CREATE TRIGGER custom_part_no_delete BEFORE DELETE ON custom_part
BEGIN SELECT RAISE(ABORT, 'append-only: custom_part'); END;

-- A line is taken off and put back: the last row holds.
CREATE TABLE custom_part_step (
    seq     INTEGER PRIMARY KEY,
    part    INTEGER NOT NULL REFERENCES custom_part (seq),
    step    TEXT NOT NULL CHECK (step = 'off' OR step = 'back'),
    entry   INTEGER REFERENCES custom_entry (seq),              -- the move that did; NULL: a person, alone
    note    TEXT NOT NULL DEFAULT '',
    at      INTEGER NOT NULL,
    user_id BLOB NOT NULL REFERENCES user (id)
) STRICT;

CREATE INDEX custom_part_step_of ON custom_part_step (part, seq);
CREATE INDEX custom_part_step_entry ON custom_part_step (entry) WHERE entry IS NOT NULL;
-- What was written of a person is emptied when they are forgotten; nothing else changes.
CREATE TRIGGER custom_part_step_fixed BEFORE UPDATE ON custom_part_step
WHEN (old.seq, old.part, old.step, old.entry, old.at, old.user_id)
    IS NOT (new.seq, new.part, new.step, new.entry, new.at, new.user_id)
    OR (new.note <> '' AND new.note <> old.note)
BEGIN SELECT RAISE(ABORT, 'append-only: custom_part_step'); END;
CREATE TRIGGER custom_part_step_no_delete BEFORE DELETE ON custom_part_step
BEGIN SELECT RAISE(ABORT, 'append-only: custom_part_step'); END;

-- What went into the work, at what it cost then. A mistake is another row that names the first.
CREATE TABLE custom_use (
    seq        INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    part       INTEGER NOT NULL REFERENCES custom_part (seq),
    quantity   INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 10000),
    weight_mg  INTEGER CHECK (weight_mg > 0),
    rate       BLOB REFERENCES metal_rate (id),
    person_id  BLOB REFERENCES user (id),
    on_day     TEXT CHECK (length(on_day) = 10), -- of the work
    minutes    INTEGER CHECK (minutes BETWEEN 1 AND 1440),
    cost_minor INTEGER CHECK (cost_minor >= 0),  -- of all of it; NULL: nobody knows
    undoes     INTEGER UNIQUE REFERENCES custom_use (seq),
    entry      INTEGER REFERENCES custom_entry (seq),           -- the move that did; NULL: a person, alone
    note       TEXT NOT NULL DEFAULT '',
    at         INTEGER NOT NULL,
    user_id    BLOB NOT NULL REFERENCES user (id),
    CHECK ((person_id IS NULL) = (minutes IS NULL)),
    CHECK ((person_id IS NULL) = (on_day IS NULL))
) STRICT;

CREATE INDEX custom_use_of ON custom_use (part, seq);
CREATE INDEX custom_use_entry ON custom_use (entry) WHERE entry IS NOT NULL;
-- What was written of a person is emptied when they are forgotten; nothing else changes.
CREATE TRIGGER custom_use_fixed BEFORE UPDATE ON custom_use
WHEN (old.seq, old.id, old.part, old.quantity, old.weight_mg, old.rate, old.person_id, old.on_day,
        old.minutes, old.cost_minor, old.undoes, old.entry, old.at, old.user_id)
    IS NOT (new.seq, new.id, new.part, new.quantity, new.weight_mg, new.rate, new.person_id,
        new.on_day, new.minutes, new.cost_minor, new.undoes, new.entry, new.at, new.user_id)
    OR (new.note <> '' AND new.note <> old.note)
BEGIN SELECT RAISE(ABORT, 'append-only: custom_use'); END;
CREATE TRIGGER custom_use_no_delete BEFORE DELETE ON custom_use
BEGIN SELECT RAISE(ABORT, 'append-only: custom_use'); END;

-- The piece that came of it: made, taken apart again, made again. The last row holds.
CREATE TABLE custom_made (
    seq          INTEGER PRIMARY KEY,
    custom       INTEGER NOT NULL REFERENCES custom_order (seq),
    piece_id     BLOB NOT NULL REFERENCES piece (id),
    step         TEXT NOT NULL CHECK (step = 'made' OR step = 'unmade'),
    metal_minor  INTEGER CHECK (metal_minor >= 0),              -- its cost in parts, as it was made
    stones_minor INTEGER CHECK (stones_minor >= 0),
    labour_minor INTEGER CHECK (labour_minor >= 0),
    other_minor  INTEGER CHECK (other_minor >= 0),
    entry        INTEGER REFERENCES custom_entry (seq),
    at           INTEGER NOT NULL,
    user_id      BLOB NOT NULL REFERENCES user (id)
) STRICT;

CREATE INDEX custom_made_of ON custom_made (custom, seq);
CREATE TRIGGER custom_made_no_update BEFORE UPDATE ON custom_made
BEGIN SELECT RAISE(ABORT, 'append-only: custom_made'); END;
CREATE TRIGGER custom_made_no_delete BEFORE DELETE ON custom_made
BEGIN SELECT RAISE(ABORT, 'append-only: custom_made'); END;

-- What is kept for an order now: a piece of the stock for one of them, by the key. No cart, no other order
-- and no ring takes it meanwhile. What was kept when is what the rows above say.
CREATE TABLE custom_kept (
    piece_id BLOB PRIMARY KEY REFERENCES piece (id),
    custom   INTEGER NOT NULL REFERENCES custom_order (seq),
    part     INTEGER REFERENCES custom_part (seq),              -- NULL: the finished piece
    at       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX custom_kept_of ON custom_kept (custom);
