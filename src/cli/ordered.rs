//! Work in parallel, results in order.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
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

/// Calls `work` on every input, by all threads of the global pool, and `take` on the results in the
/// order of the inputs, each as soon as it and all before it are there. Stops early if `take` breaks.
///
/// `size`, in bytes, bounds how many inputs are held at a time. The calling thread
/// waits without working, so it must not be one of the pool's.
pub fn each<I, T, B>(
    inputs: &[I],
    size: impl Fn(&I) -> u64,
    work: impl Fn(&I) -> T + Sync,
    mut take: impl FnMut(T) -> ControlFlow<B>,
    mut idle: impl FnMut(),
) -> ControlFlow<B>
where
    I: Sync,
    T: Send,
{
    let mut in_place = 0;
    let mut first = 0;
    for input in inputs {
        in_place += size(input);
        if in_place > IN_PLACE {
            break;
        }
        take(work(input))?;
        first += 1;
    }
    let inputs = &inputs[first..];
    if inputs.is_empty() {
        return ControlFlow::Continue(());
    }

    let stopped = AtomicBool::new(false);
    let (sender, results) = mpsc::channel();
    let most = PER_THREAD * rayon::current_num_threads();
    // This thread hands out and takes in; it is none of the pool's.
    rayon::in_place_scope(|scope| {
        let mut next = 0;
        let mut bytes_out = 0;
        let mut early = BTreeMap::new();
        for (turn, input) in inputs.iter().enumerate() {
            while let Some(input) = inputs.get(next)
                && (next == turn || (next < turn + most && bytes_out + size(input) <= AT_ONCE))
            {
                let (index, sender, work, stopped) = (next, sender.clone(), &work, &stopped);
                scope.spawn(move |_| {
                    if !stopped.load(Ordering::Relaxed) {
                        let result = catch_unwind(AssertUnwindSafe(|| work(input)));
                        // The receiver outlives the scope.
                        let _ = sender.send((index, result));
                    }
                });
                next += 1;
                bytes_out += size(input);
            }
            let result = loop {
                if let Some(result) = early.remove(&turn) {
                    break result;
                }
                match results.recv_timeout(IDLE) {
                    Ok((index, result)) => {
                        early.insert(index, result);
                    }
                    Err(_) => idle(),
                }
            };
            bytes_out -= size(input);
            let taken = match result {
                Ok(result) => take(result),
                Err(panic) => resume_unwind(panic),
            };
            if taken.is_break() {
                stopped.store(true, Ordering::Relaxed);
                return taken;
            }
        }
        ControlFlow::Continue(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread::sleep;

    #[test]
    fn results_come_in_the_order_of_the_inputs() {
        for size in [0, 1000, 70_000, AT_ONCE + 1] {
            let inputs: Vec<usize> = (0..300).collect();
            let mut taken = Vec::new();
            let all = each(
                &inputs,
                |_| size,
                |&index| {
                    // The first of the parallel ones, and every 50th, take longest.
                    if index % 50 == 0 {
                        sleep(Duration::from_millis(10));
                    }
                    index
                },
                |index| {
                    taken.push(index);
                    ControlFlow::<()>::Continue(())
                },
                || {},
            );
            assert!(all.is_continue());
            assert_eq!(taken, inputs, "{size} bytes each");
        }
    }

    #[test]
    fn only_so_many_bytes_are_out_at_once() {
        let out = std::sync::atomic::AtomicU64::new(0);
        let size = AT_ONCE / 4;
        let inputs = [(); 40];
        let work = |&(): &()| out.fetch_add(size, Ordering::SeqCst) + size;
        let flow = each(
            &inputs,
            |()| size,
            work,
            |seen| {
                assert!(seen <= AT_ONCE, "{seen}");
                sleep(Duration::from_millis(1));
                out.fetch_sub(size, Ordering::SeqCst);
                ControlFlow::<()>::Continue(())
            },
            || {},
        );
        assert!(flow.is_continue());
    }

    #[test]
    fn stops_when_told() {
        let inputs: Vec<usize> = (0..1000).collect();
        let worked = std::sync::atomic::AtomicUsize::new(0);
        let stopped = each(
            &inputs,
            |_| 70_000,
            |_| worked.fetch_add(1, Ordering::SeqCst),
            |_| ControlFlow::Break("enough"),
            || {},
        );
        assert_eq!(stopped, ControlFlow::Break("enough"));
        assert!(worked.into_inner() < 1000);
    }

    #[test]
    #[should_panic(expected = "the third")]
    fn a_panic_is_passed_on() {
        let inputs: Vec<usize> = (0..10).collect();
        let _ = each(
            &inputs,
            |_| 70_000,
            |&index| assert_ne!(index, 2, "the third"),
            |()| ControlFlow::<()>::Continue(()),
            || {},
        );
    }
}
