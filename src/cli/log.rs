//! Where log lines go: to the terminal, or to the journal that reads it.

use tracing::level_filters::LevelFilter;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// Starts logging on stderr. `verbose` adds the work of the shop's own machinery.
pub fn start(verbose: Verbosity) {
    let ours = match verbose {
        Verbosity::Ordinary => LevelFilter::INFO,
        Verbosity::Details => LevelFilter::DEBUG,
    };
    // Libraries are heard when they warn. Below that some of them print whole requests, and a
    // request to Telegram has the token in its address.
    let filter = Targets::new().with_default(LevelFilter::WARN).with_target("warung", ours);
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_filter(filter);
    // Starting twice is only possible in tests, and harmless.
    let _ = tracing_subscriber::registry().with(lines).try_init();
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verbosity {
    Ordinary,
    Details,
}
