//! What the demonstration shop is made of: `assets/demo`, carried inside the program.

use anyhow::{Context, Result};
use rust_embed::RustEmbed;
use serde::Deserialize;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../../assets/demo"]
struct Assets;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Data {
    pub shop: Shop,
    pub users: Vec<User>,
    pub suppliers: Vec<Supplier>,
    pub articles: Vec<Article>,
    pub customers: Customers,
    #[serde(default)]
    pub models: Vec<Model>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Shop {
    pub name: String,
    pub legal_name: String,
    pub address: String,
    pub phone: String,
    pub email: String,
    pub siret: String,
    pub naf: String,
    pub vat_number: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct User {
    pub name: String,
    pub role: String,
    pub pin: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Supplier {
    pub code: String,
    pub name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Article {
    pub number: String,
    pub barcode: String,
    pub family: String,
    pub title: String,
    pub price_minor: i64,
    pub cost_minor: i64,
    pub quantity: i64,
    pub favourite: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Customers {
    pub count: u64,
    pub given: Vec<String>,
    pub family: Vec<String>,
}

/// A kind of piece; its copies' stones and prices climb by the steps.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Model {
    pub picture: String,
    pub family: String,
    pub title: String,
    pub metal: Option<String>,
    pub fineness: Option<i64>,
    pub colour: Option<String>,
    pub gross_mg: Option<i64>,
    pub price_minor: i64,
    pub step_minor: i64,
    pub copies: i64,
    #[serde(default)]
    pub sizes: Vec<String>,
    pub stone: Option<Stone>,
    pub melee: Option<Melee>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Stone {
    pub kind: String,
    pub shape: String,
    pub weight_milli_ct: i64,
    pub step_milli_ct: i64,
    pub certified: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Melee {
    pub kind: String,
    pub count: i64,
    pub weight_milli_ct: i64,
}

#[derive(Deserialize)]
struct Models {
    models: Vec<Model>,
}

impl Data {
    pub(super) fn read() -> Result<Self> {
        let mut data: Self = toml::from_str(&text("shop.toml")?)?;
        let models: Models = toml::from_str(&text("models.toml")?)?;
        data.models = models.models;
        Ok(data)
    }
}

pub(super) fn text(name: &str) -> Result<String> {
    let file = Assets::get(name).with_context(|| format!("assets/demo/{name} is missing"))?;
    Ok(String::from_utf8(file.data.into_owned())?)
}

/// A drawn picture of a model.
pub(super) fn picture(name: &str) -> Result<Vec<u8>> {
    let path = format!("pictures/{name}.webp");
    let file = Assets::get(&path).with_context(|| format!("assets/demo/{path} is missing"))?;
    Ok(file.data.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_model_has_its_picture_and_there_are_enough_pieces() {
        let data = Data::read().expect("the demonstration data");
        for model in &data.models {
            picture(&model.picture).expect("a picture");
        }
        let pieces: i64 = data.models.iter().map(|model| model.copies).sum();
        assert!(pieces >= 250, "{pieces}");
    }
}
