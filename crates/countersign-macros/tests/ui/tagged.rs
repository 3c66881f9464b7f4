//! Unions with a tag, and those by trial.
use countersign::{Contract, Value};

#[derive(Contract)]
struct Cat {
    kind: String,
}

#[derive(Contract)]
#[contract(tag = "kind")]
enum Tags {
    Untagged(Cat),
    #[contract(tags("cat", "lion"))]
    Cat(Cat),
    #[contract(tags("lion"))]
    Lion(Box<Cat>),
    #[contract(tags(1))]
    Number(Cat),
    #[contract(tags("text"), min_length = 1)]
    Text(String),
    #[contract(tags("more"))]
    More(#[contract(max_properties = 1)] Cat),
    #[contract(other)]
    Unknown(String),
}

#[derive(Contract)]
enum NoTag {
    #[contract(tags("cat"))]
    Cat(Cat),
    Text(String),
}

#[derive(Contract)]
#[contract(tag = "kind", one_of)]
enum Both {
    #[contract(tags("cat"))]
    Cat(Cat),
}

#[derive(Contract)]
#[contract(one_of)]
enum Other {
    Cat(Cat),
    #[contract(other)]
    Unknown(Value),
}

#[derive(Contract)]
#[contract(tag = "kind")]
struct NoEnum {
    kind: String,
}

fn main() {}
