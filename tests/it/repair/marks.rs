//! What is drawn on a photo: kept beside it in versions, shown on the job, on the slip and on the return
//! slip; the photo's bytes stay as they were.

use std::path::Path;

use axum::http::StatusCode;
use documents::escpos::CodePage;
use documents::paper::Paper as Roll;
use documents::{Photo, layout, pdf};
use serde_json::{Value, json};
use shop::repair;
use tests::premises::{Premises, Reply, STAFF_PIN};
use uuid::Uuid;

use super::fixture::{Job, Shop};

fn arrow() -> Value {
    json!({ "kind": "arrow", "x": 1_000, "y": 1_500, "x2": 4_600, "y2": 5_200, "text": "" })
}

fn oval() -> Value {
    json!({ "kind": "oval", "x": 5_500, "y": 2_000, "x2": 8_500, "y2": 6_000, "text": "" })
}

fn text(said: &str) -> Value {
    json!({ "kind": "text", "x": 600, "y": 800, "x2": 600, "y2": 800, "text": said })
}

/// A picture of many colours, none of them the ink's: rings of light and dark around a point.
fn picture() -> Vec<u8> {
    let picture = image::RgbImage::from_fn(800, 600, |x, y| {
        let far = (x.abs_diff(400).pow(2) + y.abs_diff(300).pow(2)).isqrt();
        let light = u8::try_from(90 + far * 13 % 160).unwrap_or(u8::MAX);
        image::Rgb([light, light.saturating_sub(30), light / 2])
    });
    let mut png = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut png, image::ImageFormat::Png)
        .expect("a picture");
    png.into_inner()
}

pub fn photograph(job: &Job<'_>) -> String {
    let path = format!("/repair-jobs/{}/photos", job.id);
    let added = job.desk.upload("POST", &path, "bague.png", picture());
    assert_eq!(added.status, StatusCode::CREATED, "{added:?}");
    assert_eq!(added.body["version"], 0, "nothing is drawn on it yet");
    added.body["file_id"].as_str().expect("a file").to_owned()
}

fn draw(job: &Job<'_>, file: &str, version: i64, marks: &[Value]) -> Reply {
    let body = json!({ "version": version, "marks": marks });
    job.put(&format!("photos/{file}/marks"), &body)
}

#[test]
fn a_drawing_has_versions_and_stands_on_the_papers() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let taken = shop.take_in(&[shop.object("Bague, métal blanc, pierre blanche")]);
    let job = shop.job(&taken, 0);
    let file = photograph(&job);
    let bytes = |id: &str| shop.owner.bytes(&format!("/files/{id}"));
    let before = bytes(&file);
    assert_eq!(job.told()["photos"][0]["drawing"], Value::Null);

    let first = [arrow(), oval(), text("  griffe usée  ")];
    let drawn = draw(&job, &file, 0, &first);
    assert_eq!(drawn.status, StatusCode::OK, "{drawn:?}");
    let told = job.told()["photos"][0]["drawing"].clone();
    assert_eq!(told["version"], 1);
    assert_eq!(told["marks"][2]["text"], "griffe usée");
    assert_eq!(told["marks"][0], arrow());
    // The same again is no version, an old one is refused, and the one before is kept.
    let same = told["marks"].as_array().expect("marks").clone();
    assert_eq!(draw(&job, &file, 1, &same).status, StatusCode::OK);
    assert_eq!(job.told()["photos"][0]["drawing"]["version"], 1);
    assert_eq!(draw(&job, &file, 0, &[oval()]).code(), "request.stale");
    assert_eq!(
        draw(&job, &file, 1, &[oval(), text("éclat")]).status,
        StatusCode::OK
    );
    assert_eq!(draw(&job, &file, 2, &[]).status, StatusCode::OK);
    assert_eq!(job.told()["photos"][0]["drawing"]["marks"], json!([]));
    let all = shop
        .owner
        .get(&format!("/repair-jobs/{}/photos/{file}/marks", job.id));
    assert_eq!(all.status, StatusCode::OK, "{all:?}");
    let all = all.body;
    let versions: Vec<_> = all.as_array().expect("versions").iter().collect();
    assert_eq!(versions.len(), 3, "{all}");
    assert_eq!(versions[2]["marks"][2]["text"], "griffe usée");
    // Back to the first.
    assert_eq!(draw(&job, &file, 3, &first).status, StatusCode::OK);
    assert_eq!(bytes(&file), before, "the photo is as it was");
    let entries = job.told()["entries"].clone();
    let marked = entries.as_array().expect("entries").iter();
    assert_eq!(
        marked.filter(|one| one["what"] == "photo_marked").count(),
        4
    );

    // The slip says it, the roll in words.
    let store = premises.state.store().expect("a store");
    let (id, cx) = (job.repair.parse::<Uuid>().expect("an id"), shop.cx());
    let (slip, pictures) = store
        .read(move |tx| {
            let of = repair::repair(tx, units::Id::from_uuid(id))?.expect("a repair");
            let slip = repair::paper(tx, &cx, &of, false, None, 0)?;
            Ok::<_, shop::db::StoreError>((slip, repair::pictures(tx, &of)?))
        })
        .expect("a slip");
    let roll = documents::text(&layout::slip(&slip), &Roll::new(42, CodePage::Wpc1252));
    assert!(
        roll.contains("Photo 1") && roll.contains("griffe usée"),
        "{roll}"
    );
    let photos: Vec<Vec<Photo>> = pictures
        .into_iter()
        .map(|own| {
            let read = own.into_iter().map(|one| {
                let photo = Photo::read(&one.bytes, 660).expect("a picture");
                photo.marked(one.marks)
            });
            read.collect()
        })
        .collect();
    let drawn = pdf::repair_slip(&slip, &photos, None).expect("a PDF");
    let drawn = drawn.expect("a slip");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../out/repair");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("marked.pdf"), drawn).expect("a file");
}

