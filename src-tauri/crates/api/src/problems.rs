//! The one conversion from what the shop's verbs refuse to what the wire says. A feature's own
//! errors are converted in its own file.

use axum::http::StatusCode;
use shop::db::{OpenError, RecoveryCodeError, StoreError};
use shop::journal::JournalError;
use shop::users::attempt::{BeginAttemptError, SettleAttemptError};
use shop::users::{MissingRight, PinError, SecondError, SignInError, UnlockError};

use crate::problem::Problem;

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        let unavailable = |code| Self::new(StatusCode::SERVICE_UNAVAILABLE, code);
        match &error {
            StoreError::DiskFull => unavailable("store.disk_full"),
            StoreError::Disk(_) => unavailable("store.disk"),
            StoreError::Damaged(_) => unavailable("store.damaged"),
            StoreError::Closed => unavailable("store.closed"),
            StoreError::Refused(_) | StoreError::Unreadable(_) => Self::fault(""),
        }
        .because(error)
    }
}

impl From<JournalError> for Problem {
    fn from(error: JournalError) -> Self {
        match error {
            JournalError::Store(error) => error.into(),
            JournalError::Key => {
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "journal.no_key").because(error)
            }
            JournalError::Canonical(_) | JournalError::Payload(_) => Self::fault(error),
        }
    }
}

impl From<MissingRight> for Problem {
    fn from(MissingRight(right): MissingRight) -> Self {
        Self::forbidden("right.missing").with("right", right.name())
    }
}

impl From<SecondError> for Problem {
    fn from(error: SecondError) -> Self {
        match error {
            SecondError::MissingRight(error) => error.into(),
            SecondError::SecondPerson => Self::conflict("right.second_person"),
            SecondError::Store(error) => error.into(),
        }
    }
}

impl From<PinError> for Problem {
    fn from(error: PinError) -> Self {
        Self::refused(match error {
            PinError::Form => "user.pin_form",
            PinError::Weak => "user.pin_weak",
        })
    }
}

impl From<BeginAttemptError> for Problem {
    fn from(error: BeginAttemptError) -> Self {
        match error {
            BeginAttemptError::UnknownUser => Self::unknown("user.unknown"),
            BeginAttemptError::Wait { until } => {
                Self::new(StatusCode::TOO_MANY_REQUESTS, "user.pin_wait").with(
                    "until",
                    until.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
                )
            }
            BeginAttemptError::Store(error) => error.into(),
        }
    }
}

impl From<SettleAttemptError> for Problem {
    fn from(error: SettleAttemptError) -> Self {
        match error {
            SettleAttemptError::UnknownUser => Self::unknown("user.unknown"),
            SettleAttemptError::Store(error) => error.into(),
            SettleAttemptError::Journal(error) => error.into(),
        }
    }
}

impl From<SignInError> for Problem {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::UnknownUser => Self::unknown("user.unknown"),
            SignInError::UnknownTill => Self::unknown("till.unknown"),
            SignInError::Store(error) => error.into(),
            SignInError::Journal(error) => error.into(),
        }
    }
}

impl From<UnlockError> for Problem {
    fn from(error: UnlockError) -> Self {
        match error {
            UnlockError::OtherUser => Self::forbidden("session.other_user"),
            UnlockError::UnknownUser => Self::unknown("user.unknown"),
            UnlockError::Store(error) => error.into(),
            UnlockError::Journal(error) => error.into(),
        }
    }
}

impl From<RecoveryCodeError> for Problem {
    fn from(error: RecoveryCodeError) -> Self {
        match error {
            RecoveryCodeError::Length => Self::refused("setup.code_length"),
            RecoveryCodeError::Letter => Self::refused("setup.code_letter"),
            RecoveryCodeError::Checksum => Self::refused("setup.code_typing"),
        }
    }
}

impl From<OpenError> for Problem {
    fn from(error: OpenError) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "store.folder").because(error)
    }
}
