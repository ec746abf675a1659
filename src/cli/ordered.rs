//! Work in parallel, results in order, piece by piece.

use std::any::Any;
use std::collections::{BTreeMap, VecDeque};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, SyncSender};
use std::time::Duration;

/// Inputs up to this many bytes together are worked on in place: waking a thread pool takes longer.
const IN_PLACE: u64 = 64 << 10;

/// How many bytes of inputs are worked on or wait for their turn at one time. One input may be
/// larger: then it is alone, and all threads work inside it.
const AT_ONCE: u64 = 32 << 20;

/// How many inputs are worked on or wait for their turn at one time, per thread: enough that one slow
/// file does not stop the others.
const PER_THREAD: usize = 8;

/// How often `idle` is called while nothing is ready.
const IDLE: Duration = Duration::from_millis(100);

/// How many pieces wait for `take` before those who make them wait, too.
const PIECES: usize = 16;

/// What `take` gets.
#[derive(Debug, PartialEq, Eq)]
pub enum Taken<'i, I, P> {
    /// A piece of what `work` made of the input whose turn it is.
    Piece(P),
    /// There are no more pieces of this input.
    End(&'i I),
}

/// Whether another piece is of any use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    More,
    NoMore,
}

/// What a worker says about its input.
enum Message<P> {
    Piece(P),
    End,
    Panic(Box<dyn Any + Send>),
}

/// Calls `work` on every input, by all threads of the global pool, and `take` on the pieces it gives, in
/// the order of the inputs, each as soon as it and all before it are there. Stops early if `take`
/// breaks.
///
/// `size`, in bytes, bounds how many inputs are held at a time. The calling thread
/// waits without working, so it must not be one of the pool's.
pub fn each<I, P, B>(
    inputs: &[I],
    size: impl Fn(&I) -> u64,
    work: impl Fn(&I, &mut dyn FnMut(P) -> Wanted) + Sync,
    mut take: impl FnMut(Taken<'_, I, P>) -> ControlFlow<B>,
    mut idle: impl FnMut(),
) -> ControlFlow<B>
where
    I: Sync,
    P: Send,
{
    let mut in_place = 0;
    let mut first = 0;
    for input in inputs {
        in_place += size(input);
        if in_place > IN_PLACE {
            break;
        }
        let mut taken = ControlFlow::Continue(());
        work(input, &mut |piece| {
            if taken.is_continue() {
                taken = take(Taken::Piece(piece));
            }
            if taken.is_continue() {
                Wanted::More
            } else {
                Wanted::NoMore
            }
        });
        taken?;
        take(Taken::End(input))?;
        first += 1;
    }
    let inputs = &inputs[first..];
    if inputs.is_empty() {
        return ControlFlow::Continue(());
    }

    let stopped = &AtomicBool::new(false);
    let mut take = |taken: Taken<'_, I, P>| {
        let flow = take(taken);
        stopped.store(flow.is_break(), Ordering::Relaxed);
        flow
    };
    let work = &work;
    let (sender, messages) = mpsc::sync_channel(PIECES);
    let most = PER_THREAD * rayon::current_num_threads();
    // This thread hands out and takes in; it is none of the pool's. It owns the receiver: once it has
    // left, however that be, whoever waits to send is told that nothing more is wanted.
    rayon::in_place_scope(move |scope| {
        let mut next = 0;
        let mut bytes_out = 0;
        let mut early: BTreeMap<usize, VecDeque<Message<P>>> = BTreeMap::new();
        for (turn, input) in inputs.iter().enumerate() {
            while let Some(input) = inputs.get(next)
                && (next == turn || (next < turn + most && bytes_out + size(input) <= AT_ONCE))
            {
                let (index, sender) = (next, sender.clone());
                scope.spawn(move |_| {
                    if !stopped.load(Ordering::Relaxed) {
                        run(input, index, &sender, work);
                    }
                });
                next += 1;
                bytes_out += size(input);
            }
            loop {
                let waiting = early.get_mut(&turn).and_then(VecDeque::pop_front);
                let Some(message) = waiting else {
                    match messages.recv_timeout(IDLE) {
                        Ok((index, message)) => early.entry(index).or_default().push_back(message),
                        Err(_) => idle(),
                    }
                    continue;
                };
                match message {
                    Message::Piece(piece) => take(Taken::Piece(piece))?,
                    Message::End => break,
                    Message::Panic(panic) => resume_unwind(panic),
                }
            }
            early.remove(&turn);
            bytes_out -= size(input);
            take(Taken::End(input))?;
        }
        ControlFlow::Continue(())
    })
}

