//! The demonstration shop's stock: suppliers, articles, pieces with their photos and certificates.

use std::collections::HashMap;

use anyhow::{Context, Result};
use chrono::{DateTime, Utc};
use shop::db::Store;
use shop::files::{self, Picture};
use shop::rules::trade;
use shop::stock::{
    self, Alloy, Component, ComponentKind, CreatePiece, Family, Place, SaveArticle, Sheet, Stone,
    Supplier, VatRegime,
};
use units::{Carat, Currency, Fineness, Id, Money, Quantity, Rounding, Weight};

use super::certificate;
use super::data::{self, Data, Model};
use super::dice::Dice;
use super::people::People;

/// What can be sold: codes as a scanner reads them.
pub(super) struct Stock {
    pub pieces: Vec<String>,
    pub articles: Vec<String>,
    /// The drawn pictures, looked at and made small: that takes long.
    pub pictures: HashMap<String, Picture>,
}

/// Where things stand and belong.
struct House {
    families: Vec<Family>,
    places: Vec<Place>,
    suppliers: Vec<Id<Supplier>>,
}

pub(super) fn enter(
    store: &Store,
    data: &Data,
    people: &People,
    at: DateTime<Utc>,
    dice: &mut Dice,
) -> Result<Stock> {
    let house = house(store, data, people, at)?;
    let articles = articles(store, data, people, at, &house)?;
    let mut pictures: HashMap<String, Picture> = HashMap::new();
    let mut pieces = Vec::new();
    let mut number = 100;
    for model in &data.models {
        if !pictures.contains_key(&model.picture) {
            let prepared = files::prepare_picture(&data::picture(&model.picture)?)?;
            pictures.insert(model.picture.clone(), prepared);
        }
        let picture = pictures[&model.picture].clone();
        let mut batch = Vec::new();
        for copy in 0..model.copies {
            let code = format!("J{number}");
            number += 1;
            batch.push(sheet(model, copy, &code, &house, people, at, dice)?);
            pieces.push(code);
        }
        let place = place_of(model, &house, dice)?;
        let cx = people.cx(at, &people.owner);
        let name = format!("{}.webp", model.picture);
        // One transaction a model: a first start should not take minutes.
        store.write(move |tx| -> Result<(), Refused> {
            for (sheet, certificates) in batch {
                let id = cx.new_id();
                stock::create_piece(tx, &cx, CreatePiece { id, sheet, place })?;
                files::attach_photo(tx, &cx, id, &name, &picture)?;
                for (component, name, pdf) in certificates {
                    files::attach_certificate(tx, &cx, id, component, &name, &pdf)?;
                }
            }
            Ok(())
        })?;
    }
    Ok(Stock {
        pieces,
        articles,
        pictures,
    })
}

