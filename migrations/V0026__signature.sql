-- What somebody put their name to: the paper as it was, by its bytes, and how they signed. One that was
-- a mistake is withdrawn with its reason, and stays.
CREATE TABLE signature (
    seq         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    of          TEXT NOT NULL CHECK (of = 'repair' OR of = 'hand_over' OR of = 'custom_quote'
        OR of = 'metal_paper' OR of = 'entrusted_slip' OR of = 'repair_estimate' OR of = 'delivery'),
    of_id       BLOB NOT NULL CHECK (length(of_id) = 16),
    signer      TEXT NOT NULL CHECK (length(signer) <= 100),     -- emptied when a customer is forgotten
    -- Both sides sign a hand-over: the customer, and the shop by whoever is signed in.
    side        TEXT NOT NULL CHECK (side = 'customer' OR side = 'shop'),
    medium      TEXT NOT NULL CHECK (medium = 'screen' OR medium = 'paper'
        OR medium = 'session' OR medium = 'refused'),
    reason      TEXT NOT NULL DEFAULT '',        -- why somebody refused or could not
    document_id BLOB NOT NULL REFERENCES file (id),             -- the PDF that was signed
    sha256      TEXT NOT NULL CHECK (length(sha256) = 64),      -- of its bytes
    drawing_id  BLOB REFERENCES file (id),
    at          INTEGER NOT NULL,
    user_id     BLOB NOT NULL REFERENCES user (id),             -- before whom
    till_id     BLOB REFERENCES till (id),
    CHECK ((medium = 'screen') = (drawing_id IS NOT NULL))
) STRICT;

CREATE INDEX signature_of ON signature (of_id, seq);
-- What was written of a person is emptied when they are forgotten; nothing else changes.
CREATE TRIGGER signature_fixed BEFORE UPDATE ON signature
WHEN (old.seq, old.id, old.of, old.of_id, old.side, old.medium, old.document_id, old.sha256, old.drawing_id,
        old.at, old.user_id, old.till_id)
    IS NOT (new.seq, new.id, new.of, new.of_id, new.side, new.medium, new.document_id,
        new.sha256, new.drawing_id, new.at, new.user_id, new.till_id)
    OR (new.signer <> '' AND new.signer <> old.signer)
    OR (new.reason <> '—' AND new.reason <> old.reason)
BEGIN SELECT RAISE(ABORT, 'append-only: signature'); END;
CREATE TRIGGER signature_no_delete BEFORE DELETE ON signature
BEGIN SELECT RAISE(ABORT, 'append-only: signature'); END;

CREATE TABLE signature_withdrawn (
    signature INTEGER PRIMARY KEY REFERENCES signature (seq),
    at        INTEGER NOT NULL,
    user_id   BLOB NOT NULL REFERENCES user (id),
    reason    TEXT NOT NULL CHECK (length(reason) > 0)
) STRICT;

-- What was written of a person is emptied when they are forgotten; nothing else changes.
CREATE TRIGGER signature_withdrawn_fixed BEFORE UPDATE ON signature_withdrawn
WHEN (old.signature, old.at, old.user_id)
    IS NOT (new.signature, new.at, new.user_id)
    OR (new.reason <> '—' AND new.reason <> old.reason)
BEGIN SELECT RAISE(ABORT, 'append-only: signature_withdrawn'); END;
CREATE TRIGGER signature_withdrawn_no_delete BEFORE DELETE ON signature_withdrawn
BEGIN SELECT RAISE(ABORT, 'append-only: signature_withdrawn'); END;