/// Works on one input and sends what comes of it.
fn run<I, P>(
    input: &I,
    index: usize,
    sender: &SyncSender<(usize, Message<P>)>,
    work: &impl Fn(&I, &mut dyn FnMut(P) -> Wanted),
) {
    // An error of sending means that the receiver is gone: nothing more is wanted.
    let mut give = |piece| match sender.send((index, Message::Piece(piece))) {
        Ok(()) => Wanted::More,
        Err(_) => Wanted::NoMore,
    };
    let last = match catch_unwind(AssertUnwindSafe(|| work(input, &mut give))) {
        Ok(()) => Message::End,
        Err(panic) => Message::Panic(panic),
    };
    let _ = sender.send((index, last));
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread::sleep;

    /// Works with one piece per input.
    fn one<I: Sync, T: Send, B>(
        inputs: &[I],
        size: u64,
        work: impl Fn(&I) -> T + Sync,
        mut take: impl FnMut(T) -> ControlFlow<B>,
    ) -> ControlFlow<B> {
        each(
            inputs,
            |_| size,
            |input, give| {
                give(work(input));
            },
            |taken| match taken {
                Taken::Piece(piece) => take(piece),
                Taken::End(_) => ControlFlow::Continue(()),
            },
            || {},
        )
    }

    #[test]
    fn pieces_come_in_the_order_of_the_inputs() {
        for size in [0, 1000, 70_000, AT_ONCE + 1] {
            let inputs: Vec<usize> = (0..300).collect();
            let mut taken = Vec::new();
            let all = each(
                &inputs,
                |_| size,
                |&index, give| {
                    // The first of the parallel ones, and every 50th, take longest.
                    if index % 50 == 0 {
                        sleep(Duration::from_millis(10));
                    }
                    // None, one, more than wait for their turn.
                    for piece in 0..index % 3 * PIECES {
                        assert_eq!(give((index, piece)), Wanted::More);
                    }
                },
                |piece| {
                    taken.push(match piece {
                        Taken::Piece(piece) => piece,
                        Taken::End(&index) => (index, usize::MAX),
                    });
                    ControlFlow::<()>::Continue(())
                },
                || {},
            );
            assert!(all.is_continue());
            let expected: Vec<_> = inputs
                .iter()
                .flat_map(|&index| {
                    let pieces = (0..index % 3 * PIECES).chain([usize::MAX]);
                    pieces.map(move |piece| (index, piece))
                })
                .collect();
            assert_eq!(taken, expected, "{size} bytes each");
        }
    }

    #[test]
    fn only_so_many_bytes_are_out_at_once() {
        let out = std::sync::atomic::AtomicU64::new(0);
        let size = AT_ONCE / 4;
        let flow = one(
            &[(); 40],
            size,
            |()| out.fetch_add(size, Ordering::SeqCst) + size,
            |seen| {
                assert!(seen <= AT_ONCE, "{seen}");
                sleep(Duration::from_millis(1));
                out.fetch_sub(size, Ordering::SeqCst);
                ControlFlow::<()>::Continue(())
            },
        );
        assert!(flow.is_continue());
    }

    #[test]
    fn stops_when_told() {
        let inputs: Vec<usize> = (0..1000).collect();
        let worked = std::sync::atomic::AtomicUsize::new(0);
        let stopped = one(
            &inputs,
            70_000,
            |_| worked.fetch_add(1, Ordering::SeqCst),
            |_| ControlFlow::Break("enough"),
        );
        assert_eq!(stopped, ControlFlow::Break("enough"));
        assert!(worked.into_inner() < 1000);
    }

    #[test]
    fn stops_within_an_input() {
        for size in [0, 70_000, AT_ONCE + 1] {
            let given = std::sync::atomic::AtomicUsize::new(0);
            let stopped = each(
                &[(); 3],
                |()| size,
                |(), give| {
                    while give(()) == Wanted::More {
                        given.fetch_add(1, Ordering::SeqCst);
                    }
                },
                |_| ControlFlow::Break("enough"),
                || {},
            );
            assert_eq!(stopped, ControlFlow::Break("enough"));
            assert!(given.into_inner() <= 4 * PIECES);
        }
    }

    #[test]
    #[should_panic(expected = "the third")]
    fn a_panic_is_passed_on() {
        let inputs: Vec<usize> = (0..10).collect();
        let _ = one(
            &inputs,
            70_000,
            |&index| assert_ne!(index, 2, "the third"),
            |()| ControlFlow::<()>::Continue(()),
        );
    }
}
