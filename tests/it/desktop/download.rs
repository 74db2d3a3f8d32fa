//! A paper that a screen makes ends in the person's own folder: the window has no tabs to show it in.

use std::fs;
use std::time::Duration;

use tempfile::TempDir;
use tests::rig::{ShopWindow, wait_for};

use super::demonstration::{demonstration, sign_in};

#[test]
#[ignore = "drives the real window: make test-desktop"]
fn the_paper_of_a_z_lands_among_the_downloads() {
    let home = TempDir::new().expect("a folder for the test");
    let downloads = home.path().join("Téléchargements");
    fs::create_dir_all(&downloads).expect("the test's folder can be written");
    let config = home.path().join("config");
    fs::create_dir_all(&config).expect("the test's folder can be written");
    let folders = "XDG_DOWNLOAD_DIR=\"$HOME/Téléchargements\"\n";
    fs::write(config.join("user-dirs.dirs"), folders).expect("the test's folder can be written");
    let data = home.path().join("store");
    demonstration(&data, |_| ());

    let window = ShopWindow::open(home.path(), &data);
    let page = &window.page;
    sign_in(page);
    page.see("Comptez le fond de caisse");
    page.open("ecrin://localhost/office/closings");
    page.click(&page.find("#content ul button"));
    page.press("Z en PDF");
    let kept = page.see("est dans vos téléchargements");
    window.photograph("download");
    let paper = wait_for("the file", Duration::from_secs(10), || {
        let file = fs::read_dir(&downloads).ok()?.flatten().next()?.path();
        // It is there from the first byte on.
        let bytes = fs::read(&file).ok()?;
        let whole = bytes.trim_ascii_end().ends_with(b"%%EOF");
        whole.then_some((file, bytes))
    });
    let name = paper.0.file_name().and_then(|name| name.to_str());
    let name = name.expect("a file has a name");
    assert!(name.starts_with("Z-") && name.ends_with(".pdf"), "{name}");
    assert!(kept.contains(name), "{name} is not in {kept}");
    assert!(paper.1.starts_with(b"%PDF-"), "a PDF");
    // The page is where it was.
    assert!(page.url().ends_with("/office/closings"), "{}", page.url());
}
