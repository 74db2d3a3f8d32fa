//! A view of the stock's table under a name.

use units::{Id, Metal};

use crate::cx::User;
use crate::stock::{Family, Place, Sort, State, Supplier};

/// Columns, order and filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    pub id: Id<Self>,
    pub user: Id<User>,
    pub user_name: String,
    pub of: ViewOf,
    /// Whether the one who asked has it as their first.
    pub is_first: bool,
    pub version: i64,
}

/// What a person says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViewOf {
    pub name: String,
    /// For everybody.
    pub is_shared: bool,
    /// The words of the columns, in their order.
    pub columns: Vec<String>,
    pub sort: Sort,
    pub is_descending: bool,
    /// As typed.
    pub text: String,
    pub family: Option<Id<Family>>,
    pub place: Option<Id<Place>>,
    pub supplier: Option<Id<Supplier>>,
    pub metal: Option<Metal>,
    /// None: every state.
    pub state: Option<State>,
}
