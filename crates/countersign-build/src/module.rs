//! The modules that the targets of an entry are written as, and how `mod.rs` declares them.

use crate::{Entry, Target};

/// A generated file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Module {
    Types,
    Operations,
    Client,
    Server,
}

impl Module {
    /// Its name in Rust.
    fn name(self) -> &'static str {
        match self {
            Module::Types => "types",
            Module::Operations => "operations",
            Module::Client => "client",
            Module::Server => "server",
        }
    }

    /// Its file, in the folder of the bindings.
    pub(crate) fn file(self) -> String {
        format!("{}.rs", self.name())
    }

    /// The targets for whose sake it is written.
    fn users(self) -> &'static [Target] {
        match self {
            Module::Types => &[Target::Types],
            Module::Operations => &[Target::Client, Target::Server],
            Module::Client => &[Target::Client],
            Module::Server => &[Target::Server],
        }
    }
}

/// The files of the targets: client and server share their operations.
pub(crate) fn modules_of(targets: &[Target]) -> Vec<Module> {
    let mut modules = Vec::new();
    for target in targets {
        let needed: &[Module] = match target {
            Target::Types => &[Module::Types],
            Target::Client => &[Module::Operations, Module::Client],
            Target::Server => &[Module::Operations, Module::Server],
        };
        for module in needed {
            if !modules.contains(module) {
                modules.push(*module);
            }
        }
    }
    modules
}

/// `pub mod`, behind the features of the crate that need it.
pub(crate) fn declaration(module: Module, entry: &Entry) -> String {
    let (name, users) = (module.name(), module.users());
    let used: Vec<&Target> = users
        .iter()
        .filter(|target| entry.targets.contains(target))
        .collect();
    let gates: Vec<String> = used
        .iter()
        .filter(|target| entry.features.contains(target))
        .map(|target| format!("feature = \"{}\"", target.as_str()))
        .collect();
    let gate = match gates.as_slice() {
        gates if gates.len() < used.len() => String::new(),
        [one] => format!("#[cfg({one})]\n"),
        several => format!("#[cfg(any({}))]\n", several.join(", ")),
    };
    format!("\n{gate}#[rustfmt::skip]\npub mod {name};\n")
}
