//! The texts that a seller may write anew, a line for each. The build reads this file too, which
//! therefore names no other.

/// What a text is about, as the list of them is parted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    Greeting,
    HowToOrder,
    Catalogue,
    Product,
    Cart,
    Invoice,
    Paid,
    Goods,
    Expired,
    Cancelled,
    Orders,
    Balance,
    Refusals,
    Toasts,
}

impl Group {
    pub const ALL: [Group; 14] = [
        Group::Greeting,
        Group::HowToOrder,
        Group::Catalogue,
        Group::Product,
        Group::Cart,
        Group::Invoice,
        Group::Paid,
        Group::Goods,
        Group::Expired,
        Group::Cancelled,
        Group::Orders,
        Group::Balance,
        Group::Refusals,
        Group::Toasts,
    ];
}

/// How much room there is for a text, where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// A message by itself.
    Whole,
    /// A message with a product's description in it.
    Card,
    /// Below a picture or a file.
    Caption,
    /// One of several in a message.
    Part,
    /// One of many.
    Line,
    /// A word or two within another text.
    Word,
    /// On the button that was pressed.
    Toast,
}

/// A text that can be written anew. The number is on disk: appended, never given to another.
#[derive(Debug, PartialEq, Eq)]
pub struct Text {
    pub number: u16,
    /// What it is called in `lang/`.
    pub key: &'static str,
    pub group: Group,
    pub size: Size,
    /// What has to be filled in: without it the text would not say what it is for.
    pub must: &'static [&'static str],
}

macro_rules! texts {
    ($($group:ident $size:ident {
        $($number:literal $key:literal [$($must:literal)*])*
    })*) => {
        pub const TEXTS: &[Text] = &[$($(Text {
            number: $number,
            key: $key,
            group: Group::$group,
            size: Size::$size,
            must: &[$($must),*],
        },)*)*];
    };
}

