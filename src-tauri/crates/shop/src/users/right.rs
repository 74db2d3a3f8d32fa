//! What can be allowed or not. Which role has which right is the table in [`super::Role::may`].

use std::str::FromStr;

/// Not the name of a right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a right")]
pub struct UnknownRight;

macro_rules! rights {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)+) => {
        /// One thing that a person may or may not do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Right {
            $($(#[$doc])* $variant,)+
        }

        impl Right {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name on the wire and in the journal.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }
        }
    };
}

rights! {
    /// Fill a cart, be paid, print the receipt.
    Sell = "sell",
    /// Give a discount up to one's limit.
    Discount = "discount",
    /// Change a price outright, whatever the limit.
    OverridePrice = "override_price",
    /// Let a piece go below its floor price.
    SellBelowFloor = "sell_below_floor",
    /// Give money back.
    Refund = "refund",
    /// Annul a ticket by another.
    Void = "void",
    /// Open the drawer without a sale.
    OpenDrawer = "open_drawer",
    /// Put money into the drawer or take it out.
    MoveCash = "move_cash",
    /// Open the day with a float.
    OpenDay = "open_day",
    /// Count and close the day.
    CloseDay = "close_day",
    SeeSales = "see_sales",
    /// Totals of days and periods, X included.
    SeeReports = "see_reports",
    SeeStock = "see_stock",
    /// Cost and margin: absent from every answer without it.
    SeeCost = "see_cost",
    EditStock = "edit_stock",
    /// Write appraisals and issue them under one's own name.
    Appraise = "appraise",
    /// Begin a stocktake, read, decide what does not leave or enter the stock, close.
    CountStock = "count_stock",
    /// Allow a piece out of the stock or back into it because of a count.
    WriteOff = "write_off",
    /// Load a stock file, and undo it.
    Import = "import",
    SeeCustomers = "see_customers",
    EditCustomers = "edit_customers",
    /// The board, the jobs and what became of them.
    SeeRepairs = "see_repairs",
    /// Take objects in, agree with their owner, hand them over.
    TakeRepairs = "take_repairs",
    /// Move jobs along at the bench, and say what was done.
    WorkRepairs = "work_repairs",
    /// Say how long somebody else worked, what an hour costs, what the bench can do in a day.
    PlanBench = "plan_bench",
    /// Let an object go although it is not as it came in; take a hand-over back.
    AllowDifference = "allow_difference",
    /// Printers, drawers, scanners of a till; everyday settings.
    Settings = "settings",
    /// The shop's legal identity, its tills, what the law looks at.
    ChangeShop = "change_shop",
    ManageUsers = "manage_users",
    VerifyJournal = "verify_journal",
    ExportJournal = "export_journal",
}

impl FromStr for Right {
    type Err = UnknownRight;

    fn from_str(name: &str) -> Result<Self, UnknownRight> {
        Self::ALL
            .iter()
            .copied()
            .find(|right| right.name() == name)
            .ok_or(UnknownRight)
    }
}
