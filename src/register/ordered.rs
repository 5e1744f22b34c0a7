//! Chunks to any number of threads, and their blocks to one writer in the order of the chunks.
//!
//! Each thread reads a chunk, works on it, and lays its block down. Who lays down the block that is
//! next, and finds nobody writing, writes it and all that follow it; so one thread alone needs no
//! other, and the rows' order needs no thread of its own. A thread far ahead waits: memory is bounded.

use std::any::Any;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, Mutex, MutexGuard};
use std::thread;

use super::Fault;
use super::chunk::Text;
use super::source::Source;
use super::task::{Block, Chunk};
use super::worker::{Worker, said};

/// How many blocks may lie unwritten for each thread.
const AHEAD: u64 = 2;

struct Shared<W> {
    intake: Mutex<Intake>,
    outlet: Mutex<Outlet>,
    /// Something was written, or the run failed.
    moved: Condvar,
    writer: Mutex<W>,
    ahead: u64,
}

struct Intake {
    source: Source,
    next: u64,
    is_over: bool,
}

#[derive(Default)]
struct Outlet {
    next: u64,
    waiting: BTreeMap<u64, (Block, u64)>,
    is_writing: bool,
    /// How many threads wait for something to move.
    awaiting: usize,
    fault: Option<Fault>,
    /// The memory of written blocks and of chunks that were worked on.
    blocks: Vec<Block>,
    texts: Vec<Text>,
}

/// Runs the workers, each on a thread of its own if there are several, and hands every block with the
/// bytes read so far to `write`, in order.
pub(super) fn run<W>(source: Source, workers: Vec<Worker<'_>>, write: W) -> Result<(), Fault>
where
    W: FnMut(&Block, u64) -> Result<(), Fault> + Send,
{
    let shared = Shared {
        intake: Mutex::new(Intake { source, next: 0, is_over: false }),
        outlet: Mutex::new(Outlet::default()),
        moved: Condvar::new(),
        writer: Mutex::new(write),
        ahead: AHEAD * workers.len() as u64,
    };
    let shared_ref = &shared;
    thread::scope(|scope| {
        let mut workers = workers.into_iter();
        let own = workers.next();
        for mut worker in workers {
            scope.spawn(move || work(&mut worker, shared_ref));
        }
        if let Some(mut worker) = own {
            work(&mut worker, shared_ref);
        }
    });
    #[expect(
        clippy::expect_used,
        reason = "where a thread panics while it holds this, the scope above has panicked too"
    )]
    let outlet = shared.outlet.into_inner().expect("no thread panicked, or the scope would have");
    outlet.fault.map_or(Ok(()), Err)
}

fn work<W>(worker: &mut Worker<'_>, shared: &Shared<W>)
where
    W: FnMut(&Block, u64) -> Result<(), Fault>,
{
    loop {
        let (spare, mut block) = {
            let mut outlet = lock(&shared.outlet);
            if outlet.fault.is_some() {
                return;
            }
            (outlet.texts.pop().unwrap_or_default(), outlet.blocks.pop().unwrap_or_default())
        };
        let Taken { number, chunk, bytes_read } = match take(shared, spare) {
            Ok(Some(taken)) => taken,
            Ok(None) => return,
            Err((number, fault)) => return fail(shared, number, fault),
        };
        // A bug outside any record ends the run with a word; the other threads must not wait for this block for ever.
        let worked = catch_unwind(AssertUnwindSafe(|| worker.work(&chunk, &mut block)));
        if let Err(panic) = worked {
            return fail(shared, number, bug(&*panic));
        }
        let mut outlet = lock(&shared.outlet);
        if let Chunk::Text(text) = chunk {
            outlet.texts.push(text);
        }
        while number - outlet.next >= shared.ahead && outlet.fault.is_none() {
            outlet = shared.wait(outlet);
        }
        outlet.waiting.insert(number, (block, bytes_read));
        if !outlet.is_writing {
            write_waiting(shared, outlet);
        }
    }
}

/// A panic outside any record.
fn bug(panic: &(dyn Any + Send)) -> Fault {
    let said = said(panic);
    Fault::Input(said!(
        "a bug in this program ({said}); please report it with the input",
        "本プログラムの不具合です（{said}）。入力を添えてご報告ください。"
    ))
}

/// A chunk with its number.
struct Taken {
    number: u64,
    chunk: Chunk,
    /// Of the whole input, up to and with this chunk.
    bytes_read: u64,
}

/// The next chunk.
fn take<W>(shared: &Shared<W>, spare: Text) -> Result<Option<Taken>, (u64, Fault)> {
    let mut intake = lock(&shared.intake);
    if intake.is_over {
        return Ok(None);
    }
    let number = intake.next;
    let next = catch_unwind(AssertUnwindSafe(|| intake.source.next(spare)));
    match next.unwrap_or_else(|panic| Err(bug(&*panic))) {
        Ok(Some(chunk)) => {
            intake.next += 1;
            Ok(Some(Taken { number, chunk, bytes_read: intake.source.bytes_read() }))
        }
        Ok(None) => {
            intake.is_over = true;
            Ok(None)
        }
        Err(fault) => {
            intake.is_over = true;
            Err((number, fault))
        }
    }
}

/// The input failed: what was read before it is still written.
fn fail<W>(shared: &Shared<W>, number: u64, fault: Fault) {
    let mut outlet = lock(&shared.outlet);
    while outlet.next < number && outlet.fault.is_none() {
        outlet = shared.wait(outlet);
    }
    outlet.fault.get_or_insert(fault);
    shared.moved.notify_all();
}

impl<W> Shared<W> {
    /// Waits for something to move.
    #[expect(
        clippy::panic,
        reason = "what can panic is called while nothing is held, or caught: a test lets sources and writers panic"
    )]
    fn wait<'s>(&self, mut outlet: MutexGuard<'s, Outlet>) -> MutexGuard<'s, Outlet> {
        outlet.awaiting += 1;
        let mut outlet = self.moved.wait(outlet).unwrap_or_else(|_| panic!("a thread panicked"));
        outlet.awaiting -= 1;
        outlet
    }
}

fn write_waiting<'s, W>(shared: &'s Shared<W>, mut outlet: MutexGuard<'s, Outlet>)
where
    W: FnMut(&Block, u64) -> Result<(), Fault>,
{
    outlet.is_writing = true;
    while outlet.fault.is_none() {
        let next = outlet.next;
        let Some((mut block, bytes_read)) = outlet.waiting.remove(&next) else { break };
        drop(outlet);
        // The others wait for this one, and must not for ever.
        let written = catch_unwind(AssertUnwindSafe(|| lock(&shared.writer)(&block, bytes_read)));
        let written = written.unwrap_or_else(|panic| Err(bug(&*panic)));
        block.clear();
        outlet = lock(&shared.outlet);
        outlet.next += 1;
        outlet.blocks.push(block);
        outlet.fault = written.err();
        // To wake nobody costs a call of the system for every block.
        if outlet.awaiting > 0 {
            shared.moved.notify_all();
        }
    }
    outlet.is_writing = false;
}

/// No thread panics while it holds one of these: a panic of a source, a worker or a writer is caught where that is called.
/// Were there one all the same, every thread would end by it, and none wait for ever.
#[expect(
    clippy::panic,
    reason = "what can panic is called while nothing is held, or caught: a test lets sources and writers panic"
)]
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|_| panic!("a thread panicked"))
}
