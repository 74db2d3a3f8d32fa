//! A store that does not open: what happened, what is safe and what to do, in plain words, in the
//! window and on the error stream.

use std::path::{Path, PathBuf};

use axum::Router;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};

use crate::words::Words;

/// Why the store does not open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// Another process has it; `holder` is its name and number.
    InUse { holder: String },
    /// The key in the keyring is not this store's, or there is none.
    Key,
    /// The file is none of ours.
    Foreign { path: PathBuf },
    /// A later version of Écrin has written it.
    Newer { found: i64, known: i64 },
    /// It does not read back.
    Damaged { what: String },
    /// It could not be brought up to date; the copy made before is whole.
    Migration { reason: String, copy: PathBuf },
    /// The folder or the disk refuses.
    Disk { reason: String },
}

impl Trouble {
    /// What the process says at its end: 3 for a store in use, 4 for one that does not open.
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::InUse { .. } => 3,
            _ => 4,
        }
    }

    /// What happened, and what to do: two short paragraphs in the machine's language.
    pub fn say(&self, words: &Words) -> (String, String) {
        let (fr, en) = match self {
            Self::InUse { holder } => (
                (
                    format!("La boutique est déjà ouverte par {holder}."),
                    "Utilisez la fenêtre déjà ouverte, ou fermez-la puis relancez Écrin."
                        .to_owned(),
                ),
                (
                    format!("The shop is already open in {holder}."),
                    "Use the window that is open, or close it and start Écrin again.".to_owned(),
                ),
            ),
            Self::Key => (
                (
                    "La clé enregistrée sur cette machine n’ouvre pas cette boutique.".to_owned(),
                    "Les données sont intactes. Déverrouillez le trousseau de la session, ou \
                     retrouvez la clé de secours imprimée à l’installation."
                        .to_owned(),
                ),
                (
                    "The key kept on this machine does not open this shop.".to_owned(),
                    "Nothing is lost. Unlock the session’s keyring, or find the recovery key that \
                     was printed when the shop was set up."
                        .to_owned(),
                ),
            ),
            Self::Foreign { path } => (
                (
                    format!("{} n’est pas une boutique Écrin.", path.display()),
                    "Choisissez un autre dossier avec --data, ou déplacez ce fichier.".to_owned(),
                ),
                (
                    format!("{} is not an Écrin shop.", path.display()),
                    "Choose another folder with --data, or move that file away.".to_owned(),
                ),
            ),
            Self::Newer { found, known } => (
                (
                    format!(
                        "Cette boutique a été ouverte par une version plus récente d’Écrin \
                         (données en version {found}, ce programme connaît {known})."
                    ),
                    "Rien n’a été modifié. Installez la dernière version d’Écrin.".to_owned(),
                ),
                (
                    format!(
                        "This shop was opened by a later version of Écrin (data version {found}, \
                         this program knows {known})."
                    ),
                    "Nothing was changed. Install the latest version of Écrin.".to_owned(),
                ),
            ),
            Self::Damaged { what } => (
                (
                    format!("Le fichier de la boutique est endommagé : {what}."),
                    "Ne le supprimez pas. Copiez le dossier entier en lieu sûr, puis restaurez la \
                     dernière sauvegarde."
                        .to_owned(),
                ),
                (
                    format!("The shop’s file is damaged: {what}."),
                    "Do not delete it. Copy the whole folder to a safe place, then restore the \
                     latest backup."
                        .to_owned(),
                ),
            ),
            Self::Migration { reason, copy } => (
                (
                    format!("La mise à jour des données a échoué : {reason}."),
                    format!(
                        "Une copie faite juste avant est intacte : {}.",
                        copy.display()
                    ),
                ),
                (
                    format!("The data could not be brought up to date: {reason}."),
                    format!("A copy made just before is whole: {}.", copy.display()),
                ),
            ),
            Self::Disk { reason } => (
                (
                    format!("Le disque ne répond pas : {reason}."),
                    "Vérifiez l’espace libre et les droits sur le dossier.".to_owned(),
                ),
                (
                    format!("The disk does not answer: {reason}."),
                    "Check the free space and who may write to the folder.".to_owned(),
                ),
            ),
        };
        if words.lang == "fr" { fr } else { en }
    }

    /// A router that answers every page with these words.
    pub fn router(&self, words: &'static Words, data: &Path) -> Router {
        let page = self.page(words, data);
        Router::new().fallback(move || {
            let page = page.clone();
            async move { (StatusCode::SERVICE_UNAVAILABLE, Html(page)).into_response() }
        })
    }

    fn page(&self, words: &Words, data: &Path) -> String {
        let (what, todo) = self.say(words);
        let heading = if words.lang == "fr" {
            "La boutique ne s’ouvre pas"
        } else {
            "The shop does not open"
        };
        let folder = if words.lang == "fr" {
            "Dossier"
        } else {
            "Folder"
        };
        format!(
            "<!doctype html><html lang=\"{lang}\"><meta charset=\"utf-8\"><title>Écrin — {heading}\
             </title><style>:root{{color-scheme:light dark}}body{{margin:0;min-height:100vh;\
             display:grid;place-items:center;font:16px/1.5 sans-serif;\
             background:light-dark(#F7F5F1,#161719);color:light-dark(#1D1B1A,#F2EFEA)}}\
             main{{max-width:36rem;padding:32px}}h1{{font:600 28px/1.2 serif;margin:0 0 16px}}\
             p{{margin:0 0 12px}}small{{color:light-dark(#57514A,#B9B4AC);overflow-wrap:anywhere}}\
             </style><main role=\"alert\"><h1>{heading}</h1><p>{what}</p><p>{todo}</p>\
             <small>{folder} : {data}</small></main></html>",
            lang = words.lang,
            what = escape(&what),
            todo = escape(&todo),
            data = escape(&data.display().to_string()),
        )
    }
}

