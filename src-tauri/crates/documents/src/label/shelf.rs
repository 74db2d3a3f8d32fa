//! The templates that the program carries, one a file of `assets/labels`.

use std::sync::LazyLock;

use super::Template;

const FILES: [&str; 5] = [
    include_str!("../../../../../assets/labels/rat-tail-72x10.toml"),
    include_str!("../../../../../assets/labels/rat-tail-72x10-bars.toml"),
    include_str!("../../../../../assets/labels/rat-tail-72x10-chip.toml"),
    include_str!("../../../../../assets/labels/flat-40x25.toml"),
    include_str!("../../../../../assets/labels/a4-38x21.toml"),
];

/// Every template, the most used first.
pub fn templates() -> &'static [Template] {
    static TEMPLATES: LazyLock<Vec<Template>> = LazyLock::new(|| {
        FILES
            .iter()
            .map(|file| match Template::read(file) {
                Ok(template) => template,
                Err(error) => unreachable!("a test reads the carried templates: {error}"),
            })
            .collect()
    });
    &TEMPLATES
}

/// What goes on a customer's envelope: no choice of a piece's label.
pub fn envelope() -> &'static Template {
    static ENVELOPE: LazyLock<Template> = LazyLock::new(|| {
        let file = include_str!("../../../../../assets/labels/envelope-62x40.toml");
        match Template::read(file) {
            Ok(template) => template,
            Err(error) => unreachable!("a test reads the carried templates: {error}"),
        }
    });
    &ENVELOPE
}

/// The one of this name.
pub fn template(name: &str) -> Option<&'static Template> {
    templates().iter().find(|template| template.name == name)
}
