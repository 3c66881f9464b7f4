//! What comes before the requests of an operation, and which of their places are left open for it.

use std::rc::Rc;

use super::Draft;
use crate::plan::atlas::Atlas;
use crate::plan::body::Body;
use crate::setup::Setup;

impl<'s> Draft<'s> {
    /// Finds what comes before the operation, and leaves the places of its values open.
    pub(super) fn wire_up(&mut self, atlas: &Atlas<'s>) {
        let json = self.body.as_ref().filter(|body| body.content.is_json());
        let full = json.map(|body| body.full.clone());
        let wiring = atlas.wiring(self.index, full.as_ref());
        let mut defaults = wiring.defaults;
        for (name, location, variable) in wiring.bound {
            let mut bases = self.bases.iter_mut();
            let base = bases
                .find(|base| base.parameter.name == name && base.parameter.location == location);
            if let Some(base) = base
                && let Some(text) = base.written.plain().map(str::to_owned)
            {
                defaults.push((variable.clone(), text));
                let base = Rc::make_mut(base);
                base.written = base.written.clone().bound(&variable);
            }
        }
        self.setup = Setup {
            steps: wiring.steps,
            fills: wiring.fills,
            free: self
                .body
                .as_ref()
                .filter(|body| body.content.is_json())
                .map(|body| self.free(body))
                .unwrap_or_default(),
            defaults,
        }
        .of();
    }

    /// The texts of a body that may as well be others.
    fn free(&self, body: &Body<'s>) -> Vec<String> {
        let judge = self.instances.judge();
        let may_vary = |pointer: &String| {
            let varied =
                |round| crate::vary::body(&body.full, std::slice::from_ref(pointer), round);
            [1, 2]
                .into_iter()
                .all(|round| judge.accepts(&[body.content.schema], &varied(round)))
        };
        crate::vary::texts(&body.full)
            .into_iter()
            .filter(may_vary)
            .collect()
    }
}
