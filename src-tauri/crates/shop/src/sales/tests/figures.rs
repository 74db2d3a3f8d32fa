//! What a cart comes to, for any cart.

use proptest::prelude::*;
use units::Id;

use super::fixture::{Fixture, Who, card};
use crate::sales::{
    self, GiveDiscount, OverridePrice, Sale, TakeReturn, give_discount, override_price, take_return,
};
use crate::stock::VatRegime;

/// Prices and discounts of the four pieces and the article, and what of it comes back.
#[derive(Clone, Debug)]
struct Case {
    prices: [i64; 4],
    charms: i64,
    line_bp: i64,
    ticket_minor: i64,
    back: Vec<i64>,
}

fn cases() -> impl Strategy<Value = Case> {
    (
        prop::array::uniform4(1i64..2_000_000),
        1i64..20,
        0i64..=10_000,
        0i64..50_000,
        prop::collection::vec(1i64..5, 1..6),
    )
        .prop_map(|(prices, charms, line_bp, ticket_minor, back)| Case {
            prices,
            charms,
            line_bp,
            ticket_minor,
            back,
        })
}

fn sell(shop: &Fixture, case: &Case) -> (Sale, documents::Receipt) {
    for code in ["J1", "J2", "J3", "J4", "A1"] {
        shop.scan(1, code).expect(code);
    }
    let cart = shop.cart(1);
    let id = cart.id;
    for (line, price) in cart.lines.iter().zip(case.prices) {
        let line = line.id;
        shop.run(1, Who::Owner, move |tx, cx, by| {
            let input = OverridePrice {
                cart: id,
                line,
                unit_price_minor: price,
                reason: "essai".into(),
            };
            override_price(tx, cx, by, None, input)
        })
        .expect("a price");
    }
    let (first, charms, count) = (cart.lines[0].id, cart.lines[4].id, case.charms);
    let (bp, minor) = (case.line_bp, case.ticket_minor);
    shop.run(1, Who::Owner, move |tx, cx, by| {
        sales::set_quantity(tx, cx, by, id, charms, count)?;
        for (line, bp, minor) in [(Some(first), bp, 0), (None, 0, minor)] {
            let gross = sales::show(tx, cx, shop_cart(tx, id)?)?.priced.gross_minor;
            let input = GiveDiscount {
                cart: id,
                line,
                bp,
                minor: minor.min(gross),
                reason: "essai".into(),
            };
            give_discount(tx, cx, by, None, input)?;
        }
        Ok::<_, sales::CartError>(())
    })
    .expect("discounts");
    let due = shop.due(1);
    let payments = if due == 0 { vec![] } else { vec![card(due)] };
    shop.pay(1, Who::Owner, payments).expect("a sale")
}

fn shop_cart(
    tx: &crate::db::ReadTx<'_>,
    id: Id<sales::Cart>,
) -> Result<sales::Cart, sales::CartError> {
    sales::store::cart(tx, id)?.ok_or(sales::CartError::UnknownCart)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(
        std::env::var("ECRIN_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(12)
    ))]
    #[test]
    fn figures_add_up_and_a_refund_mirrors_its_sale(case in cases()) {
        let shop = Fixture::with_stock();
        shop.open(1, 0).expect("a day");
        let (sale, receipt) = sell(&shop, &case);

        let sum: i64 = sale.lines.iter().map(|line| line.total_minor).sum();
        prop_assert_eq!(sum, sale.total_minor);
        let shares: i64 = sale.lines.iter().map(|line| line.ticket_discount_minor).sum();
        prop_assert_eq!(shares, sale.discount_minor);
        for line in &sale.lines {
            let off = line.discount_minor + line.ticket_discount_minor;
            prop_assert_eq!(line.quantity * line.unit_price_minor - off, line.total_minor);
            prop_assert!(line.total_minor >= 0 && line.vat_minor >= 0);
            prop_assert!(line.vat_minor <= line.total_minor);
        }
        // No margin and no exempt line shows any VAT, and the shown VAT is the sum of its lines.
        let ordinary = |of: fn(&sales::SaleLine) -> i64| -> i64 {
            let lines = sale.lines.iter().filter(|line| line.vat_regime == VatRegime::Standard);
            lines.map(of).sum()
        };
        prop_assert_eq!(receipt.vat.iter().map(|vat| vat.vat_minor).sum::<i64>(), ordinary(|line| line.vat_minor));
        prop_assert_eq!(receipt.vat.iter().map(|vat| vat.gross_minor).sum::<i64>(), ordinary(|line| line.total_minor));
        for line in &receipt.lines {
            let is_ordinary = matches!(line.vat, documents::VatRegime::Standard { .. });
            let number = line.piece_number.as_deref();
            prop_assert_eq!(is_ordinary, !matches!(number, Some("J2" | "J3")));
        }

        // All of it comes back, the charms in several goes: to the cent what was paid.
        let mut back_total = 0;
        let mut back_vat = 0;
        let mut left = case.charms;
        let mut goes: Vec<Option<i64>> = Vec::new();
        for quantity in &case.back {
            if left > *quantity {
                goes.push(Some(*quantity));
                left -= quantity;
            }
        }
        goes.push(None);
        for (go, quantity) in goes.iter().enumerate() {
            let cart = shop.cart(1).id;
            let charm = sale.lines[4].id;
            let (id, quantity) = (sale.id, *quantity);
            let mut lines = vec![(charm, quantity)];
            if go == 0 {
                lines.extend(sale.lines[..4].iter().map(|line| (line.id, None)));
            }
            shop.run(1, Who::Owner, move |tx, cx, _| {
                for (line, quantity) in lines {
                    take_return(tx, cx, TakeReturn { cart, id: cx.new_id(), sale: id, line, quantity })?;
                }
                Ok::<_, sales::CartError>(())
            }).expect("a return");
            let due = shop.due(1);
            let payments = if due == 0 { vec![] } else { vec![card(due)] };
            let (refund, _) = shop.pay(1, Who::Owner, payments).expect("a refund");
            back_total += refund.total_minor;
            back_vat += refund.lines.iter().map(|line| line.vat_minor).sum::<i64>();
        }
        prop_assert_eq!(back_total, -sale.total_minor);
        prop_assert_eq!(back_vat, -sale.lines.iter().map(|line| line.vat_minor).sum::<i64>());
        prop_assert_eq!(shop.verify(), None);
    }
}
