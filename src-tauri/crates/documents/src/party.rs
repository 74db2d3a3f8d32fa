//! Who stands on a document: the shop, its customer, the program.

use serde::{Deserialize, Serialize};

use crate::Picture;

/// The shop as its documents name it. Blank texts are left out of the print.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shop {
    pub name: String,
    /// Street, then postal code and town: one entry a printed line.
    pub address: Vec<String>,
    pub siret: String,
    /// The activity code, such as `4777Z`.
    pub naf: String,
    /// None for a shop exempt from VAT.
    pub vat_number: Option<String>,
    pub phone: Option<String>,
    /// Mail or web address, as the shop likes it printed.
    pub web: Option<String>,
    pub logo: Option<Picture>,
}

/// The customer, where the ticket names one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    pub name: String,
    /// Further printed lines: address, VAT number of a business.
    pub lines: Vec<String>,
}

/// The program that made the document (BOFiP BOI-TVA-DECLA-30-10-30 wants both on the ticket).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Software {
    pub name: String,
    pub version: String,
}
