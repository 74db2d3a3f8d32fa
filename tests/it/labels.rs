//! Labels before an independent renderer and independent decoders: `zpl-renderer-js` makes the picture,
//! `dmtxread` and `zbarimg` read the code back.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use documents::label::{Dialect as _, Facts, Label, Zpl, place, template};
use documents::{Language, MetalContent, Stone, StoneOrigin};
use serde_json::{Value, json};
use units::{Currency, Metal};

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// An invented ring with everything that a tag may say.
fn facts(number: &str) -> Facts {
    Facts {
        number: number.into(),
        title: "Solitaire Étoile d’été à œillet, modèle ancien".into(),
        metals: vec![MetalContent {
            metal: Metal::Gold,
            colour: Some("white".into()),
            fineness: Some(7_500),
        }],
        stones: vec![Stone {
            species: "sapphire".into(),
            origin: StoneOrigin::Natural,
            count: 1,
            weight_milli_ct: Some(1_200),
            colour: None,
            clarity: None,
            laboratory: None,
            certificate_number: None,
            treatments: vec!["heated".into()],
        }],
        size: Some("52".into()),
        weight_mg: Some(3_420),
        price_minor: Some(490_000),
        currency: Currency::Eur,
        epc: None,
        cost_code: Some("LBEE".into()),
    }
}

fn zpl(name: &str, number: &str, dots_per_inch: i64) -> (String, Label) {
    let label = Label {
        template: template(name).expect("a template").clone(),
        facts: facts(number),
        language: Language::Fr,
    };
    let printer = Zpl { dots_per_inch };
    let placed = place(&label, &printer).expect("it fits");
    let bytes = printer.write(&placed);
    (String::from_utf8(bytes).expect("ASCII"), label)
}

/// Renders each of the jobs into its PNG.
fn render(jobs: &[Value]) {
    let own = root().join("ui/node_modules/node/bin/node");
    let node = if own.exists() {
        own
    } else {
        PathBuf::from("node")
    };
    let mut child = Command::new(node)
        .arg("scripts/zpl.mjs")
        .current_dir(root().join("ui"))
        .stdin(Stdio::piped())
        .spawn()
        .expect("Node.js, which the screens are built with");
    let mut input = child.stdin.take().expect("a pipe");
    input
        .write_all(Value::from(jobs).to_string().as_bytes())
        .expect("written");
    drop(input);
    assert!(child.wait().expect("an end").success(), "the renderer");
}

/// The code in a picture, by the decoder for it.
fn decoded(png: &Path, decoder: &str) -> String {
    // A border and a larger scale: a photograph has both.
    let large = png.with_extension("large.png");
    let made = Command::new("convert")
        .arg(png)
        .args([
            "-filter",
            "point",
            "-resize",
            "300%",
            "-bordercolor",
            "white",
            "-border",
            "40",
        ])
        .arg(&large)
        .status();
    assert!(made.expect("ImageMagick").success());
    let arguments: &[&str] = match decoder {
        "dmtxread" => &["-N1", "-m4000"],
        _ => &["-q", "--raw", "-Sdisable", "-Scode128.enable"],
    };
    let out = Command::new(decoder)
        .args(arguments)
        .arg(&large)
        .output()
        .unwrap_or_else(|error| panic!("{decoder}: {error}"));
    String::from_utf8_lossy(&out.stdout).trim().to_owned()
}

#[test]
fn a_label_is_drawn_and_its_code_read_by_strangers() {
    let folder = root().join("out/labels");
    std::fs::create_dir_all(&folder).expect("a folder");
    let mut jobs = Vec::new();
    let mut expected = Vec::new();
    let numbers = ["J104", "AB-2026_0417", "7~1^2_0"];
    for (dots_per_inch, dpmm) in [(203, 8), (300, 12)] {
        for (name, decoder) in [
            ("rat-tail-72x10", "dmtxread"),
            ("rat-tail-72x10-bars", "zbarimg"),
            ("flat-40x25", "zbarimg"),
        ] {
            for (index, number) in numbers.into_iter().enumerate() {
                let bars_are_long = name == "rat-tail-72x10-bars" && number.len() > 8;
                if bars_are_long {
                    continue;
                }
                let (zpl, label) = zpl(name, number, dots_per_inch);
                let png = folder.join(format!("{name}-{dots_per_inch}-{index}.png"));
                jobs.push(json!({
                    "zpl": zpl, "png": png, "dpmm": dpmm,
                    "width_mm": label.template.width_um / 1_000,
                    "height_mm": label.template.height_um / 1_000,
                }));
                expected.push((png, decoder, number));
            }
        }
    }
    render(&jobs);
    for (png, decoder, number) in expected {
        assert_eq!(decoded(&png, decoder), number, "{}", png.display());
    }
}

