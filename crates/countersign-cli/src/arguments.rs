//! The command line: commands, options, and the help with its examples.

use std::num::{NonZeroU64, NonZeroUsize};
use std::path::PathBuf;

use clap::builder::Styles;
use clap::builder::styling::AnsiColor;
use clap::{Args, Parser, Subcommand, ValueEnum};
use countersign_contract::Shard;

use crate::baseline::BaselineArguments;
use crate::report_file::ReportFile;
use crate::sending::Sending;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

const EXAMPLES: &str = "\
Examples:
  countersign check schema/lsps1.yaml
  countersign generate schema/lsps1.yaml --out src/generated
  countersign test schema/lsps1.yaml --url http://127.0.0.1:8080 --header 'Authorization: Bearer ${TOKEN}'
  countersign replay target/countersign/failures/0001.json --url http://127.0.0.1:8080
  countersign explain CS0104

Exit codes: 0 all is well; 1 diagnostics, stale files or findings; 2 usage, configuration or connection, or nothing ran.";

/// Types, checks and contract tests from OpenAPI documents.
#[derive(Parser, Debug)]
#[command(name = "countersign", version, about, styles = STYLES, after_help = EXAMPLES, max_term_width = 110)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Write the Rust bindings of a document
    Generate(Generate),
    /// Say what is wrong with a document, and write nothing
    Check(Check),
    /// Test a running service against its document
    Test(Box<Test>),
    /// Send the request of a finding again, and say whether it is still there
    Replay(Replay),
    /// Show the page of a diagnostic's code, or what a check of `test` assumes
    Explain(Explain),
    /// Write the completions of a shell to stdout
    Completions(Completions),
    /// Write the manual page of the command, or of one of its commands, to stdout
    Man(Man),
}

const GENERATE_EXAMPLES: &str = "\
Examples:
  countersign generate schema/lsps1.yaml --out src/generated
  countersign generate schema/lsps1.yaml --out src/generated --check
  countersign generate schema/lsps1.yaml --out src/generated --deny-warnings
  countersign generate schema/shop.yaml --out src/generated --tags orders,payments --modules tag";

#[derive(Args, Debug)]
#[command(after_help = GENERATE_EXAMPLES)]
pub(crate) struct Generate {
    /// The OpenAPI document, YAML or JSON
    pub(crate) schema: PathBuf,
    /// The folder of the bindings
    #[arg(long, value_name = "FOLDER")]
    pub(crate) out: PathBuf,
    /// What to write, separated by commas
    #[arg(long, value_enum, value_delimiter = ',', default_value = "types")]
    pub(crate) targets: Vec<Target>,
    #[command(flatten)]
    pub(crate) part: Part,
    /// Whether the types stand in one module, or in one for each tag
    #[arg(long, value_enum, default_value_t = Modules::One)]
    pub(crate) modules: Modules,
    /// Types that the document writes in place more than once, each time the same
    #[arg(long, value_enum, default_value_t = Inline::Shared)]
    pub(crate) inline: Inline,
    /// Which structs have builders; all, or with a client and no server those of requests
    #[arg(long, value_enum)]
    pub(crate) builders: Option<Builders>,
    #[command(flatten)]
    pub(crate) reach: Reach,
    /// Write nothing: show what is stale, and exit with 1 if anything is
    #[arg(long)]
    pub(crate) check: bool,
    /// Write nothing where there are warnings
    #[arg(long)]
    pub(crate) deny_warnings: bool,
    #[command(flatten)]
    pub(crate) messages: Messages,
}

#[derive(Copy, Clone, ValueEnum, Debug)]
pub(crate) enum Target {
    /// A Rust type for every schema, with its checks
    Types,
    /// A client with a method for every operation
    Client,
    /// A server: a trait with a method an operation, and its router
    Server,
}

/// Which operations are wanted, with the types that they reach; all, unless one of these is given.
#[derive(Args, Debug)]
pub(crate) struct Part {
    /// Only these operations, separated by commas: by `operationId`, or by method and path as in 'get /orders/{id}'
    #[arg(long, value_delimiter = ',', value_name = "IDS")]
    pub(crate) operations: Vec<String>,
    /// Only operations with one of these tags, separated by commas
    #[arg(long, value_delimiter = ',', value_name = "TAGS")]
    pub(crate) tags: Vec<String>,
    /// Only paths that fit, separated by commas: `*` is any text without a slash, `**` any text
    #[arg(long, value_delimiter = ',', value_name = "PATTERNS")]
    pub(crate) paths: Vec<String>,
}

#[derive(Args, Debug)]
pub(crate) struct Reach {
    /// The folder that `$ref`s to files may not leave, instead of the document's own
    #[arg(long, value_name = "FOLDER")]
    pub(crate) root: Option<PathBuf>,
}

#[derive(Copy, Clone, Eq, PartialEq, ValueEnum, Debug)]
pub(crate) enum Inline {
    /// One type with several names
    Shared,
    /// A type each
    Apart,
}

