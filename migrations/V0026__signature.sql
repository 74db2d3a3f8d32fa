-- What somebody put their name to: the paper as it was, by its bytes, and how they signed. One that was
-- a mistake is withdrawn with its reason, and stays.
CREATE TABLE signature (
    seq         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    of          TEXT NOT NULL CHECK (of = 'repair' OR of = 'hand_over' OR of = 'custom_quote'
        OR of = 'metal_paper'),
    of_id       BLOB NOT NULL CHECK (length(of_id) = 16),
    signer      TEXT NOT NULL CHECK (length(signer) BETWEEN 1 AND 100),
    medium      TEXT NOT NULL CHECK (medium = 'screen' OR medium = 'paper'
        OR medium = 'session' OR medium = 'refused'),
    document_id BLOB NOT NULL REFERENCES file (id),             -- the PDF that was signed
    sha256      TEXT NOT NULL CHECK (length(sha256) = 64),      -- of its bytes
    drawing_id  BLOB REFERENCES file (id),
    at          INTEGER NOT NULL,
    user_id     BLOB NOT NULL REFERENCES user (id),             -- before whom
    till_id     BLOB REFERENCES till (id),
    CHECK ((medium = 'screen') = (drawing_id IS NOT NULL))
) STRICT;

CREATE INDEX signature_of ON signature (of_id, seq);
CREATE TRIGGER signature_no_update BEFORE UPDATE ON signature
BEGIN SELECT RAISE(ABORT, 'append-only: signature'); END;
CREATE TRIGGER signature_no_delete BEFORE DELETE ON signature
BEGIN SELECT RAISE(ABORT, 'append-only: signature'); END;

CREATE TABLE signature_withdrawn (
    signature INTEGER PRIMARY KEY REFERENCES signature (seq),
    at        INTEGER NOT NULL,
    user_id   BLOB NOT NULL REFERENCES user (id),
    reason    TEXT NOT NULL CHECK (length(reason) > 0)
) STRICT;

CREATE TRIGGER signature_withdrawn_no_update BEFORE UPDATE ON signature_withdrawn
BEGIN SELECT RAISE(ABORT, 'append-only: signature_withdrawn'); END;
CREATE TRIGGER signature_withdrawn_no_delete BEFORE DELETE ON signature_withdrawn
BEGIN SELECT RAISE(ABORT, 'append-only: signature_withdrawn'); END;
