-- The shop's own words at the foot of its papers. The last row of a paper and language holds; nothing is
-- changed, so that what a paper said on a day can be told.
CREATE TABLE wording (
    seq      INTEGER PRIMARY KEY,
    paper    TEXT NOT NULL CHECK (paper IN ('receipt', 'claim', 'return', 'warranty', 'bench', 'vendor',
                                               'quote', 'metal', 'evaluation', 'estate', 'estimate',
                                               'abandonment')),
    language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
    text     TEXT NOT NULL CHECK (length(text) <= 4000),         -- empty: nothing is added
    at       INTEGER NOT NULL,
    user_id  BLOB REFERENCES user (id)
) STRICT;

CREATE INDEX wording_of ON wording (paper, language, seq);
CREATE TRIGGER wording_no_update BEFORE UPDATE ON wording
BEGIN SELECT RAISE(ABORT, 'append-only: wording'); END;
CREATE TRIGGER wording_no_delete BEFORE DELETE ON wording
BEGIN SELECT RAISE(ABORT, 'append-only: wording'); END;
