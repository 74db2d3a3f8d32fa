-- Carts, which change, and sales, which never do.

CREATE TABLE cart (
    id              BLOB PRIMARY KEY CHECK (length(id) = 16),
    till_id         BLOB NOT NULL REFERENCES till (id),
    user_id         BLOB NOT NULL REFERENCES user (id),
    state           TEXT NOT NULL CHECK (state = 'open' OR state = 'parked'
        OR state = 'completed' OR state = 'abandoned'),
    customer_id     BLOB REFERENCES customer (id),
    label           TEXT NOT NULL DEFAULT '',    -- what a parked cart is called
    parked_until    INTEGER,
    discount_bp     INTEGER NOT NULL DEFAULT 0 CHECK (discount_bp BETWEEN 0 AND 10000),
    discount_minor  INTEGER NOT NULL DEFAULT 0 CHECK (discount_minor >= 0),
    discount_reason TEXT NOT NULL DEFAULT '',
    discount_by     BLOB REFERENCES user (id),   -- who allowed it
    discount_vouched    INTEGER NOT NULL DEFAULT 0 CHECK (discount_vouched IN (0, 1)),
    discount_allowed_bp INTEGER NOT NULL DEFAULT 0, -- the share of all that is sold, when it was given
    created_at      INTEGER NOT NULL,
    changed_at      INTEGER NOT NULL,
    version         INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE UNIQUE INDEX cart_open ON cart (till_id) WHERE state = 'open';
CREATE INDEX cart_parked ON cart (parked_until) WHERE state = 'parked';

CREATE TABLE cart_line (
    id               BLOB PRIMARY KEY CHECK (length(id) = 16),
    cart_id          BLOB NOT NULL REFERENCES cart (id),
    position         INTEGER NOT NULL,
    kind             TEXT NOT NULL,              -- piece, article, return, deposit, balance, give_back
    piece_id         BLOB REFERENCES piece (id),
    article_id       BLOB REFERENCES article (id),
    returns_line_id  BLOB REFERENCES sale_line (id),
    -- What a deposit or a balance is for: work that somebody ordered.
    subject_kind     TEXT CHECK (subject_kind = 'job' OR subject_kind = 'appraisal'
        OR subject_kind = 'custom'),
    subject_id       BLOB CHECK (length(subject_id) = 16),
    deposit_kind     TEXT CHECK (deposit_kind = 'acompte' OR deposit_kind = 'arrhes'),
    -- Of a balance: who drew back. NULL: what was paid for nothing goes back.
    outcome          TEXT CHECK (outcome = 'kept' OR outcome = 'doubled'),
    quantity         INTEGER NOT NULL CHECK (quantity >= 1),
    unit_price_minor INTEGER NOT NULL,
    price_reason     TEXT NOT NULL DEFAULT '',   -- when it is not the stock's price
    price_by         BLOB REFERENCES user (id),  -- who allowed it
    discount_bp      INTEGER NOT NULL DEFAULT 0 CHECK (discount_bp BETWEEN 0 AND 10000),
    discount_minor   INTEGER NOT NULL DEFAULT 0 CHECK (discount_minor >= 0),
    discount_reason  TEXT NOT NULL DEFAULT '',
    discount_by      BLOB REFERENCES user (id),
    discount_vouched    INTEGER NOT NULL DEFAULT 0 CHECK (discount_vouched IN (0, 1)),
    discount_allowed_bp INTEGER NOT NULL DEFAULT 0, -- the share of the line, when it was given
    price_vouched       INTEGER NOT NULL DEFAULT 0 CHECK (price_vouched IN (0, 1)),
    floor_allowed_minor INTEGER,                 -- below its floor price, the least that was allowed
    UNIQUE (cart_id, position)
) STRICT;

-- Payments prepared at the till: they settle nothing before the sale is complete, and survive a
-- crash with the cart.
CREATE TABLE cart_payment (
    id           BLOB PRIMARY KEY CHECK (length(id) = 16),
    cart_id      BLOB NOT NULL REFERENCES cart (id),
    position     INTEGER NOT NULL,
    tender       TEXT NOT NULL,
    amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),
    given_minor  INTEGER,
    reference    TEXT NOT NULL DEFAULT '',
    UNIQUE (cart_id, position)
) STRICT;

