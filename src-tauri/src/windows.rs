//! The three windows. Each is the same screens at another address; the page decides what to show.

use std::path::{Path, PathBuf};

use tauri::webview::{DownloadEvent, NewWindowResponse, PermissionKind, PermissionResponse};
use tauri::{AppHandle, Manager as _, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder, Wry};

use crate::words::Words;
use crate::{menu, scheme};

/// What a window is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Role {
    /// The counter: sell, take back, open and close the day.
    Till,
    /// The back office: stock, customers, reports, settings.
    Office,
    /// What the customer sees: lines and total, nothing to press.
    Display,
}

impl Role {
    /// Every role, in the order of the menu.
    pub const ALL: [Self; 3] = [Self::Till, Self::Office, Self::Display];

    /// The window's label, which is also the first part of its pages' path.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Till => "till",
            Self::Office => "office",
            Self::Display => "display",
        }
    }

    /// The role whose pages lie under this path.
    fn of_path(path: &str) -> Option<Self> {
        let first = path
            .trim_start_matches('/')
            .split('/')
            .next()
            .unwrap_or_default();
        Self::ALL.into_iter().find(|role| role.label() == first)
    }
}

/// Where web views keep what pages store: inside the store's folder, so that two stores on one
/// machine share nothing.
#[derive(Debug)]
pub struct Profile(PathBuf);

impl Profile {
    /// The profile of the store in this folder.
    pub fn in_store(data: &Path) -> Self {
        Self(data.join("window"))
    }
}

/// Opens the window of a role, or brings it to the front if it is open.
pub fn open(app: &AppHandle, role: Role) -> tauri::Result<()> {
    if let Some(window) = app.get_webview_window(role.label()) {
        window.unminimize()?;
        window.show()?;
        return window.set_focus();
    }
    let words = Words::of_machine();
    let for_pages = app.clone();
    let mut builder = WebviewWindowBuilder::new(
        app,
        role.label(),
        WebviewUrl::CustomProtocol(first_page(role)?),
    )
    .title(words.title(role))
    .inner_size(1280.0, 800.0)
    .min_inner_size(1024.0, 720.0)
    .data_directory(app.state::<Profile>().0.clone())
    // A web view knows no languages but those that are installed; the machine's settings do.
    .initialization_script(format!("window.__ECRIN_LANGUAGE__ = '{}';", words.lang))
    .on_navigation(is_ours)
    // Only our own pages are ever shown: the camera is theirs when somebody presses its button.
    .on_permission_request(|_, kind| match kind {
        PermissionKind::Camera => PermissionResponse::Allow,
        _ => PermissionResponse::Deny,
    })
    .on_new_window(move |url, _| {
        // A link to another role's page opens that role's window, once; others go nowhere.
        if let Some(role) = Role::of_path(url.path()).filter(|_| is_ours(&url))
            && let Err(error) = open(&for_pages, role)
        {
            tracing::error!(%error, "a window could not open");
        }
        NewWindowResponse::Deny
    })
    .on_download(|webview, event| {
        if let DownloadEvent::Requested { destination, .. } = event {
            keep_apart(webview.app_handle(), destination);
        }
        true
    })
    .on_document_title_changed(|window: WebviewWindow<Wry>, title| {
        if let Err(error) = window.set_title(&title) {
            tracing::warn!(%error, "the title stays as it was");
        }
    });
    if role != Role::Display {
        builder = builder.menu(menu::build(app, words)?);
    }
    let window = builder.build()?;
    #[cfg(target_os = "linux")]
    window.with_webview(|view| switch_camera_on(&view.inner()))?;
    Ok(())
}

/// WebKitGTK has no camera unless it is asked for one.
#[cfg(target_os = "linux")]
fn switch_camera_on(view: &webkit2gtk::WebView) {
    use webkit2gtk::{SettingsExt as _, WebViewExt as _};
    if let Some(settings) = view.settings() {
        settings.set_enable_media_stream(true);
    }
}

