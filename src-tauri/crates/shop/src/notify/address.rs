//! Whether something typed is an address that a message can go to.

/// Countries of customers near a French shop: calling code, and the digit that falls away behind it.
const COUNTRIES: &[(&str, &str, Option<char>)] = &[
    ("FR", "33", Some('0')),
    ("BE", "32", Some('0')),
    ("CH", "41", Some('0')),
    ("DE", "49", Some('0')),
    ("GB", "44", Some('0')),
    ("NL", "31", Some('0')),
    ("AT", "43", Some('0')),
    ("LU", "352", None),
    ("MC", "377", None),
    ("ES", "34", None),
    ("IT", "39", None),
    ("PT", "351", None),
];

/// A number that takes an SMS, with its country: `06 12 34 56 78` of a French customer is
/// `+33612345678`. None for letters, for too many or too few digits, and for a French number that is no
/// mobile one.
pub fn mobile(typed: &str, country: &str) -> Option<String> {
    let typed = typed.trim();
    let is_plain = |c: char| {
        c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '.' | '-' | '/' | '(' | ')')
    };
    let (is_international, rest) = match typed.strip_prefix('+') {
        Some(rest) => (true, rest),
        None => (false, typed),
    };
    if !rest.chars().all(is_plain) {
        return None;
    }
    // As in `+33 (0)6 12…`.
    let rest = if is_international {
        rest.replace("(0)", "")
    } else {
        rest.to_owned()
    };
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    let number = match (is_international, digits.strip_prefix("00")) {
        (true, _) => digits,
        (false, Some(international)) => international.to_owned(),
        (false, None) => {
            let (_, code, trunk) = COUNTRIES.iter().find(|(name, _, _)| *name == country)?;
            let own = match trunk {
                Some(trunk) => digits.strip_prefix(*trunk)?,
                None => digits.as_str(),
            };
            format!("{code}{own}")
        }
    };
    let fits = (8..=15).contains(&number.len()) && !number.starts_with('0');
    let is_mobile = match number.strip_prefix("33") {
        Some(own) => own.len() == 9 && (own.starts_with('6') || own.starts_with('7')),
        None => true,
    };
    (fits && is_mobile).then(|| format!("+{number}"))
}

/// An e-mail address in plain letters, without anything that could end a line or begin another address.
pub fn email(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let (name, host) = typed.rsplit_once('@')?;
    let plain = |c: char| c.is_ascii_graphic() && !"<>()[],;:\\\"".contains(c);
    let is_host = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
    let fits = !name.is_empty()
        && name.chars().all(|c| plain(c) && c != '@')
        && host.chars().all(is_host)
        && host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && !host.contains("..")
        && typed.len() <= 200;
    fits.then(|| typed.to_owned())
}
