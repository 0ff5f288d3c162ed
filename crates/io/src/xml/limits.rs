//! How much a reader lets an input ask for.

/// Bounds that keep a hostile file from taking the machine; reaching one is an error that names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct XmlLimits {
    /// Elements inside each other. Default 1,000.
    pub depth: usize,
    /// Attributes of one element. Default 1,000.
    pub attributes: usize,
    /// Bytes of one token: a tag, a run of text, a comment. Default 64 MiB.
    pub token_bytes: u64,
    /// Bytes that one entity may stand for. Default 1 MiB.
    pub entity_bytes: usize,
    /// Bytes that all references to entities of a file may add up to. Default 16 MiB.
    pub expansion_bytes: u64,
}

impl Default for XmlLimits {
    fn default() -> Self {
        Self {
            depth: 1_000,
            attributes: 1_000,
            token_bytes: 64 << 20,
            entity_bytes: 1 << 20,
            expansion_bytes: 16 << 20,
        }
    }
}

impl XmlLimits {
    /// The default limits.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same limits with another one for the bytes of one token.
    #[must_use]
    pub fn with_token_bytes(mut self, bytes: u64) -> Self {
        self.token_bytes = bytes;
        self
    }

    /// The same limits with another one for the depth.
    #[must_use]
    pub fn with_depth(mut self, depth: usize) -> Self {
        self.depth = depth;
        self
    }
}
