-- An import is one thing: made from a file, previewed, committed, and undone as a whole while
-- nothing of it was sold.

CREATE TABLE import (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    file_name  TEXT NOT NULL,
    file_id    BLOB NOT NULL REFERENCES file (id),
    mapping    TEXT NOT NULL,                    -- JSON: column → field
    state      TEXT NOT NULL CHECK (state IN ('draft', 'running', 'committed', 'cancelled', 'undoing', 'undone')),
    row_count  INTEGER NOT NULL DEFAULT 0,
    done_count INTEGER NOT NULL DEFAULT 0,
    piece_count   INTEGER NOT NULL DEFAULT 0,
    problem_count INTEGER NOT NULL DEFAULT 0,
    user_id    BLOB REFERENCES user (id),          -- NULL: the program itself, from the command line
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    version    INTEGER NOT NULL DEFAULT 1
) STRICT;

-- What a commit said of the file's rows.
CREATE TABLE import_problem (
    id          INTEGER PRIMARY KEY,
    import_id   BLOB NOT NULL REFERENCES import (id),
    line        INTEGER NOT NULL,
    column_name TEXT NOT NULL,
    code        TEXT NOT NULL,
    params      TEXT NOT NULL,                   -- JSON object
    severity    TEXT NOT NULL CHECK (severity IN ('refused', 'warning'))
) STRICT;

CREATE INDEX import_problem_import ON import_problem (import_id, id);
