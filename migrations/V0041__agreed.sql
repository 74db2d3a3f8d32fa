-- What the slip said at the counter: the prices that its customer took home.
ALTER TABLE repair_job ADD COLUMN agreed_minor INTEGER CHECK (agreed_minor >= 0); -- NULL: one had none
CREATE TRIGGER repair_job_agreed BEFORE UPDATE ON repair_job
WHEN old.agreed_minor IS NOT NULL AND old.agreed_minor IS NOT new.agreed_minor
BEGIN SELECT RAISE(ABORT, 'append-only: repair_job.agreed_minor'); END;
