//! Memos and consignments, both ways: what others leave with the shop, and what the shop leaves with
//! others, each piece a line that is returned, sold, bought or lost in the end.
//!
//! Every change is an entry with who, when and why, and moves the piece's custody in the same
//! transaction. A mistake is put right by another entry, as long as the piece is still where the first
//! one put it. What a party is owed or owes is the sum of the lines that were sold or bought, less what
//! was settled; a settlement has its own reversal. Both are posted to the party's account in the
//! ledger, which tells what was owed on any day.
//!
//! A piece that others left here is sold at the till like any other: the ticket marks its line, and
//! what annuls the ticket puts the line back. `sales` says so through [`ticket_moved`].

mod accounts;
mod act;
mod becomes;
mod cancel;
mod correct;
mod entry;
mod follow;
mod line;
mod nouns;
mod open;
mod outstanding;
mod paper;
mod reverse;
mod settle;
mod statement;
mod store;
mod ticket;
mod verify;

pub use accounts::Account;
pub use act::{Act, ActOnLines, act};
pub use cancel::cancel;
pub use correct::correct;
pub use entry::{Entry, What};
pub use follow::{change_due, chase};
pub use line::{Line, LineState};
pub use nouns::{Direction, Kind, Memo, MemoError, MemoQuery, Party, Progress};
pub use open::{NewLine, OpenMemo, open};
pub use outstanding::{Outstanding, OutstandingLine, outstanding};
pub use paper::{paper, statement_paper};
pub use reverse::reverse;
pub use settle::{Means, Settle, SettleError, Settlement, settle};
pub use statement::{Balance, Due, Statement, balances, statement};
pub use store::{entries, lines, memo, memos, of_piece};
pub use ticket::{TicketMovedError, out_with, stands_with, ticket_moved};
pub use verify::verify;
