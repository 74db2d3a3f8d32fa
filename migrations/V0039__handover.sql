-- Who said what metal a task puts in or takes out: the hand-over shows how the expected weight comes
-- about, and by whom.
ALTER TABLE repair_task ADD COLUMN metal_by BLOB REFERENCES user (id);
