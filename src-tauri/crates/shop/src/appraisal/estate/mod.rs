//! An estate: the objects of one deceased, as of one day, entered one after the other, each with a
//! certificate of its own, so that every heir has the paper of what they get. The other way, one document
//! for everything, is an appraisal with many objects.
//!
//! The estate is a folder. What it says of itself (who asks, as of which day, who has the objects) is
//! written into its drafts; what is issued is locked as any certificate is, and stays when it is taken out.

mod add;
mod close;
mod fees;
mod inventory;
mod issue_all;
mod nouns;
mod open;
mod store;

pub use add::{add, put_back, take_out};
pub use close::{close, reopen};
pub use fees::set_fees;
pub use inventory::{certificates, inventory};
pub use issue_all::{Issuance, issue_all, lacks};
pub use nouns::{About, Estate, EstateEntry, EstateState, Member, Sum};
pub use open::{change, open};
pub use store::{entries, estate, estate_of, estates, members};

pub(super) use store::{follow, forget};
