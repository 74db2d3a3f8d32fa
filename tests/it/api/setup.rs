//! The first run, and the way back in with the code on paper.

use axum::http::StatusCode;
use serde_json::{Value, json};
use shop::db::{Store, StoreError, StoreKey, tell_nobody};
use shop::journal::{self, Chain};
use tests::premises::{Desk, OWNER_PIN, Premises, STAFF_PIN, new_shop};

#[test]
fn before_the_first_run_everything_says_so() {
    let premises = Premises::empty();
    let desk = premises.desk();
    assert_eq!(desk.get("/setup").body["state"], "absent");
    for path in ["/session", "/session/users", "/shop", "/users"] {
        assert_eq!(desk.get(path).code(), "setup.required", "{path}");
    }
}

#[test]
fn one_first_run_makes_one_shop() {
    let premises = Premises::empty();
    let mut desk = premises.desk();
    let mut weak = new_shop();
    weak["owner"]["pin"] = json!("1234");
    assert_eq!(desk.post("/setup", &weak).code(), "user.pin_weak");
    let first = desk.post("/setup", &new_shop());
    assert_eq!(first.status, StatusCode::CREATED, "{first:?}");
    // The answer was lost: the same again gives the same code, to whoever knows the PIN.
    let again = desk.post("/setup", &new_shop());
    assert_eq!(again.body, first.body);
    let mut guess = new_shop();
    guess["owner"]["pin"] = json!("0000");
    assert_eq!(desk.post("/setup", &guess).code(), "user.pin_wrong");
    let mut other = new_shop();
    other["id"] = json!(uuid::Uuid::nil());
    assert_eq!(desk.post("/setup", &other).code(), "setup.done");
    desk.keep_cookie(&first);
    assert_eq!(desk.get("/setup").body["state"], "ready");
    let shop = desk.get("/shop").body;
    assert_eq!(shop["siret"], "73282932000074");
    let session = desk.get("/session").body;
    assert_eq!(session["user"]["role"], "owner");
    assert_eq!(session["till"]["name"], "Caisse 1");
}

#[test]
fn answers_that_are_refused_leave_no_store() {
    let premises = Premises::empty();
    let desk = premises.desk();
    let check = |change: &dyn Fn(&mut Value), code: &str| {
        let mut shop = new_shop();
        change(&mut shop);
        assert_eq!(desk.post("/setup", &shop).code(), code);
        assert_eq!(desk.get("/setup").body["state"], "absent", "{code}");
        assert!(!premises.path().join("store.json").exists(), "{code}");
    };
    check(
        &|shop| shop["shop"]["siret"] = json!("73282932000075"),
        "shop.siret_sum",
    );
    check(
        &|shop| shop["shop"]["siret"] = json!("1"),
        "shop.siret_length",
    );
    check(&|shop| shop["shop"]["naf"] = json!("x"), "shop.naf_form");
    check(
        &|shop| shop["shop"]["vat_number"] = json!("FR00732829320"),
        "shop.vat_sum",
    );
    check(&|shop| shop["shop"]["name"] = json!(""), "text.missing");
    check(&|shop| shop["owner"]["pin"] = json!("12"), "user.pin_form");
    check(
        &|shop| shop["owner"]["name"] = json!(" "),
        "user.name_missing",
    );
    check(&|shop| shop["language"] = json!("de"), "shop.language");
    check(&|shop| shop["owner"] = json!(null), "request.json");
    premises.with_owner();
}

#[test]
fn a_server_without_a_screen_asks_for_what_it_printed() {
    let dir = tempfile::tempdir().expect("a folder");
    let premises = Premises::at(dir, Some(tests::KEY), Some("printed"));
    let desk = premises.desk();
    assert_eq!(desk.get("/setup").body["needs_token"], true);
    for token in [json!(null), json!(""), json!("guessed"), json!("printed ")] {
        let mut shop = new_shop();
        shop["token"] = token;
        assert_eq!(desk.post("/setup", &shop).code(), "setup.token");
    }
    let mut shop = new_shop();
    shop["token"] = json!("printed");
    assert_eq!(desk.post("/setup", &shop).status, StatusCode::CREATED);
}

