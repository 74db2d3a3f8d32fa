//! The list of every feature's routes, and the document made from it.

use utoipa::OpenApi;
use utoipa::openapi::OpenApi as Document;
use utoipa_axum::router::OpenApiRouter;

use crate::problem::ProblemBody;
use crate::route::{Declared, Routes};
use crate::state::State;
use crate::{
    about, appraisal, away, bench, carts, commission, custom, customers, devices, entrusted,
    events, figures, files, identity, imports, journal, labels, memo, metal, metal_account, notify,
    papers, photos, print, printer, promise, purchase, recovery, repair, rfid, sales, scale,
    search, session, settings, setup, stock, stocktake, tables, tariff, till, trays, turnover,
    users, valuation, wording, workshop,
};

/// Where every route lives.
pub(crate) const BASE: &str = "/api/v1";

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Écrin",
        description = "The jeweller's shop: everything the screens use. Commands take an \
            `Idempotency-Key`; refusals are problem details with a stable `code`.",
        license(name = "MIT OR Apache-2.0"),
        contact()
    ),
    components(schemas(ProblemBody))
)]
struct Info;

/// Every feature.
pub(crate) fn features() -> Routes {
    [
        setup::feature(),
        recovery::feature(),
        session::feature(),
        users::feature(),
        identity::feature(),
        settings::feature(),
        journal::feature(),
        devices::feature(),
        print::feature(),
        printer::feature(),
        scale::feature(),
        rfid::feature(),
        stock::feature(),
        labels::feature(),
        stocktake::feature(),
        tables::feature(),
        photos::feature(),
        papers::feature(),
        purchase::feature(),
        search::feature(),
        files::feature(),
        imports::feature(),
        memo::feature(),
        tariff::feature(),
        repair::feature(),
        promise::feature(),
        notify::feature(),
        commission::feature(),
        custom::feature(),
        appraisal::feature(),
        metal::feature(),
        metal_account::feature(),
        entrusted::feature(),
        carts::feature(),
        sales::feature(),
        customers::feature(),
        till::feature(),
        trays::feature(),
        turnover::feature(),
        figures::feature(),
        valuation::feature(),
        wording::feature(),
        workshop::feature(),
        about::feature(),
        away::feature(),
        bench::feature(),
        events::feature(),
    ]
    .into_iter()
    .fold(Routes::new(), Routes::and)
}

/// Every route with who may use it, sorted by path.
pub fn routes() -> Vec<Declared> {
    let mut declared = features().declared();
    declared.sort_by(|a, b| (&a.path, a.method).cmp(&(&b.path, b.method)));
    declared
}

/// The routes behind their guards, and the document.
pub(crate) fn build(state: &State) -> (axum::Router<State>, Document) {
    let api = features().guarded(state, OpenApiRouter::new());
    OpenApiRouter::with_openapi(Info::openapi())
        .nest(BASE, api)
        .split_for_parts()
}

/// The OpenAPI document, without a server.
pub fn document() -> Document {
    let api = features().unguarded(OpenApiRouter::new());
    OpenApiRouter::<State>::with_openapi(Info::openapi())
        .nest(BASE, api)
        .into_openapi()
}
