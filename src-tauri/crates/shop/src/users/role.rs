//! The roles of a shop, and the one table that says what each may do.

use std::str::FromStr;

use units::Percent;

use super::right::Right;

/// What a person is in the shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    Owner,
    Manager,
    Seller,
    Bench,
    Accountant,
}

/// Not the name of a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a role")]
pub struct UnknownRole;

impl Role {
    pub const ALL: [Self; 5] = [
        Self::Owner,
        Self::Manager,
        Self::Seller,
        Self::Bench,
        Self::Accountant,
    ];

    /// The name in the store and on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Manager => "manager",
            Self::Seller => "seller",
            Self::Bench => "bench",
            Self::Accountant => "accountant",
        }
    }

    /// The table of rights. What a seller may not do alone, a manager allows with a PIN of their own.
    pub const fn may(self, right: Right) -> bool {
        use Right as R;
        match self {
            Self::Owner => true,
            Self::Manager => !matches!(right, R::ManageUsers | R::ChangeShop),
            Self::Seller => matches!(
                right,
                R::Sell
                    | R::Discount
                    | R::OpenDay
                    | R::CloseDay
                    | R::SeeStock
                    | R::CountStock
                    | R::SeeSales
                    | R::SeeCustomers
                    | R::EditCustomers
                    | R::SeeRepairs
                    | R::TakeRepairs
                    | R::WorkRepairs
            ),
            Self::Bench => matches!(right, R::SeeStock | R::SeeRepairs | R::WorkRepairs),
            Self::Accountant => matches!(
                right,
                R::SeeStock
                    | R::SeeRepairs
                    | R::SeeSales
                    | R::SeeCost
                    | R::SeeReports
                    | R::VerifyJournal
                    | R::ExportJournal
            ),
        }
    }

    /// The largest discount this role may give where the person has no limit of their own.
    pub const fn discount_limit(self) -> Percent {
        let basis_points = match self {
            Self::Owner => 10_000,
            Self::Manager => 3_000,
            Self::Seller => 1_000,
            Self::Bench | Self::Accountant => 0,
        };
        match Percent::from_basis_points(basis_points) {
            Ok(limit) => limit,
            Err(_) => Percent::ZERO,
        }
    }
}

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(name: &str) -> Result<Self, UnknownRole> {
        Self::ALL
            .into_iter()
            .find(|role| role.name() == name)
            .ok_or(UnknownRole)
    }
}
