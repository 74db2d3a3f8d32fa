//! The ten letters in which a shop writes what a piece cost, for whoever knows the word.

use units::Money;

use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::settings;

const SETTING: &str = "labels.cost_code";

/// Ten different signs: the first stands for 1, the ninth for 9, the tenth for 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CostCode {
    signs: [char; 10],
}

/// Why a word is no cost code.
#[derive(Debug, thiserror::Error)]
pub enum CostCodeError {
    #[error("a cost code has ten signs")]
    NotTen,
    /// Two digits would look the same.
    #[error("the sign {0} is there twice")]
    Twice(char),
    /// Digits would be read as the price; accents and spaces are lost on a small tag.
    #[error("{0} cannot stand for a digit")]
    Sign(char),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl CostCode {
    /// Reads the shop's word; small letters count as capitals.
    pub fn read(word: &str) -> Result<Self, CostCodeError> {
        let signs: Vec<char> = word
            .trim()
            .chars()
            .map(|sign| sign.to_ascii_uppercase())
            .collect();
        for (index, sign) in signs.iter().enumerate() {
            if !sign.is_ascii_graphic() || sign.is_ascii_digit() {
                return Err(CostCodeError::Sign(*sign));
            }
            if signs[..index].contains(sign) {
                return Err(CostCodeError::Twice(*sign));
            }
        }
        let signs = signs.try_into().map_err(|_| CostCodeError::NotTen)?;
        Ok(Self { signs })
    }

    /// The word itself.
    pub fn word(&self) -> String {
        self.signs.iter().collect()
    }

    /// A cost in whole units of its currency, rounded up: a tag never says less than was paid.
    pub fn write(&self, cost: Money) -> String {
        let whole = (cost.minor().max(0) + 99) / 100;
        whole
            .to_string()
            .bytes()
            .map(|digit| self.signs[usize::from((digit - b'0' + 9) % 10)])
            .collect()
    }
}

/// The shop's code; None until it has chosen one, and then no tag says what a piece cost.
pub fn cost_code(tx: &ReadTx<'_>) -> Result<Option<CostCode>, StoreError> {
    let word: Option<String> = settings::get::<Option<String>>(tx, SETTING)?.flatten();
    Ok(word.and_then(|word| CostCode::read(&word).ok()))
}

/// Chooses the code, or none. Tags that are tied on keep the old one.
pub fn set_cost_code(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    word: Option<&str>,
) -> Result<Option<CostCode>, CostCodeError> {
    let code = word
        .filter(|word| !word.trim().is_empty())
        .map(CostCode::read)
        .transpose()?;
    settings::set(tx, cx, SETTING, &code.as_ref().map(CostCode::word))?;
    Ok(code)
}
