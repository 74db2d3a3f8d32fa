-- Purchasing: orders to suppliers, what was received of them, the suppliers' invoices, what went back,
-- floors and ceilings, a budget a month. An order's lines change while it is a draft; everything else
-- is only ever added to, and what becomes of a document is a row of purchase_step.

CREATE TABLE purchase_order (
    seq         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    number      TEXT NOT NULL UNIQUE,            -- shop code and seq: "P1-CF3"
    supplier_id BLOB NOT NULL REFERENCES supplier (id),
    expected_on TEXT CHECK (length(expected_on) = 10),
    note        TEXT NOT NULL DEFAULT '',        -- printed on the order
    on_day      TEXT NOT NULL CHECK (length(on_day) = 10),      -- the shop's day
    at          INTEGER NOT NULL,
    user_id     BLOB REFERENCES user (id),
    version     INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX purchase_order_supplier ON purchase_order (supplier_id, seq);

-- What becomes of an order, an invoice or a return. The last row says how it stands.
CREATE TABLE purchase_step (
    seq          INTEGER PRIMARY KEY,
    subject_id   BLOB NOT NULL CHECK (length(subject_id) = 16),
    step         TEXT NOT NULL CHECK (step = 'sent' OR step = 'reopened' OR step = 'cancelled'
        OR step = 'closed' OR step = 'resumed' OR step = 'paid' OR step = 'unpaid'
        OR step = 'credited' OR step = 'uncredited' OR step = 'reversed'),
    at           INTEGER NOT NULL,
    user_id      BLOB REFERENCES user (id),
    on_day       TEXT NOT NULL CHECK (length(on_day) = 10),
    amount_minor INTEGER CHECK (amount_minor >= 0),             -- paid; credited, without VAT
    vat_minor    INTEGER CHECK (vat_minor >= 0),                -- of what was credited
    means        TEXT NOT NULL DEFAULT '',
    cash_movement BLOB UNIQUE REFERENCES cash_movement (id),    -- of cash, or of its way back
    reference    TEXT NOT NULL DEFAULT '',       -- of the payment, the credit note's number
    note         TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX purchase_step_subject ON purchase_step (subject_id, seq);
CREATE TRIGGER purchase_step_no_update BEFORE UPDATE ON purchase_step
BEGIN SELECT RAISE(ABORT, 'append-only: purchase_step'); END;
CREATE TRIGGER purchase_step_no_delete BEFORE DELETE ON purchase_step
BEGIN SELECT RAISE(ABORT, 'append-only: purchase_step'); END;

CREATE TABLE purchase_line (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    order_seq  INTEGER NOT NULL REFERENCES purchase_order (seq),
    position   INTEGER NOT NULL,
    article_id BLOB REFERENCES article (id),     -- NULL: pieces to come, one by one
    family_id  BLOB REFERENCES family (id),
    title      TEXT NOT NULL CHECK (length(title) > 0),
    metal      TEXT CHECK (metal = 'gold' OR metal = 'silver' OR metal = 'platinum'
        OR metal = 'palladium' OR metal = 'base'),
    fineness   INTEGER CHECK (fineness BETWEEN 1 AND 10000),
    reference  TEXT NOT NULL DEFAULT '',         -- what the supplier calls it
    cost_minor INTEGER CHECK (cost_minor >= 0),  -- of one, without VAT; NULL: not known yet
    quantity   INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 10000),
    CHECK (article_id IS NOT NULL OR family_id IS NOT NULL),
    UNIQUE (order_seq, position)
) STRICT;

-- Sent is sent: the lines change again after the order was taken back to a draft.
CREATE TRIGGER purchase_line_sent BEFORE INSERT ON purchase_line
WHEN (SELECT coalesce((SELECT step FROM purchase_step WHERE subject_id = purchase_order.id
        ORDER BY purchase_step.seq DESC LIMIT 1), 'reopened')
      FROM purchase_order WHERE seq = new.order_seq) <> 'reopened'
BEGIN SELECT RAISE(ABORT, 'no draft: purchase_line'); END;
CREATE TRIGGER purchase_line_gone BEFORE DELETE ON purchase_line
WHEN (SELECT coalesce((SELECT step FROM purchase_step WHERE subject_id = purchase_order.id
        ORDER BY purchase_step.seq DESC LIMIT 1), 'reopened')
      FROM purchase_order WHERE seq = old.order_seq) <> 'reopened'
BEGIN SELECT RAISE(ABORT, 'no draft: purchase_line'); END;
CREATE TRIGGER purchase_line_no_update BEFORE UPDATE ON purchase_line
BEGIN SELECT RAISE(ABORT, 'replaced, not changed: purchase_line'); END;

-- A delivery, whole or in part, against an order or without one.
CREATE TABLE purchase_reception (
    seq         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    number      TEXT NOT NULL UNIQUE,            -- "P1-BR3"
    supplier_id BLOB NOT NULL REFERENCES supplier (id),
    order_seq   INTEGER REFERENCES purchase_order (seq),
    document    TEXT NOT NULL DEFAULT '',        -- the number of the supplier's delivery note
    note        TEXT NOT NULL DEFAULT '',
    on_day      TEXT NOT NULL CHECK (length(on_day) = 10),
    at          INTEGER NOT NULL,
    user_id     BLOB REFERENCES user (id)
) STRICT;

CREATE INDEX purchase_reception_order ON purchase_reception (order_seq, seq);
CREATE TRIGGER purchase_reception_no_update BEFORE UPDATE ON purchase_reception
BEGIN SELECT RAISE(ABORT, 'append-only: purchase_reception'); END;
CREATE TRIGGER purchase_reception_no_delete BEFORE DELETE ON purchase_reception
BEGIN SELECT RAISE(ABORT, 'append-only: purchase_reception'); END;

-- One piece, so many of an article, or what was refused at the door.
CREATE TABLE purchase_received (
    seq        INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    reception  INTEGER NOT NULL REFERENCES purchase_reception (seq),
    line_id    BLOB REFERENCES purchase_line (id),              -- NULL: nobody had ordered it
    refused    INTEGER NOT NULL CHECK (refused IN (0, 1)),
    piece_id   BLOB REFERENCES piece (id),
    article_id BLOB REFERENCES article (id),
    title      TEXT NOT NULL,
    quantity   INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 10000),
    cost_minor INTEGER CHECK (cost_minor >= 0),  -- of one, without VAT
    reason     TEXT NOT NULL DEFAULT '',         -- why it was refused
    CHECK (refused = (piece_id IS NULL AND article_id IS NULL)),
    CHECK (piece_id IS NULL OR article_id IS NULL),
    CHECK (piece_id IS NULL OR quantity = 1)
) STRICT;

