//! Types written and formatted by several threads, put together in the order of the model.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{available_parallelism, scope};

use crate::emit::{self, Own, Types};
use crate::name::Named;

/// How many types one thread takes at a time; a document with fewer is written without threads.
const RUN: usize = 64;

/// More threads than this no document keeps busy.
const MOST_THREADS: usize = 16;

/// Every type of the model in the form that is wanted. Items are not `Send`: each is made and formatted by one thread.
pub(super) fn types<T: Send>(
    named: &Named<'_>,
    own: &Own<'_>,
    form: &(impl Fn(syn::Item) -> T + Sync),
) -> Types<T> {
    let count = named.len();
    let threads = available_parallelism().map_or(1, NonZero::get);
    let next = AtomicUsize::new(0);
    let work = || {
        let starts = std::iter::repeat_with(|| next.fetch_add(RUN, Ordering::Relaxed));
        starts
            .take_while(|start| *start < count)
            .map(|start| {
                (
                    start,
                    emit::types(named, own, start..count.min(start + RUN), form),
                )
            })
            .collect::<Vec<_>>()
    };
    let mut runs = scope(|scope| {
        let helpers = threads.min(count.div_ceil(RUN)).min(MOST_THREADS);
        let helpers: Vec<_> = (1..helpers).map(|_| scope.spawn(work)).collect();
        let mut runs = work();
        for helper in helpers {
            match helper.join() {
                Ok(more) => runs.extend(more),
                Err(panic) => resume_unwind(panic),
            }
        }
        runs
    });
    runs.sort_by_key(|(start, _)| *start);
    let mut all = Types::new();
    for (_, types) in runs {
        all.append(types);
    }
    all
}
