-- An import is one thing: made from a file, previewed, committed, and undone as a whole while
-- nothing of it was sold.

CREATE TABLE import (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    file_name  TEXT NOT NULL,
    file_id    BLOB NOT NULL REFERENCES file (id),
    mapping    TEXT NOT NULL,                    -- JSON: column → field
    state      TEXT NOT NULL CHECK (state = 'draft' OR state = 'running' OR state = 'committed'
        OR state = 'cancelled' OR state = 'undoing' OR state = 'undone'),
    row_count  INTEGER NOT NULL DEFAULT 0,
    done_count INTEGER NOT NULL DEFAULT 0,
    piece_count   INTEGER NOT NULL DEFAULT 0,
    article_count INTEGER NOT NULL DEFAULT 0,
    back_count    INTEGER NOT NULL DEFAULT 0,    -- of both, those that an undoing has taken back
    problem_count INTEGER NOT NULL DEFAULT 0,
    user_id    BLOB REFERENCES user (id),          -- NULL: the program itself, from the command line
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    version    INTEGER NOT NULL DEFAULT 1
) STRICT;

-- What is on its way out is not sold: every scan asks, so the answer is a page that is mostly empty.
CREATE INDEX import_undoing ON import (id) WHERE state = 'undoing';

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

-- Pictures that a file names by their addresses. They are fetched after their pieces are in, and what
-- still waits is known here: a kill loses none.
CREATE TABLE import_image (
    seq        INTEGER PRIMARY KEY,
    import_id  BLOB NOT NULL REFERENCES import (id),
    line       INTEGER NOT NULL,
    piece_id   BLOB REFERENCES piece (id),
    article_id BLOB REFERENCES article (id),
    url        TEXT NOT NULL CHECK (length(url) BETWEEN 1 AND 2000),
    state      TEXT NOT NULL CHECK (state = 'waiting' OR state = 'kept' OR state = 'failed'
        OR state = 'dropped'),
    code       TEXT NOT NULL DEFAULT '',         -- why it is not here
    detail     TEXT NOT NULL DEFAULT '',
    tries      INTEGER NOT NULL DEFAULT 0,
    next_at    INTEGER NOT NULL,
    file_id    BLOB REFERENCES file (id),        -- what undoing the import takes off again
    CHECK ((piece_id IS NULL) <> (article_id IS NULL)),
    CHECK (state = 'kept' OR file_id IS NULL)
) STRICT;

CREATE INDEX import_image_of ON import_image (import_id, url, state);
CREATE INDEX import_image_due ON import_image (next_at) WHERE state = 'waiting';

-- How a person has matched a file's columns, kept under a name for the next file like it.
CREATE TABLE import_mapping (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    name       TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    headers    TEXT NOT NULL,                    -- JSON array, as they stood in the file
    mapping    TEXT NOT NULL,                    -- JSON, as an import's
    user_id    BLOB REFERENCES user (id),
    changed_at INTEGER NOT NULL
) STRICT;
