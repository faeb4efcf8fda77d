//! Copies that lie elsewhere: what a place is called, how much goes there at once, how long it may
//! take.

use std::ops::RangeInclusive;

use crate::domain::time::Span;

/// A place's name is part of files' names, of a button, and of a line in a table.
pub const TARGET_NAME_CHARS_MAX: usize = 32;
/// S3's own bounds of a bucket's name.
pub const BUCKET_CHARS: RangeInclusive<usize> = 3..=63;
/// A prefix and an object's name together stay far below the 1024 bytes that S3 takes and the 255
/// that a file system takes for each part.
pub const TARGET_PATH_CHARS_MAX: usize = 200;
/// Shop, generation and object, and one more for whoever needs it: so deep is looked for objects.
pub const TARGET_PATH_PARTS_MAX: usize = 4;

/// A working line connects within a second or two, also to another continent; a lost first packet
/// is sent again after one or three.
pub const TARGET_CONNECT: Span = Span::secs(10);
/// How long anything may be without a sign of life. A server that gathers parts, or a disk that
/// spins up, takes its time; after a minute it is gone.
pub const TARGET_ANSWER: Span = Span::secs(60);
/// The least that a line must carry. Slower, a snapshot of a middling shop (1.5 MB) would take
/// longer than a night's patience, and the log would grow faster than it is sent.
pub const TARGET_PACE_MIN: u64 = 8 << 10;
/// A place that asks for a rest gets one, but not for a day: the promise is seconds.
pub const TARGET_REST_MAX: Span = Span::minutes(10);
/// One object in one piece up to here; above, in parts. S3 takes parts from 5 MiB on, and what is
/// lost with a broken line is one part.
pub const UPLOAD_PART_BYTES_MIN: u64 = 8 << 20;
pub const UPLOAD_PART_BYTES_MAX: u64 = 16 << 20;
pub const ONE_PIECE_BYTES_MAX: u64 = 16 << 20;
/// S3 numbers parts up to here.
pub const UPLOAD_PARTS_MAX: u64 = 10_000;
/// R2 takes no more than two parts at once.
pub const UPLOAD_PARTS_AT_ONCE: usize = 2;
/// Tries of one part before the whole object is given up: a line that breaks three times in a row
/// is down, and whoever called comes again.
pub const UPLOAD_TRIES_MAX: u32 = 3;
/// The pause before another try of a part; a server that is busy is not pushed.
pub const UPLOAD_PAUSE: Span = Span::secs(1);

/// Objects that are fetched at once. A busy day has thousands of small ones, and each waits for the
/// answer of a server far away: one by one they would take an hour.
pub const FETCHES_AT_ONCE: usize = 8;
/// Tries of one part of an object before the fetching is given up, and the pause after the first,
/// which doubles: half a minute in all. Somebody watches, and may do the same again.
pub const FETCH_TRIES_MAX: u32 = 6;
pub const FETCH_PAUSE: Span = Span::secs(1);

/// What is fetched of a snapshot to see whose it is: the kit stands at its beginning, and is some
/// kilobytes. Where it is not whole in there, four times as much is looked at, and so on.
pub const PEEK_BYTES: u64 = 256 << 10;
/// A kit has a few files of at most a megabyte; what is not whole in so much is damaged.
pub const PEEK_BYTES_MAX: u64 = 16 << 20;

/// A piece of a file on its way. Four of them wait for each connection: 256 KB.
pub const COPY_PIECE_BYTES: usize = 64 << 10;
pub const COPY_PIECES_WAITING: usize = 4;
/// What is written to a slow disk waits for it after so many bytes: else the kernel gathers
/// hundreds of megabytes, and a commit's sync waits behind all of them.
pub const COPY_SYNC_BYTES: u64 = 4 << 20;

/// An answer that is read whole: an error, the start or the end of parts. Some put a page of HTML
/// there; what counts is in the first lines.
pub const TARGET_ANSWER_BYTES_MAX: usize = 64 << 10;
/// A page of a listing has a thousand objects, each of some 400 bytes.
pub const LIST_PAGE_OBJECTS: usize = 1000;
/// Ten times that.
pub const LIST_PAGE_BYTES_MAX: u64 = 4 << 20;
/// Objects of all shops at one place: a month of a shop that ships every five seconds day and
/// night has 520,000, and keeps a week of them. A hundred bytes each while they are looked over.
pub const LIST_OBJECTS_MAX: usize = 500_000;
/// One listing in the form that has no pages: so many objects with a kilobyte each.
pub const LIST_BYTES_MAX: u64 = 512 << 20;
/// A tag with its attributes, and the text of one element: a key has 1024 bytes, an upload's id
/// some hundred.
pub const XML_TOKEN_BYTES_MAX: usize = 8 << 10;
/// WebDAV nests six deep.
pub const XML_DEPTH_MAX: usize = 16;

/// S3 refuses what is signed with a clock that is further away than this.
pub const SIGNED_CLOCK_MAX: Span = Span::minutes(15);

/// What was committed becomes objects after so long; more often it would be more objects than
/// anybody wants to list.
pub const COPY_EVERY: Span = Span::secs(5);
/// A word that nothing new has come: so much of the past is in doubt where there is none.
pub const SIGN_OF_LIFE_EVERY: Span = Span::minutes(5);
/// A restart at night is no reason to go without a snapshot that day.
pub const SNAPSHOT_EVERY_MAX: Span = Span::hours(26);
/// What is older than the newest snapshot is carried in portions of so many objects, so that what
/// is sold meanwhile gets there in between.
pub const OLDER_AT_ONCE: usize = 20;
/// The same at a place where they go together: a portion is a bundle or two, and two days of the
/// busiest shop are there after three hours.
pub const OLDER_TOGETHER: usize = 1000;
/// How often a place is looked at for another program with the same shop. Each look is a request
/// that some charge for: 43,000 a month are within what all give away.
pub const OWNER_EVERY: Span = Span::minutes(1);
/// A line with a machine's name and a moment.
pub const OWNER_MARK_BYTES_MAX: usize = 200;
/// How often a place is listed and tidied. What is superfluous goes when it still is at the next
/// time: so long a restore that has begun finds everything that it has seen.
pub const TEND_EVERY: Span = Span::hours(6);
/// A snapshot is read back whole so often: bytes that are fetched cost something at some places.
pub const VERIFY_EVERY: Span = Span::hours(20);
/// Of a snapshot, so much of its end is read back at once: its tag is in there, and one piece more.
pub const TAIL_BYTES: u64 = 64 << 10;
/// Pauses of a place that cannot be reached double up to here, and of one that somebody must put
/// right.
pub const TARGET_PAUSE_MAX: Span = Span::minutes(10);
pub const TARGET_REFUSAL_PAUSE_MAX: Span = Span::minutes(30);
/// A shop that closes waits so long for its last words to arrive elsewhere.
pub const LAST_WORD_MAX: Span = Span::secs(2);
/// The same where somebody waits for it, and the shop is closed already: long enough for a slow
/// line and a place that is asked again, short enough to sit before.
pub const MOVE_LAST_WORD_MAX: Span = Span::secs(120);
