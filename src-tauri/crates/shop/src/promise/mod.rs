//! Promised days: what the bench can do on a day, what is promised until then, and from when on a new
//! promise can be kept.
//!
//! Repairs and the orders that are agreed are one queue. It is worked in the order of its promises. A day can be promised when everything promised until
//! it, and until every later day, still fits into the hours that lie before: no promise is kept by
//! breaking another. It is said, never forbidden: a person at the counter knows more.

mod calendar;
mod capacity;
mod close_days;
mod forecast;
mod load;
mod nouns;
mod set_habits;
mod set_week;
mod store;
mod take_back;

pub use calendar::{Calendar, Day, calendar};
pub use capacity::{Capacity, capacity};
pub use close_days::{CloseDays, close_days};
pub use forecast::{Ask, Asked, Forecast, forecast};
pub use nouns::{Closure, Habits, PromiseError, Week, WeekMinutes};
pub use set_habits::{habits, set_habits};
pub use set_week::{SetWeek, set_week};
pub use store::{closures, weeks};
pub use take_back::take_back;