-- A unique piece is in one cart at a time, whatever the number of tills: the key decides who wins.
CREATE TABLE reservation (
    piece_id BLOB PRIMARY KEY REFERENCES piece (id),
    cart_id  BLOB NOT NULL REFERENCES cart (id),
    until    INTEGER,                            -- NULL while the cart is open on a till
    at       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX reservation_cart ON reservation (cart_id);

-- One document of the TICKET chain. Every column stands in its signed record too, where the
-- document's words (shop, till, seller, labels) are frozen: a receipt is made from the record.
CREATE TABLE sale (
    seq             INTEGER PRIMARY KEY,         -- of its TICKET record
    id              BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    number          TEXT NOT NULL UNIQUE,        -- shop code and TICKET sequence
    kind            TEXT NOT NULL CHECK (kind IN ('sale', 'void')),
    cart_id         BLOB UNIQUE REFERENCES cart (id),
    opening_id      BLOB NOT NULL REFERENCES opening (id),
    till_id         BLOB NOT NULL REFERENCES till (id),
    user_id         BLOB NOT NULL REFERENCES user (id),
    customer_id     BLOB REFERENCES customer (id),
    voids_id        BLOB REFERENCES sale (id),
    business_on     TEXT NOT NULL,
    at              INTEGER NOT NULL,
    total_minor     INTEGER NOT NULL,            -- VAT included; negative when more came back
    discount_minor  INTEGER NOT NULL,            -- on the whole ticket, after those of the lines
    discount_bp     INTEGER NOT NULL,            -- the percentage it was given as, or 0
    discount_reason TEXT NOT NULL,
    discount_by     BLOB REFERENCES user (id),   -- who answers for it
    discount_vouched INTEGER NOT NULL CHECK (discount_vouched IN (0, 1)), -- a colleague's PIN
    line_count      INTEGER NOT NULL,
    reason          TEXT NOT NULL,               -- of a void
    -- Since the shop's first ticket, this one included: read from the last row, never summed.
    perpetual_minor          INTEGER NOT NULL,
    perpetual_absolute_minor INTEGER NOT NULL
) STRICT;

CREATE INDEX sale_opening ON sale (opening_id);
CREATE UNIQUE INDEX sale_voids ON sale (voids_id) WHERE voids_id IS NOT NULL;
CREATE INDEX sale_customer ON sale (customer_id, at) WHERE customer_id IS NOT NULL;

-- total = quantity × unit price − discount − ticket discount, to the cent.
CREATE TABLE sale_line (
    id               BLOB PRIMARY KEY CHECK (length(id) = 16),
    sale_id          BLOB NOT NULL REFERENCES sale (id),
    position         INTEGER NOT NULL,
    piece_id         BLOB REFERENCES piece (id),
    article_id       BLOB REFERENCES article (id),
    returns_line_id  BLOB REFERENCES sale_line (id),
    -- Of work that somebody ordered: what the line is of its money. A deposit is no revenue; on the
    -- ticket of the work it stands below zero as used, with the line it comes from.
    role             TEXT NOT NULL CHECK (role = 'goods' OR role = 'work' OR role = 'acompte'
        OR role = 'arrhes' OR role = 'used' OR role = 'kept'),
    subject_kind     TEXT CHECK (subject_kind = 'job' OR subject_kind = 'appraisal'
        OR subject_kind = 'custom'),
    subject_id       BLOB CHECK (length(subject_id) = 16),
    label            TEXT NOT NULL,
    detail           TEXT NOT NULL,              -- JSON: metal, stones… as they were sold
    quantity         INTEGER NOT NULL CHECK (quantity <> 0),    -- negative: came back
    list_price_minor INTEGER NOT NULL,           -- the stock's price
    unit_price_minor INTEGER NOT NULL,
    price_reason     TEXT NOT NULL,
    price_by         BLOB REFERENCES user (id),
    discount_minor   INTEGER NOT NULL,           -- the line's own
    discount_bp      INTEGER NOT NULL,           -- the percentage it was given as, or 0
    discount_reason  TEXT NOT NULL,
    discount_by      BLOB REFERENCES user (id),
    price_vouched    INTEGER NOT NULL CHECK (price_vouched IN (0, 1)),
    discount_vouched INTEGER NOT NULL CHECK (discount_vouched IN (0, 1)),
    ticket_discount_minor INTEGER NOT NULL,      -- the line's share of the ticket's
    total_minor      INTEGER NOT NULL,           -- VAT included
    vat_regime       TEXT NOT NULL,
    vat_bp           INTEGER NOT NULL,
    vat_minor        INTEGER NOT NULL,           -- on the margin for the margin scheme
    cost_minor       INTEGER,                    -- never printed
    UNIQUE (sale_id, position),
    CHECK ((role = 'goods') = (subject_id IS NULL)),
    CHECK ((subject_kind IS NULL) = (subject_id IS NULL))
) STRICT;

CREATE INDEX sale_line_piece ON sale_line (piece_id) WHERE piece_id IS NOT NULL;
CREATE INDEX sale_line_returns ON sale_line (returns_line_id) WHERE returns_line_id IS NOT NULL;
CREATE INDEX sale_line_subject ON sale_line (subject_id) WHERE subject_id IS NOT NULL;

CREATE TABLE payment (
    id            BLOB PRIMARY KEY CHECK (length(id) = 16),
    sale_id       BLOB NOT NULL REFERENCES sale (id),
    position      INTEGER NOT NULL,
    tender        TEXT NOT NULL,                 -- card, cash, cheque, transfer; later credit, deposit…
    amount_minor  INTEGER NOT NULL CHECK (amount_minor <> 0),   -- what it settles; negative: paid out
    given_minor   INTEGER,                       -- cash handed over; change = given − amount
    reference     TEXT NOT NULL,                 -- authorisation, cheque number…
    UNIQUE (sale_id, position)
) STRICT;

-- Reprints: numbered per sale, journaled in the DUPLICATE chain.
CREATE TABLE duplicate (
    sale_id BLOB NOT NULL REFERENCES sale (id),
    copy    INTEGER NOT NULL CHECK (copy >= 1),
    seq     INTEGER NOT NULL UNIQUE,
    at      INTEGER NOT NULL,
    user_id BLOB NOT NULL REFERENCES user (id),
    till_id BLOB REFERENCES till (id),
    PRIMARY KEY (sale_id, copy)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER sale_no_update BEFORE UPDATE ON sale
BEGIN SELECT RAISE(ABORT, 'append-only: sale'); END;
CREATE TRIGGER sale_no_delete BEFORE DELETE ON sale
BEGIN SELECT RAISE(ABORT, 'append-only: sale'); END;
CREATE TRIGGER sale_line_no_update BEFORE UPDATE ON sale_line
BEGIN SELECT RAISE(ABORT, 'append-only: sale_line'); END;
CREATE TRIGGER sale_line_no_delete BEFORE DELETE ON sale_line
BEGIN SELECT RAISE(ABORT, 'append-only: sale_line'); END;
CREATE TRIGGER payment_no_update BEFORE UPDATE ON payment
BEGIN SELECT RAISE(ABORT, 'append-only: payment'); END;
CREATE TRIGGER payment_no_delete BEFORE DELETE ON payment
BEGIN SELECT RAISE(ABORT, 'append-only: payment'); END;
CREATE TRIGGER duplicate_no_update BEFORE UPDATE ON duplicate
BEGIN SELECT RAISE(ABORT, 'append-only: duplicate'); END;
CREATE TRIGGER duplicate_no_delete BEFORE DELETE ON duplicate
BEGIN SELECT RAISE(ABORT, 'append-only: duplicate'); END;
