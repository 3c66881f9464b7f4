//! Work for several threads, its results in the order of the work.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{available_parallelism, scope};

/// How many pieces one thread takes at a time; fewer are done without threads.
const RUN: usize = 8;

/// More threads than this no document keeps busy.
const MOST_THREADS: usize = 16;

/// What `make` gives for each index below `count`, in order. The number of threads does not show in it.
pub(super) fn each<T: Send>(count: usize, make: &(impl Fn(usize) -> T + Sync)) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let work = || {
        let starts = std::iter::repeat_with(|| next.fetch_add(RUN, Ordering::Relaxed));
        let mut made = Vec::new();
        for start in starts.take_while(|start| *start < count) {
            made.extend((start..count.min(start + RUN)).map(|index| (index, make(index))));
        }
        made
    };
    let threads = available_parallelism().map_or(1, NonZero::get);
    let helpers = threads.min(count.div_ceil(RUN)).min(MOST_THREADS);
    let mut made = scope(|scope| {
        let helpers: Vec<_> = (1..helpers).map(|_| scope.spawn(work)).collect();
        let mut made = work();
        for helper in helpers {
            match helper.join() {
                Ok(more) => made.extend(more),
                Err(panic) => resume_unwind(panic),
            }
        }
        made
    });
    made.sort_by_key(|(index, _)| *index);
    made.into_iter().map(|(_, value)| value).collect()
}

#[cfg(test)]
mod tests {
    use super::each;

    #[test]
    fn the_order_is_that_of_the_work() {
        for count in [0, 1, 7, 8, 9, 1000] {
            let expected: Vec<usize> = (0..count).map(|index| index * 3).collect();
            assert_eq!(each(count, &|index| index * 3), expected);
        }
    }
}
