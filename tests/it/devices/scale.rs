//! Weighing over HTTP: kept in the settings, tried there, read for a sheet; refused unless at rest.

use axum::http::StatusCode;
use devices::scale::Protocol;
use serde_json::json;
use tests::premises::{Desk, Premises, Reply, STAFF_PIN};
use tests::rig::{Pan, Scale};
use uuid::Uuid;

const SCALE: Uuid = Uuid::from_u128(0x0192_f000_0000_7000_8000_0000_0000_0020);

fn put(desk: &Desk<'_>, address: &str, protocol: &str, version: Option<i64>) -> Reply {
    let till = desk.get("/session").body["till"]["id"].clone();
    let device = json!({
        "till_id": till, "kind": "scale", "name": "Balance", "address": address,
        "options": { "scale": protocol }, "version": version,
    });
    desk.put(&format!("/devices/{SCALE}"), &device)
}

#[test]
fn a_scale_is_kept_tried_and_weighs_what_is_at_rest() {
    let premises = Premises::empty();
    let desk = premises.with_owner();
    let mut scale = Scale::start(Protocol::Sics, Pan::Rests('+', "4.2305", "g"));
    let address = format!("serial://{}?baud=9600", scale.path);
    let kept = put(&desk, &address, "sics", None);
    assert_eq!(kept.status, StatusCode::OK, "{kept:?}");
    assert_eq!(kept.body["options"]["scale"], "sics");
    assert_eq!(
        desk.get("/scales").body,
        json!([{ "id": SCALE, "name": "Balance" }])
    );

    let (weight, reading) = (
        format!("/scales/{SCALE}/weight"),
        format!("/devices/{SCALE}/reading"),
    );
    assert_eq!(
        desk.get(&weight).body,
        json!({ "weight_mg": 4_231, "weight_milli_ct": 21_153, "weight_ug": 4_230_500 })
    );
    scale.put(Pan::Rests('+', "1.237", "ct"));
    assert_eq!(
        desk.get(&weight).body,
        json!({ "weight_mg": 247, "weight_milli_ct": 1_237, "weight_ug": 247_400 })
    );
    scale.put(Pan::Moves('+', "4.21", "g"));
    let shown = desk.get(&reading);
    assert_eq!(shown.body, json!({ "shown": "4.21 g", "stable": false }));
    // Nothing but rest with something on the pan is a weight.
    let refused = |problem: &str| {
        let refused = desk.get(&weight);
        assert_eq!(refused.code(), "scale.trouble", "{problem}: {refused:?}");
        assert_eq!(refused.body["params"]["problem"], problem);
    };
    refused("scale_unstable");
    for (pan, problem) in [
        (Pan::Overloaded, "scale_overload"),
        (Pan::Lifted, "scale_underload"),
        (Pan::Rests('-', "0.01", "g"), "scale_negative"),
        (Pan::Rests('+', "0.00", "g"), "scale_empty"),
        (Pan::Rests('+', "0.13", "ozt"), "scale_unit"),
        (Pan::Silent, "scale_silent"),
    ] {
        scale.put(pan);
        refused(problem);
    }
    // The other protocol is heard, and not believed.
    scale.put(Pan::Rests('+', "4.23", "g"));
    let other = put(&desk, &address, "sbi", Some(1));
    assert_eq!(other.status, StatusCode::OK, "{other:?}");
    refused("scale_unreadable");
    scale.unplug();
    let nowhere = put(&desk, "serial:///dev/no-such-scale", "sics", Some(2));
    assert_eq!(nowhere.status, StatusCode::OK, "{nowhere:?}");
    refused("absent");
}

#[test]
fn a_scale_is_its_tills_own() {
    let premises = Premises::empty();
    let desk = premises.with_owner();
    let scale = Scale::start(Protocol::Sbi, Pan::Rests('+', "4.230", "g"));
    let usb = put(&desk, "usb://04b8:0e15", "sbi", None);
    assert_eq!(usb.body["params"]["problem"], "wrong_kind", "{usb:?}");
    let nonsense = put(&desk, "serial:///dev/x", "grams", None);
    assert_eq!(nonsense.code(), "request.json");
    let kept = put(&desk, &format!("serial://{}", scale.path), "sbi", None);
    assert_eq!(kept.status, StatusCode::OK, "{kept:?}");
    // It is no printer and prints nothing.
    let status = desk.get(&format!("/devices/{SCALE}/status"));
    assert_eq!(status.code(), "device.unknown");

    let second = Uuid::now_v7();
    let till = json!({ "id": second, "code": "2", "name": "Atelier", "active": true });
    assert!(desk.put("/tills", &till).status.is_success());
    let manager = desk.hire("Marc", "manager");
    let sign_in = |till: Option<Uuid>| {
        let mut desk = premises.desk();
        let body = json!({ "user_id": manager, "pin": STAFF_PIN, "till_id": till });
        let reply = desk.post("/session", &body);
        assert_eq!(reply.status, StatusCode::CREATED, "{reply:?}");
        desk.keep_cookie(&reply);
        desk
    };
    let weight = format!("/scales/{SCALE}/weight");
    let there = sign_in(Some(second));
    assert_eq!(there.get("/scales").body, json!([]));
    assert_eq!(there.get(&weight).code(), "device.unknown");
    let office = sign_in(None);
    assert_eq!(office.get(&weight).body["weight_mg"], 4_230);
}
