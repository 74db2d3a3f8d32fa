//! The reversal matrix: every kind of entry, and whether it is taken back before and after something else
//! happened to the same metal; and that whatever the order of acts, what is left is what was never taken.

use axum::http::StatusCode;
use serde_json::Value;
use tests::premises::Premises;

use super::fixture::{Shop, gold, text};
use crate::custom::fixture::Ring;
use crate::deposit::fixture::open_day;

#[test]
fn every_entry_has_its_way_back() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let ring = shop.ring("Alliance");
    let back = |kind: &str| {
        let corrected = shop.correct(kind, "erreur");
        assert_eq!(corrected.status, StatusCode::OK, "{kind}: {corrected:?}");
        assert_eq!(corrected.body["entries"][0]["undoes"], kind);
    };
    // In.
    let chain = shop.takes_in(&[gold("Chaîne", 5_850, 12_341)]);
    assert_eq!(shop.balance(), 7_219);
    back("in");
    assert_eq!(shop.balance(), 0);
    let lots = shop.account()["lots"].clone();
    assert_eq!(lots[0]["left_mg"], 0);
    // What was taken back has nothing to use.
    assert_eq!(
        shop.use_in(&ring, &chain[0], 1, 0).code(),
        "metal_account.too_much"
    );

    // Used, returned and melted, each alone.
    let chain = &shop.takes_in(&[gold("Chaîne", 5_850, 12_341)])[0];
    assert_eq!(shop.use_in(&ring, chain, 3_333, 77).status, StatusCode::OK);
    assert_eq!(
        shop.correct("in", "erreur").code(),
        "metal_account.touched",
        "some of it is in a ring"
    );
    back("use");
    assert_eq!(shop.balance(), 7_219);
    assert_eq!(shop.give_back(&[(chain, 5_000)]).status, StatusCode::OK);
    assert_eq!(shop.correct("in", "erreur").code(), "metal_account.touched");
    back("return");
    assert_eq!(shop.balance(), 7_219);
    assert_eq!(shop.melt(&[chain], 12_000, 5_900).status, StatusCode::OK);
    assert_eq!(shop.balance(), 7_080);
    assert_eq!(shop.correct("in", "erreur").code(), "metal_account.touched");
    back("melt");
    assert_eq!(shop.balance(), 7_219);
    // A melt of which some is gone stays; what took it first goes back.
    assert_eq!(shop.melt(&[chain], 12_000, 5_900).status, StatusCode::OK);
    let ingot = text(&shop.account()["lots"][0]["id"]);
    assert_eq!(shop.use_in(&ring, &ingot, 1_000, 0).status, StatusCode::OK);
    assert_eq!(
        shop.correct("melt", "erreur").code(),
        "metal_account.touched"
    );
    back("use");
    back("melt");
    back("in");
    assert_eq!(shop.balance(), 0);
    shop.verifies();
}

/// Taken back in another order than it was taken, what is left is a weight and its title, and every entry
/// adds up.
#[test]
fn what_is_left_is_its_weight_by_its_title_whatever_the_order() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let ring = shop.ring("Alliance");
    let chain = &shop.takes_in(&[gold("Chaîne", 5_853, 10_007)])[0];
    let mut taken: Vec<(String, i64)> = Vec::new();
    let mut left = 10_007;
    for mg in [1, 333, 17, 2_001, 999] {
        let used = shop.use_in(&ring, chain, mg, 0);
        assert_eq!(used.status, StatusCode::OK, "{used:?}");
        left -= mg;
        assert_eq!(shop.balance(), left * 5_853 / 10_000);
        let entries = shop.account()["entries"].clone();
        taken.push((text(&entries[0]["id"]), mg));
    }
    for at in [2, 0, 4, 1, 3] {
        let (entry, mg) = &taken[at];
        let corrected = shop.correct_one(entry, "reprise");
        assert_eq!(corrected.status, StatusCode::OK, "{corrected:?}");
        left += mg;
        assert_eq!(shop.balance(), left * 5_853 / 10_000);
    }
    let account = shop.account();
    let entries = account["entries"].as_array().expect("entries").iter();
    let sum: i64 = entries
        .map(|one| one["fine_mg"].as_i64().expect("a weight"))
        .sum();
    assert_eq!((left, sum), (10_007, 10_007 * 5_853 / 10_000));
}

/// Metal goes into what is made, and comes out of it as long as it is here.
#[test]
fn an_orders_state_says_whether_metal_goes_in_or_comes_out() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let chain = &shop.takes_in(&[gold("Chaîne", 7_500, 10_000)])[0];
    let ring = shop.makes.begin("Bague");
    let says = |ring: &Ring<'_>, state: &str| {
        let used = shop.use_in(ring, chain, 100, 0);
        assert_eq!(used.code(), "metal_account.order_state", "{used:?}");
        assert_eq!(used.body["params"]["state"], state);
    };
    let refused = |state: &str| says(&ring, state);
    refused("enquiry");
    ring.saves(&[ring.labour(50_000)]);
    refused("enquiry");
    ring.sends();
    refused("quoted");
    assert_eq!(ring.says("approved", "counter", "").status, StatusCode::OK);
    assert_eq!(shop.use_in(&ring, chain, 100, 0).status, StatusCode::OK);
    ring.moves("produce", "production");
    assert_eq!(shop.use_in(&ring, chain, 100, 0).status, StatusCode::OK);
    ring.moves("finish", "ready");
    refused("ready");
    open_day(shop.desk());
    ring.pays();
    ring.moves("deliver", "delivered");
    refused("delivered");
    let undo = shop.correct("use", "trop");
    assert_eq!(undo.code(), "metal_account.order_state", "she has it");
    assert_eq!(ring.act("correct", "elle repasse").status, StatusCode::OK);
    assert_eq!(shop.correct("use", "trop").status, StatusCode::OK);
    assert_eq!(shop.balance(), 7_425);
    assert_eq!(shop.correct("use", "trop").status, StatusCode::OK);
    assert_eq!(shop.balance(), 7_500);
    let told = shop
        .desk()
        .get(&format!("/custom-orders/{}/metal", ring.id));
    assert_eq!(told.body["in_it"], Value::Array(vec![]));
    assert_eq!(told.body["used"].as_array().map(Vec::len), Some(2));

    // Given up: nothing more goes in, and what is in it comes out.
    let ring = shop.ring("Pendentif");
    assert_eq!(shop.use_in(&ring, chain, 100, 0).status, StatusCode::OK);
    assert_eq!(ring.act("cancel", "elle renonce").status, StatusCode::OK);
    says(&ring, "cancelled");
    let told = shop
        .desk()
        .get(&format!("/custom-orders/{}/metal", ring.id));
    assert_eq!(
        (&told.body["takes_metal"], &told.body["gives_back"]),
        (&Value::Bool(false), &Value::Bool(true))
    );
    assert_eq!(shop.correct("use", "fondue").status, StatusCode::OK);
    assert_eq!(shop.balance(), 7_500);
}
