-- What work costs by the metal and the width of what it is done to: rows of a version of the price list,
-- which goes on beside them as it is. A width is in from `from_um` and out from `below_um` on.
CREATE TABLE tariff_price (
    version     INTEGER NOT NULL REFERENCES tariff_version (seq),
    position    INTEGER NOT NULL CHECK (position >= 1),
    metal       TEXT CHECK (metal IN ('gold', 'silver', 'platinum', 'palladium', 'base')),  -- NULL: any other
    from_um     INTEGER NOT NULL CHECK (from_um >= 0),
    below_um    INTEGER CHECK (below_um > from_um),             -- NULL: however wide
    price_minor INTEGER NOT NULL CHECK (price_minor >= 0),      -- VAT included
    up_minor    INTEGER NOT NULL CHECK (up_minor >= 0),         -- for each size larger
    down_minor  INTEGER NOT NULL CHECK (down_minor >= 0),       -- for each size smaller
    PRIMARY KEY (version, position)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER tariff_price_no_update BEFORE UPDATE ON tariff_price
BEGIN SELECT RAISE(ABORT, 'append-only: tariff_price'); END;
CREATE TRIGGER tariff_price_no_delete BEFORE DELETE ON tariff_price
BEGIN SELECT RAISE(ABORT, 'append-only: tariff_price'); END;
