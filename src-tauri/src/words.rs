//! The shell's own few words, in French and English. Everything else a person reads comes from the
//! screens.

use crate::windows::Role;

/// One language's words.
#[derive(Debug, PartialEq, Eq)]
pub struct Words {
    /// The page's `lang`.
    pub lang: &'static str,
    /// The menu that opens windows.
    pub windows: &'static str,
    till: &'static str,
    office: &'static str,
    display: &'static str,
    /// The menu entry that fills the screen.
    pub fullscreen: &'static str,
    /// The menu entry that ends the program.
    pub quit: &'static str,
    /// A second window on one store: what happened,
    pub in_use: &'static str,
    /// and what to do.
    pub in_use_todo: &'static str,
}

const FRENCH: Words = Words {
    lang: "fr",
    windows: "Fenêtres",
    till: "Caisse",
    office: "Gestion",
    display: "Affichage client",
    fullscreen: "Plein écran",
    quit: "Quitter Écrin",
    in_use: "La boutique est déjà ouverte",
    in_use_todo: "Un autre programme la tient sur cette machine. Utilisez sa fenêtre, ou fermez-le, \
                  puis relancez Écrin.",
};

const ENGLISH: Words = Words {
    lang: "en",
    windows: "Windows",
    till: "Till",
    office: "Back office",
    display: "Customer display",
    fullscreen: "Full screen",
    quit: "Quit Écrin",
    in_use: "The shop is already open",
    in_use_todo: "Another program on this machine has it. Use its window, or close it and start \
                  Écrin again.",
};

impl Words {
    /// The words of the machine's language; French where it is neither French nor English.
    pub fn of_machine() -> &'static Self {
        Self::of(|name| std::env::var(name).ok())
    }

    /// The words of a language by its code, for tests of what depends on it.
    #[cfg(test)]
    pub fn named(lang: &str) -> &'static Self {
        if lang == "en" { &ENGLISH } else { &FRENCH }
    }

    /// POSIX's order: `LC_ALL`, then `LC_MESSAGES`, then `LANG`; the first that says something.
    fn of(variable: impl Fn(&str) -> Option<String>) -> &'static Self {
        let language = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .find_map(|name| variable(name).filter(|value| !value.is_empty()))
            .unwrap_or_default();
        if language.to_ascii_lowercase().starts_with("en") {
            &ENGLISH
        } else {
            &FRENCH
        }
    }

    /// What a role's window is called.
    pub const fn role(&self, role: Role) -> &'static str {
        match role {
            Role::Till => self.till,
            Role::Office => self.office,
            Role::Display => self.display,
        }
    }

    /// The title of a role's window until its page says its own.
    pub fn title(&self, role: Role) -> String {
        format!("Écrin — {}", self.role(role))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_machine_says_which_language() {
        let check = |set: &[(&str, &str)], expect: &Words| {
            let got = Words::of(|name| {
                set.iter()
                    .find(|(key, _)| *key == name)
                    .map(|(_, value)| (*value).to_owned())
            });
            assert_eq!(got, expect, "{set:?}");
        };
        check(&[], &FRENCH);
        check(&[("LANG", "fr_FR.UTF-8")], &FRENCH);
        check(&[("LANG", "en_GB.UTF-8")], &ENGLISH);
        check(&[("LANG", "de_DE.UTF-8")], &FRENCH);
        check(
            &[("LANG", "fr_FR.UTF-8"), ("LC_ALL", "en_US.UTF-8")],
            &ENGLISH,
        );
        check(
            &[("LANG", "en_US.UTF-8"), ("LC_MESSAGES", "fr_FR.UTF-8")],
            &FRENCH,
        );
        check(&[("LC_ALL", ""), ("LANG", "en_US.UTF-8")], &ENGLISH);
        check(&[("LANG", "C")], &FRENCH);
    }
}