#[derive(Copy, Clone, Eq, PartialEq, ValueEnum, Debug)]
pub(crate) enum Builders {
    /// All that a struct literal would be long for
    All,
    /// Of those, the ones that a request may carry
    Requests,
    /// None
    None,
}

#[derive(Copy, Clone, Eq, PartialEq, ValueEnum, Debug)]
pub(crate) enum Modules {
    /// All types in one
    One,
    /// What only operations of one tag use stands in a module of the tag's name
    Tag,
    /// The same, each module behind a cargo feature: `tag-orders`
    Feature,
}

const CHECK_EXAMPLES: &str = "\
Examples:
  countersign check schema/lsps1.yaml
  countersign check schema/lsps1.yaml --deny-warnings --message-format json";

#[derive(Args, Debug)]
#[command(after_help = CHECK_EXAMPLES)]
pub(crate) struct Check {
    /// The OpenAPI document, YAML or JSON
    pub(crate) schema: PathBuf,
    /// Exit with 1 where there are warnings
    #[arg(long)]
    pub(crate) deny_warnings: bool,
    #[command(flatten)]
    pub(crate) reach: Reach,
    #[command(flatten)]
    pub(crate) messages: Messages,
}

#[derive(Args, Debug)]
pub(crate) struct Messages {
    /// How diagnostics are written: `json` is one object a line, on stdout
    #[arg(long, value_enum, default_value_t = MessageFormat::Human)]
    pub(crate) message_format: MessageFormat,
}

#[derive(Copy, Clone, Eq, PartialEq, ValueEnum, Debug)]
pub(crate) enum MessageFormat {
    /// With the source line and a caret
    Human,
    /// One line each
    Short,
    /// One JSON object a line
    Json,
}

const TEST_EXAMPLES: &str = "\
Examples:
  countersign test schema/lsps1.yaml --url http://127.0.0.1:8080
  countersign test schema/lsps1.yaml --url http://127.0.0.1:8080 --header 'Authorization: Bearer ${TOKEN}'
  countersign test schema/lsps1.yaml --url http://127.0.0.1:8080 --phases examples,auth --exclude-checks ignored_auth
  countersign test schema/lsps1.yaml --url http://127.0.0.1:8080 --phases stateful,coverage --case-limit 500
  countersign test schema/lsps1.yaml --url http://127.0.0.1:8080 --report junit=out.xml --report json=out.json
  countersign test schema/lsps1.yaml --url http://127.0.0.1:8080 --report github=- --report html=out.html
  countersign test schema/shop.yaml --url https://shop.example --credential 'key=${KEY}' --wait-for 30 --rate 20
  countersign test schema/shop.yaml --url https://shop.example --token-url https://login.example/token \
    --client-id shop --client-secret '${SECRET}'

Options are also read from the environment, COUNTERSIGN_FUZZ_CASES=500, and from the table [test] of countersign.toml in this
folder, fuzz-cases = 500: what is typed wins over the environment, and that over the file.
Headers are never shown: reports name an environment variable instead, ${TOKEN} as above or one after the header.
Exit codes: 0 no findings; 1 findings; 2 usage, no connection, nothing ran, or interrupted (the reports have what was done).";

