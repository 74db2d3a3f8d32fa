//! What a piece or an article is searched by.

use super::article::Article;
use super::attributes;
use super::family::Family;
use super::piece::{Component, Sheet};
use crate::rules;
use crate::search::fold;

/// Everything of a sheet that somebody may type, folded, in both languages.
pub fn of_sheet(sheet: &Sheet, family: &Family, supplier: Option<&str>) -> String {
    let rules = rules::trade();
    let mut own = vec![
        sheet.number.as_str(),
        &sheet.title,
        &family.name_fr,
        &family.name_en,
    ];
    own.extend(
        [
            &sheet.barcode,
            &sheet.size,
            &sheet.maker,
            &sheet.model,
            &sheet.serial,
        ]
        .into_iter()
        .flatten()
        .map(String::as_str),
    );
    own.extend(supplier);
    let mut words = fold(&own.join(" "));
    let mut add = |word: &str| {
        words.push(' ');
        words.push_str(word);
    };
    if let Some(alloy) = &sheet.alloy {
        rules.metals.folded(alloy.metal.code()).map(&mut add);
        if let Some(colour) = &alloy.colour {
            rules.metal_colours.folded(colour).map(&mut add);
        }
        if let Some(fineness) = alloy.fineness {
            add(&(fineness.per_ten_thousand() / 10).to_string());
        }
    }
    if let Some(hallmark) = &sheet.hallmark {
        rules.hallmarks.words().folded(hallmark).map(&mut add);
    }
    attributes::words(&sheet.attributes, &mut add);
    for component in &sheet.components {
        of_component(component, &mut add);
    }
    words
}

fn of_component(component: &Component, add: &mut impl FnMut(&str)) {
    let rules = rules::trade();
    if let Some(number) = &component.certificate_number {
        add(&fold(number));
    }
    if let Some(laboratory) = &component.laboratory {
        add(&fold(laboratory));
    }
    if let Some(weight) = component.weight {
        add(&weight.carats().normalize().to_string());
    }
    let Some(stone) = &component.stone else {
        return;
    };
    if stone.laboratory_grown {
        add("synthetique laboratoire laboratory grown lab");
    }
    for (words, code) in [
        (&rules.stones, Some(&stone.kind)),
        (&rules.shapes, stone.shape.as_ref()),
        (&rules.clarities, stone.clarity.as_ref()),
        (&rules.cuts, stone.cut.as_ref()),
        (&rules.treatments, stone.treatment.as_ref()),
    ] {
        if let Some(folded) = code.and_then(|code| words.folded(code)) {
            add(folded);
        }
    }
    for text in [&stone.colour, &stone.origin].into_iter().flatten() {
        add(&fold(text));
    }
}

/// The same for a batch article.
pub fn of_article(number: &str, title: &str, barcode: Option<&str>, family: &Family) -> String {
    let mut text = format!("{number} {title} {} {}", family.name_fr, family.name_en);
    if let Some(barcode) = barcode {
        text.push(' ');
        text.push_str(barcode);
    }
    fold(&text)
}

/// The same for a variant, which is found by its model's number too.
pub fn of_variant(article: &Article, model: &str, family: &Family) -> String {
    let own = of_article(
        &article.number,
        &article.title,
        article.barcode.as_deref(),
        family,
    );
    format!("{own} {}", fold(model))
}
