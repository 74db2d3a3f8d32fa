-- Who may do what. Roles and their rights are code (users/right.rs); here is who has which.

CREATE TABLE user (
    id           BLOB PRIMARY KEY CHECK (length(id) = 16),
    name         TEXT NOT NULL,
    role         TEXT NOT NULL CHECK (role = 'owner' OR role = 'manager' OR role = 'seller'
        OR role = 'bench' OR role = 'accountant'),
    pin_hash     TEXT NOT NULL,                  -- Argon2id, PHC string
    language     TEXT CHECK (language IN ('fr', 'en')),
    active       INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    discount_limit_bp INTEGER CHECK (discount_limit_bp BETWEEN 0 AND 10000), -- NULL: the role's
    wrong_pins   INTEGER NOT NULL DEFAULT 0,     -- in a row
    locked_until INTEGER,                        -- the delay after wrong tries
    created_at   INTEGER NOT NULL,
    version      INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE session (
    token_sha256 BLOB PRIMARY KEY CHECK (length(token_sha256) = 32),
    user_id      BLOB NOT NULL REFERENCES user (id),
    till_id      BLOB REFERENCES till (id),
    created_at   INTEGER NOT NULL,
    seen_at      INTEGER NOT NULL,
    locked       INTEGER NOT NULL DEFAULT 0 CHECK (locked IN (0, 1)),
    ended_at     INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX session_user ON session (user_id);