#[derive(Args, Debug)]
#[command(after_help = TEST_EXAMPLES)]
pub(crate) struct Test {
    /// The OpenAPI document, YAML or JSON
    pub(crate) schema: PathBuf,
    /// Where the service is; a path in it stands before the paths of the document
    #[arg(long)]
    pub(crate) url: String,
    /// A header of every request; `${NAME}` in its value is an environment variable
    #[arg(long = "header", short = 'H', value_name = "NAME: VALUE")]
    pub(crate) headers: Vec<String>,
    /// A header of a second identity, instead of the one of that name: what the first one makes must not be reached by it
    #[arg(long = "other-header", value_name = "NAME: VALUE")]
    pub(crate) other_headers: Vec<String>,
    /// The secret of a security scheme of the document: a token, a key, or `user:password`; `${NAME}` is an environment
    /// variable. It goes with the operations that ask for it
    #[arg(long = "credential", value_name = "SCHEME=SECRET")]
    pub(crate) credentials: Vec<String>,
    #[command(flatten)]
    pub(crate) sending: Sending,
    /// Only these phases, separated by commas, in this order
    #[arg(long, value_enum, value_delimiter = ',', value_name = "PHASES")]
    pub(crate) phases: Vec<Phase>,
    /// Only these checks, separated by commas
    #[arg(long, value_delimiter = ',', value_name = "NAMES", value_parser = check_names())]
    pub(crate) checks: Vec<String>,
    /// All checks but these, separated by commas; `countersign explain checks` says what each of them assumes
    #[arg(long, value_delimiter = ',', value_name = "NAMES", value_parser = check_names(), conflicts_with = "checks")]
    pub(crate) exclude_checks: Vec<String>,
    /// Where the arbitrary parts of the cases come from: the same seed gives the same cases
    #[arg(long, default_value_t = 0)]
    pub(crate) seed: u64,
    /// Seconds that an answer may take
    #[arg(long, value_name = "SECONDS", default_value = "10")]
    pub(crate) timeout: NonZeroU64,
    /// Milliseconds after which an answer is a finding, by check max_response_time
    #[arg(long, value_name = "MILLISECONDS")]
    pub(crate) max_response_time: Option<NonZeroU64>,
    /// The most cases of one operation in one phase
    #[arg(long, value_name = "COUNT", default_value = "2000")]
    pub(crate) max_cases: NonZeroU64,
    /// How many cases of one operation phase `fuzzing` makes
    #[arg(long, value_name = "COUNT", default_value = "200")]
    pub(crate) fuzz_cases: usize,
    /// The most cases of the whole run: those of the first phases, and of each operation as many as of others
    #[arg(long, value_name = "COUNT")]
    pub(crate) case_limit: Option<NonZeroUsize>,
    /// Only part K of N of the cases: the N parts together are the whole run
    #[arg(long, value_name = "K/N", default_value = "1/1")]
    pub(crate) shard: Shard,
    /// How many requests are under way at a time
    #[arg(long, value_name = "COUNT", default_value = "4")]
    pub(crate) workers: NonZeroUsize,
    /// Seconds that the run may take; it then ends with what was done
    #[arg(long, value_name = "SECONDS")]
    pub(crate) time_limit: Option<NonZeroU64>,
    /// A report that is written to a file as well: `github`, `har`, `html`, `json`, `junit`, `ndjson` or `sarif`; `-` is
    /// standard output; may be given several times
    #[arg(long = "report", value_name = "FORMAT=FILE")]
    pub(crate) reports: Vec<ReportFile>,
    #[command(flatten)]
    pub(crate) baseline: BaselineArguments,
    /// Where findings are kept as files that `countersign replay` reads
    #[arg(
        long,
        value_name = "FOLDER",
        default_value = "target/countersign/failures"
    )]
    pub(crate) failures: PathBuf,
    /// How the report is written: `json` is one object a line
    #[arg(long, value_enum, default_value_t = ReportFormat::Human)]
    pub(crate) message_format: ReportFormat,
}

fn check_names() -> clap::builder::PossibleValuesParser {
    clap::builder::PossibleValuesParser::new(
        countersign_contract::check::ALL
            .iter()
            .map(|check| check.name),
    )
}

#[derive(Copy, Clone, Eq, PartialEq, ValueEnum, Debug)]
pub(crate) enum ReportFormat {
    /// For people
    Human,
    /// One JSON object a line
    Json,
}

#[derive(Copy, Clone, Eq, PartialEq, ValueEnum, Debug)]
pub(crate) enum Phase {
    /// The examples of the document
    Examples,
    /// Requests one after another: what was created is read, listed, updated, deleted
    Stateful,
    /// Every keyword at, inside and outside of its bound
    Coverage,
    /// Requests without the credentials that the document asks for
    Auth,
    /// Other methods, media types, and bodies that are no JSON
    Protocol,
    /// Whole requests by choices from the seed, also such as no JSON value can say
    Fuzzing,
}

const REPLAY_EXAMPLES: &str = "\
Examples:
  countersign replay target/countersign/failures/0001.json --url http://127.0.0.1:8080
  countersign replay target/countersign/failures/0001.json --url http://127.0.0.1:8080 --schema schema/lsps1.yaml

Headers that the file shows with variables of the environment, ${TOKEN}, are filled in from there.
Exit codes: 0 the finding is gone; 1 it is still there; 2 it cannot be told.";

#[derive(Args, Debug)]
#[command(after_help = REPLAY_EXAMPLES)]
pub(crate) struct Replay {
    /// The file that `countersign test` kept
    pub(crate) file: PathBuf,
    /// Where the service is; a path in it stands before the paths of the document
    #[arg(long)]
    pub(crate) url: String,
    /// The OpenAPI document, where it is not where the file says
    #[arg(long, value_name = "FILE")]
    pub(crate) schema: Option<PathBuf>,
    /// A header of the request; `${NAME}` in its value is an environment variable
    #[arg(long = "header", short = 'H', value_name = "NAME: VALUE")]
    pub(crate) headers: Vec<String>,
    #[command(flatten)]
    pub(crate) sending: Sending,
    /// Seconds that the answer may take
    #[arg(long, value_name = "SECONDS", default_value = "10")]
    pub(crate) timeout: NonZeroU64,
}

#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  countersign explain CS0104\n  countersign explain negative_data_rejection\n  countersign explain checks"
)]
pub(crate) struct Explain {
    /// The code, as diagnostics show it in brackets; the name of a check of `countersign test`, or `checks` for them all
    pub(crate) code: String,
}

#[derive(Args, Debug)]
#[command(
    after_help = "Example:\n  countersign completions bash > ~/.local/share/bash-completion/completions/countersign"
)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  countersign man | man -l -\n  countersign man test > countersign-test.1"
)]
pub(crate) struct Man {
    /// The command whose page is written
    pub(crate) command: Option<String>,
}
