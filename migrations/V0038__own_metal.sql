-- The customer's own metal in a quote: what of a line's metal comes from their account, as weight of the line's
-- title, what is lost in the work included. It is not charged.

ALTER TABLE custom_quote_line ADD COLUMN own_mg INTEGER
    CHECK (own_mg IS NULL OR (own_mg > 0 AND metal IS NOT NULL));
