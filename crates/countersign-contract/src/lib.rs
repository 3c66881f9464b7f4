//! The contract tester: plan, send, check, report.
