//! The real desktop window, driven as a person would. `make test-desktop` builds it and runs these,
//! one at a time; `cargo test` leaves them out, because it builds no web view.

mod camera;
mod custom;
mod demonstration;
mod display;
mod download;
mod keys;
mod repair;
mod scan;
mod second;
mod sell;
mod upload;

use std::process::Command;
use std::time::Duration;

use serde_json::json;
use tempfile::TempDir;
use tests::rig::{Desk, Process, ShopWindow, free_port, wait_for};

/// A window on a new, empty folder.
fn opened() -> (TempDir, ShopWindow) {
    let home = TempDir::new().expect("a folder for the test");
    let window = ShopWindow::open(home.path(), &home.path().join("store"));
    window.page.see("Écrin");
    (home, window)
}

#[test]
#[ignore = "drives the real window: make test-desktop"]
fn the_window_opens() {
    let (_home, window) = opened();
    assert!(
        window.page.url().starts_with("ecrin://localhost/"),
        "{}",
        window.page.url()
    );
    let secure = window.page.run("return window.isSecureContext", &[]);
    assert_eq!(
        secure,
        json!(true),
        "crypto and clipboard need a secure context"
    );
    window.photograph("opens");
}

#[test]
#[ignore = "drives the real window: make test-desktop"]
fn a_fresh_window_listens_on_no_port() {
    // Without a driver: WebKit's automation is itself a port.
    let home = TempDir::new().expect("a folder for the test");
    let desk = Desk::set_up(home.path());
    let window = desk.start_window(&home.path().join("store"));
    wait_for("the window", Duration::from_secs(60), || {
        (!desk.titles().is_empty()).then_some(())
    });
    assert_eq!(window.listening_ports(), [0_u16; 0]);
    // The control: the same look finds a port that is there.
    let port = free_port();
    let mut listener = Process::start(
        "socat",
        Command::new("socat").args([&format!("TCP-LISTEN:{port},bind=127.0.0.1"), "STDIO"]),
    );
    listener.ready(|| std::net::TcpListener::bind(("127.0.0.1", port)).err());
    assert_eq!(listener.listening_ports(), [port]);
}

#[test]
#[ignore = "drives the real window: make test-desktop"]
fn a_page_runs_its_own_scripts_only() {
    let (_home, window) = opened();
    let ran = |script: &str| window.page.run(script, &[]);
    // What a customer's name or a note could slip into a page, if a screen forgot to escape it.
    ran(
        "const s = document.createElement('script'); s.textContent = 'window.slipped = 1';\
         document.head.append(s)",
    );
    ran(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.slipped = 2\">')",
    );
    let evaluated = ran("try { return (0, eval)('1 + 1') } catch (e) { return e.name }");
    assert_eq!(evaluated, json!("EvalError"));
    let left = window.page.run_async(
        "const done = arguments[0]; fetch('http://127.0.0.1:9/').then(() => done('went'), () => done('stayed'))",
        &[],
    );
    assert_eq!(left, json!("stayed"));
    assert_eq!(ran("return window.slipped ?? null"), json!(null));
}

#[test]
#[ignore = "drives the real window: make test-desktop"]
fn a_link_to_the_back_office_opens_its_window_once() {
    let (_home, window) = opened();
    let page = &window.page;
    let link = |address: &str| {
        let add = "document.body.insertAdjacentHTML('afterbegin', \
                   `<a id=link target=_blank href=\"${arguments[0]}\">link</a>`)";
        page.run(add, &[json!(address)]);
        page.click(&page.find("#link"));
        page.run("document.getElementById('link').remove()", &[]);
    };
    assert_eq!(window.desk.titles().len(), 1, "{:?}", window.desk.titles());
    for _ in 0..2 {
        link("/office");
        wait_for("the back office's window", Duration::from_secs(60), || {
            (window.desk.titles().len() == 2).then_some(())
        });
    }
    link("https://example.com/");
    page.run("location.href = 'https://example.com/'", &[]);
    assert!(
        page.url().starts_with("ecrin://localhost/"),
        "{}",
        page.url()
    );
    assert_eq!(window.desk.titles().len(), 2, "{:?}", window.desk.titles());
}

#[test]
#[ignore = "drives the real window: make test-desktop"]
fn the_first_run_makes_a_shop() {
    let (_home, window) = opened();
    let page = &window.page;
    page.press("Français");
    page.see("Bienvenue");
    window.photograph("first-run-1-language");
    page.press("Continuer");
    page.fill(
        &page.field("Nom de la boutique"),
        "Bijouterie de l’Écrin d’Or",
    );
    page.fill(&page.field("Adresse"), "3, rue de l’Orfèvre\n59000 Lille");
    page.fill(&page.field("SIRET"), "73282932000074");
    page.fill(&page.field("NAF"), "4777Z");
    window.photograph("first-run-2-shop");
    page.press("Continuer");
    page.fill(&page.field("Votre nom"), "Léa Œillet");
    page.fill(&page.field("Code"), "4827");
    page.fill(&page.field("Code, une seconde fois"), "4827");
    window.photograph("first-run-3-owner");
    page.press("Créer la boutique");
    let paper = page.find("[data-recovery]");
    window.photograph("first-run-4-recovery");
    let code = page.text(&paper).replace(char::is_whitespace, "");
    let last: String = code.chars().skip(code.chars().count() - 4).collect();
    page.fill(&page.field("quatre derniers signes"), &last);
    page.press("La clé est en lieu sûr");
    page.see("Bijouterie de l’Écrin d’Or est prête");
    window.photograph("first-run-5-ready");
    page.press("Ouvrir la caisse");
    page.see("Comptez le fond de caisse");
    window.photograph("first-run-6-till");
    // The page never sees the session: the shell keeps it.
    assert_eq!(page.run("return document.cookie", &[]), json!(""));
}

#[test]
#[ignore = "drives the real window: make test-desktop"]
fn wrong_arguments_are_refused() {
    let check = |args: &[&str]| {
        let refused = Command::new(tests::rig::program())
            .args(args)
            .output()
            .expect("it starts");
        assert_eq!(refused.status.code(), Some(2), "{args:?}");
        assert!(!refused.stderr.is_empty());
    };
    check(&["--window", "kitchen"]);
    check(&["--data"]);
    check(&["--nonsense"]);
}
