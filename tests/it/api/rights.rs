//! Every route × every role. A route that is added appears here by itself.

use api::{Access, Declared};
use axum::http::StatusCode;
use serde_json::json;
use shop::users::Role;
use tests::premises::{Premises, STAFF_PIN};
use uuid::Uuid;

/// The table as people read it: who may use which route.
#[test]
fn the_table_of_routes() {
    let table: Vec<String> = api::routes()
        .iter()
        .map(
            |Declared {
                 method,
                 path,
                 access,
             }| {
                let who = match access {
                    Access::Open => "anybody".to_owned(),
                    Access::Session => "a session, even locked".to_owned(),
                    Access::Signed => "anybody signed in".to_owned(),
                    Access::Right(right) => right.name().to_owned(),
                };
                format!("{method:<6} {path:<40} {who}")
            },
        )
        .collect();
    insta::assert_snapshot!(table.join("\n"));
}

/// Asks as this role would, with a body that no route takes: whoever is let in is refused for that.
#[test]
fn every_route_lets_in_whom_it_declares_and_nobody_else() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let nobody = premises.desk();
    let routes = api::routes();
    assert!(routes.len() > 20, "only {} routes", routes.len());
    for role in Role::ALL {
        let id = owner.hire(role.name(), role.name());
        let mut desk = premises.desk();
        for route in &routes {
            // The session's own routes may have ended or locked it.
            if desk.get("/roles").status != StatusCode::OK {
                assert_eq!(desk.sign_in(id, STAFF_PIN).status, StatusCode::CREATED);
            }
            let path = concrete(&route.path);
            if path == "/events" {
                // It never ends. That it is guarded is asked below.
                continue;
            }
            let reply = desk.call(route.method, &path, Some(&json!([])), &key());
            let refused = reply.status == StatusCode::FORBIDDEN && reply.code() == "right.missing";
            assert_eq!(
                refused,
                !route.access.allows(role),
                "{} {path} as {}: {reply:?}",
                route.method,
                role.name()
            );
        }
    }
    for route in &routes {
        let reply = nobody.call(
            route.method,
            &concrete(&route.path),
            Some(&json!([])),
            &key(),
        );
        let unknown = reply.status == StatusCode::UNAUTHORIZED && reply.code() == "session.missing";
        assert_eq!(
            unknown,
            route.access != Access::Open,
            "{} {}",
            route.method,
            route.path
        );
    }
}

fn key() -> String {
    Uuid::now_v7().to_string()
}

/// `/users/{id}` → `/users/0192…`.
fn concrete(path: &str) -> String {
    path.split('/')
        .map(|part| {
            if part.starts_with('{') {
                Uuid::nil().to_string()
            } else {
                part.to_owned()
            }
        })
        .collect::<Vec<_>>()
        .join("/")
}
