//! Whether the stock and the orders tell one story: what an order and everything of it look like, and what cannot
//! be in any shop.

use rusqlite::Connection;
use serde_json::json;
use tests::raw;
use uuid::Uuid;

use super::fixture::Shop;
use super::making::id_of;
use super::matrix::Rich;

/// A batch article that orders keep by number.
pub fn settings(shop: &Shop<'_>, quantity: i64) -> String {
    let made = shop.desk().post(
        "/stock/articles",
        &json!({ "id": Uuid::now_v7(), "number": "CHATON",
            "family_id": id_of(shop.desk(), "/stock/families", "ring"), "title": "Chaton 4 griffes",
            "cost_minor": 1_200, "price_minor": 3_000, "vat_regime": "standard", "favourite": false,
            "active": true }),
    );
    assert!(made.status.is_success(), "{made:?}");
    let id = made.body["id"].as_str().expect("an id").to_owned();
    let path = format!("/stock/articles/{id}/receive");
    let received = shop.desk().post(&path, &json!({ "quantity": quantity }));
    assert!(received.status.is_success(), "{received:?}");
    id
}

const STANDS: &str = "used.undoes IS NULL
    AND NOT EXISTS (SELECT 1 FROM custom_use back WHERE back.undoes = used.seq)";
const ON_LIST: &str = "coalesce((SELECT step FROM custom_part_step step WHERE step.part = part.seq
    ORDER BY step.seq DESC LIMIT 1), 'back') = 'back'";
const OPEN: &str = "made.state NOT IN ('ready', 'delivered', 'refused', 'cancelled')";
/// The last word of the piece that came of an order.
const MADE: &str = "(SELECT step FROM custom_made last WHERE last.custom = made.seq ORDER BY last.seq DESC LIMIT 1)";

/// What no shop can say, whatever was done; each finds the numbers of what is wrong.
fn impossible() -> [(&'static str, String); 7] {
    [
        (
            "kept for an order that is over",
            "SELECT piece.number FROM custom_kept JOIN piece ON piece.id = piece_id
             JOIN custom_order made ON made.seq = custom
             WHERE made.state IN ('delivered', 'refused', 'cancelled')
               AND NOT (part IS NULL AND piece.state = 'withdrawn')"
                .to_owned(),
        ),
        (
            "on an open list, and not kept for it",
            format!(
                "SELECT part.number FROM custom_part part JOIN custom_order made ON made.seq = part.custom
                 WHERE part.kind = 'piece' AND {OPEN} AND {ON_LIST} AND NOT EXISTS (
                    SELECT 1 FROM custom_kept WHERE piece_id = part.piece_id AND part = part.seq)"
            ),
        ),
        (
            "kept, and on no list",
            format!(
                "SELECT part.number FROM custom_kept JOIN custom_part part ON part.seq = custom_kept.part
                 JOIN custom_order made ON made.seq = part.custom WHERE NOT ({OPEN} AND {ON_LIST})"
            ),
        ),
        (
            "used, and not in the work",
            format!(
                "SELECT part.number FROM custom_use used JOIN custom_part part ON part.seq = used.part
                 JOIN custom_order made ON made.seq = part.custom
                 JOIN piece ON piece.id = part.piece_id
                 WHERE {STANDS} AND piece.state <> 'mounted' AND made.state <> 'cancelled'"
            ),
        ),
        (
            "in the work of nobody",
            format!(
                "SELECT number FROM piece WHERE state = 'mounted' AND mounted_as IS NULL AND NOT EXISTS (
                    SELECT 1 FROM custom_use used JOIN custom_part part ON part.seq = used.part
                    JOIN custom_order made ON made.seq = part.custom
                    WHERE part.piece_id = piece.id AND {STANDS} AND {OPEN})"
            ),
        ),
        (
            "finished with something in it, and no piece",
            format!(
                "SELECT made.number FROM custom_order made WHERE made.state IN ('ready', 'delivered')
                    AND {MADE} IS NOT 'made' AND EXISTS (SELECT 1 FROM custom_use used
                    JOIN custom_part part ON part.seq = used.part WHERE part.custom = made.seq AND {STANDS})"
            ),
        ),
        (
            "more or fewer articles than were used",
            format!(
                "SELECT article.number FROM article WHERE quantity <>
                    (SELECT sum(quantity) FROM article_movement WHERE article_id = article.id
                        AND reason NOT IN ('used', 'given_back'))
                    - (SELECT coalesce(sum(used.quantity), 0) FROM custom_use used
                       JOIN custom_part part ON part.seq = used.part
                       WHERE part.article_id = article.id AND {STANDS})"
            ),
        ),
    ]
}

/// The tables, read beside the program.
pub struct Tables(Connection);

impl Tables {
    pub fn of(shop: &Shop<'_>) -> Self {
        Self(raw(&shop.premises.state.store().expect("a store")))
    }

    pub fn check(&self, cell: &str) {
        for (what, sql) in impossible() {
            let mut statement = self.0.prepare_cached(&sql).expect("a question");
            let rows = statement.query_map([], |row| row.get::<_, String>(0));
            let rows = rows.expect("rows").map(|row| row.expect("a number"));
            let rows: Vec<String> = rows.collect();
            assert!(rows.is_empty(), "{cell}: {what}: {rows:?}");
        }
    }

    /// The order and everything of it, as far as a way back has to bring it back: its list and what of it is used at
    /// what cost, its stones with who keeps them, and the piece that came of it. One that was taken apart is none.
    pub fn picture(&self, rich: &Rich<'_>) -> String {
        let sql = format!(
            "SELECT json_array(made.state, {MADE} IS 'made',
                (SELECT json_group_array(json_array(part.title, part.number, {ON_LIST},
                    (SELECT json_array(coalesce(sum(used.quantity), 0), coalesce(sum(used.cost_minor), 0))
                     FROM custom_use used WHERE used.part = part.seq AND {STANDS})))
                 FROM custom_part part WHERE part.custom = made.seq),
                (SELECT json_group_array(json_array(piece.number, piece.state, hex(place_id), cost_minor,
                    mounted_as IS NOT NULL, (SELECT custom FROM custom_kept WHERE piece_id = piece.id)))
                 FROM piece WHERE piece.number LIKE ?2 || '-%' AND piece.state <> 'withdrawn'))
             FROM custom_order made WHERE made.id = ?1"
        );
        let id: Uuid = rich.ring.id.parse().expect("an id");
        let mut statement = self.0.prepare_cached(&sql).expect("a question");
        let found = statement.query_row((id, &rich.tag), |row| row.get(0));
        found.expect("an order")
    }
}
