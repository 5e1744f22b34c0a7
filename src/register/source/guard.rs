//! Libraries that read bytes nobody checked: a panic of theirs is an error like any other.

use std::any::Any;
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    /// This thread is inside such a call, whose panics are told as errors.
    static IS_QUIET: Cell<bool> = const { Cell::new(false) };
}

/// What `call` returns, or what it panicked with; nothing is written to standard error.
pub fn caught<T>(call: impl FnOnce() -> T) -> Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !IS_QUIET.get() {
                before(panic);
            }
        }));
    });
    let before = IS_QUIET.replace(true);
    // What the call was changing is not looked at again once it has failed.
    let returned = panic::catch_unwind(AssertUnwindSafe(call));
    IS_QUIET.set(before);
    returned.map_err(|panic| message(panic.as_ref()))
}

fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or(word!("the library that reads it gave up", "読取りライブラリの異常終了")).to_owned()
}
