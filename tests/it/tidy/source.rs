//! A source file as the rules read it: with its comments blanked out, and with its strings blanked
//! out as well.

/// One file of the tree.
#[derive(Debug)]
pub struct Source {
    /// From the root, with forward slashes.
    pub path: String,
    /// As it is.
    pub text: String,
    /// Rust only: comments are spaces, lines stay where they were.
    pub code: String,
    /// Rust only: comments and what strings hold are spaces.
    pub bare: String,
}

impl Source {
    /// Reads a file of the tree; nothing for one that is no text or no longer there.
    pub fn read(path: String) -> Option<Self> {
        let text = std::fs::read_to_string(super::root().join(&path)).ok()?;
        Some(Self::new(&path, &text))
    }

    /// A file with this text.
    pub fn new(path: &str, text: &str) -> Self {
        let (code, bare) = if path.ends_with(".rs") {
            blank(text)
        } else {
            (text.to_owned(), text.to_owned())
        };
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
            code,
            bare,
        }
    }

    /// The file's own name.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// True under one of these crates' sources.
    pub fn in_crates(&self, crates: &[&str]) -> bool {
        crates.iter().any(|name| {
            self.path
                .starts_with(&format!("src-tauri/crates/{name}/src/"))
        })
    }
}

/// True if `word` stands in `line` on its own, not as a part of a longer name.
pub fn has_word(line: &str, word: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        !line[..at].chars().next_back().is_some_and(inside)
            && !line[at + word.len()..].chars().next().is_some_and(inside)
    })
}

/// Rust text with its comments blanked, and with its strings blanked too. Knows line and nested
/// block comments, strings, raw strings, characters and lifetimes: enough to keep words in comments
/// from counting as code.
fn blank(text: &str) -> (String, String) {
    let chars: Vec<char> = text.chars().collect();
    let (mut code, mut bare) = (String::new(), String::new());
    let mut at = 0;
    while at < chars.len() {
        let end = end_of_token(&chars, at);
        let token = &chars[at..end];
        let hide = |c: &char| if *c == '\n' { '\n' } else { ' ' };
        match kind(&chars, at) {
            Kind::Comment => {
                code.extend(token.iter().map(hide));
                bare.extend(token.iter().map(hide));
            }
            Kind::Text => {
                code.extend(token);
                bare.extend(token.iter().map(hide));
            }
            Kind::Code => {
                code.extend(token);
                bare.extend(token);
            }
        }
        at = end;
    }
    (code, bare)
}

enum Kind {
    Comment,
    Text,
    Code,
}

fn kind(chars: &[char], at: usize) -> Kind {
    let next = chars.get(at + 1);
    match chars[at] {
        '/' if matches!(next, Some('/' | '*')) => Kind::Comment,
        '"' => Kind::Text,
        'r' if raw_hashes(chars, at).is_some() => Kind::Text,
        '\'' if char_end(chars, at).is_some() => Kind::Text,
        _ => Kind::Code,
    }
}

/// Where the comment, string or single character that begins at `at` ends.
fn end_of_token(chars: &[char], at: usize) -> usize {
    let find = |from: usize, pattern: &[char]| {
        (from..chars.len())
            .find(|&n| chars[n..].starts_with(pattern))
            .map_or(chars.len(), |n| n + pattern.len())
    };
    match chars[at] {
        '/' if chars.get(at + 1) == Some(&'/') => find(at, &['\n']),
        '/' if chars.get(at + 1) == Some(&'*') => {
            let (mut depth, mut n) = (1, at + 2);
            while n < chars.len() && depth > 0 {
                if chars[n..].starts_with(&['/', '*']) {
                    depth += 1;
                    n += 2;
                } else if chars[n..].starts_with(&['*', '/']) {
                    depth -= 1;
                    n += 2;
                } else {
                    n += 1;
                }
            }
            n
        }
        '"' => {
            let mut n = at + 1;
            while n < chars.len() && chars[n] != '"' {
                n += if chars[n] == '\\' { 2 } else { 1 };
            }
            (n + 1).min(chars.len())
        }
        'r' => match raw_hashes(chars, at) {
            Some(hashes) => {
                let mut end = vec!['"'];
                end.extend(std::iter::repeat_n('#', hashes));
                find(at + hashes + 2, &end)
            }
            None => at + 1,
        },
        '\'' => char_end(chars, at).unwrap_or(at + 1),
        _ => at + 1,
    }
}

/// The number of `#` of a raw string that begins here, if one does.
fn raw_hashes(chars: &[char], at: usize) -> Option<usize> {
    if at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_') && chars[at - 1] != 'b' {
        return None;
    }
    let hashes = chars[at + 1..].iter().take_while(|&&c| c == '#').count();
    (chars.get(at + 1 + hashes) == Some(&'"')).then_some(hashes)
}

/// The end of a character literal that begins here; nothing for a lifetime.
fn char_end(chars: &[char], at: usize) -> Option<usize> {
    if chars.get(at + 1) == Some(&'\\') {
        let close = chars[at + 3..].iter().position(|&c| c == '\'')?;
        return Some(at + 3 + close + 1);
    }
    (chars.get(at + 2) == Some(&'\'')).then_some(at + 3)
}

#[test]
fn comments_and_strings_are_told_from_code() {
    let check = |text: &str, code: &str, bare: &str| {
        let source = Source::new("a.rs", text);
        assert_eq!(
            (source.code.as_str(), source.bare.as_str()),
            (code, bare),
            "{text}"
        );
    };
    check("a // b\nc", "a     \nc", "a     \nc");
    check(
        "a /* b /* c */ d */ e",
        "a                   e",
        "a                   e",
    );
    check("f(\"// no\") g", "f(\"// no\") g", "f(       ) g");
    check(r#"f("\"//") g"#, r#"f("\"//") g"#, "f(      ) g");
    check("r#\"a \" b\"# c", "r#\"a \" b\"# c", "           c");
    check("x('\"') y // z", "x('\"') y     ", "x(   ) y     ");
    check(
        "fn f<'a>(s: &'a str) // z",
        "fn f<'a>(s: &'a str)     ",
        "fn f<'a>(s: &'a str)     ",
    );
    check("'\\'' // z", "'\\''     ", "         ");
    check("for r in x {}", "for r in x {}", "for r in x {}");
}

#[test]
fn a_word_stands_alone() {
    let check = |line: &str, found: bool| assert_eq!(has_word(line, "f64"), found, "{line}");
    check("let x: f64 = 1", true);
    check("as_f64()", false);
    check("f64x2", false);
    check("(f64)", true);
    check("", false);
}
