//! Who may import whom (ARCHITECTURE.md): the table, held against the graph that cargo itself resolves.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, Metadata, Node, Package, PackageId, TargetKind};

use super::Findings;

/// One crate's line of the table. It speaks of normal dependencies; dev-dependencies are free.
struct Rule {
    krate: &'static str,
    /// Crates of this workspace that it may name.
    may_import: &'static [&'static str],
    /// Packages that it may not reach, not even through others. What a proc macro is built with does not count.
    never_sees: &'static [&'static str],
}

const YAML: &[&str] = &["granit-parser", "yaml_serde", "serde_yaml"];
const RUST_SYNTAX: &[&str] = &["syn", "quote", "prettyplease"];
const HTTP: &[&str] = &["hyper", "hyper-util", "reqwest", "axum", "tokio", "http"];
const COMMAND_LINE: &[&str] = &["clap"];

const TABLE: &[Rule] = &[
    Rule {
        krate: "countersign-json",
        may_import: &[],
        // serde and serde_json are behind a feature, which the runtime turns on: a value reads and writes itself exactly.
        never_sees: YAML,
    },
    Rule {
        krate: "countersign",
        may_import: &["countersign-json", "countersign-macros"],
        never_sees: &[
            "granit-parser",
            "yaml_serde",
            "serde_yaml",
            "syn",
            "quote",
            "prettyplease",
            "clap",
        ],
    },
    Rule {
        krate: "countersign-macros",
        may_import: &["countersign-build", "countersign-json"],
        never_sees: HTTP,
    },
    Rule {
        krate: "countersign-spec",
        may_import: &["countersign-json"],
        never_sees: RUST_SYNTAX,
    },
    Rule {
        krate: "countersign-model",
        may_import: &["countersign-json", "countersign-spec"],
        never_sees: RUST_SYNTAX,
    },
    Rule {
        krate: "countersign-codegen",
        may_import: &["countersign-json", "countersign-model"],
        never_sees: COMMAND_LINE,
    },
    Rule {
        krate: "countersign-build",
        may_import: &[
            "countersign-codegen",
            "countersign-json",
            "countersign-model",
            "countersign-spec",
        ],
        never_sees: COMMAND_LINE,
    },
    Rule {
        krate: "countersign-contract",
        may_import: &["countersign-json", "countersign-model", "countersign-spec"],
        // clap comes with libtest-mimic, which reads the arguments of the suite's test binary; ours stays out.
        never_sees: &["countersign-codegen", "prettyplease", "syn"],
    },
    Rule {
        krate: "countersign-cli",
        may_import: &[
            "countersign-build",
            "countersign-contract",
            "countersign-spec",
        ],
        never_sees: &[],
    },
    Rule {
        krate: "xtask",
        may_import: &[
            "countersign-build",
            "countersign-contract",
            "countersign-spec",
        ],
        never_sees: &[],
    },
    Rule {
        krate: "kaleidoswap-lsps1",
        may_import: &["countersign"],
        never_sees: YAML,
    },
    Rule {
        krate: "countersign-library",
        may_import: &["countersign"],
        never_sees: YAML,
    },
    Rule {
        krate: "countersign-bench",
        may_import: &[
            "countersign",
            "countersign-build",
            "countersign-contract",
            "countersign-spec",
            "kaleidoswap-lsps1",
        ],
        never_sees: &[],
    },
    Rule {
        krate: "countersign-tests",
        may_import: &[
            "countersign",
            "countersign-build",
            "countersign-codegen",
            "countersign-contract",
            "countersign-json",
            "countersign-model",
            "countersign-spec",
            "kaleidoswap-lsps1",
        ],
        never_sees: &[],
    },
];

/// Reports each import that the table does not list, and each crate that it forgot.
pub(super) fn check(metadata: &Metadata, findings: &mut Findings) {
    let graph = Graph::of(metadata);
    let members = metadata.workspace_packages();
    for package in &members {
        let rules: Vec<_> = TABLE
            .iter()
            .filter(|rule| package.name.as_str() == rule.krate)
            .collect();
        if rules.is_empty() {
            findings.push(format!(
                "`{}` has no line in the import table of xtask/src/tidy/imports.rs",
                package.name
            ));
        }
        for rule in rules {
            check_direct(package, rule, &members, findings);
            check_reach(package, rule, &graph, findings);
        }
    }
}

fn check_direct(package: &Package, rule: &Rule, members: &[&Package], findings: &mut Findings) {
    let ours: BTreeSet<_> = members.iter().map(|member| member.name.as_str()).collect();
    let imported = package
        .dependencies
        .iter()
        .filter(|dependency| dependency.kind == DependencyKind::Normal);
    for dependency in imported.filter(|dependency| ours.contains(dependency.name.as_str())) {
        if !rule.may_import.contains(&dependency.name.as_str()) {
            findings.push(format!(
                "`{}` imports `{}`, which its line does not list",
                rule.krate, dependency.name
            ));
        }
    }
}

fn check_reach(package: &Package, rule: &Rule, graph: &Graph<'_>, findings: &mut Findings) {
    for name in graph
        .reach(&package.id)
        .iter()
        .filter(|name| rule.never_sees.contains(name))
    {
        findings.push(format!(
            "`{}` reaches `{name}`, which it must never see",
            rule.krate
        ));
    }
}

/// Normal dependencies, as cargo resolved them.
struct Graph<'m> {
    nodes: BTreeMap<&'m PackageId, &'m Node>,
    packages: BTreeMap<&'m PackageId, &'m Package>,
}

impl<'m> Graph<'m> {
    fn of(metadata: &'m Metadata) -> Self {
        let nodes = metadata.resolve.iter().flat_map(|resolve| &resolve.nodes);
        Self {
            nodes: nodes.map(|node| (&node.id, node)).collect(),
            packages: metadata
                .packages
                .iter()
                .map(|package| (&package.id, package))
                .collect(),
        }
    }

    /// The names of all packages that `from` links; the walk ends at proc macros, which run in the compiler.
    fn reach(&self, from: &'m PackageId) -> BTreeSet<&'m str> {
        let mut seen = BTreeSet::new();
        let mut open = vec![from];
        while let Some(id) = open.pop() {
            for next in self.nodes.get(id).into_iter().flat_map(|node| &node.deps) {
                let normal = next
                    .dep_kinds
                    .iter()
                    .any(|kind| kind.kind == DependencyKind::Normal);
                if normal && !self.is_proc_macro(&next.pkg) && seen.insert(&next.pkg) {
                    open.push(&next.pkg);
                }
            }
        }
        seen.into_iter()
            .filter_map(|id| Some(self.packages.get(id)?.name.as_str()))
            .collect()
    }

    fn is_proc_macro(&self, id: &PackageId) -> bool {
        let targets = self
            .packages
            .get(id)
            .into_iter()
            .flat_map(|package| &package.targets);
        targets
            .flat_map(|target| &target.kind)
            .any(|kind| *kind == TargetKind::ProcMacro)
    }
}
