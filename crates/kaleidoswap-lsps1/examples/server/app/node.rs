//! The Lightning node behind the provider.

/// What a provider asks of its node.
pub(crate) trait Node: Send + Sync {
    /// A BOLT 11 invoice over so many satoshis.
    ///
    /// # Errors
    /// When the node cannot be reached, or answers what cannot be understood.
    fn invoice(&self, sat: i64) -> Result<String, NodeError>;

    /// An onchain address of the node.
    ///
    /// # Errors
    /// As [`Node::invoice`].
    fn address(&self) -> Result<String, NodeError>;
}

/// Why the node gave nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) enum NodeError {
    /// It does not answer.
    Unavailable,
    /// It answers what cannot be understood.
    Broken,
}

/// A node that is always there, and whose invoices nobody can pay.
pub(crate) struct RegtestNode;

impl Node for RegtestNode {
    fn invoice(&self, sat: i64) -> Result<String, NodeError> {
        Ok(format!("lnbcrt{sat}0n1example"))
    }

    fn address(&self) -> Result<String, NodeError> {
        Ok("bcrt1q6rz28mcfaxtmd6v789l9rrlrusdprr9pz3cppk".to_owned())
    }
}
