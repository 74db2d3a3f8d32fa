//! The rules of a country and of the trade, as dated data: `assets/rules`.
//!
//! A figure of the law stands there with the day it takes effect and its source, never in code.

mod figure;
mod hallmark;
mod trade;
mod vocabulary;

pub use figure::{Figure, Mention, Rules, RulesError, rules};
pub use hallmark::{Hallmark, HallmarkDuty, Hallmarks};
pub use trade::{FamilyChoice, FamilyField, FamilyRule, TradeRules, trade};
pub use vocabulary::{Term, Vocabulary};

#[cfg(test)]
mod tests;
