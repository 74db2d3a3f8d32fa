-- What was drawn on a photo of a repair: where, and in which words. The photo's bytes never change; each
-- change of the drawing is a whole new version, and the last one holds.
CREATE TABLE repair_mark (
    seq     INTEGER PRIMARY KEY,
    job     INTEGER NOT NULL,
    file_id BLOB NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    marks   TEXT NOT NULL CHECK (json_valid(marks)),            -- empty: all of it was taken off
    at      INTEGER NOT NULL,
    user_id BLOB NOT NULL REFERENCES user (id),
    UNIQUE (job, file_id, version),
    FOREIGN KEY (job, file_id) REFERENCES repair_photo (job, file_id)
) STRICT;

-- What was written of a person is emptied when they are forgotten; nothing else changes.
CREATE TRIGGER repair_mark_fixed BEFORE UPDATE ON repair_mark
WHEN (old.seq, old.job, old.file_id, old.version, old.at, old.user_id)
    IS NOT (new.seq, new.job, new.file_id, new.version, new.at, new.user_id)
    OR (new.marks <> '[]' AND new.marks <> old.marks)
BEGIN SELECT RAISE(ABORT, 'append-only: repair_mark'); END;
CREATE TRIGGER repair_mark_no_delete BEFORE DELETE ON repair_mark
BEGIN SELECT RAISE(ABORT, 'append-only: repair_mark'); END;
