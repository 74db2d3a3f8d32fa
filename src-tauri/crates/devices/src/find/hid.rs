//! HID POS scanners.

use super::{Candidate, Kind};
use crate::{port::Address, scanner::USAGE_PAGE};
use hidapi::HidApi;
use std::collections::BTreeMap;

/// Devices with the barcode page, each once: the list names a device once per usage.
pub(super) fn scanners() -> Vec<Candidate> {
    let Ok(api) = HidApi::new() else {
        return Vec::new();
    };
    let mut by_path = BTreeMap::new();
    for info in api
        .device_list()
        .filter(|info| info.usage_page() == USAGE_PAGE)
    {
        by_path.entry(info.path().to_owned()).or_insert(info);
    }
    by_path
        .into_values()
        .map(|info| {
            let address = Address::Hid {
                vendor: info.vendor_id(),
                product: info.product_id(),
                serial: info
                    .serial_number()
                    .filter(|s| !s.is_empty())
                    .map(str::to_owned),
            };
            let words = [info.manufacturer_string(), info.product_string()];
            let name = words.into_iter().flatten().collect::<Vec<_>>().join(" ");
            Candidate {
                kind: Kind::HidScanner,
                address: address.to_string(),
                name: (!name.is_empty()).then_some(name),
            }
        })
        .collect()
}
