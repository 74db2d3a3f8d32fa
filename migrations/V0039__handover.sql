-- Who said what metal a task puts in or takes out: the hand-over shows how the expected weight comes
-- about, and by whom.
ALTER TABLE repair_task ADD COLUMN metal_by BLOB REFERENCES user (id);

-- What was seen of each stone of the map when the object went home: the stone as it was looked for, and
-- `present`, `missing` or `replaced`.
ALTER TABLE repair_handover ADD COLUMN stones TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(stones));

-- Both sides sign a hand-over: the customer, and the shop by whoever is signed in. Who refuses or cannot
-- sign is entered with the reason.
ALTER TABLE signature ADD COLUMN side TEXT NOT NULL DEFAULT 'customer'
    CHECK (side = 'customer' OR side = 'shop');
ALTER TABLE signature ADD COLUMN reason TEXT NOT NULL DEFAULT '';