/// The page a window begins with. The till's window begins at the root, which leads to the first-run
/// assistant, to the sign-in or to the till.
fn first_page(role: Role) -> tauri::Result<Url> {
    let path = match role {
        Role::Till => "/",
        Role::Office => "/office",
        Role::Display => "/display",
    };
    Url::parse(&format!("{}{path}", origin())).map_err(tauri::Error::InvalidUrl)
}

/// Where the screens come from: the router, or under `cargo tauri dev` the UI's own dev server.
fn origin() -> String {
    if cfg!(feature = "built-screens") {
        scheme::address("")
    } else {
        "http://localhost:5173".to_owned()
    }
}

/// True for our own pages, and for the files they make (`blob:`), which are downloads: a web view
/// never goes elsewhere, whatever a page or a customer's note holds.
fn is_ours(url: &Url) -> bool {
    let ours = origin();
    let url = url.as_str();
    let url = url.strip_prefix("blob:").unwrap_or(url);
    url == ours || url.starts_with(&format!("{ours}/"))
}

/// Puts a download into the person's download folder under a name that is not taken.
fn keep_apart(app: &AppHandle, destination: &mut PathBuf) {
    let name = destination
        .file_name()
        .map_or_else(|| "ecrin".into(), ToOwned::to_owned);
    let Ok(folder) = app.path().download_dir().or_else(|_| app.path().home_dir()) else {
        return;
    };
    *destination = free_name(&folder, Path::new(&name), Path::exists);
}

/// `name` in `folder`, or `name (2)`, `name (3)`… if it is taken.
fn free_name(folder: &Path, name: &Path, taken: impl Fn(&Path) -> bool) -> PathBuf {
    let stem = name
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let ending = name
        .extension()
        .map(|ending| format!(".{}", ending.to_string_lossy()));
    let ending = ending.unwrap_or_default();
    // Ten thousand of the same name: then the last one gives way.
    (1_u32..10_000)
        .map(|n| {
            if n == 1 {
                format!("{stem}{ending}")
            } else {
                format!("{stem} ({n}){ending}")
            }
        })
        .map(|name| folder.join(name))
        .find(|path| !taken(path))
        .unwrap_or_else(|| folder.join(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_to_its_window() {
        let check =
            |path: &str, role: Option<Role>| assert_eq!(Role::of_path(path), role, "{path}");
        check("/till", Some(Role::Till));
        check("/office/stock/42", Some(Role::Office));
        check("/display", Some(Role::Display));
        check("/", None);
        check("/tills", None);
        check("/api/v1/office", None);
    }

    #[test]
    fn only_our_own_pages_are_ours() {
        let check =
            |url: &str, ours: bool| assert_eq!(is_ours(&url.parse().unwrap()), ours, "{url}");
        check(&scheme::address("/till"), true);
        check(&scheme::address("/"), true);
        check(&format!("blob:{}", scheme::address("/0190")), true);
        check("blob:https://example.com/0190", false);
        check("ecrin://elsewhere/till", false);
        check("ecrin://localhost.evil.example/till", false);
        check("https://example.com/", false);
        check("file:///etc/passwd", false);
        check("data:text/html,<script>", false);
        check("javascript:alert(1)", false);
    }

    #[test]
    fn a_download_overwrites_nothing() {
        let check = |name: &str, taken: &[&str], expect: &str| {
            let got = free_name(Path::new("d"), Path::new(name), |path| {
                taken.iter().any(|name| path == Path::new("d").join(name))
            });
            assert_eq!(got, Path::new("d").join(expect));
        };
        check("z.pdf", &[], "z.pdf");
        check("z.pdf", &["z.pdf"], "z (2).pdf");
        check("z.pdf", &["z.pdf", "z (2).pdf"], "z (3).pdf");
        check("journal", &["journal"], "journal (2)");
    }
}
