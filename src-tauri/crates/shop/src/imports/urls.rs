//! The addresses of pictures in a cell.

/// As many pictures as a row brings.
const MOST: usize = 10;
/// No address of a shop's picture is longer.
pub(super) const LONGEST: usize = 2_000;

/// Every address in a cell, the first of each. They stand one behind another with a comma, a semicolon,
/// a bar or a line between them; a comma may also stand inside one, so an address ends where another
/// begins.
pub(super) fn addresses(cell: &str) -> Vec<String> {
    let folded = cell.to_ascii_lowercase();
    let mut starts: Vec<usize> = Vec::new();
    for scheme in ["http://", "https://"] {
        for (at, _) in folded.match_indices(scheme) {
            let before = folded[..at].chars().next_back();
            if before.is_none_or(|c| c.is_whitespace() || ",;|\"'(<".contains(c)) {
                starts.push(at);
            }
        }
    }
    starts.sort_unstable();
    let ends = starts.iter().skip(1).copied().chain([cell.len()]);
    let mut found: Vec<String> = Vec::new();
    for (start, end) in starts.iter().copied().zip(ends) {
        let address = cell[start..end].split_whitespace().next().unwrap_or("");
        let address = address.trim_end_matches([',', ';', '|', '"', '\'', ')', '>']);
        let fits = address.chars().count() <= LONGEST && found.len() < MOST;
        if fits && !found.iter().any(|one| one == address) {
            found.push(address.to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_behind_another() {
        let check = |cell: &str, expected: &[&str]| assert_eq!(addresses(cell), expected, "{cell}");
        check("", &[]);
        check("photo.jpg", &[]);
        check("ftp://a/b.jpg", &[]);
        check("https://a.fr/b.jpg", &["https://a.fr/b.jpg"]);
        check("HTTP://A.fr/B.jpg", &["HTTP://A.fr/B.jpg"]);
        check(
            "https://a.fr/1.jpg, https://a.fr/2.jpg,https://a.fr/3.jpg",
            &[
                "https://a.fr/1.jpg",
                "https://a.fr/2.jpg",
                "https://a.fr/3.jpg",
            ],
        );
        check(
            "https://a.fr/1.jpg|http://a.fr/2.jpg;\nhttps://a.fr/3.jpg;",
            &[
                "https://a.fr/1.jpg",
                "http://a.fr/2.jpg",
                "https://a.fr/3.jpg",
            ],
        );
        check("https://a.fr/w,400/1.jpg", &["https://a.fr/w,400/1.jpg"]);
        check(
            "https://a.fr/?to=https://b.fr/1.jpg",
            &["https://a.fr/?to=https://b.fr/1.jpg"],
        );
        check(
            "https://a.fr/1.jpg, https://a.fr/1.jpg",
            &["https://a.fr/1.jpg"],
        );
        check(&format!("https://a.fr/{}", "x".repeat(LONGEST)), &[]);
        let many: Vec<String> = (0..30).map(|n| format!("https://a.fr/{n}")).collect();
        assert_eq!(addresses(&many.join(" ")).len(), MOST);
    }
}
