//! One piece, many tills: exactly one wins.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::fixture::{Fixture, Who, card};
use crate::sales::{CartError, CompleteSaleError};

#[test]
fn eight_tills_sell_every_piece_once() {
    // Two thousand of them go through the router in `tests/it/race.rs`.
    let pieces = 40;
    let shop = Arc::new(Fixture::with_pieces(pieces));
    for till in 1..=8 {
        shop.open(till, 0).expect("a day");
    }
    let sold = Arc::new(AtomicUsize::new(0));
    let refused = Arc::new(AtomicUsize::new(0));
    let threads: Vec<_> = (1..=8u128)
        .map(|till| {
            let (shop, sold, refused) = (shop.clone(), sold.clone(), refused.clone());
            std::thread::spawn(move || {
                for piece in 1..=pieces {
                    match shop.scan(till, &format!("J{piece}")) {
                        Ok(_) => {
                            let due = shop.due(till);
                            let paid = shop.pay(till, Who::Seller, vec![card(due)]);
                            assert!(
                                !matches!(paid, Err(CompleteSaleError::Issue(_))),
                                "{paid:?}"
                            );
                            paid.expect("whoever reserved it sells it");
                            sold.fetch_add(1, Ordering::Relaxed);
                        }
                        Err(CartError::Reserved(_) | CartError::NotSaleable(_)) => {
                            refused.fetch_add(1, Ordering::Relaxed);
                        }
                        Err(error) => panic!("{error:?}"),
                    }
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().expect("a till");
    }
    let pieces = usize::try_from(pieces).expect("small");
    assert_eq!(sold.load(Ordering::Relaxed), pieces);
    assert_eq!(refused.load(Ordering::Relaxed), 7 * pieces);
    assert_eq!(shop.verify(), None);
}