#[test]
fn bad_marks_are_refused_by_name_and_nothing_is_drawn() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let taken = shop.take_in(&[shop.object("Bague"), shop.object("Chaîne")]);
    let (ring, chain) = (shop.job(&taken, 0), shop.job(&taken, 1));
    let file = photograph(&ring);
    let code = |marks: &[Value]| draw(&ring, &file, 0, marks).code().to_owned();
    let with = |mark: Value, field: &str, value: Value| {
        let mut mark = mark;
        mark[field] = value;
        mark
    };
    assert_eq!(code(&vec![arrow(); 21]), "repair.too_many_marks");
    for (mark, refused) in [
        (with(arrow(), "x2", json!(10_001)), "repair.mark_outside"),
        (with(oval(), "y", json!(-1)), "repair.mark_outside"),
        (with(oval(), "y2", json!(2_000)), "repair.mark_size"),
        (with(oval(), "text", json!("mot")), "repair.mark_text"),
        (with(text("mot"), "x2", json!(700)), "repair.mark_size"),
        (text(" "), "repair.mark_text"),
        (text(&"é".repeat(41)), "repair.mark_text"),
        (text("deux\nlignes"), "repair.mark_text"),
        (with(arrow(), "kind", json!("cross")), "request.json"),
    ] {
        assert_eq!(code(&[oval(), mark.clone()]), refused, "{mark}");
    }
    let beyond = draw(&ring, &file, 0, &[oval(), text("")]);
    assert_eq!(beyond.body["params"]["position"], 2, "{beyond:?}");
    // Another job's photo, a photo that is not there, one that was taken off.
    assert_eq!(
        draw(&chain, &file, 0, &[oval()]).code(),
        "repair.photo_unknown"
    );
    let unknown = Uuid::now_v7().to_string();
    assert_eq!(
        draw(&ring, &unknown, 0, &[oval()]).code(),
        "repair.photo_unknown"
    );
    assert_eq!(ring.told()["photos"][0]["drawing"], Value::Null);
    let other = photograph(&ring);
    assert_eq!(draw(&ring, &other, 0, &[oval()]).status, StatusCode::OK);
    let off = format!("photos/{other}/off");
    assert_eq!(ring.post(&off, &json!({})).status, StatusCode::OK);
    let gone = draw(&ring, &other, 1, &[arrow()]);
    assert_eq!(gone.code(), "repair.photo_unknown");
    // Who keeps the books draws nothing.
    let books = shop.owner.hire("Paul", "accountant");
    let mut desk = premises.desk();
    desk.sign_in(books, STAFF_PIN);
    let not = draw(&shop.job_at(&desk, &taken, 0), &file, 0, &[oval()]);
    assert_eq!(not.code(), "right.missing");
}

/// The same photo taken twice is one, and whoever adds it again learns that something is drawn on it.
#[test]
fn a_photo_that_is_kept_again_says_what_is_drawn_on_it() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let taken = shop.take_in(&[shop.object("Bague, métal blanc, pierre blanche")]);
    let job = shop.job(&taken, 0);
    let file = photograph(&job);
    assert_eq!(draw(&job, &file, 0, &[arrow()]).status, StatusCode::OK);

    let path = format!("/repair-jobs/{}/photos", job.id);
    let again = job.desk.upload("POST", &path, "autre.png", picture());
    assert_eq!(again.body, json!({ "file_id": file, "version": 1 }));
    assert_eq!(draw(&job, &file, 0, &[arrow()]).code(), "request.stale");
}
