//! From a queued call to its row.

use crate::table::{ApiKind, find};
use crate::{ApiError, PendingCall, Shell};

/// Carries out a call that [`crate::ApiState::take_calls`] gave. Every path ends in one [`Shell::reply`], now or later.
pub fn run_call(shell: &mut dyn Shell, call: &PendingCall) {
    match find(&call.name).map(|row| row.kind) {
        Some(ApiKind::Async(run)) => run(shell, call.id, &call.options),
        _ => shell.reply(call.id, Err(ApiError::unsupported())),
    }
}
