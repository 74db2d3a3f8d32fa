//! Papers of a piece through the one door: each as far as they may see it.

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::{Desk, Premises, STAFF_PIN};
use uuid::Uuid;

const PDF: &[u8] = b"%PDF-1.7\n%%EOF\n";

fn code_of(desk: &Desk<'_>, list: &str, code: &str) -> Value {
    let rows = desk.get(list);
    let rows = rows.body.as_array().expect("a list").clone();
    let row = rows.iter().find(|row| row["code"] == code).expect(code);
    row["id"].clone()
}

fn piece(desk: &Desk<'_>) -> String {
    piece_of(desk, "J104")
}

fn piece_of(desk: &Desk<'_>, number: &str) -> String {
    let made = desk.post(
        "/stock/pieces",
        &json!({
            "id": Uuid::now_v7(), "number": number, "title": "Chevalière",
            "place_id": code_of(desk, "/stock/places", "COFFRE"),
            "family_id": code_of(desk, "/stock/families", "ring"),
            "metal": "gold", "fineness": 7500, "gross_mg": 8200, "vat_regime": "margin",
        }),
    );
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    assert_eq!(made.body["hallmark_state"], "due");
    made.body["id"].as_str().expect("an id").to_owned()
}

fn upload(desk: &Desk<'_>, piece: &str, kind: &str, bytes: &[u8]) -> tests::premises::Reply {
    let id = Uuid::now_v7();
    let path = format!("/stock/pieces/{piece}/papers?id={id}&kind={kind}&note=F-118");
    desk.upload("POST", &path, "facture.pdf", bytes.to_vec())
}

#[test]
fn a_paper_is_seen_by_who_may_see_what_it_says() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let piece = piece(&owner);
    let invoice = upload(&owner, &piece, "supplier_invoice", PDF);
    assert_eq!(invoice.status, StatusCode::CREATED, "{invoice:?}");
    let report = upload(&owner, &piece, "expert_report", b"%PDF-1.4\nx\n%%EOF\n");
    assert_eq!(report.status, StatusCode::CREATED, "{report:?}");
    let file = invoice.body["file_id"].as_str().expect("a file");
    assert_eq!(owner.bytes(&format!("/files/{file}")), PDF);
    for (kind, bytes, code) in [
        ("expert_report", PDF, "paper.twice"),
        ("secret", PDF, "stock.value_wrong"),
        ("other", b"%PDF-1.7 cut".as_slice(), "file.not_a_pdf"),
        ("other", b"MZ".as_slice(), "file.not_a_picture"),
    ] {
        assert_eq!(upload(&owner, &piece, kind, bytes).code(), code, "{kind}");
    }
    let list = format!("/stock/pieces/{piece}/papers");
    assert_eq!(owner.get(&list).body.as_array().map(Vec::len), Some(2));

    let seller = owner.hire("Sam", "seller");
    let mut desk = premises.desk();
    desk.sign_in(seller, STAFF_PIN);
    let seen = desk.get(&list);
    assert_eq!(seen.body.as_array().map(Vec::len), Some(1), "{seen:?}");
    assert_eq!(seen.body[0]["kind"], "expert_report");
    assert_eq!(
        upload(&desk, &piece, "other", PDF).status,
        StatusCode::FORBIDDEN
    );

    let id = report.body["id"].as_str().expect("an id");
    let off = format!("/papers/{id}/take-off");
    let reason = |text: &str| owner.post(&off, &json!({ "reason": text }));
    assert_eq!(reason(" ").code(), "stock.reason_missing");
    let gone = reason("d’une autre pièce");
    assert_eq!(
        gone.body["taken_off"]["reason"], "d’une autre pièce",
        "{gone:?}"
    );
    assert_eq!(reason("encore").code(), "paper.already_off");
    let back = owner.post(&format!("/papers/{id}/put-back"), &json!({}));
    assert_eq!(back.status, StatusCode::CREATED, "{back:?}");
    let again = owner.post(&format!("/papers/{id}/put-back"), &json!({}));
    assert_eq!(again.code(), "paper.still_on");
    let papers = owner.get(&list);
    let told: Vec<_> = papers.body.as_array().expect("a list").iter().collect();
    assert_eq!(told.len(), 3);
    assert_eq!(told[1]["put_back"], true);
    assert_eq!(told[2]["file_id"], report.body["file_id"]);
}

