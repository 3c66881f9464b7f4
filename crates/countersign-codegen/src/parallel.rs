//! Work in independent pieces, done by several threads and put together in order.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{available_parallelism, scope};

/// More threads than this no document keeps busy.
const MOST_THREADS: usize = 16;

/// How many threads the machine runs at once: asked once, since the answer stands in files.
static THREADS: LazyLock<usize> = LazyLock::new(|| {
    available_parallelism()
        .map_or(1, NonZero::get)
        .min(MOST_THREADS)
});

/// The results of `work` for `0..count`, in that order; one piece is done without threads.
pub(crate) fn in_order<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let take = || {
        let pieces = std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
        pieces
            .take_while(|piece| *piece < count)
            .map(|piece| (piece, work(piece)))
            .collect::<Vec<_>>()
    };
    let mut done = scope(|scope| {
        let helpers = count.min(*THREADS);
        let helpers: Vec<_> = (1..helpers).map(|_| scope.spawn(take)).collect();
        let mut done = take();
        for helper in helpers {
            match helper.join() {
                Ok(more) => done.extend(more),
                Err(panic) => resume_unwind(panic),
            }
        }
        done
    });
    done.sort_by_key(|(piece, _)| *piece);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn results_are_in_order_whoever_was_first() {
        let squares = in_order(1_000, |piece| {
            if piece.is_multiple_of(7) {
                std::thread::yield_now();
            }
            piece * piece
        });
        assert!(
            squares
                .into_iter()
                .eq((0..1_000).map(|piece| piece * piece))
        );
        assert!(in_order(0, |piece| piece).is_empty());
    }
}
