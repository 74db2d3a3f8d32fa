//! Cash that a command of the back office moved: its slip to sign, and the drawer that opens.

use std::sync::{Arc, Mutex};

use shop::Cx;
use shop::cx::Till;
use shop::db::WriteTx;
use shop::print::{NewJob, Of, Paper};
use shop::till::{self, CashMovement};
use shop::users::Authority;
use units::Id;

use crate::printers::DrawerAfter;
use crate::problem::Problem;
use crate::state::State;

/// What a command tells the route that ran it: whose drawer is to open once it is committed.
#[derive(Clone, Default)]
pub(crate) struct CashMoved(Arc<Mutex<Option<Id<Till>>>>);

impl CashMoved {
    /// Hands the slip of a movement to the printer of its till, where there is one.
    pub(crate) fn note(
        &self,
        tx: &mut WriteTx<'_>,
        cx: &Cx,
        by: &Authority,
        movement: Option<&CashMovement>,
    ) -> Result<(), Problem> {
        let Some(movement) = movement else {
            return Ok(());
        };
        let Some(till) = till::till_of(tx, movement.id)? else {
            return Ok(());
        };
        let house = till::house(tx, Some(till), Some(by.user()))?;
        let slip = till::cash_slip(tx, &house, movement)?;
        let job = NewJob {
            id: cx.new_id(),
            till,
            paper: Paper::Slip(Box::new(slip)),
            of: Of::Nothing,
            subject: movement.reason.clone(),
        };
        match shop::print::enqueue(tx, cx, job) {
            Ok(_) | Err(shop::print::EnqueueError::NoPrinter) => {}
            Err(error) => return Err(error.into()),
        }
        if let Ok(mut told) = self.0.lock() {
            *told = Some(till);
        }
        Ok(())
    }

    /// After the command: opens the drawer that the cash went through, if any did.
    pub(crate) fn open_drawer(&self, state: &State) {
        let till = self.0.lock().ok().and_then(|told| *told);
        if till.is_some() {
            let drawer = DrawerAfter::default();
            drawer.cash();
            drawer.open(state, till);
        }
    }
}
