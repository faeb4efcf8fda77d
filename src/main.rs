//! Reads the command line, calls the house, turns the outcome into an exit code.

fn main() {}