/// Text as HTML shows it: file names and reasons may hold anything.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every() -> Vec<Trouble> {
        vec![
            Trouble::InUse {
                holder: "ecrin (process 42)".into(),
            },
            Trouble::Key,
            Trouble::Foreign {
                path: "store.db".into(),
            },
            Trouble::Newer { found: 9, known: 4 },
            Trouble::Damaged {
                what: "page 7".into(),
            },
            Trouble::Migration {
                reason: "V0004".into(),
                copy: "store.copy".into(),
            },
            Trouble::Disk {
                reason: "No space left on device".into(),
            },
        ]
    }

    #[test]
    fn each_trouble_says_what_and_what_to_do_in_both_languages() {
        let (fr, en) = (Words::named("fr"), Words::named("en"));
        for trouble in every() {
            let (what_fr, todo_fr) = trouble.say(fr);
            let (what_en, todo_en) = trouble.say(en);
            assert!(what_fr != what_en && todo_fr != todo_en, "{trouble:?}");
            for text in [what_fr, todo_fr, what_en, todo_en] {
                assert!(text.ends_with('.') && !text.contains("  "), "{text}");
            }
        }
    }

    #[test]
    fn the_other_process_is_named() {
        let trouble = Trouble::InUse {
            holder: "ecrin (process 42)".into(),
        };
        assert!(
            trouble
                .say(Words::named("fr"))
                .0
                .contains("ecrin (process 42)")
        );
        assert_eq!(trouble.exit_code(), 3);
        assert_eq!(Trouble::Key.exit_code(), 4);
    }

    #[test]
    fn a_hostile_name_is_only_text() {
        let trouble = Trouble::Foreign {
            path: "<script>alert(1)</script>".into(),
        };
        let page = trouble.page(Words::named("fr"), Path::new("a\"b"));
        assert!(!page.contains("<script>"), "{page}");
        assert!(page.contains("&lt;script&gt;"));
        assert!(page.contains("a&quot;b"));
    }
}
