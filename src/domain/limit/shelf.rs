//! What the shelf holds: names, units, files of stock, products, carts, coupons.

use super::MESSAGE_UNITS_MAX;
use crate::domain::time::Span;

/// Names stay readable in a list of ten and inside a caption with all else.
pub const NAME_CHARS_MAX: usize = 80;
/// The name of a store on its machine; systemd puts it into names of its own.
pub const STORE_NAME_CHARS_MAX: usize = 31;
/// A description shares one message with price, stock and the seller's own words.
pub const DESCRIPTION_CHARS_MAX: usize = 1500;
/// The name of a person: longer ones are cut for display, never refused.
pub const PERSON_CHARS_MAX: usize = 64;
/// One unit of stock: more than any account or licence that was ever sold in one line.
pub const UNIT_BYTES_MAX: usize = 4096;
/// Units taken in by one step of an import or a paste: the writer stays free for buyers.
pub const UNITS_PER_INPUT_MAX: usize = 500;
/// Units of a faulty batch that one step replaces or refunds: each is a sale's worth of work.
pub const RECALLS_PER_STEP: usize = 10;
/// Between two of these steps: what buyers are told goes out meanwhile.
pub const RECALL_PAUSE: Span = Span::secs(1);
/// Units that a search for a piece of one looks at, the newest: a tenth of a second at most, in
/// which buyers wait. A whole line is found among any number.
pub const UNITS_SEARCHED_MAX: usize = 20_000;
/// Units found that are shown; whoever seeks one writes more of it.
pub const UNITS_FOUND_MAX: usize = 10;
/// Products that somebody waits for: a shelf's worth of what one person wants.
pub const WAITS_OF_ONE_MAX: usize = 20;
/// People who wait for one product: more have never fitted into any restock.
pub const WAITERS_MAX: u64 = 5_000;
/// Of these, told in one step: each is a message to be written down.
pub const WAITERS_PER_STEP: usize = 50;
/// Nights that somebody waits: by then they have bought it elsewhere.
pub const WAIT_NIGHTS: u32 = 90;
/// Units with one digest that are looked at: of a line that is in stock there is one.
pub const TWINS_READ_MAX: usize = 10;
/// Lines of one `/delstock`.
pub const UNITS_NAMED_MAX: usize = 50;
/// A stock file sent in the chat. Telegram lets a bot fetch 20 MB; 5 MB is some 100,000 accounts,
/// and all of it is in memory once while it is read.
pub const STOCK_FILE_BYTES_MAX: usize = 5 << 20;
/// From here on a pasted message counts as cut off: programs of Telegram split a long text at the
/// last line end or blank before its limit, and lines of goods are rarely longer than the rest.
pub const PASTE_UNITS_MAX: usize = MESSAGE_UNITS_MAX - 512;
/// From here on something may come behind it: some programs split at a blank line in the second
/// half of what fits, so that the first part is whole but not all.
pub const PASTE_UNITS_HALF: usize = MESSAGE_UNITS_MAX / 2;
/// Lines of one stock file or paste. Reading so many is a twentieth of a second for the writer, in
/// which buyers wait; the rest is done in steps.
pub const STOCK_FILE_LINES_MAX: usize = 50_000;
/// Refused or doubled lines told one by one; beyond that they are only counted.
pub const LINES_TOLD: usize = 20;
/// Other products that have some of the lines.
pub const PRODUCTS_TOLD: usize = 5;
/// What somebody has sent for the shelf and not decided about; the oldest gives way.
pub const INTAKES_MAX: usize = 10;
/// Nights that it waits for a decision.
pub const INTAKE_NIGHTS: u32 = 2;
/// Between two messages of one paste: programs of Telegram send them at once, and a slow line
/// needs some seconds.
pub const PIECE_AFTER: Span = Span::secs(30);
/// Messages of one paste: more lines come as a file.
pub const PIECES_MAX: usize = 40;
/// Parts of an import that come within this time are one batch: the whole of a large catalogue
/// takes some seconds.
pub const IMPORT_LASTS: Span = Span::minutes(1);
/// A catalogue given to `warung import`.
pub const IMPORT_BYTES_MAX: usize = 32 << 20;
/// Lines of one cell of such a file: a description and then some. No further on is the other half
/// of a quote looked for.
pub const CELL_LINES_MAX: usize = 40;
/// A product's photo; Telegram takes 10 MB, a phone's picture through Telegram is below 1 MB.
pub const PICTURE_BYTES_MAX: usize = 5 << 20;
/// A picture is stored in pieces that fit a page of the database.
pub const PICTURE_PIECE_BYTES: usize = 3500;