#[test]
fn the_code_on_paper_opens_a_store_whose_key_is_gone() {
    let premises = Premises::empty();
    let reply = premises.desk().post("/setup", &new_shop());
    let code = reply.body["recovery_code"]
        .as_str()
        .expect("a code")
        .to_owned();
    let dir = premises.into_dir();

    let premises = Premises::at(dir, None, None);
    let mut desk = premises.desk();
    assert_eq!(desk.get("/setup").body["state"], "locked");
    assert_eq!(desk.get("/session").code(), "store.key_missing");
    let recover = |code: &str| desk.post("/setup/recovery", &json!({ "code": code }));
    let other = StoreKey::from_bytes([9; 32]).recovery_code();
    for (wrong, expected) in [
        ("", "setup.code_length"),
        (&code[1..], "setup.code_length"),
        (&*code.replace('-', "€"), "setup.code_letter"),
        (&*other, "setup.code_of_another_store"),
    ] {
        assert_eq!(recover(wrong).code(), expected);
    }
    let typed = code.to_lowercase().replace('-', " ");
    assert_eq!(recover(&typed).status, StatusCode::NO_CONTENT);
    assert_eq!(recover(&typed).code(), "setup.not_locked");
    let owner = desk.get("/session/users").body[0]["id"]
        .as_str()
        .and_then(|id| id.parse().ok())
        .expect("an id");
    assert_eq!(desk.sign_in(owner, OWNER_PIN).status, StatusCode::CREATED);
}

#[test]
fn a_store_that_another_program_held_opens_when_it_is_asked_for_again() {
    let premises = Premises::empty();
    premises.with_owner();
    let key = premises.made_key();
    let dir = premises.into_dir();
    let held = Store::open(dir.path(), &key, &tests::holder(), tell_nobody()).expect("the store");

    let premises = Premises::at(dir, Some(key), None);
    let desk = premises.desk();
    for _ in 0..2 {
        let setup = desk.get("/setup").body;
        assert_eq!(
            (&setup["state"], &setup["code"]),
            (&json!("shut"), &json!("store.in_use"))
        );
        assert_eq!(desk.get("/session").code(), "store.in_use");
    }
    drop(held);
    assert_eq!(desk.get("/setup").body["state"], "ready");
    assert_eq!(desk.get("/session").code(), "session.missing");
}

#[test]
fn a_logo_is_a_picture_whatever_it_is_called() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let put = |bytes: &'static [u8]| {
        let mut request =
            owner.request("PUT", "/shop/logo", None, &uuid::Uuid::now_v7().to_string());
        request
            .headers_mut()
            .insert("content-type", "image/jpeg".parse().unwrap());
        *request.body_mut() = bytes.into();
        premises.send(request)
    };
    assert_eq!(owner.get("/shop/logo").code(), "shop.no_logo");
    assert_eq!(
        put(b"I am a text called logo.jpg").code(),
        "shop.logo_not_a_picture"
    );
    assert_eq!(put(b"").code(), "shop.logo_not_a_picture");
}

#[test]
fn the_recovery_code_is_shown_again_to_the_owner_alone() {
    let premises = Premises::empty();
    let mut owner = premises.desk();
    let founded = owner.post("/setup", &new_shop());
    owner.keep_cookie(&founded);
    let ask =
        |desk: &Desk<'_>, pin: &str| desk.post("/setup/recovery-code", &json!({ "pin": pin }));
    assert_eq!(ask(&owner, "abc").code(), "user.pin_form");
    assert_eq!(ask(&owner, "8306").code(), "user.pin_wrong");
    let shown = ask(&owner, OWNER_PIN);
    assert_eq!(
        shown.body["recovery_code"], founded.body["recovery_code"],
        "{shown:?}"
    );
    assert_eq!(shown.header("cache-control"), "no-store");
    let marc = owner.hire("Marc", "manager");
    let mut manager = premises.desk();
    let entered = manager.sign_in(marc, STAFF_PIN);
    assert_eq!(entered.status, StatusCode::CREATED, "{entered:?}");
    assert_eq!(ask(&manager, STAFF_PIN).code(), "right.missing");
    assert_eq!(ask(&premises.desk(), OWNER_PIN).code(), "session.missing");
    let mut times = 0;
    let walked = premises.state.store().expect("a store").read(|tx| {
        journal::walk::<StoreError>(tx, Chain::Jet, |record| {
            times += u32::from(record.payload["detail"]["what"] == "recovery-code-shown");
            Ok(())
        })
    });
    assert!(walked.is_ok());
    assert_eq!(times, 1, "each showing is journaled");
}
