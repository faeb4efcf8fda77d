//! Reads the command line, calls the house, turns the outcome into an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    warung::cli::main()
}
