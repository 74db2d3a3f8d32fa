//! Purchasing: orders to suppliers, what was received of them, the suppliers' invoices, what went back,
//! floors and ceilings with the list of what to order again, and a budget a month.
//!
//! What is received is the shop's own from that moment. Goods enter and leave through `stock` only; a
//! batch article's quantity too. An order's lines change while it is a draft. Every other change is a
//! new entry: a step of a document, a reception line undone, an invoice reversed, a return taken back.
//! An invoice, its payment and their ways back are posted to the supplier's account in the ledger.

mod budget;
mod enter_invoice;
mod goods;
mod invoice;
mod limit;
mod order;
mod paper;
mod post;
mod receive;
mod received;
mod refusal;
mod reorder;
mod restock;
mod save_order;
mod send_back;
mod step;
mod step_invoice;
mod step_order;
mod step_return;
mod store;
mod undo;

pub use budget::{Budget, budget, budgets, save_budget};
pub use enter_invoice::{Billed, EnterInvoice, enter_invoice};
pub use goods::{Going, Return, ReturnLine};
pub use invoice::{Invoice, InvoiceLine, Outcome, Standing};
pub use limit::{Limit, Low, save_limit};
pub use order::{Order, OrderLine, Stage};
pub use paper::{paper, return_paper};
pub use receive::{Arrival, Goods, NewPiece, Receive, receive};
pub use received::{Received, Reception};
pub use refusal::Refusal;
pub use reorder::reorder;
pub use restock::restock;
pub use save_order::{DraftLine, SaveOrder, save_order};
pub use send_back::{SendBack, send_back};
pub use step::{Step, StepKind};
pub use step_invoice::{Payment, pay, reverse_invoice, take_back_payment};
pub use step_order::step_order;
pub use step_return::{Credit, credit, reverse_return, take_back_credit};
pub use store::{
    Trail, invoice, invoices, limits, order, orders, reception, receptions, returned, returns,
    trail, unbilled,
};
pub use undo::undo;
