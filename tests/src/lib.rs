//! What the test harness shares: where the cases are.
