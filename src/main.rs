//! Arguments to `app`; one-line errors; exit codes.

fn main() {}
