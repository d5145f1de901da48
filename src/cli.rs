//! Command line definitions.