CREATE INDEX purchase_received_of ON purchase_received (reception, seq);
CREATE INDEX purchase_received_line ON purchase_received (line_id) WHERE line_id IS NOT NULL;
CREATE INDEX purchase_received_piece ON purchase_received (piece_id) WHERE piece_id IS NOT NULL;
CREATE INDEX purchase_received_article ON purchase_received (article_id)
    WHERE article_id IS NOT NULL;
CREATE TRIGGER purchase_received_no_update BEFORE UPDATE ON purchase_received
BEGIN SELECT RAISE(ABORT, 'append-only: purchase_received'); END;
CREATE TRIGGER purchase_received_no_delete BEFORE DELETE ON purchase_received
BEGIN SELECT RAISE(ABORT, 'append-only: purchase_received'); END;

-- A reception that was a mistake: once a line.
CREATE TABLE purchase_undone (
    seq      INTEGER PRIMARY KEY,
    received INTEGER NOT NULL UNIQUE REFERENCES purchase_received (seq),
    at       INTEGER NOT NULL,
    user_id  BLOB REFERENCES user (id),
    reason   TEXT NOT NULL CHECK (length(reason) > 0)
) STRICT;

CREATE TRIGGER purchase_undone_no_update BEFORE UPDATE ON purchase_undone
BEGIN SELECT RAISE(ABORT, 'append-only: purchase_undone'); END;
CREATE TRIGGER purchase_undone_no_delete BEFORE DELETE ON purchase_undone
BEGIN SELECT RAISE(ABORT, 'append-only: purchase_undone'); END;

-- What came in and stayed.
CREATE VIEW purchase_kept AS
SELECT * FROM purchase_received
WHERE refused = 0 AND seq NOT IN (SELECT received FROM purchase_undone);

CREATE TABLE purchase_invoice (
    seq         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    reference   TEXT NOT NULL UNIQUE,            -- ours: "P1-FF3"
    supplier_id BLOB NOT NULL REFERENCES supplier (id),
    number      TEXT NOT NULL COLLATE NOCASE CHECK (length(number) > 0),    -- the supplier's
    invoiced_on TEXT NOT NULL CHECK (length(invoiced_on) = 10),
    due_on      TEXT CHECK (length(due_on) = 10),
    net_minor   INTEGER NOT NULL CHECK (net_minor >= 0),
    vat_minor   INTEGER NOT NULL CHECK (vat_minor >= 0),
    gross_minor INTEGER NOT NULL CHECK (gross_minor = net_minor + vat_minor),
    note        TEXT NOT NULL DEFAULT '',
    at          INTEGER NOT NULL,
    user_id     BLOB REFERENCES user (id),
    CHECK (due_on IS NULL OR due_on >= invoiced_on)
) STRICT;

CREATE INDEX purchase_invoice_number ON purchase_invoice (supplier_id, number);
CREATE TRIGGER purchase_invoice_twice BEFORE INSERT ON purchase_invoice
WHEN EXISTS (SELECT 1 FROM purchase_invoice other
    WHERE other.supplier_id = new.supplier_id AND other.number = new.number COLLATE NOCASE
      AND NOT EXISTS (SELECT 1 FROM purchase_step
          WHERE subject_id = other.id AND step = 'reversed'))