/// Products one shop may have on the shelf. Lists are paged; this bounds what a screen sorts in
/// memory: of each its title, half a megabyte and some milliseconds in all.
pub const PRODUCTS_MAX: usize = 5000;
/// Choices on one card: a button each, and all of them are read wherever their card is listed.
pub const VARIANTS_MAX: usize = 12;
/// A choice's label shares a button with its price and its stock.
pub const VARIANT_LABEL_CHARS_MAX: usize = 24;
/// Categories one shop may have. Each product's picks one; all of them are read where they are
/// listed.
pub const CATEGORIES_MAX: usize = 200;
/// Categories on one page, as buttons in rows of two: Telegram takes about a hundred buttons, and
/// a phone shows so many without an end to the scrolling.
pub const CATEGORY_BUTTONS_MAX: usize = 24;
/// Categories on one page of the staff's list, each a row of three buttons.
pub const CATEGORY_LINES: usize = 10;
/// Products that one tap moves from a category into another: each leaves a revision, and all of
/// them are a tenth of a second for the writer, in which buyers wait.
pub const MERGED_MAX: usize = 500;
/// Units of a product from which on it is running low, where nobody has said otherwise.
pub const LOW_STOCK_MARK: u32 = 3;
/// A mark beyond a thousand says nothing: that is as much as one order may have.
pub const LOW_STOCK_MARK_MAX: u32 = 1000;
/// Product numbers stay typeable.
pub const PRODUCT_NUMBER_MAX: u32 = 9999;
/// Revisions of a product that are looked through for the picture before its last: a seller who
/// changes a hundred other things of it in between keeps one picture too many.
pub const PICTURE_BACK: usize = 100;
/// Keys with product numbers on the reply keyboard: two rows of six leave room for the chat.
pub const NUMBER_KEYS_MAX: usize = 12;
/// Lines of a page in a list: with a button for each they fit a phone's screen.
pub const PAGE_LINES: usize = 6;
/// Words of a search, in bytes: a button that turns its pages carries them.
pub const SEARCH_BYTES_MAX: usize = 40;
/// Ways from a word to descriptions that a search follows: twice a full shelf, in a millisecond
/// or two.
pub const SEARCH_ENTRIES_MAX: usize = 2 * PRODUCTS_MAX;
/// Letters from which a word may have one slip of the finger, and from which two: in shorter
/// ones a slip is another word.
pub const SLIP_LETTERS_MIN: usize = 4;
pub const SLIPS_LETTERS_MIN: usize = 7;
/// Names offered to whoever found nothing.
pub const NEAR_NAMES_MAX: usize = 5;
/// Steps of a product's wholesale price: each is a line on its card, and a phone shows so many
/// with all else.
pub const PRICE_STEPS_MAX: usize = 6;
/// Customers who pay the reseller price: with more of them it is no price for chosen ones, and a
/// lower list price does the same.
pub const RESELLERS_MAX: u64 = 5_000;
/// Different products in one cart.
pub const CART_LINES_MAX: usize = 25;
/// Units of one product in one cart.
pub const CART_QUANTITY_MAX: u32 = 1000;
/// A code is read out and typed on a phone.
pub const COUPON_CODE_CHARS_MAX: usize = 32;
/// Products or categories that one coupon names: all of them are told on its card.
pub const COUPON_SCOPE_MAX: usize = 20;
/// A coupon for more than a million uses is a typing mistake: it means no limit.
pub const COUPON_USES_MAX: u32 = 1_000_000;
/// Coupons ever made, withdrawn ones too: one each day for thirteen years.
pub const COUPONS_MAX: u64 = 5_000;
/// Days that a coupon may be valid: ten years, as a slip of a digit is more likely than twenty.
pub const COUPON_DAYS_MAX: i64 = 3_650;
/// Units in one order: the goods message or file stays far below Telegram's 50 MB.
pub const ORDER_UNITS_MAX: u32 = 1000;
/// Parts of a unit that have a name: what a buyer can read on one screen.
pub const PARTS_MAX: usize = 10;
/// The name of one.
pub const PART_CHARS_MAX: usize = 24;
/// Sales that one can allow of what every buyer gets: beyond a million it means no limit.
pub const QUOTA_MAX: u64 = 1_000_000;
/// A file that is sold: as much as Telegram lets a bot fetch.
pub const FILE_BYTES_MAX: usize = 20 << 20;
/// Room for a photo that is still to come, whose size Telegram does not tell: the largest that it
/// makes.
pub const PHOTO_BYTES_MAX: u64 = 10 << 20;
/// It is kept in pieces, each sealed by itself and written as one value of the database.
pub const FILE_PIECE_BYTES: usize = 60_000;
/// All files of a shop together: a small server's disk holds them twice, with the copy of a backup.
pub const FILES_BYTES_MAX: u64 = 2 << 30;
/// Nights that a file stays after it was sold, however little room there is: as long as a buyer may
/// want it again on another phone, or a guarantee lasts.
pub const FILES_SOLD_NIGHTS: u32 = 30;
/// Sold files that are looked at to make room for one: a hundredth of a second of reading.
pub const FILES_RELEASED_MAX: usize = 1_000;
/// Files in one order, each a message of its own: Telegram takes about one a second for one chat.
pub const ORDER_FILES_MAX: u32 = 20;
/// Files that somebody has sent and not decided about: two albums.
pub const FILES_SENT_MAX: usize = 20;
/// Its name: beside its size on one line of a phone.
pub const FILE_NAME_CHARS_MAX: usize = 80;