/// What a verb may refuse while the stock is entered: a fault of the data.
#[derive(Debug, thiserror::Error)]
enum Refused {
    #[error(transparent)]
    Piece(#[from] stock::CreatePieceError),
    #[error(transparent)]
    Photo(#[from] files::PhotoError),
    #[error(transparent)]
    Certificate(#[from] files::CertificateError),
    #[error(transparent)]
    Store(#[from] shop::db::StoreError),
}

fn house(store: &Store, data: &Data, people: &People, at: DateTime<Utc>) -> Result<House> {
    let mut suppliers = Vec::new();
    for supplier in &data.suppliers {
        let cx = people.cx(at, &people.owner);
        let id = cx.new_id();
        suppliers.push(id);
        let (code, name) = (supplier.code.clone(), supplier.name.clone());
        store.write(move |tx| stock::save_supplier(tx, id, 0, &code, &name))?;
    }
    Ok(House {
        families: store.read(stock::families)?,
        places: store.read(stock::places)?,
        suppliers,
    })
}

impl House {
    fn family(&self, code: &str) -> Result<Id<Family>> {
        let family = self.families.iter().find(|family| family.code == code);
        Ok(family.with_context(|| format!("no family {code}"))?.id)
    }
}

fn articles(
    store: &Store,
    data: &Data,
    people: &People,
    at: DateTime<Utc>,
    house: &House,
) -> Result<Vec<String>> {
    let mut codes = Vec::new();
    for article in &data.articles {
        let cx = people.cx(at, &people.owner);
        let save = SaveArticle {
            id: cx.new_id(),
            version: None,
            number: article.number.clone(),
            barcode: Some(article.barcode.clone()),
            family: house.family(&article.family)?,
            title: article.title.clone(),
            cost: Some(Money::new(article.cost_minor, Currency::Eur)?),
            price: Money::new(article.price_minor, Currency::Eur)?,
            vat_regime: VatRegime::Standard,
            favourite: article.favourite,
            active: true,
            photo: None,
        };
        let quantity = Quantity::new(article.quantity)?;
        store.write(move |tx| {
            let article = stock::save_article(tx, &cx, save)?;
            stock::receive_article(tx, &cx, article.id, quantity, None)
        })?;
        codes.push(article.barcode.clone());
    }
    Ok(codes)
}

fn place_of(model: &Model, house: &House, dice: &mut Dice) -> Result<Id<Place>> {
    let code = match model.family.as_str() {
        "loose_stone" => "COFFRE",
        _ if dice.one_in(4) => "PLATEAU1",
        _ => "VITRINE",
    };
    let place = house.places.iter().find(|place| place.code == code);
    Ok(place.with_context(|| format!("no place {code}"))?.id)
}

/// A component, the certificate's file name, its page.
type Certificates = Vec<(Id<Component>, String, Vec<u8>)>;

const COLOURS: [&str; 6] = ["D", "E", "F", "G", "H", "I"];
const CLARITIES: [&str; 6] = ["IF", "VVS1", "VVS2", "VS1", "VS2", "SI1"];

fn sheet(
    model: &Model,
    copy: i64,
    code: &str,
    house: &House,
    people: &People,
    at: DateTime<Utc>,
    dice: &mut Dice,
) -> Result<(Sheet, Certificates)> {
    let cx = people.cx(at, &people.owner);
    let mut sheet = Sheet::new(code, house.family(&model.family)?, &model.title);
    let price_minor = model.price_minor + copy * model.step_minor;
    sheet.price = Some(Money::new(price_minor, Currency::Eur)?);
    // A jeweller's usual margin: about 45 % of the price without VAT.
    sheet.cost = Some(Money::new(price_minor * 46 / 100, Currency::Eur)?);
    if let Some(metal) = &model.metal {
        sheet.alloy = Some(Alloy {
            metal: metal.parse()?,
            fineness: model
                .fineness
                .map(Fineness::from_per_ten_thousand)
                .transpose()?,
            colour: model.colour.clone(),
        });
    }
    sheet.gross = model
        .gross_mg
        .map(|mg| Weight::from_mg(mg + copy * 60))
        .transpose()?;
    sheet.size = dice.pick(&model.sizes).cloned();
    sheet.supplier = dice.pick(&house.suppliers).copied();
    if model.family == "watch" {
        sheet.serial = Some(format!("DEMO{:06}", 100_000 + dice.below(900_000)));
    }
    // Now and then a piece bought second-hand.
    if dice.one_in(9) && model.family != "loose_stone" {
        sheet.vat_regime = VatRegime::Margin;
        // Whoever sold it had it marked.
        sheet.hallmark = sheet.alloy.as_ref().and_then(usual_mark);
    }
    let mut certificates = Certificates::new();
    if let Some(stone) = &model.stone {
        let graded = stone.kind == "diamond";
        let weight = Carat::from_milli(stone.weight_milli_ct + copy * stone.step_milli_ct)?;
        let colour = dice.pick(&COLOURS).filter(|_| graded);
        let clarity = dice.pick(&CLARITIES).filter(|_| graded);
        let mut component = Component {
            id: cx.new_id(),
            kind: ComponentKind::Stone,
            stone: Some(Stone {
                kind: stone.kind.clone(),
                shape: Some(stone.shape.clone()),
                colour: colour.map(ToString::to_string),
                clarity: clarity.map(ToString::to_string),
                ..Stone::default()
            }),
            count: Quantity::ONE,
            weight: Some(weight),
            laboratory: None,
            certificate_number: None,
            certificate_file: None,
            measurements_um: [None; 3],
        };
        if stone.certified {
            let number = format!("DEMO{:07}", 1_000_000 + dice.below(9_000_000));
            let lines = [
                "Document d'exemple : aucun laboratoire ne l'a établi.".to_owned(),
                format!("Numéro : {number}"),
                format!("Pièce : {code} \u{b7} {}", model.title),
                format!(
                    "Poids : {} ct",
                    weight.carats().to_string().replace('.', ",")
                ),
                format!("Taille : {}", stone.shape),
                format!("Couleur : {}", colour.unwrap_or(&"-")),
                format!("Pureté : {}", clarity.unwrap_or(&"-")),
            ];
            let pdf = certificate::pdf("Certificat de démonstration", &lines);
            certificates.push((component.id, format!("{number}.pdf"), pdf));
            component.laboratory = Some("LFG".to_owned());
            component.certificate_number = Some(number);
        }
        sheet.components.push(component);
    }
    if let Some(melee) = &model.melee {
        sheet.components.push(Component {
            id: cx.new_id(),
            kind: ComponentKind::Melee,
            stone: Some(Stone {
                kind: melee.kind.clone(),
                shape: Some("round".to_owned()),
                ..Stone::default()
            }),
            count: Quantity::new(melee.count)?,
            weight: Some(Carat::from_milli(melee.weight_milli_ct)?),
            laboratory: None,
            certificate_number: None,
            certificate_file: None,
            measurements_um: [None; 3],
        });
    }
    // A watch weighs its movement too: its metal nobody has weighed.
    if model.family != "watch" && sheet.alloy.is_some() {
        sheet.net = metal_alone(&sheet)?;
    }
    Ok((sheet, certificates))
}

/// The mark that most works of this title bear.
fn usual_mark(alloy: &Alloy) -> Option<String> {
    let parts = alloy.fineness?.per_ten_thousand();
    let mut marks = trade().hallmarks.all().iter();
    let mark = marks
        .find(|mark| mark.metal() == alloy.metal.code() && mark.finenesses.contains(&parts))?;
    Some(mark.term.code.clone())
}

/// The piece without its stones.
fn metal_alone(sheet: &Sheet) -> Result<Option<Weight>> {
    let Some(mut net) = sheet.gross else {
        return Ok(None);
    };
    for weight in sheet.components.iter().filter_map(|part| part.weight) {
        net = net.minus(weight.weight(Rounding::Up)?)?;
    }
    Ok(Some(net))
}
