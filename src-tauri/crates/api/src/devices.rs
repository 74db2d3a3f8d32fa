//! The devices of a till as its settings name them, and the search for them.

use ::devices::find;
use ::devices::port::{Address, AddressError};
use axum::Json;
use serde::{Deserialize, Serialize};
use shop::devices::{
    self, Answers, DrawerPin, Kind, LabelLanguage, OpensAfter, Options, PutDeviceError,
    ScaleProtocol, Suffix,
};
use shop::users::Right;
use units::Id;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

use crate::answer::Answer;
use crate::command::Command;
use crate::input::{Input, PathId, Query};
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::state::State;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::Settings, routes!(list))
        .with(Right::Settings, routes!(put))
        .with(Right::Settings, routes!(search))
}

/// A device of a till.
#[derive(Serialize, ToSchema)]
#[schema(as = Device)]
struct DeviceBody {
    id: Uuid,
    till_id: Uuid,
    /// `receipt_printer`, `label_printer`, `scanner`, `scale` or `rfid_reader`.
    kind: &'static str,
    name: String,
    /// `tcp://…`, `serial://…`, `usb://…`, `file://…`, `hid://…` or `llrp://…`.
    address: String,
    options: OptionsBody,
    active: bool,
    version: i64,
}

/// What a device can do; a receipt printer reads the first four, a serial scanner or RFID reader the next two, a label
/// printer `answers` and the next two, a scale the last.
#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = DeviceOptions)]
#[serde(default)]
struct OptionsBody {
    /// Characters on a line: 48 or 42 on 80 mm paper, 32 on 58 mm.
    columns: u16,
    /// `full`, `status` or `nothing`: how much the printer says about itself.
    answers: AnswersBody,
    /// The pin of the drawer's wire, `two` as a rule; null without a drawer.
    drawer: Option<PinBody>,
    /// `cash`: the drawer opens after sales that move cash; `every`: after each.
    opens_after: OpensAfterBody,
    /// What ends a code from a serial scanner.
    suffix: SuffixBody,
    /// What stands in front of one.
    prefix: String,
    /// What a label printer is spoken to in.
    language: LanguageBody,
    /// Dots an inch of its head: 203 or 300.
    dots_per_inch: u16,
    /// What a scale is spoken to in.
    scale: ScaleBody,
}

/// Declares an enum of the wire beside its twin in the shop.
macro_rules! twin {
    ($body:ident, $shop:ident { $($variant:ident),+ }) => {
        #[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
        #[schema(as = $shop)]
        #[serde(rename_all = "snake_case")]
        enum $body { $($variant),+ }

        impl From<$shop> for $body {
            fn from(value: $shop) -> Self {
                match value { $($shop::$variant => Self::$variant),+ }
            }
        }

        impl From<$body> for $shop {
            fn from(value: $body) -> Self {
                match value { $($body::$variant => Self::$variant),+ }
            }
        }
    };
}

twin!(
    AnswersBody,
    Answers {
        Full,
        Status,
        Nothing
    }
);
twin!(PinBody, DrawerPin { Two, Five });
twin!(LanguageBody, LabelLanguage { Zpl, Epl, Tspl });
twin!(ScaleBody, ScaleProtocol { Sbi, Sics });
twin!(OpensAfterBody, OpensAfter { Cash, Every });
twin!(
    SuffixBody,
    Suffix {
        Line,
        Tab,
        Etx,
        None
    }
);

impl Default for OptionsBody {
    fn default() -> Self {
        Options::default().into()
    }
}

impl From<Options> for OptionsBody {
    fn from(options: Options) -> Self {
        Self {
            columns: options.columns,
            answers: options.answers.into(),
            drawer: options.drawer.map(Into::into),
            opens_after: options.opens_after.into(),
            suffix: options.suffix.into(),
            prefix: options.prefix,
            language: options.language.into(),
            dots_per_inch: options.dots_per_inch,
            scale: options.scale.into(),
        }
    }
}

impl From<OptionsBody> for Options {
    fn from(body: OptionsBody) -> Self {
        Self {
            columns: body.columns,
            answers: body.answers.into(),
            drawer: body.drawer.map(Into::into),
            opens_after: body.opens_after.into(),
            suffix: body.suffix.into(),
            prefix: body.prefix,
            language: body.language.into(),
            dots_per_inch: body.dots_per_inch,
            scale: body.scale.into(),
        }
    }
}

impl From<devices::Device> for DeviceBody {
    fn from(device: devices::Device) -> Self {
        Self {
            id: device.id.uuid(),
            till_id: device.till.uuid(),
            kind: device.kind.name(),
            name: device.name,
            address: device.address,
            options: device.options.into(),
            active: device.active,
            version: device.version,
        }
    }
}

/// Whose devices or jobs.
#[derive(Deserialize, IntoParams)]
pub(crate) struct OfTill {
    /// All tills without it.
    pub till_id: Option<Uuid>,
}

/// The devices of one till, or of all.
#[utoipa::path(
    get, path = "/devices", tag = "devices", operation_id = "devices", params(OfTill),
    responses((status = 200, body = Vec<DeviceBody>))
)]
async fn list(state: State, Query(of): Query<OfTill>) -> Result<Json<Vec<DeviceBody>>, Problem> {
    let found = state
        .read(move |tx| match of.till_id {
            Some(till) => devices::devices(tx, Id::from_uuid(till)),
            None => devices::all(tx),
        })
        .await?;
    Ok(Json(found.into_iter().map(Into::into).collect()))
}

