//! The blocks of the letter about an object that nobody fetched.

use super::header::{imprint, shop};
use super::wording::own_words;
use super::{Align, Layout, Style};
use crate::format;
use crate::{AbandonmentNotice, Language};

/// The letter in its own language, as it goes out by registered post.
pub fn abandonment(of: &AbandonmentNotice) -> Layout {
    let language = of.language;
    let title = language.pick(
        "Mise en demeure de retirer un objet",
        "Formal notice to collect an object",
    );
    let mut layout = Layout::new(format!("{title} {}", of.code), language);
    shop(&mut layout, &of.shop);
    layout.space();
    layout.space();
    layout.row(Style::Strong, "", of.customer.name.as_str());
    for line in &of.customer.lines {
        layout.row(Style::Body, "", line.as_str());
    }
    layout.space();
    layout.row(
        Style::Body,
        language.pick(
            "Lettre recommandée avec avis de réception",
            "Registered letter with acknowledgement of receipt",
        ),
        format::date(of.at, language),
    );
    layout.space();
    layout.text(Style::Title, Align::Left, title);
    layout.space();
    facts(&mut layout, of);
    layout.space();
    for text in body(of) {
        layout.text(Style::Body, Align::Left, text);
        layout.space();
    }
    own_words(&mut layout, &of.words);
    let end = layout.blocks.len();
    layout.space();
    let name = if of.by.is_empty() {
        of.shop.name.as_str()
    } else {
        of.by.as_str()
    };
    layout.row(Style::Body, "", name);
    for _ in 0..5 {
        layout.space();
    }
    layout.rule();
    imprint(&mut layout, &of.shop, &of.software);
    layout.keep_from(end);
    layout
}

fn facts(layout: &mut Layout, of: &AbandonmentNotice) {
    let language = of.language;
    let money = |minor| format::money(minor, of.currency, language);
    layout.rule();
    layout.text(Style::Strong, Align::Left, of.object.as_str());
    let slip = format!("{} · {}", of.claim, format::date(of.taken_at, language));
    layout.row(
        Style::Body,
        language.pick("Reçu de dépôt", "Claim slip"),
        slip,
    );
    layout.row(
        Style::Body,
        language.pick("Sous l’enveloppe", "In the envelope"),
        of.code.as_str(),
    );
    layout.row(
        Style::Body,
        language.pick("À retirer depuis le", "To be collected since"),
        format::day(of.waits_since, language),
    );
    if let Some(price) = of.price_minor {
        let due = money(price - of.paid_minor);
        layout.row(
            Style::Strong,
            language.pick("Reste à payer TTC", "Still to be paid, incl. VAT"),
            due,
        );
    }
    layout.rule();
}

/// What is asked, until when, and what the law allows afterwards (loi du 31 décembre 1903, art. 1 à 5).
fn body(of: &AbandonmentNotice) -> [String; 4] {
    let (language, months) = (of.language, of.months);
    let from = format::day(of.abandoned_from, language);
    match language {
        Language::Fr => [
            "Madame, Monsieur,".to_owned(),
            "L’objet désigné ci-dessus, que vous nous avez confié, vous attend dans notre magasin. Malgré \
             nos messages, il n’a pas été retiré. Nous vous mettons en demeure de venir le reprendre, muni \
             de votre reçu ou d’une pièce d’identité, et de régler la somme éventuellement due."
                .to_owned(),
            format!(
                "La loi du 31 décembre 1903 relative à la vente de certains objets abandonnés prévoit que \
                 les objets confiés à un professionnel pour être travaillés, réparés ou nettoyés, et qui \
                 n’ont pas été retirés dans un délai de {months} mois, peuvent être vendus aux enchères \
                 publiques avec l’autorisation du juge. Pour votre objet, ce délai s’achève le {from}\u{202f}; \
                 passé ce jour, nous pourrons présenter cette demande. Le prix de la vente, nos frais et \
                 notre créance déduits, serait consigné à votre nom."
            ),
            "Si vous ne pouvez pas venir, appelez-nous\u{a0}: une autre personne peut le retirer avec votre \
             accord écrit et le reçu. Nous vous prions d’agréer, Madame, Monsieur, nos salutations \
             distinguées."
                .to_owned(),
        ],
        Language::En => [
            "Dear Sir or Madam,".to_owned(),
            "The object named above, which you left with us, is waiting for you in our shop. Despite our \
             messages it has not been collected. We formally ask you to come for it, with your slip or an \
             identity document, and to pay what is still owed, if anything."
                .to_owned(),
            format!(
                "Under the French law of 31 December 1903 on the sale of certain abandoned objects, what was \
                 left with a professional to be worked on, repaired or cleaned and was not collected within \
                 {months} months may be sold at public auction with leave of the court. For your object this \
                 term ends on {from}; after that day we may apply for it. The proceeds, less our costs and \
                 what is owed to us, would be deposited in your name."
            ),
            "If you cannot come, call us: somebody else may collect it with your written agreement and the \
             slip. Yours faithfully,"
                .to_owned(),
        ],
    }
}