/// The envelope of a customer's object, with the longest words that a till would write on it.
#[test]
fn an_envelopes_code_is_read_by_a_stranger() {
    let folder = root().join("out/labels");
    std::fs::create_dir_all(&folder).expect("a folder");
    let mut jobs = Vec::new();
    let mut expected = Vec::new();
    for (language, rush) in [(Language::Fr, "URGENT"), (Language::En, "RUSH")] {
        for (dots_per_inch, dpmm) in [(203, 8), (300, 12)] {
            let number = "P1-R26-12345-12";
            let mut told = facts(number);
            told.metals.clear();
            told.stones.clear();
            told.price_minor = None;
            told.cost_code = None;
            told.title = format!(
                "{rush} · 29/11/2026 · Agnès Lefèvre-Beauchamp de la Tour d’Auvergne · bague, métal \
                 jaune, pierre blanche entourée de pierres bleues"
            );
            let label = Label {
                template: documents::label::envelope().clone(),
                facts: told,
                language,
            };
            let printer = Zpl { dots_per_inch };
            let placed = place(&label, &printer).expect("it fits");
            let zpl = String::from_utf8(printer.write(&placed)).expect("ASCII");
            let png = folder.join(format!("envelope-{rush}-{dots_per_inch}.png"));
            jobs.push(
                json!({ "zpl": zpl, "png": png, "dpmm": dpmm, "width_mm": 62, "height_mm": 40 }),
            );
            expected.push((png, number));
        }
    }
    render(&jobs);
    for (png, number) in expected {
        assert_eq!(decoded(&png, "zbarimg"), number, "{}", png.display());
    }
}

/// The widths that the fitting counts with are never below what comes out.
#[test]
fn no_letter_is_wider_than_it_is_measured() {
    use documents::label::Hand as _;
    let folder = tempfile::tempdir().expect("a folder");
    let printer = Zpl { dots_per_inch: 203 };
    let mut letters: Vec<char> = (0x21..0x7F_u8).map(char::from).collect();
    letters.extend("ÀÂÄÇÈÉÊËÎÏÔÖÙÛÜàâäçèéêëîïôöùûüÿœŒæÆ€‰°·×’–…".chars());
    let hexadecimal =
        |text: &str| -> String { text.bytes().map(|byte| format!("_{byte:02X}")).collect() };
    let jobs: Vec<Value> = letters
        .iter()
        .enumerate()
        .map(|(index, letter)| {
            let text = hexadecimal(&letter.to_string().repeat(10));
            json!({
                "zpl": format!("^XA^CI28^FO10,10^A0N,60,60^FH_^FD{text}^FS^XZ"),
                "png": folder.path().join(format!("{index}.png")),
                "width_mm": 130, "height_mm": 15, "dpmm": 8,
            })
        })
        .collect();
    render(&jobs);
    for (index, letter) in letters.iter().enumerate() {
        let picture = image::open(folder.path().join(format!("{index}.png"))).expect("a picture");
        let gray = picture.to_luma8();
        let right = gray
            .enumerate_pixels()
            .filter(|(_, _, pixel)| pixel.0[0] < 128)
            .map(|(x, _, _)| i64::from(x) + 1)
            .max()
            .unwrap_or_else(|| panic!("{letter} is not drawn"));
        let measured = printer.width(&letter.to_string().repeat(10), 60);
        assert!(
            right - 10 <= measured,
            "{letter}: {} > {measured}",
            right - 10
        );
    }
}