// What is left out: labels of buttons and keys, by which people find what other texts send them
// to; the letters in a picture to be paid by, which are drawn and not many; names of files; what
// the staff alone read.
texts! {
    Greeting Whole {
        1 "home-greeting" []
        2 "account-card" ["rows"]
        3 "contact-card" []
        4 "contact-nobody" []
        5 "general-broken" []
    }
    Greeting Part {
        6 "general-not-understood" []
        7 "general-only-text" []
        8 "account-balance" []
        9 "account-held" []
    }
    Greeting Word {
        10 "plain-friend" []
    }
    HowToOrder Whole {
        11 "help-order" []
    }
    Catalogue Whole {
        12 "catalogue-empty" []
        13 "catalogue-category-empty" []
        14 "catalogue-letter-empty" []
        15 "catalogue-best-empty" []
        16 "catalogue-nothing-found" []
    }
    Catalogue Part {
        17 "catalogue-all" []
        18 "catalogue-category" []
        19 "catalogue-best" []
        20 "catalogue-search" []
        21 "catalogue-categories" []
        22 "catalogue-page" []
        23 "catalogue-letters" []
        24 "catalogue-letter" []
        25 "catalogue-hint" []
        26 "catalogue-perhaps" []
        27 "stock-title" []
        28 "stock-hint" []
    }
    Catalogue Line {
        29 "catalogue-line" ["number" "name" "cost"]
        30 "catalogue-line-sold-out" ["number" "name" "cost"]
        240 "catalogue-line-from" ["number" "name" "cost"]
        241 "catalogue-line-sold-out-from" ["number" "name" "cost"]
        31 "stock-line" ["number" "name"]
        32 "stock-line-sold-out" ["number" "name"]
        263 "stock-line-endless" ["number" "name"]
    }
    Product Card {
        33 "product-card" ["name" "cost"]
        34 "product-card-sold-out" ["name"]
        242 "choices-card" ["name"]
    }
    Product Part {
        35 "product-in-cart" []
        36 "product-least" []
        37 "product-most" []
        38 "product-least-and-most" []
        39 "product-too-few" []
        40 "product-ask-quantity" []
        41 "product-ask-quantity-from" []
        42 "told-back" []
        261 "product-by-hand" ["span"]
        262 "product-by-hand-asks" ["span" "question"]
        243 "price-promo" []
        244 "price-promo-until" []
        245 "price-yours" []
        246 "price-steps" []
    }
    Product Word {
        43 "plain-no-description" []
        44 "plain-no-category" []
        247 "price-reduced" ["old_price" "new_price"]
        248 "price-reseller" ["old_price" "new_price"]
    }
    Cart Whole {
        45 "cart-empty" []
        46 "payment-method" ["lines" "total"]
    }
    Cart Part {
        47 "cart-title" []
        48 "cart-total" ["total"]
        49 "cart-changed" ["lines"]
        50 "cart-look-again" []
        51 "cart-subtotal" []
        52 "cart-discount" []
        53 "cart-coupon-lost" ["why"]
        54 "coupon-ask" []
        55 "payment-balance" []
    }
    Cart Line {
        56 "cart-line" ["name" "quantity" "subtotal"]
        57 "cart-price-changed" []
        58 "cart-stock-short" []
        59 "cart-product-gone" []
        60 "cart-few" []
        61 "cart-least" []
        62 "cart-most" []
        63 "cart-coupon-gone" ["why"]
    }
    Invoice Whole {
        64 "invoice-making" ["order"]
        65 "invoice-slow" ["order" "until"]
        66 "invoice-slow-deposit" ["order" "until"]
        67 "invoice-transfer" ["order" "lines" "payable" "until" "account"]
        68 "invoice-transfer-again" ["order" "reason" "lines" "payable" "until" "account"]
        69 "invoice-in-review" ["order"]
    }
    Invoice Caption {
        70 "invoice-caption" ["order" "lines" "rows" "payable" "until"]
        71 "invoice-caption-deposit" ["order" "rows" "payable" "until"]
    }
    Invoice Part {
        72 "unpaid-qris" []
        73 "evidence-which" []
    }
    Invoice Line {
        74 "invoice-line" ["name" "quantity" "subtotal"]
        75 "invoice-more-lines" []
        76 "invoice-row-goods" []
        77 "invoice-row-deposit" []
        78 "invoice-row-discount" []
        79 "invoice-row-balance" []
        80 "invoice-row-total" []
        81 "invoice-row-qris" []
        82 "invoice-row-qris-fee" []
        83 "invoice-row-transfer" []
        84 "invoice-row-fee" []
    }
    Paid Whole {
        85 "invoice-paid" ["order" "rows"]
        86 "invoice-paid-late" ["order" "rows"]
        87 "invoice-deposited" ["order" "amount" "balance"]
        88 "invoice-deposited-late" ["order" "amount" "balance"]
        89 "invoice-credited" ["order" "received" "balance"]
        90 "invoice-wrong-amount" ["order" "received" "balance"]
        91 "invoice-wrong-amount-deposit" ["order" "received" "balance"]
    }
    Goods Caption {
        92 "goods-file-caption" ["order"]
        252 "goods-file" ["order"]
    }
    Goods Part {
        93 "goods-header" ["order"]
        94 "goods-header-again" ["order"]
        95 "goods-header-replaced" ["order"]
        251 "goods-header-done" ["order"]
    }
    Goods Line {
        96 "goods-item" ["product"]
        97 "goods-content" ["content"]
        98 "goods-part" ["order"]
        99 "goods-footer" []
        249 "goods-field" ["field" "content"]
        250 "goods-done" []
    }
    Expired Whole {
        100 "invoice-expired" ["order"]
        101 "invoice-expired-deposit" ["order"]
        102 "invoice-transfer-expired" ["order"]
        103 "invoice-failed" ["order"]
        104 "invoice-failed-deposit" ["order"]
        105 "invoice-no-transfer" ["order" "reason"]
    }
    Cancelled Whole {
        106 "invoice-cancelled" ["order"]
        107 "invoice-cancelled-deposit" ["order"]
        108 "invoice-transfer-cancelled" ["order"]
    }
    Cancelled Part {
        109 "invoice-balance-back" []
        110 "wizard-cancelled" []
    }
    Orders Whole {
        111 "orders-empty" []
        112 "order-detail" ["order" "lines" "total"]
        113 "order-detail-deposit" ["order" "total"]
        114 "refund-on-balance" ["order" "amount"]
        115 "refund-promised" ["order" "amount"]
        116 "refund-paid-out" ["order" "amount"]
        253 "told-todo" ["order" "until"]
        254 "told-todo-question" ["order" "question"]
        255 "todo-question" ["order" "question"]
    }
    Orders Part {
        117 "orders-title" []
        118 "order-awaiting-invoice" []
        119 "order-awaiting-payment" []
        120 "order-awaiting-transfer" []
        121 "order-in-review" []
        122 "order-sending" []
        123 "order-delivered" []
        124 "order-stuck" []
        125 "order-expired" []
        126 "order-cancelled" []
        127 "order-no-invoice" []
        128 "order-wrong-amount" []
        129 "order-credited" []
        130 "order-no-transfer" []
        131 "order-withdrawn" []
        132 "order-deposited" []
        133 "order-deposit-expired" []
        134 "order-deposit-cancelled" []
        135 "order-deposit-no-invoice" []
        136 "order-deposit-wrong-amount" []
        256 "order-by-hand" []
        257 "order-todo" ["name" "until"]
        258 "order-todo-asks" ["name"]
    }
    Orders Line {
        137 "orders-line" ["order"]
        138 "orders-line-deposit" ["order"]
        139 "order-refund-balance" []
        140 "order-refund-promised" []
        141 "order-refund-paid" []
    }
    Orders Word {
        142 "state-awaiting-invoice" []
        143 "state-awaiting-payment" []
        144 "state-awaiting-transfer" []
        145 "state-in-review" []
        146 "state-sending" []
        147 "state-delivered" []
        148 "state-stuck" []
        149 "state-expired" []
        150 "state-cancelled" []
        151 "state-no-invoice" []
        152 "state-wrong-amount" []
        153 "state-no-transfer" []
        154 "state-withdrawn" []
        155 "state-deposited" []
        259 "state-by-hand" []
    }
    Balance Whole {
        156 "deposit-card" ["least" "most"]
        157 "deposit-open" []
        158 "deposit-ask-amount" ["least" "most"]
        159 "deposit-means" ["amount"]
        160 "history-empty" []
        161 "balance-added" []
        162 "balance-taken" []
    }
    Balance Part {
        163 "history-title" []
    }
    Balance Line {
        164 "history-done" ["why"]
        165 "history-held" ["why"]
        166 "history-given-back" ["why"]
        167 "history-deposit" []
        168 "history-credited" []
        169 "history-purchase" []
        170 "history-refund" []
        171 "history-received" []
        172 "history-corrected" []
    }
    Refusals Part {
        173 "refusal-bad-quantity" []
        174 "refusal-no-product" []
        175 "refusal-gone-product" []
        176 "refusal-full-cart" []
        177 "refusal-empty-cart" []
        178 "refusal-sold-out" []
        179 "refusal-too-many-units" []
        180 "refusal-order-few" []
        181 "refusal-order-least" []
        182 "refusal-order-most" []
        183 "refusal-bad-total" []
        184 "refusal-open-invoice" []
        185 "refusal-many-unpaid" []
        186 "refusal-no-invoices" []
        187 "refusal-no-order" []
        188 "refusal-unknown-order" []
        189 "refusal-already-paid" []
        190 "refusal-already-ended" []
        191 "refusal-disk-full" []
        192 "refusal-paused" []
        193 "refusal-not-allowed" []
        194 "refusal-low-balance" []
        195 "refusal-bad-deposit" ["least" "most"]
        196 "refusal-bad-amount" []
        197 "refusal-in-review" []
        198 "refusal-no-coupon" []
        199 "refusal-coupon-early" []
        200 "refusal-coupon-over" []
        201 "refusal-coupon-not-here" []
        202 "refusal-coupon-below" []
        203 "refusal-coupon-used-up" []
        204 "refusal-coupon-used-by-you" []
        205 "refusal-coupon-first-only" []
        206 "refusal-no-transfers" []
        207 "refusal-not-evidence" []
        208 "refusal-unfit-evidence" []
        209 "refusal-enough-evidence" []
        210 "refusal-late-evidence" []
        211 "refusal-still-sending" []
        212 "refusal-given-back" []
        213 "refusal-file-lost" []
        214 "refusal-file-too-big" []
        215 "refusal-wait-in-stock" []
        216 "refusal-wait-many" []
        217 "refusal-wait-full" []
        218 "refusal-bad-code" []
    }
    Toasts Toast {
        219 "toast-language" []
        220 "toast-open-deposit" []
        221 "toast-stock-fresh" []
        222 "toast-quantity" []
        223 "toast-quantity-capped" []
        224 "toast-quantity-most" []
        225 "toast-removed" []
        226 "toast-price-changed" ["price"]
        227 "toast-not-in-cart" []
        228 "toast-cart-emptied" []
        229 "toast-coupon-dropped" []
        230 "toast-not-paid" []
        231 "toast-in-review" []
        232 "toast-being-checked" []
        233 "toast-already-paid" []
        234 "toast-invoice-ended" []
        235 "toast-goods-again" []
        236 "toast-old-button" []
        237 "toast-wait" []
        238 "toast-waits" []
        239 "toast-waits-no-more" []
        260 "toast-by-hand" []
    }
}
