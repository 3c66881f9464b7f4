//! Types written and formatted by several threads, put together in the order of the model.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{available_parallelism, scope};

use countersign_model::TypeId;

use crate::emit::{self, Place, Types};

/// How many types one thread takes at a time; a document with fewer is written without threads.
const RUN: usize = 64;

/// More threads than this no document keeps busy.
const MOST_THREADS: usize = 16;

/// The types of every module in the form that is wanted. Items are not `Send`: each is made and formatted by one thread.
pub(super) fn types<T: Send>(
    root: Place<'_>,
    form: &(impl Fn(syn::Item) -> T + Sync),
) -> Vec<Types<T>> {
    let modules = root.layout.modules.iter().enumerate();
    let tasks: Vec<(usize, &[TypeId])> = modules
        .flat_map(|(module, content)| content.types.chunks(RUN).map(move |run| (module, run)))
        .collect();
    let threads = available_parallelism().map_or(1, NonZero::get);
    let next = AtomicUsize::new(0);
    let work = || {
        let places = std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
        places
            .map_while(|at| {
                let (module, run) = *tasks.get(at)?;
                let types = emit::types(Place { module, ..root }, run, form);
                Some((at, module, types))
            })
            .collect::<Vec<_>>()
    };
    let mut runs = scope(|scope| {
        let helpers = threads.min(tasks.len()).min(MOST_THREADS);
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
    runs.sort_by_key(|(at, ..)| *at);
    let mut all: Vec<Types<T>> = root.layout.modules.iter().map(|_| Types::new()).collect();
    for (_, module, types) in runs {
        all[module].append(types);
    }
    all
}
