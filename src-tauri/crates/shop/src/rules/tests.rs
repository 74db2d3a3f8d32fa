//! The carried rules read, and say what the law says.

use chrono::NaiveDate;
use units::{Fineness, Metal};

use super::trade;

fn legal(metal: Metal, per_mille: i64) -> bool {
    let on = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
    let fineness = Fineness::from_per_mille(per_mille).expect("a title");
    trade().is_legal_title(metal, fineness, on)
}

#[test]
fn titles_of_the_law() {
    for (metal, yes, no) in [
        (
            Metal::Gold,
            vec![999, 916, 750, 585, 375],
            vec![800, 333, 760],
        ),
        (Metal::Silver, vec![999, 925, 800], vec![750, 900]),
        (Metal::Platinum, vec![999, 950, 900, 850], vec![925]),
        (Metal::Base, vec![], vec![999]),
    ] {
        for title in yes {
            assert!(legal(metal, title), "{metal:?} {title}");
        }
        for title in no {
            assert!(!legal(metal, title), "{metal:?} {title}");
        }
    }
}

#[test]
fn every_word_of_a_sheet_is_worded_on_paper() {
    use documents::words::{COLOURS, SPECIES, TREATMENTS};
    let rules = trade();
    for (sheet, paper) in [
        (&rules.stones, SPECIES),
        (&rules.metal_colours, COLOURS),
        (&rules.treatments, TREATMENTS),
    ] {
        for term in sheet.terms() {
            // "Untreated" is never printed as a treatment.
            let is_worded = paper.iter().any(|(code, _, _)| *code == term.code);
            assert!(is_worded || term.code == "none", "{}", term.code);
        }
    }
}

#[test]
fn words_are_read_in_both_languages_whatever_their_accents() {
    for (word, code) in [
        ("Diamant", "diamond"),
        ("DIAMONDS", "diamond"),
        ("émeraude", "emerald"),
        ("emeraude", "emerald"),
        ("Saphir", "sapphire"),
    ] {
        let term = trade().stones.read(word).expect(word);
        assert_eq!(term.code, code);
    }
    assert_eq!(trade().stones.read("verre magique"), None);
}