/// The bytes of a paper are as hidden as the paper: for each role, by the address alone.
#[test]
fn the_file_of_a_paper_that_says_a_cost_is_not_there_for_who_may_not_see_costs() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let piece = piece(&owner);
    let file = |reply: tests::premises::Reply| {
        assert_eq!(reply.status, StatusCode::CREATED, "{reply:?}");
        format!("/files/{}", reply.body["file_id"].as_str().expect("a file"))
    };
    let twice = b"%PDF-1.5\ntwice\n%%EOF\n";
    let by_mistake = b"%PDF-1.5\nmistake\n%%EOF\n";
    let invoice = file(upload(&owner, &piece, "supplier_invoice", PDF));
    let report = file(upload(
        &owner,
        &piece,
        "expert_report",
        b"%PDF-1.4\nx\n%%EOF\n",
    ));
    // First put on as something else, then taken off and put on as what it is.
    let mistaken = upload(&owner, &piece, "other", by_mistake);
    let off = format!(
        "/papers/{}/take-off",
        mistaken.body["id"].as_str().expect("an id")
    );
    let taken = owner.post(&off, &json!({ "reason": "facture" }));
    assert_eq!(taken.status, StatusCode::OK, "{taken:?}");
    let hidden = file(upload(&owner, &piece, "supplier_invoice", by_mistake));
    assert_eq!(file(mistaken), hidden, "the same bytes are kept once");
    let roles = owner.get("/roles").body;
    for role in roles.as_array().expect("roles") {
        let name = role["role"].as_str().expect("a role");
        let rights = role["rights"].as_array().expect("rights");
        let may = |right: &str| rights.iter().any(|one| one == right);
        let person = owner.hire(name, name);
        let mut desk = premises.desk();
        desk.sign_in(person, STAFF_PIN);
        let answers = [&report, &invoice, &hidden].map(|path| desk.get(path).status);
        let shown = |seen: bool| match (may("see_stock"), seen) {
            (false, _) => StatusCode::FORBIDDEN,
            (true, true) => StatusCode::OK,
            (true, false) => StatusCode::NOT_FOUND,
        };
        let costs = shown(may("see_cost"));
        assert_eq!(answers, [shown(true), costs, costs], "{name}");
    }
    // The same bytes elsewhere as something that everybody may see are shown to everybody.
    let seller = owner.hire("Sam", "seller");
    let mut desk = premises.desk();
    desk.sign_in(seller, STAFF_PIN);
    let both = file(upload(&owner, &piece, "supplier_invoice", twice));
    assert_eq!(desk.get(&both).status, StatusCode::NOT_FOUND);
    let other = piece_of(&owner, "J105");
    assert_eq!(file(upload(&owner, &other, "provenance", twice)), both);
    assert_eq!(desk.get(&both).status, StatusCode::OK);
}

/// Bought second-hand and not marked: told on the sheet and in a list, until its mark is noted.
#[test]
fn a_missing_hallmark_is_told_until_it_is_noted() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let id = piece(&owner);
    let path = format!("/stock/pieces/{id}");
    let listed = owner.get("/stock/unmarked");
    assert_eq!(listed.body[0]["number"], "J104", "{listed:?}");
    let by = owner.get(&path).body["hallmark_by"].clone();
    assert_eq!(listed.body[0]["by"], by);
    let note = |mark: &str| {
        let mut sheet = owner.get(&path).body;
        sheet["hallmark"] = json!(mark);
        owner.put(&path, &sheet)
    };
    assert_eq!(note("shell").code(), "stock.hallmark_other_title");
    assert_eq!(note("swan").code(), "stock.hallmark_other_metal");
    assert_eq!(note("unicorn").code(), "stock.word_unknown");
    let noted = note("owl");
    assert_eq!(noted.body["hallmark_state"], "marked", "{noted:?}");
    assert_eq!(owner.get("/stock/unmarked").body, json!([]));
}
