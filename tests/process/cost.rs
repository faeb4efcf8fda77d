//! What the real process takes of its machine when a rush is over.

use std::fs;
use std::time::Duration;

use tokio::time::{sleep, timeout};
use warung::demo::telegram::chat::Profile;
use warung::demo::world::World;

use crate::daemon::Daemon;

const CROWD: u64 = 100;
const PATIENCE: Duration = Duration::from_secs(60);
/// Threads that blocked go ten seconds after that; nobody tells of it.
const LOOK_EVERY: Duration = Duration::from_millis(50);

#[tokio::test(flavor = "multi_thread")]
async fn after_a_rush_three_threads_are_left() {
    let world = World::start(0).await.unwrap();
    let mut daemon = Daemon::new(&world, &[]);
    daemon.start();
    for nth in 0..CROWD {
        world.telegram.join(Profile::new(910_000_000 + nth, "Orang", "id"));
    }
    let answered = world.telegram.moment() + 2 * CROWD;
    let mut changes = world.telegram.watch();
    for nth in 0..CROWD {
        world.telegram.say(910_000_000 + nth, "/start");
    }
    let all = changes.wait_for(|_| world.telegram.moment() >= answered);
    timeout(PATIENCE, all).await.expect("not everybody was answered").unwrap();
    let threads = || fs::read_dir(format!("/proc/{}/task", daemon.pid())).unwrap().count();
    // The one that serves, the writer, and whoever brings its log into the tables; what blocks
    // now and then comes and goes.
    let rested = async {
        while threads() > 3 {
            sleep(LOOK_EVERY).await;
        }
    };
    timeout(PATIENCE, rested).await.unwrap_or_else(|_| panic!("{} threads", threads()));
    let (ended, _) = daemon.terminate();
    assert!(ended.success(), "{ended}\n{}", daemon.printed());
}
