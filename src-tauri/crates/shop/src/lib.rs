//! The shop's business: a folder a feature, a file a verb. It owns the database and knows no
//! screen, no network and no device; the time and chance come in through [`Cx`].

pub mod appraisal;
pub mod away;
pub mod bench;
pub mod custom;
pub mod customers;
pub mod cx;
pub mod db;
pub mod deposit;
pub mod devices;
pub mod files;
pub mod identity;
pub mod imports;
pub mod journal;
pub mod labels;
pub mod ledger;
pub mod memo;
pub mod metal;
pub mod metal_account;
pub mod notify;
pub mod papers;
pub mod photos;
pub mod print;
pub mod promise;
pub mod proof;
pub mod purchase;
pub mod repair;
pub mod replay;
pub mod rules;
pub mod sales;
pub mod search;
pub mod settings;
pub mod signature;
pub mod stock;
pub mod stocktake;
pub mod tables;
pub mod tariff;
pub mod till;
pub mod trays;
pub mod turnover;
pub mod users;
pub mod valuation;
pub mod warranty;
pub mod wording;
pub mod workshop;

pub use cx::{Actor, Cx};
