//! The numbers a French shop is known by, checked as their issuers define them.
//!
//! Sources: INSEE (SIRET: Luhn over 14 digits, with La Poste's own sum; NAF rev. 2),
//! DGFiP (VAT key: (12 + 3 × (SIREN mod 97)) mod 97).

/// Why a number is not one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OfficialError {
    #[error("a SIRET has 14 digits, this has {count}")]
    SiretLength { count: usize },
    #[error("the SIRET has a typing error")]
    SiretSum,
    #[error("a NAF code is four digits and a letter")]
    NafForm,
    #[error("not a VAT number")]
    VatForm,
    /// The key, or the SIREN, is not the SIRET's.
    #[error("the VAT number of this SIRET is {expected}")]
    VatSum { expected: String },
}

/// La Poste has more establishments than Luhn's sum leaves numbers for.
const LA_POSTE: &str = "356000000";

/// `732 829 320 00074` → `73282932000074`.
pub(super) fn siret(text: &str) -> Result<String, OfficialError> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let strange = text
        .chars()
        .any(|letter| !letter.is_ascii_digit() && !is_gap(letter));
    if digits.len() != 14 || strange {
        return Err(OfficialError::SiretLength {
            count: digits.len(),
        });
    }
    let sum: u32 = digits.bytes().map(|digit| u32::from(digit - b'0')).sum();
    if luhn(&digits) || (digits.starts_with(LA_POSTE) && sum.is_multiple_of(5)) {
        Ok(digits)
    } else {
        Err(OfficialError::SiretSum)
    }
}

fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let digit = u32::from(digit - b'0') * if place % 2 == 1 { 2 } else { 1 };
            if digit > 9 { digit - 9 } else { digit }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// `4777z` → `47.77Z`.
pub(super) fn naf(text: &str) -> Result<String, OfficialError> {
    let tight: String = text.trim().to_ascii_uppercase().replace('.', "");
    let is_naf = tight.len() == 5
        && tight.is_ascii()
        && tight[..4].bytes().all(|byte| byte.is_ascii_digit())
        && tight.as_bytes()[4].is_ascii_uppercase();
    if is_naf {
        Ok(format!("{}.{}", &tight[..2], &tight[2..]))
    } else {
        Err(OfficialError::NafForm)
    }
}

/// `fr 44 732 829 320` → `FR44732829320`; empty stays empty, for a shop exempt from VAT. `siret` is
/// a checked one: a French number must be of the same company. A key with letters has no published
/// sum.
pub(super) fn vat_number(text: &str, siret: &str) -> Result<String, OfficialError> {
    let tight: String = text
        .chars()
        .filter(|letter| !is_gap(*letter))
        .collect::<String>()
        .to_ascii_uppercase();
    if tight.is_empty() {
        return Ok(tight);
    }
    let alphanumeric = |byte: u8| byte.is_ascii_digit() || byte.is_ascii_uppercase();
    let country = tight.as_bytes().iter().take(2).all(u8::is_ascii_uppercase);
    if !tight.bytes().all(alphanumeric) || !country || !(4..=14).contains(&tight.len()) {
        return Err(OfficialError::VatForm);
    }
    let Some(rest) = tight.strip_prefix("FR") else {
        return Ok(tight);
    };
    if rest.len() != 11 || !rest[2..].bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(OfficialError::VatForm);
    }
    let siren = &siret[..9];
    let key = rest[..2].bytes().all(|byte| byte.is_ascii_digit());
    let expected = expected_vat_number(siren);
    if rest[2..] != *siren || (key && tight != expected) {
        return Err(OfficialError::VatSum { expected });
    }
    Ok(tight)
}

fn expected_vat_number(siren: &str) -> String {
    // Nine digits: the sum stays far below what an integer holds.
    let number = siren
        .bytes()
        .fold(0_u64, |number, digit| number * 10 + u64::from(digit - b'0'));
    let key = (12 + 3 * (number % 97)) % 97;
    format!("FR{key:02}{siren}")
}

fn is_gap(letter: char) -> bool {
    letter.is_whitespace() || letter == '.'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sirets() {
        let check = |text: &str, expected: Result<&str, OfficialError>| {
            assert_eq!(siret(text), expected.map(str::to_owned), "{text}");
        };
        check("732 829 320 00074", Ok("73282932000074"));
        check("35600000049837", Ok("35600000049837"));
        check("73282932000075", Err(OfficialError::SiretSum));
        check(
            "7328293200007",
            Err(OfficialError::SiretLength { count: 13 }),
        );
        check("", Err(OfficialError::SiretLength { count: 0 }));
        check(
            "73282932000074x",
            Err(OfficialError::SiretLength { count: 14 }),
        );
    }

    #[test]
    fn nafs() {
        let check = |text: &str, expected: Result<&str, OfficialError>| {
            assert_eq!(naf(text), expected.map(str::to_owned), "{text}");
        };
        check("4777z", Ok("47.77Z"));
        check("47.77Z", Ok("47.77Z"));
        for text in ["", "4777", "47771", "é777Z", "477ZZ"] {
            check(text, Err(OfficialError::NafForm));
        }
    }

    #[test]
    fn vat_numbers() {
        let check = |text: &str, expected: Result<&str, OfficialError>| {
            let found = vat_number(text, "73282932000074");
            assert_eq!(found, expected.map(str::to_owned), "{text}");
        };
        let wrong = || {
            Err(OfficialError::VatSum {
                expected: "FR44732829320".into(),
            })
        };
        check("FR44732829320", Ok("FR44732829320"));
        check("fr 44 732 829 320", Ok("FR44732829320"));
        check("FRAB732829320", Ok("FRAB732829320"));
        check("BE0123456789", Ok("BE0123456789"));
        check("", Ok(""));
        check("FR45732829320", wrong());
        check("FR44732829321", wrong());
        for text in ["FR4473282932", "44732829320", "F", "FR44é32829320", "<b>"] {
            check(text, Err(OfficialError::VatForm));
        }
    }
}
