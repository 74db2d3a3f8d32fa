//! The name of a photo's file, and the numbers it may begin with.

/// The beginnings of a file's name that may be a piece's number, the longest first: `J104_b.png` is
/// `J104_b`, else `J104`.
pub(super) fn numbers(name: &str) -> Vec<&str> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut found = vec![stem.trim()];
    let cuts = stem.char_indices().rev();
    for (at, _) in cuts.filter(|(_, letter)| matches!(letter, '-' | '_' | '.' | ' ' | '(')) {
        found.push(stem[..at].trim_end());
    }
    found.retain(|number| !number.is_empty());
    found.dedup();
    found
}

/// Whether the name is a picture's, as far as a name can say.
pub(super) fn is_picture(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    ending.is_some_and(|ending| {
        ["jpg", "jpeg", "png", "webp"].contains(&ending.to_ascii_lowercase().as_str())
    })
}
