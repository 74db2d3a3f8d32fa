//! The carried templates, and what their fields hold.

use super::nouns::Kind;
use super::template::{FieldType, of_evaluation, template, templates};

#[test]
fn every_kind_has_its_template_in_both_languages() {
    assert_eq!(templates().count(), Kind::ALL.len());
    let all = Kind::ALL.iter().map(|kind| template(*kind));
    for template in all.chain([of_evaluation()]) {
        for both in [
            &template.name,
            &template.title,
            &template.value,
            &template.purpose,
            &template.method,
            &template.conditions,
        ] {
            assert!(
                !both.fr.trim().is_empty() && !both.en.trim().is_empty() && both.fr != both.en,
                "{}: {both:?}",
                template.kind
            );
            // As a paper in French has them.
            assert!(!both.fr.contains('\''), "{}: {both:?}", template.kind);
        }
        for field in &template.fields {
            assert!(!field.label.is_empty(), "{}", field.code);
            assert_eq!(field.kind == FieldType::Choice, !field.choices.is_empty());
        }
    }
}

#[test]
fn a_field_holds_what_its_type_says() {
    let check = |kind: Kind, code: &str, value: &str, said: Option<&str>| {
        let fields = &template(kind).fields;
        let field = fields.iter().find(|field| field.code == code).expect(code);
        assert_eq!(field.said(value).map(|both| both.en).as_deref(), said);
    };
    check(Kind::Estate, "lot", "12", Some("12"));
    check(Kind::Estate, "lot", "0", None);
    check(Kind::Estate, "lot", "-3", None);
    check(Kind::Estate, "lot", "douze", None);
    check(Kind::Insurance, "condition", "very_good", Some("very good"));
    check(Kind::Insurance, "condition", "superbe", None);
    check(Kind::Insurance, "invoice", "F-12", Some("F-12"));
}