/// A device as it shall be.
#[derive(Deserialize, ToSchema)]
struct PutDevice {
    till_id: Uuid,
    /// `receipt_printer`, `label_printer`, `scanner`, `scale` or `rfid_reader`.
    kind: String,
    name: String,
    address: String,
    #[serde(default)]
    options: OptionsBody,
    /// False takes it out of use.
    #[serde(default = "yes")]
    active: bool,
    /// The version that was seen; absent for a new device.
    version: Option<i64>,
}

const fn yes() -> bool {
    true
}

/// Adds a device, changes it, or takes it out of use.
#[utoipa::path(
    put, path = "/devices/{id}", tag = "devices", operation_id = "put_device",
    params(("id" = Uuid, Path)), request_body = PutDevice,
    responses(
        (status = 200, body = DeviceBody),
        (status = 409, body = ProblemBody, description = "device.has_printer, device.stale"),
        (status = 422, body = ProblemBody, description = "device.address, device.name…"),
    )
)]
async fn put(
    PathId(id): PathId<devices::Device>,
    command: Command<PutDevice>,
) -> Result<Answer, Problem> {
    command
        .run(move |tx, _, body| {
            let address: Address = body.address.parse().map_err(|error: AddressError| {
                Problem::refused("device.address")
                    .with("problem", error.code())
                    .because(error)
            })?;
            let kind: Kind = body
                .kind
                .parse()
                .map_err(|_| Problem::malformed("device.kind"))?;
            if !fits(kind, &address) {
                return Err(Problem::refused("device.address").with("problem", "wrong_kind"));
            }
            let kept = devices::put(
                tx,
                devices::PutDevice {
                    id,
                    till: Id::from_uuid(body.till_id),
                    kind,
                    name: body.name,
                    address: address.to_string(),
                    options: body.options.into(),
                    active: body.active,
                    version: body.version,
                },
            )?;
            Ok::<_, Problem>(DeviceBody::from(kept))
        })
        .await
}

/// Only a printer has a USB bulk port, only a scanner is a HID device, only an RFID reader speaks LLRP.
fn fits(kind: Kind, address: &Address) -> bool {
    !matches!(
        (kind, address),
        (
            Kind::ReceiptPrinter | Kind::LabelPrinter | Kind::Scale | Kind::RfidReader,
            Address::Hid { .. } | Address::HidPath { .. }
        ) | (
            Kind::Scanner | Kind::Scale | Kind::RfidReader,
            Address::Usb { .. }
        ) | (
            Kind::ReceiptPrinter | Kind::LabelPrinter | Kind::Scanner | Kind::Scale,
            Address::Llrp { .. }
        )
    )
}

impl From<PutDeviceError> for Problem {
    fn from(error: PutDeviceError) -> Self {
        let detail = error.to_string();
        match error {
            PutDeviceError::NoName => Self::refused("device.name"),
            PutDeviceError::Columns => Self::refused("device.columns"),
            PutDeviceError::DotsPerInch => Self::refused("device.dots_per_inch"),
            PutDeviceError::UnknownTill => Self::unknown("till.unknown"),
            PutDeviceError::HasPrinter(name) => {
                Self::conflict("device.has_printer").with("name", name)
            }
            PutDeviceError::Stale(version) => {
                Self::conflict("device.stale").with("version", version)
            }
            PutDeviceError::Fixed => Self::refused("device.fixed"),
            PutDeviceError::Store(error) => error.into(),
        }
        .because(detail)
    }
}

/// Where to look besides this machine.
#[derive(Deserialize, ToSchema)]
struct Search {
    /// Addresses to try for network printers and RFID readers: `192.168.1.0/24`, `192.168.1.20-60` or one address.
    /// Without it the network is left alone.
    range: Option<String>,
}

/// Something to choose in the settings.
#[derive(Serialize, ToSchema)]
struct Candidate {
    /// `usb_printer`, `kernel_printer`, `network_printer`, `rfid_reader`, `hid_scanner` or `serial_port`.
    kind: &'static str,
    address: String,
    /// What the device calls itself.
    name: Option<String>,
}

/// What is plugged into this machine, and what listens on the ports 9100 and 5084 in the range that was typed.
#[utoipa::path(
    post, path = "/devices/find", tag = "devices", operation_id = "find_devices",
    request_body = Search,
    responses(
        (status = 200, body = Vec<Candidate>),
        (status = 422, body = ProblemBody, description = "device.range"),
    )
)]
async fn search(
    state: State,
    Input(input): Input<Search>,
) -> Result<Json<Vec<Candidate>>, Problem> {
    let typed = input.range.filter(|range| !range.trim().is_empty());
    let hosts = typed
        .map(|range| find::hosts(&range))
        .transpose()
        .map_err(|error| {
            Problem::refused("device.range")
                .with("problem", error.code())
                .because(error)
        })?;
    let found = state
        .work(move || {
            let mut found = find::local();
            found.extend(hosts.iter().flat_map(|hosts| find::network(hosts, 9100)));
            found.extend(hosts.iter().flat_map(|hosts| find::readers(hosts, None)));
            found
        })
        .await?;
    let found = found.into_iter().map(|candidate| Candidate {
        kind: candidate.kind.code(),
        address: candidate.address,
        name: candidate.name,
    });
    Ok(Json(found.collect()))
}

/// Nothing to say but that it shall be done.
#[derive(Deserialize, ToSchema)]
pub(crate) struct Nothing {}
