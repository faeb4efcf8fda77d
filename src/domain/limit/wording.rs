//! The seller's own words to buyers.

/// A message by itself. What is left of Telegram's is for the values, and for the editor's own
/// words around it.
pub const OWN_WHOLE_UNITS: usize = 2_500;
/// A product's card, which has the description in it as well: 1,500 signs, each perhaps two units.
pub const OWN_CARD_UNITS: usize = 600;
/// Beside the card stand how many one order may have, and what is in the cart.
pub const OWN_BESIDE_UNITS: usize = 300;
/// Below a picture 1,024 units have to hold the goods' lines as well.
pub const OWN_CAPTION_UNITS: usize = 400;
/// One of several texts in a message: some five of them, with a list between.
pub const OWN_PART_UNITS: usize = 400;
/// One of many: a cart has twenty lines, and each has a name of up to 120 units in it.
pub const OWN_LINE_UNITS: usize = 120;
/// A word or two.
pub const OWN_WORD_UNITS: usize = 60;
/// Texts on a page of their list: each is a line and a small button.
pub const OWN_LINES: usize = 10;
/// Buttons of the seller's own: six rows of two, below which the keyboard would hide the chat.
pub const OWN_BUTTONS_MAX: usize = 12;
/// What stands on one: two of them share a phone's width.
pub const OWN_LABEL_CHARS_MAX: usize = 24;
/// What one answers, with our own words around it in the editor.
pub const OWN_ANSWER_UNITS: usize = 2_500;
/// A file of a whole shop: five thousand products with long descriptions are half of it.
pub const CONFIGURATION_BYTES_MAX: usize = 16 << 20;
/// The same sent in the chat, where the writer reads it twice: a thousand such products.
pub const CONFIGURATION_SENT_BYTES_MAX: usize = 2 << 20;
/// What one such file changes at most, category and product each twice: it is taken back in one
/// step.
pub const CONFIGURED_MAX: u64 = 12_000;
/// Mistakes and refusals of such a file that are told in the chat.
pub const CONFIGURATION_LINES_MAX: usize = 20;
/// As it is kept: markup, addresses behind words and names of what is filled in take room besides.
pub const OWN_TEXT_BYTES_MAX: usize = 16 * 1024;