BEGIN SELECT RAISE(ABORT, 'twice: purchase_invoice'); END;
CREATE TRIGGER purchase_invoice_no_update BEFORE UPDATE ON purchase_invoice
BEGIN SELECT RAISE(ABORT, 'append-only: purchase_invoice'); END;
CREATE TRIGGER purchase_invoice_no_delete BEFORE DELETE ON purchase_invoice
BEGIN SELECT RAISE(ABORT, 'append-only: purchase_invoice'); END;

-- What of the receptions it bills, and what became of the goods' cost.
CREATE TABLE purchase_invoice_line (
    seq        INTEGER PRIMARY KEY,
    invoice    INTEGER NOT NULL REFERENCES purchase_invoice (seq),
    received   INTEGER NOT NULL REFERENCES purchase_received (seq),
    cost_minor INTEGER NOT NULL CHECK (cost_minor >= 0),        -- of one, without VAT, as billed
    old_minor  INTEGER,                          -- what the goods' sheet said before
    outcome    TEXT NOT NULL CHECK (outcome = 'same' OR outcome = 'carried' OR outcome = 'sold'
        OR outcome = 'parts' OR outcome = 'gone'),
    UNIQUE (invoice, received)
) STRICT;

CREATE INDEX purchase_invoice_line_received ON purchase_invoice_line (received);
CREATE TRIGGER purchase_invoice_line_no_update BEFORE UPDATE ON purchase_invoice_line
BEGIN SELECT RAISE(ABORT, 'append-only: purchase_invoice_line'); END;
CREATE TRIGGER purchase_invoice_line_no_delete BEFORE DELETE ON purchase_invoice_line
BEGIN SELECT RAISE(ABORT, 'append-only: purchase_invoice_line'); END;

-- Goods that go back to their supplier.
CREATE TABLE purchase_return (
    seq          INTEGER PRIMARY KEY,
    id           BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    number       TEXT NOT NULL UNIQUE,           -- "P1-RF3"
    supplier_id  BLOB NOT NULL REFERENCES supplier (id),
    reason       TEXT NOT NULL CHECK (length(reason) > 0),
    credit_minor INTEGER CHECK (credit_minor >= 0),             -- expected, without VAT
    on_day       TEXT NOT NULL CHECK (length(on_day) = 10),
    at           INTEGER NOT NULL,
    user_id      BLOB REFERENCES user (id)
) STRICT;

CREATE TRIGGER purchase_return_no_update BEFORE UPDATE ON purchase_return
BEGIN SELECT RAISE(ABORT, 'append-only: purchase_return'); END;
CREATE TRIGGER purchase_return_no_delete BEFORE DELETE ON purchase_return
BEGIN SELECT RAISE(ABORT, 'append-only: purchase_return'); END;

CREATE TABLE purchase_return_line (
    seq        INTEGER PRIMARY KEY,
    return     INTEGER NOT NULL REFERENCES purchase_return (seq),
    piece_id   BLOB REFERENCES piece (id),
    article_id BLOB REFERENCES article (id),
    quantity   INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 10000),
    cost_minor INTEGER CHECK (cost_minor >= 0),
    CHECK ((piece_id IS NULL) <> (article_id IS NULL)),
    CHECK (piece_id IS NULL OR quantity = 1)
) STRICT;

CREATE INDEX purchase_return_line_of ON purchase_return_line (return, seq);
CREATE INDEX purchase_return_line_piece ON purchase_return_line (piece_id)
    WHERE piece_id IS NOT NULL;
CREATE TRIGGER purchase_return_line_no_update BEFORE UPDATE ON purchase_return_line
BEGIN SELECT RAISE(ABORT, 'append-only: purchase_return_line'); END;
CREATE TRIGGER purchase_return_line_no_delete BEFORE DELETE ON purchase_return_line
BEGIN SELECT RAISE(ABORT, 'append-only: purchase_return_line'); END;

-- Below the floor, as many are proposed as the ceiling leaves room for.
CREATE TABLE purchase_limit (
    article_id  BLOB UNIQUE REFERENCES article (id),
    family_id   BLOB UNIQUE REFERENCES family (id),             -- of pieces, all together
    supplier_id BLOB REFERENCES supplier (id),   -- NULL: whoever delivered last
    floor       INTEGER NOT NULL CHECK (floor BETWEEN 0 AND 10000),
    ceiling     INTEGER NOT NULL CHECK (ceiling BETWEEN floor AND 10000),
    version     INTEGER NOT NULL DEFAULT 1,
    CHECK ((article_id IS NULL) <> (family_id IS NULL))
) STRICT;

-- Open to buy: what a month may cost, without VAT, in all and by family.
CREATE TABLE purchase_budget (
    month        TEXT NOT NULL CHECK (length(month) = 7),       -- "2026-11"
    family_id    BLOB REFERENCES family (id),    -- NULL: all of them together
    amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
    version      INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE UNIQUE INDEX purchase_budget_of ON purchase_budget (month, ifnull(family_id, x''));
