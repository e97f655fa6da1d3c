//! What runs without being called: due timers, promise jobs, and the report of rejections that nobody handled.

use crate::config::{PumpReport, ScriptResult};
use crate::engine::{Engine, Rejection};
use crate::error::{Fault, ScriptError};
use crate::raw;
use minihost_ports::{Problem, ProblemKind};
use minihost_value::Value;
use rquickjs::{Object, Persistent, Value as JsValue};
use std::time::{Duration, Instant};

/// One pump starts no further timer after this long, so that touches and frames come in between.
const SLICE: Duration = Duration::from_millis(50);

/// Rejections remembered at a time; the rest of a flood is not reported.
const MAX_REJECTIONS: usize = 100;

impl Engine {
    /// Runs promise jobs and due timers. Exceptions in them, and rejections that nobody handles, go to the problem sink and to the program. Called from inside the engine it does nothing.
    ///
    /// # Errors
    /// The engine is stopped, now or before.
    pub fn pump(&self) -> ScriptResult<PumpReport> {
        let mut report = PumpReport::default();
        if self.is_entered() {
            return Ok(report);
        }
        report.jobs += self.run_jobs()?;
        if !self.paused.get() {
            let began = Instant::now();
            let now = self.config.clock.monotonic_ms();
            // Timers armed by these timers wait for the next pump, however short: a chain of them must not hold the thread.
            let turn = self.timers.borrow().turn();
            while report.timers < self.config.limits.timers_per_pump && began.elapsed() < SLICE {
                let Some(id) = self.timers.borrow_mut().take_due(now, turn) else { break };
                let result = self.enter(|ctx| Ok(self.helper(ctx, "fire")?.call::<_, ()>((id,))?));
                self.report(result)?;
                report.timers += 1;
                report.jobs += self.run_jobs()?;
            }
            report.more = self.timers.borrow().next_due().is_some_and(|due| due <= now);
        }
        self.report_rejections()?;
        Ok(report)
    }

    /// Milliseconds until [`pump`](Engine::pump) has something to do, on the clock of the configuration; `None`: nothing waits.
    pub fn next_wakeup_ms(&self) -> Option<u64> {
        if self.stopped().is_some() {
            return None;
        }
        if self.runtime().is_job_pending() || !self.rejections.borrow().is_empty() {
            return Some(0);
        }
        if self.paused.get() {
            return None;
        }
        let due = self.timers.borrow().next_due()?;
        Some(due.saturating_sub(self.config.clock.monotonic_ms()))
    }

    /// Holds timers back while the program is in the background. Promise jobs still run, for answers that arrive.
    pub fn set_paused(&self, paused: bool) {
        self.paused.set(paused);
    }

    fn report(&self, result: ScriptResult<()>) -> ScriptResult<()> {
        match result {
            Err(error) if error.stops() => Err(error),
            Err(error) => {
                self.tell_uncaught(&error);
                Ok(())
            }
            Ok(()) => Ok(()),
        }
    }

    fn run_jobs(&self) -> ScriptResult<usize> {
        if let Some(error) = self.stopped() {
            return Err(error);
        }
        let mut count = 0;
        let mut failed = Vec::new();
        let result = self.enter(|ctx| {
            while let Some(ran) = raw::run_job(ctx) {
                count += 1;
                if let Err(job) = ran {
                    let error = self.settle(&job, Fault::Js(rquickjs::Error::Exception));
                    if error.stops() {
                        return Err(Fault::Script(error));
                    }
                    failed.push(error);
                }
                // Each job may be short and still queue the next.
                self.check_limits().map_err(Fault::Script)?;
            }
            Ok(())
        });
        for error in failed {
            self.tell_uncaught(&error);
        }
        result.map(|()| count)
    }

    /// Reports what nobody caught, and tells the program if a runtime script listens for it with `exports.uncaught(message, stack)`.
    pub(crate) fn tell_uncaught(&self, error: &ScriptError) {
        (self.config.problems)(error.to_problem());
        let (message, stack) = match error {
            ScriptError::Exception { message, stack, .. } => (message.as_str(), stack.as_str()),
            ScriptError::StackOverflow { message, .. } => (message.as_str(), ""),
            _ => return,
        };
        let told = self.call("uncaught", &[Value::from(message), Value::from(stack)]);
        self.note_failed_listener(told.map(drop));
    }

    fn note_failed_listener(&self, told: ScriptResult<()>) {
        match told {
            Err(error) if !error.stops() && !matches!(error, ScriptError::NoSuchFunction(_)) => {
                (self.config.problems)(error.to_problem());
            }
            // There is no listener; or the engine is stopped now, which its next use says.
            _ => {}
        }
    }

    pub(crate) fn watch_rejections(&self) {
        let me = self.me.clone();
        self.runtime().set_host_promise_rejection_tracker(Some(Box::new(
            move |ctx, promise, reason, handled| {
                let (Some(engine), Some(object)) = (me.upgrade(), promise.as_object()) else { return };
                let identity = raw::identity(object);
                let gone = if handled {
                    let mut waiting = engine.rejections.borrow_mut();
                    let place = waiting.iter().position(|rejection| rejection.identity == identity);
                    place.map(|place| waiting.swap_remove(place))
                } else {
                    let mut waiting = engine.rejections.borrow_mut();
                    if waiting.len() < MAX_REJECTIONS {
                        waiting.push(Rejection {
                            identity,
                            reason: Persistent::save(&ctx, reason),
                            promise: Persistent::save(&ctx, promise.clone()),
                        });
                    }
                    None
                };
                drop(gone);
            },
        )));
    }

    fn report_rejections(&self) -> ScriptResult<()> {
        let waiting = self.rejections.take();
        for Rejection { reason, promise, .. } in waiting {
            let listened = reason.clone();
            let result = self.enter(|ctx| {
                let reason = reason.restore(ctx)?;
                Err::<(), _>(Fault::Js(ctx.throw(reason)))
            });
            let Err(error) = result else { continue };
            if error.stops() {
                return Err(error);
            }
            let place = error.to_problem();
            (self.config.problems)(
                Problem::new(
                    ProblemKind::Exception,
                    format!("unhandled promise rejection: {}", place.message),
                )
                .at(place.file, place.line, place.column),
            );
            // A runtime script listens with `exports.unhandledRejection(reason, promise)`; the values stay in JavaScript.
            let told = self.enter(|ctx| {
                let (reason, promise) = (listened.restore(ctx)?, promise.restore(ctx)?);
                let exports: Object<'_> = self.host(ctx)?.get("exports")?;
                let listener: JsValue<'_> = exports.get("unhandledRejection")?;
                if let Some(listener) = listener.as_function() {
                    listener.call::<_, JsValue<'_>>((reason, promise))?;
                }
                Ok(())
            });
            self.note_failed_listener(told);
        }
        self.stopped().map_or(Ok(()), Err)
    }
}
