//! The menu of the till's and the office's windows: short, because the screens hold the work. It
//! takes no key but F11: the others are the till's.

use tauri::menu::{Menu, MenuBuilder, MenuItemBuilder, SubmenuBuilder};
use tauri::{AppHandle, Manager as _, Wry};

use crate::windows::{self, Role};
use crate::words::Words;

const FULLSCREEN: &str = "fullscreen";
const QUIT: &str = "quit";

/// The menu in this language.
pub fn build(app: &AppHandle, words: &Words) -> tauri::Result<Menu<Wry>> {
    let mut entries = SubmenuBuilder::new(app, words.windows);
    for role in Role::ALL {
        entries = entries.text(role.label(), words.role(role));
    }
    let fullscreen = MenuItemBuilder::with_id(FULLSCREEN, words.fullscreen)
        .accelerator("F11")
        .build(app)?;
    let entries = entries
        .separator()
        .item(&fullscreen)
        .separator()
        .text(QUIT, words.quit)
        .build()?;
    MenuBuilder::new(app).item(&entries).build()
}

/// Does what was chosen.
pub fn chosen(app: &AppHandle, entry: &str) {
    let done = match entry {
        FULLSCREEN => fill_screen(app),
        QUIT => {
            app.exit(0);
            Ok(())
        }
        label => match Role::ALL.into_iter().find(|role| role.label() == label) {
            Some(role) => windows::open(app, role),
            None => Ok(()),
        },
    };
    if let Err(error) = done {
        tracing::error!(%error, entry, "a menu entry failed");
    }
}

/// The window in front fills its screen, or no longer.
fn fill_screen(app: &AppHandle) -> tauri::Result<()> {
    for window in app.webview_windows().values() {
        if window.is_focused()? {
            window.set_fullscreen(!window.is_fullscreen()?)?;
        }
    }
    Ok(())
}
