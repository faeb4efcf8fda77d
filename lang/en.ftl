language-name = English

### All texts of the shop in one language. What stands in curly brackets { } is filled in by the
### program: move it as you like, but keep its name. Messages use Telegram's HTML
### (<b> <i> <code> …); labels and toasts (button-, key-, toast-, command-, plain-, state-) use
### none. A new language: copy this file to xx.ftl and translate it.

## Dates and clocks

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
pattern-clock = { $hour }:{ $minute } { $zone }
pattern-date = { $day } { $month } { $year }
pattern-moment = { $date }, { $clock }
pattern-until = { $clock } ({ $span } left)
pattern-until-later = { $date }, { $clock } ({ $span } left)
pattern-month = { $month } { $year }

## Keys of the keyboard

key-all-products = 🛍️ All Products
key-stock = 🏷️ Check Stock
key-deposit = 💰 Top Up
key-account = ℹ️ My Account
key-how-to-order = 📘 How to Order
key-my-orders = 🧾 My Orders
key-cart = 🧺 Cart
key-admin = ⚙️ Admin Panel
key-products = 🛒 Manage Products
key-home = 🏠 Main Menu
key-cancel = ❌ Cancel

## Telegram's command menu

command-start = Main menu
command-katalog = See all products
command-keranjang = See the cart
command-pesanan = My orders and their goods
command-bantuan = How to order
command-add = Add a product
command-addstock = Add stock to a product
command-delstock = Delete unsold units
command-exportstock = Copy stock into a file
command-setprice = Change a price
command-del = Archive a product
command-undel = Bring a product back from the archive
command-photo = Set a product's photo
command-varian = Add a choice to a product
command-stock = Stock, or a search: /stock netflix
command-order = Open the details of an order
command-claim = Join the shop's staff
command-kupon = Make a coupon
command-diskon = Put a discount on a product
command-grosir = Set wholesale prices
command-reseller = Choose who pays the reseller price
command-transfer = Enter money received outside the shop for a buyer
command-editsaldo = Correct a buyer's balance

## Home

# For people without a name
plain-friend = friend
plain-admin = the shop's admin
plain-admin-at = the shop's admin ({ $contact })
home-greeting =
    Hi, <b>{ $name }</b> 👋🏻
    Welcome to <b>{ $store }</b>!

    🙍🏻‍♂️ People here: <b>{ $users }</b>
    🎯 Finished sales: <b>{ $sales }</b>

    🛒 Use the keys below to look around!
account-card =
    ℹ️ <b>Your Account</b>

    Name: <b>{ $name }</b>
    ID: <code>{ $id }</code>
    Language: { $language }
    Orders: <b>{ $orders }</b>

    { $rows }

    Change the language with the buttons below.
help-order =
    📘 <b>How to order at { $store }</b>

    1. Choose <b>{ key-all-products }</b>, or type a product's name.
    2. Press the product or type its number, and set the quantity.
    3. Press <b>{ button-buy-now }</b>, or open the cart and press <b>{ button-checkout }</b>.
    4. Scan the QRIS code and pay the <b>exact</b> amount.
    5. The goods arrive here by themselves, day and night. What an admin does by hand has a promised time.

    💼 Balance: fill it with <b>{ key-deposit }</b>, then pay without scanning.
    🎟️ A coupon? Press <b>{ button-use-coupon }</b> in the cart.
    📝 Bank transfer, where it is offered: send a photo or PDF of the receipt here.

    Earlier goods are in <b>{ key-my-orders }</b>.
toast-language = Language: English ✅

## Balance and deposits

account-balance = 💼 Balance: <b>{ $balance }</b>
account-held = ⏳ Held for unpaid orders: { $held }
deposit-card =
    💰 <b>Top Up</b>

    💼 Your balance: <b>{ $balance }</b>

    Choose an amount, or press <b>{ button-type-amount }</b>: from { $least } to { $most }.
deposit-open =
    💰 <b>Top Up</b>

    💼 Your balance: <b>{ $balance }</b>

    Top-up <b>{ $order }</b> is not done yet. Please see its invoice first.
deposit-ask-amount =
    ✏️ How much would you like to top up?
    Type an amount from { $least } to { $most }, for example: <code>75000</code>, <code>75.000</code>, or <code>75k</code>
deposit-means =
    💳 <b>Top up { $amount }</b>
    Choose how to pay.
button-amount = { $amount }
button-type-amount = ✏️ Type an Amount
button-history = 📜 Balance History
toast-open-deposit = Top-up { $order } is not done yet. Here is its invoice.
plain-came = +{ $amount }
plain-went = −{ $amount }
history-title =
    📜 <b>Balance History</b>
    💼 Ready to spend: <b>{ $balance }</b>
history-empty =
    📜 <b>Balance History</b>
    There has been nothing on your balance yet. Begin with <b>{ button-deposit }</b>.
history-done =
    ✅ <b>{ $change }</b> · { $why }
    { $at }
history-held =
    ⏳ <b>{ $change }</b> · { $why }, held until it is paid
    { $at }
history-given-back =
    ❌ <b>{ $change }</b> · { $why } came to nothing, back on your balance
    { $at }
history-deposit = Top-up { $order }
history-credited = Money that came for { $order }
history-purchase = Purchase { $order }
history-refund = Refund { $order }
history-received = Received by the shop directly: { $reason }
history-corrected = Corrected by the shop: { $reason }
balance-added =
    💼 <b>{ $amount } has been added to your balance</b>
    The shop's reason: { $reason }

    It is <b>{ $balance }</b> now, and can be spent at once.
balance-taken =
    💼 <b>{ $amount } has been taken from your balance</b>
    The shop's reason: { $reason }

    It is <b>{ $balance }</b> now. All of it is listed in <b>{ key-account }</b>.

invoice-slow-deposit =
    ⏳ <b>Invoice { $order }</b>
    The QRIS service is slow. We keep trying until <b>{ $until }</b>.
    The code will appear here by itself.
invoice-caption-deposit =
    💰 <b>Top-up { $order }</b>

    { $rows }
    💰 To pay: <code>{ $payable }</code> (exactly)
    ⏰ Before: <b>{ $until }</b>

    Scan this QR code with your banking app or e-wallet. Once it is paid, your balance grows by itself.
    📱 Paying from this phone? Save the picture, open your banking app or e-wallet → Scan → Gallery
invoice-expired-deposit =
    ⌛ <b>Top-up { $order } has expired</b>
    The time to pay is over. Please do not pay with the old code.
    Still interested? Just top up again.
invoice-cancelled-deposit =
    ❌ <b>Top-up { $order } is cancelled</b>
    Please do not pay with the old code.
    Top up again whenever you like.
invoice-wrong-amount-deposit =
    ⚠️ <b>Top-up { $order }: wrong amount</b>
    Billed { $expected } (service fee not included), received <b>{ $received }</b>.
    The money is on your balance all the same: <b>{ $balance }</b> now, to be spent at once.
button-cancel-deposit = ❌ Cancel Top-Up

## Catalogue

catalogue-all = 🧾 <b>All Products</b>
catalogue-category = 🗂️ <b>{ $category }</b>
catalogue-best = 🔥 <b>Best Sellers</b>
catalogue-search =
    🔎 Results for “<b>{ $query }</b>”: { $count ->
        [one] { $count } product
       *[other] { $count } products
    }
catalogue-categories = 🗂️ <b>Choose a Category</b>
catalogue-line =
    <b>{ $number }.</b> { $name }
    { $cost } · stock: { $stock }
catalogue-line-sold-out =
    <b>{ $number }.</b> { $name }
    { $cost } · <i>sold out</i>
catalogue-line-from =
    <b>{ $number }.</b> { $name }
    from { $cost } · stock: { $stock }
catalogue-line-sold-out-from =
    <b>{ $number }.</b> { $name }
    from { $cost } · <i>sold out</i>
catalogue-page = 📄 Page { $page } of { $pages }
catalogue-letters = 🔤 <b>Choose a First Letter</b>
catalogue-letter = 🔤 <b>{ $name }</b>
catalogue-hint = Choose below, or type a product's number.
catalogue-perhaps = 🤔 Did you perhaps mean one of these?
contact-card =
    💬 <b>Contact Admin</b>
    A question, or something went wrong? Contact { $admin }. About an order? Name its invoice number.
contact-nobody =
    💬 <b>Contact Admin</b>
    This shop has not named a contact. How to order is under <b>{ key-how-to-order }</b>, and what you bought is under <b>{ key-my-orders }</b>.
catalogue-empty =
    📦 <b>There are no products in this shop yet.</b>
    Please come back later.
catalogue-category-empty =
    📦 This category is empty at the moment.
    Try another one, or <b>{ key-all-products }</b>.
catalogue-letter-empty =
    🔤 No product begins with this letter any more.
    Pick another letter, or <b>{ key-all-products }</b>.
catalogue-best-empty =
    🔥 Nothing has been sold yet.
    Be the first: choose <b>{ key-all-products }</b>.
catalogue-nothing-found =
    🔎 No product matches “<b>{ $query }</b>”.
    Try a shorter word, or choose <b>{ key-all-products }</b>.
button-previous = ⬅️ Previous
button-next = ➡️ Next
button-first = ⏮️ Page { $page }
button-last = ⏭️ Page { $page }
button-letters = 🔤 Letters A–Z
button-letter-other = 0–9 and others
button-categories = 🗂️ Categories
button-best = 🔥 Best Sellers
button-all = 🛍️ All Products
button-browse = 🛍️ See Products
button-back = ⬅️ Back
button-home = 🏠 Main Menu
button-contact = 💬 Contact Admin
button-refresh = 🔄 Refresh

## Stock

stock-title =
    🏷️ <b>Stock</b>
    { $at }
stock-line = { $number }. { $name } ➜ <b>{ $stock }x</b>
stock-line-endless = { $number }. { $name } ➜ <b>no limit</b>
stock-line-sold-out = { $number }. { $name } ➜ <i>sold out</i>
stock-hint = To buy, choose below or type a product's number.
toast-stock-fresh = Stock is up to date ✅

## Product

plain-no-description = This product has no description
plain-no-category = No category
product-card =
    <b>{ $name }</b>
    { $description }

    💲 Price: <b>{ $cost }</b>
    📦 In stock: <b>{ $stock }</b>
    🔥 Sold: { $sold }x
    🗂️ Category: { $category }
product-card-sold-out =
    <b>{ $name }</b>
    { $description }

    💲 Price: <b>{ $cost }</b>
    📦 Stock: <b>sold out</b>
    🔥 Sold: { $sold }x
    🗂️ Category: { $category }

    This product is sold out. Press <b>{ button-back }</b> to see others.
choices-card =
    <b>{ $name }</b>
    { $description }

    🔥 Sold: { $sold }x
    🗂️ Category: { $category }

    Choose one below.
button-choice = { $name } · { $price } · stock: { $stock }
button-choice-sold-out = { $name } · { $price } · sold out
product-by-hand = 🙋 Done by our staff, within <b>{ $span }</b> of payment.
product-by-hand-asks =
    🙋 Done by our staff, within <b>{ $span }</b> of your answer.
    ❓ Once you have paid, we ask: <b>{ $question }</b>
product-in-cart =
    🛍️ In the cart: <b>{ $quantity }</b>
    💰 Total: <b>{ $total }</b>
product-ask-quantity =
    ✏️ How many <b>{ $name }</b> would you like?
    Type a number from 1 to { $max }.
button-less = ➖
button-more = ➕
button-two = ✌️ x2
button-five = 🖐️ x5
button-ten = 🔟 x10
button-type-quantity = ✏️ Type Quantity
button-to-cart = 🧺 Go to Cart
button-buy-now = ⚡ Buy Now
toast-quantity = 🧮 Quantity: { $quantity }
toast-quantity-capped = Only { $stock } left, so the quantity was set to that.
toast-quantity-most = At most { $max } of one product in a cart.
toast-removed = ➖ Removed from the cart
toast-price-changed = The price is { $price } now. If that is fine, press once more.
toast-not-in-cart = This product is not in the cart.

## Cart

cart-title = 🧺 <b>Your Cart</b>
cart-line =
    <b>{ $name }</b>
    { $quantity } × { $price } = { $subtotal }
cart-total = 💰 Total: <b>{ $total }</b>
cart-empty =
    🧺 Your cart is empty.
    Pick something in <b>{ key-all-products }</b> first.
cart-changed =
    ⚠️ <b>Something has changed meanwhile:</b>
    { $lines }
cart-look-again = Please look again, then go on to payment.
cart-price-changed = • { $name }: price { $old_price } is now <b>{ $new_price }</b>
cart-stock-short = • { $name }: only <b>{ $stock }</b> left, quantity adjusted
cart-product-gone = • { $name }: no longer available
button-checkout = 💳 Go to Payment
button-empty-cart = 🗑️ Empty
button-edit-line = ✏️ { $name }
toast-cart-emptied = 🗑️ The cart is empty now.

cart-subtotal = Subtotal: { $subtotal }
cart-discount = 🎟️ Coupon <b>{ $code }</b>: you save <b>{ $discount }</b>
cart-coupon-lost = 🎟️ Coupon <b>{ $code }</b> does not count yet. { $why }
cart-coupon-gone = • Coupon { $code } was taken out. { $why }
coupon-ask =
    🎟️ <b>Use a Coupon</b>
    Type the coupon's code, for example <code>SAVE10</code>
button-use-coupon = 🎟️ Use a Coupon
button-drop-coupon = ✖️ Take Out Coupon { $code }
toast-coupon-dropped = The coupon is out. Your cart is back to its usual price.

## Payment

payment-method =
    💳 <b>Choose how to pay</b>

    { $lines }

    💰 Total: <b>{ $total }</b>
payment-balance = 💼 Your balance: { $balance }
invoice-making =
    ⏳ <b>Invoice { $order }</b>
    Your QRIS code is being made. One moment…
invoice-slow =
    ⏳ <b>Invoice { $order }</b>
    The QRIS service is slow. We keep trying until <b>{ $until }</b>.
    The code appears here by itself; your goods stay reserved.
invoice-line = • { $name } × { $quantity } = { $subtotal }
invoice-more-lines =
    { $count ->
        [one] • and { $count } more product
       *[other] • and { $count } more products
    }
invoice-row-goods = Goods: { $total }
invoice-row-deposit = Balance top-up: { $amount }
invoice-row-discount = 🎟️ Coupon { $code }: −{ $discount }
invoice-row-balance = 💼 From your balance: −{ $amount }
invoice-row-total = Total: <b>{ $total }</b>
invoice-row-qris = 💠 Paid by QRIS: <b>{ $total }</b>
invoice-row-qris-fee = 💠 Paid by QRIS: <b>{ $total }</b> (including a service fee of { $fee })
invoice-row-transfer = 📝 Bank transfer: <b>{ $amount }</b>
invoice-row-fee = Service fee: { $fee }
invoice-caption =
    🧾 <b>Invoice { $order }</b>

    { $lines }

    { $rows }
    💰 To pay: <code>{ $payable }</code> (exactly)
    ⏰ Before: <b>{ $until }</b>

    Scan this QR code with your banking app or e-wallet. Once it is paid, your order is processed right here.
    📱 Paying from this phone? Save the picture, open your banking app or e-wallet → Scan → Gallery
# Within the QR's picture, a line each:
plain-qr-invoice = Invoice { $order }
plain-qr-deposit = Top-up { $order }
plain-qr-total = Pay { $payable }
plain-qr-until = Before { $at }
invoice-paid =
    ✅ <b>Invoice { $order } is paid</b>
    { $rows }
    { $paid_at }

    The rest is in the next message. Thank you for shopping!
invoice-paid-late =
    ✅ <b>Invoice { $order } is paid</b>
    { $rows }

    The payment came after the invoice had ended, and we accept it all the same.
    The rest is in the next message. Thank you for shopping!
invoice-expired =
    ⌛ <b>Invoice { $order } has expired</b>
    The time to pay is over. Please do not pay with the old code.
    Still want it? Just order again.
invoice-cancelled =
    ❌ <b>Invoice { $order } is cancelled</b>
    Please do not pay with the old code.
    You can order again at any time.
invoice-failed =
    ⚠️ <b>Invoice { $order } could not be made</b>
    The QRIS service has a problem; no money was taken.
    Your cart is kept. Please try again in a moment.
invoice-failed-deposit =
    ⚠️ <b>Invoice { $order } could not be made</b>
    The QRIS service has a problem; no money was taken.
    Please try again in a moment.
invoice-credited =
    💼 <b>Invoice { $order }: { $received } is on your balance</b>
    The payment came after the invoice had ended, when the order could no longer be fulfilled.
    Your balance is <b>{ $balance }</b> now, and you can shop with it at once.
invoice-wrong-amount =
    ⚠️ <b>Invoice { $order }: wrong amount</b>
    Billed { $expected } (service fee not included), received <b>{ $received }</b>.
    The money is on your balance: <b>{ $balance }</b> now, and you can shop with it at once. No goods were sent.
invoice-deposited =
    ✅ <b>Top-up { $order } is done</b>
    { $amount } is on your balance.
    { $paid_at }

    💼 Your balance: <b>{ $balance }</b>
invoice-deposited-late =
    ✅ <b>Top-up { $order } is done</b>
    The payment came after the invoice had ended, and we accept it all the same: { $amount }.

    💼 Your balance: <b>{ $balance }</b>
invoice-balance-back = 💼 { $amount } is back on your balance.
invoice-transfer =
    📝 <b>Invoice { $order }: bank transfer</b>

    { $lines }

    💰 Transfer exactly: <code>{ $payable }</code>
    ⏰ Before: <b>{ $until }</b>

    { $account }

    After the transfer, send a <b>photo or PDF of the receipt</b> here. An admin looks at it, and you hear from us.
invoice-in-review =
    🔎 <b>Invoice { $order } is being checked</b>
    We have your receipt. As soon as an admin approves it, you hear from us here.
button-qris = 💠 QRIS
button-pay-balance = 💼 Balance ({ $total })
button-pay-mixed = 💼 Balance { $amount } + QRIS { $payable }
button-pay-free = 🎁 Take It for Free
button-pay-transfer = 📝 Bank Transfer
button-deposit = 💰 Top Up
button-cancel-purchase = ❌ Cancel Purchase
button-check-status = 🔄 Check Status
button-pay-page = 🔗 Open Payment Page
button-open-invoice = 🧾 See Invoice
button-try-again = 🔄 Try Again
button-order-again = 🛍️ Order Again
toast-not-paid = No payment is to be seen yet. We are checking; if you have paid, it appears here.
toast-in-review = 🔎 An admin is looking at your receipt.
toast-being-checked = ⏳ Asking the bank. The answer appears here.
toast-already-paid = ✅ Invoice { $order } is already paid.
toast-invoice-ended = Invoice { $order } has ended.
invoice-transfer-again =
    ⚠️ <b>Invoice { $order }: we need a better receipt</b>
    The admin says: { $reason }

    { $lines }

    💰 Amount: <code>{ $payable }</code>
    ⏰ Send it again before: <b>{ $until }</b>

    { $account }

    If the money is on its way, <b>do not transfer again</b>: just send a clearer photo or PDF of the receipt here.
    Something does not match? Contact { $admin } and name this invoice.
invoice-transfer-expired =
    ⌛ <b>Invoice { $order } has expired</b>
    The time to transfer is over; please do not transfer for this invoice any more.
    Already did? Contact { $admin } and name this invoice.
    If not, just order again.
invoice-transfer-cancelled =
    ❌ <b>Invoice { $order } is cancelled</b>
    Please do not transfer for this invoice any more.
    Already did? Contact { $admin } and name this invoice.
    If not, just order again.
invoice-no-transfer =
    ❌ <b>Invoice { $order } has ended</b>
    We could not find the transfer. The admin says: { $reason }
    If the money has left your account, contact { $admin } and name this invoice; we will look into it.
unpaid-qris =
    💠 QRIS payments are checked automatically, so there is no need to send a receipt.
    Invoice <b>{ $order }</b> still waits for its payment. Paid already? Give it a moment, then press <b>{ button-check-status }</b>.
evidence-which = 📎 Which invoice is this receipt for?
button-evidence-for = 🧾 { $order } · { $payable }

## Goods

goods-header =
    🎉 <b>Payment received!</b>
    🧾 { $order }
    { $at }
goods-header-again =
    📦 <b>The goods of order { $order }</b>
    { $at }
goods-item =
    { $quantity ->
        [1] 📦 <b>{ $product }</b>
       *[other] 📦 <b>{ $product }</b> ({ $position } of { $quantity })
    }
goods-content = <code>{ $content }</code>
goods-part = 🧾 { $order } · part { $page } of { $pages }
goods-footer =
    🔒 Keep it safe and do not share it.
    You find it again at any time in <b>{ key-my-orders }</b>.
goods-file =
    📁 <b>{ $product }</b>
    🧾 { $order }
goods-field = { $field }: <code>{ $content }</code>
goods-done = ✅ Done. Thank you!
goods-gone = 📁 This file is no longer kept by us. Please ask the seller, and name the order number.
goods-header-done =
    🙋 <b>Order { $order } is done</b>
    { $at }
goods-file-caption =
    🎉 <b>The goods of order { $order }</b>
    { $count ->
        [one] { $count } item, inside this file.
       *[other] { $count } items, inside this file.
    }

    🔒 Keep it safe. You find it again at any time in <b>{ key-my-orders }</b>.
goods-look-file = 👆 It goes out as a file like this one.
plain-goods-look-file = goods.txt
plain-goods-file = order-{ $order }.txt
plain-goods-file-item =
    { $quantity ->
        [1] { $product }
       *[other] { $product } ({ $position } of { $quantity })
    }
goods-header-replaced =
    ♻️ <b>Replacement for { $order }</b>
    { $at }

## My orders

orders-title = 🧾 <b>My Orders</b>
orders-line =
    <b>{ $order }</b> · { $date }
    { $total } · { $state }
orders-empty =
    🧾 You have no orders yet.
    Start with <b>{ key-all-products }</b>.
order-detail =
    🧾 <b>Order { $order }</b>
    { $at }

    { $lines }

    💰 Total: <b>{ $total }</b>
state-awaiting-invoice = ⏳ Making the QRIS code
state-awaiting-payment = ⏳ Waiting for payment
state-awaiting-transfer = ⏳ Waiting for transfer
state-in-review = 🔎 Being checked
state-sending = 📤 On its way
state-delivered = ✅ Done
state-stuck = ⚠️ Held up
state-expired = ⌛ Expired
state-cancelled = ❌ Cancelled
state-no-invoice = ⚠️ No QRIS code
state-wrong-amount = ⚠️ Wrong amount
order-awaiting-invoice = ⏳ The QRIS code is being made and appears here by itself.
order-awaiting-payment = ⏳ Waiting for payment until <b>{ $until }</b>.
order-sending = 📤 Paid. The goods are on their way to this chat.
order-delivered = ✅ Paid, goods delivered { $at }. Press <b>{ button-goods-again }</b> to see them.
order-stuck = ⚠️ Paid, but the goods could not reach this chat. Press <b>{ button-goods-again }</b>.
order-expired = ⌛ Not paid in time. Please order again.
order-cancelled = ❌ Cancelled. You can order again at any time.
order-no-invoice = ⚠️ The QRIS code could not be made. Please order again.
order-wrong-amount = ⚠️ The amount that came was wrong, so no goods were sent.
order-credited = 💼 The { $amount } that came for this invoice is on your balance.
order-awaiting-transfer = ⏳ Waiting for the transfer and its receipt until <b>{ $until }</b>.
order-in-review = 🔎 An admin is looking at your receipt.
state-no-transfer = ❌ Transfer not found
order-no-transfer = ❌ The transfer was not found. If the money has left your account, contact { $admin } and name this order.
button-order = 📦 See order
button-order-of = 📦 See { $order }
button-goods-again = 📦 See Goods Again
toast-goods-again = 📦 The goods of { $order } are sent again.
state-withdrawn = ↩️ Refunded
order-withdrawn = ↩️ The goods of this order have been refunded.
order-refund-balance = ↩️ Refund of { $amount }: on your balance.
order-refund-promised = ↩️ Refund of { $amount }: the seller sends it to your bank account or e-wallet; you will be told here.
order-refund-paid = ↩️ Refund of { $amount }: sent by the seller.
refund-on-balance =
    ↩️ <b>Refund for invoice { $order }</b>
    <b>{ $amount }</b> is on your balance.

    💼 Your balance now: <b>{ $balance }</b>. You can spend it right away.
refund-promised =
    ↩️ <b>Refund for invoice { $order }</b>
    The seller sends <b>{ $amount }</b> to your bank account or e-wallet.
    You will be told here as soon as it is on its way.
refund-paid-out =
    ✅ <b>Refund for invoice { $order } sent</b>
    The seller has sent <b>{ $amount }</b>. Please check your account or wallet.

orders-line-deposit =
    <b>{ $order }</b> · { $date }
    💰 Top-up { $total } · { $state }
order-detail-deposit =
    💰 <b>Top-up { $order }</b>
    { $at }

    💰 Amount: <b>{ $total }</b>
state-deposited = ✅ On your balance
order-deposited = ✅ Paid, on your balance since { $at }.
order-deposit-expired = ⌛ Not paid in time. Just top up again.
order-deposit-cancelled = ❌ Cancelled. Top up again whenever you like.
order-deposit-no-invoice = ⚠️ The QRIS code could not be made. Please top up again.
order-deposit-wrong-amount = ⚠️ Another amount came than was asked for.

## Refusals, each with the next step

refusal-bad-price =
    “{ $typed }” is no price that we know how to read.
    For example: <code>50000</code>, <code>50.000</code>, <code>50k</code>
refusal-bad-number = A product's number is a number from 1 to { $max }, for example <code>3</code>.
refusal-bad-quantity = A quantity is a number from 1 to { $max }, for example <code>2</code>.
refusal-empty-name = The name is empty. Type one that can be read, for example <code>Netflix 1 Month</code>.
refusal-one-line = A name is one line. Type the name alone, for example <code>Netflix 1 Month</code>.
refusal-long-text =
    { $max ->
        [one] The text is too long: at most { $max } character. Shorten it and send it again.
       *[other] The text is too long: at most { $max } characters. Shorten it and send it again.
    }
refusal-no-product =
    There is no product number <b>{ $number }</b>.
    The numbers are in <b>{ key-all-products }</b>.
refusal-gone-product = This product is no longer sold. See others in <b>{ key-all-products }</b>.
refusal-number-taken = Number <b>{ $number }</b> is taken. Choose another one, or <code>-</code> for the next free one.
refusal-too-many-products = The shop already has { $max } products. Delete an old one first, then add again.
refusal-too-many-categories = There are { $max } categories already. Use one of them.
refusal-no-lines = There is no usable line of stock. Send one item per line.
refusal-too-many-lines = Too many lines at once, at most { $max }. Send them in several parts.
refusal-file-too-big = The file is too big, at most { $kilobytes } KB. Split it into several files.
refusal-file-lost = Telegram would not hand over the file. Please send it once more.
refusal-enough-files = { $max } files are waiting already. Choose their product first, then send the rest.
refusal-not-a-text = This file is no text. Send a <code>.txt</code> file with one item per line.
refusal-wide-file =
    This file is in a UTF-16 that cannot be read for certain. Nothing was taken.
    Save it again as <b>UTF-8</b> and send it once more.
refusal-foreign-file =
    This file is { $format }, not a list of goods. Nothing was taken.
    Save it as <b>plain text</b> (<code>.txt</code>, UTF-8) with one item per line and send it again.
plain-format-workbook = a workbook of Excel or the like
plain-format-document = a Word or RTF document
plain-format-page = an HTML or XML page
plain-format-pdf = a PDF
plain-format-picture = a picture
plain-format-archive = a ZIP archive or the like
plain-format-json = JSON
plain-format-unknown = no text
refusal-command-line =
    Line { $line } begins with a command, so nothing was taken.
    Send the stock of each product in a message of its own.
refusal-several-commands =
    This message has more than one command, so none was carried out.
    Send one command per message.
refusal-two-sources =
    There are goods in the caption and in the file, so nothing was taken.
    Send the file with the caption <code>/addstock 1</code> alone; 1 is the product's number.
refusal-several-lines =
    Lines { $first_line } to { $last_line } look like one account written over several lines. Nothing was taken.
    Write each account on one line and send them again.
refusal-heading =
    Line { $line } looks like the heading of a column, not like goods. Nothing was taken.
    Take that line out and send them again.
refusal-formatted =
    This message has formatting (bold, italic, struck through, hidden, or a link), so Telegram may have changed signs in it, such as <code>||</code> or <code>**</code>. Nothing was taken.
    Send a <code>.txt</code> file, which keeps every sign.
refusal-below =
    Below the line of <code>/add</code> there is a line that looks like goods, so nothing was made: every buyer reads the description.
    Send <code>/add</code> again with a description of one line. Goods go by <b>{ button-fill-stock }</b> or <code>/addstock</code>.
refusal-published =
    This text looks like an account, so it is not used: every buyer reads names and descriptions.
    Write it without the account and send it again. Goods go by <b>{ button-fill-stock }</b> or <code>/addstock</code>.
refusal-sheet-open =
    Line { $line } opens a quote <code>"</code> that does not close on that line. Nothing was taken.
    Put the line right, or send a <code>.txt</code> with one item per line.
refusal-sheet-behind =
    Line { $line } has text behind a closing quote <code>"</code>. Nothing was taken.
    Put the line right, or send a <code>.txt</code> with one item per line.
refusal-sheet-not-text =
    Line { $line } is not UTF-8 text (Windows-1252 perhaps). Nothing was taken.
    Save it again as <b>CSV UTF-8</b> and send it once more.
refusal-no-column =
    This <code>.csv</code> has no column <code>content</code>, nor columns of accounts such as <code>email</code> and <code>password</code>, so nothing was taken.
    Call the column of the goods <code>content</code>, or send a <code>.txt</code> with one item per line.
refusal-counts =
    The column <code>stock</code> says how many, not what, so nothing was taken.
    Put the goods into a column <code>content</code>, one a row.
refusal-stranger =
    Line { $line } is another product's, so nothing was taken.
    Send a file of its own for each product.
refusal-nothing-archived =
    No product number <b>{ $number }</b> was ever taken off the shelf. Check the number, for example <code>/undel 1</code>
refusal-full-cart = A cart holds at most { $max } different products. Please pay for these first.
refusal-empty-cart = Your cart is empty. Pick something in <b>{ key-all-products }</b> first.
refusal-sold-out = Sorry, it is sold out. See others in <b>{ key-all-products }</b>.
refusal-too-many-files = One order holds at most { $max } files. Please take fewer.
refusal-too-many-units = One order holds at most { $max } items. Please take fewer.
refusal-bad-total =
    QRIS works for { $least } to { $most }.
    Change the cart, or pay another way: from your balance (fill it with <b>{ key-deposit }</b>), or by bank transfer where it is offered.
refusal-open-invoice =
    Invoice <b>{ $order }</b> is still unpaid.
    Pay or cancel it first, then order again.
refusal-no-order = That order was not found. Your orders are in <b>{ key-my-orders }</b>.
refusal-already-paid = Invoice <b>{ $order }</b> is already paid. See <b>{ key-my-orders }</b>.
refusal-already-ended = Invoice <b>{ $order }</b> has ended. Please begin a new one.
refusal-disk-full =
    The shop takes no new orders for the moment.
    What is paid is still delivered. Please try again a little later.
refusal-no-right = Sorry, this is not among your tasks in this shop. Please ask its owner.
refusal-unknown-role = There is no such role. Choose <code>admin</code> or <code>owner</code>.
refusal-bad-code =
    That code is wrong or no longer valid.
    Ask the shop's owner for a new one, then send <code>/claim CODE</code>.
refusal-not-allowed = This menu is for the shop's staff. Go back to <b>{ key-home }</b>.
refusal-low-balance =
    The balance is too low: <b>{ $balance }</b>.
    Top it up with <b>{ key-deposit }</b>, or pay by QRIS.
refusal-bad-deposit = A top-up can be { $least } to { $most }. Example: <code>50000</code>.
refusal-in-review =
    An admin is looking at the receipt of invoice <b>{ $order }</b>.
    You will hear from us here.

refusal-bad-coupon-code = A coupon's code has only letters, digits, <code>-</code> and <code>_</code>, no spaces, at most { $max } signs, for example <code>SAVE10</code>.
refusal-bad-off =
    “{ $typed }” does not read as a discount.
    Type a percentage from 1% to 100%, for example <code>10%</code>; with a cap: <code>10% 20000</code>; or rupiah: <code>5000</code>.
refusal-bad-uses = A limit of uses is a number from 1 to { $max }, for example <code>100</code>.
refusal-bad-scope = Name 1 to { $max } products, for example <code>1, 3, 12</code>.
refusal-bad-date =
    “{ $typed }” does not read as a time of validity.
    Type a number of days, for example <code>30</code>, or the last day, for example <code>31-12-2026</code>.
refusal-past-date = That time is already over. Type a day from today on.
refusal-coupon-taken = Another coupon has the code <b>{ $code }</b>. Switch that one off first, or choose another code.
refusal-too-many-coupons = The shop has made { $max } coupons and cannot make more. Use one that is still valid.
refusal-no-coupon = There is no such coupon, or it is no longer valid. Please check the code.
refusal-coupon-early = This coupon is valid from <b>{ $from }</b>. Please keep the code until then.
refusal-coupon-over = This coupon is no longer valid. Try another one, or go on without.
refusal-coupon-not-here = This coupon is not for anything in your cart. Add something that it is for, or try another one.
refusal-coupon-below = This coupon needs <b>{ $least }</b> or more of the goods that it is for. Please add some first.
refusal-coupon-used-up = Sorry, this coupon is used up. Try another one, or go on without.
refusal-coupon-used-by-you = You have used this coupon already. If its invoice is unpaid, please pay or cancel that one first.
refusal-coupon-first-only = This coupon is for a first purchase only. Try another one, or go on without.

refusal-bad-amount =
    “{ $typed }” is no amount that we know how to read.
    For example: <code>50000</code>, <code>50.000</code>, <code>50k</code>, <code>1.5jt</code>
refusal-bad-change =
    “{ $typed }” is no change of a balance that we know how to read.
    Type an amount with its sign in front, for example: <code>+50000</code>, <code>-50000</code>, <code>+50k</code>
refusal-no-customer =
    The shop knows nobody called “{ $typed }”.
    Use the ID from their <b>{ key-account }</b>, or <code>@username</code>. They must have pressed <b>Start</b> in this bot before.
refusal-empty-reason = The reason is still empty. Type one that can be read; the buyer sees it too.
refusal-overdrawn = There is only <b>{ $balance }</b> on the buyer's balance, and it cannot go below zero. Type a smaller amount.
refusal-overdrawn-held =
    Only <b>{ $balance }</b> is free on the buyer's balance; { $held } is held for unpaid orders.
    Type a smaller amount, or wait until that order is done.
refusal-empty-text = The text is empty. Type a few readable words and send it again.
refusal-no-text = Type the answer as text in this step.
refusal-tap = Answer with one of the buttons below.
question-save = Press <b>{ button-save }</b> if it is right.
refusal-no-transfers = Bank transfer is not available at the moment. Please choose another way to pay.
refusal-not-evidence = For invoice <b>{ $order }</b>, send the receipt as a <b>photo or PDF</b>, please.
refusal-unfit-evidence =
    That file is neither a picture nor a PDF, so it cannot be proof of a transfer.
    For invoice <b>{ $order }</b>, send a <b>photo, a screenshot or a PDF</b> of the bank's or wallet's receipt, please.
refusal-enough-evidence =
    We have enough for invoice <b>{ $order }</b>, { $max } files at most, and an admin is looking at it.
    You will hear from us here.
refusal-late-evidence =
    Invoice <b>{ $order }</b> has ended, so its receipt cannot be handled here.
    Already transferred? Contact { $admin } and name that invoice.
    If not, just order again from <b>{ key-all-products }</b>.
refusal-no-review = That receipt is gone. Those that wait are in this list.
refusal-review-approved = Invoice <b>{ $order }</b> has been approved before. Nothing has changed.
refusal-review-doubted = The receipt of <b>{ $order }</b> has been refused before. The buyer will send a new one.
refusal-review-ended = Invoice <b>{ $order }</b> has ended. If its money came in, add it to the buyer's balance.
refusal-review-newer = There is a newer receipt for <b>{ $order }</b>. Look at this one first, then decide.
refusal-own-money = Nobody changes their own balance or refunds their own order. Ask another admin or the owner to enter it.
refusal-too-many-staff = The staff has { $max } people already, which is the most. Ask the owner to take off those who have left (<code>warung staff remove</code>), then send the code once more.
refusal-own-order = Invoice <b>{ $order }</b> is your own. Ask another admin to look for the money and approve it.
refusal-many-unpaid = You have left { $max } orders unpaid within an hour. Please order again after <b>{ $until_clock }</b>.
refusal-no-invoices = QRIS payments do not work at the moment. Please try again after <b>{ $until_clock }</b>, or pay another way if there is one.
refusal-not-refundable = Order <b>{ $order }</b> cannot be refunded: it is not paid, or it is a deposit.
refusal-bad-refund = A refund can be from Rp1 to { $most }, which is what is left. Example: <code>10000</code>.
refusal-all-refunded = All that was paid for order <b>{ $order }</b> has been given back. Nothing is left to refund.
refusal-too-many-refunds = One order can have { $max } refunds at most. Go on outside the shop.
refusal-refund-changed = Order <b>{ $order }</b> has just been refunded from elsewhere. Have a look first, then start again if it is still needed.
refusal-no-refund = Order <b>{ $order }</b> has no such refund. They are listed on the order's page.
refusal-no-unit = That item is not one of order <b>{ $order }</b>, or it has been refunded or replaced. Choose another one.
refusal-still-sending = The goods of order <b>{ $order }</b> are on their way. Wait until they arrive, then try again.
refusal-no-replacement = <b>{ $name }</b> is sold out, so there is no replacement. Add stock first, or refund the item.
refusal-given-back = The goods of order <b>{ $order }</b> have been refunded and cannot be shown any more.
refusal-unknown-order = No order has that number. Check it, for example: <code>/order 123</code>
refusal-bad-days = The period is a number of days from 1 to { $max }. Example: <code>30</code>.
refusal-bad-factors = Type 1 to { $max } percentages from 1 to 100. Example: <code>100 80 50</code>.

## General

general-not-understood =
    Sorry, we did not understand that.
    Type a product's name or number, or use the keys below.
general-only-text =
    Sorry, we can only read text and buttons.
    Type a product's name or number, or use the keys below.
general-edited = ✏️ We do not read messages that are edited. Please send it again as a new one.
general-broken =
    🙏 Sorry, something broke on our side.
    Report code: <code>{ $error }</code>. The owner has been told.
    Please try again; your orders and payments are safe.
toast-old-button = This button is no longer valid. Please open it again from the menu.
toast-wait = ⏳ One moment…

## Admin: home

admin-home =
    ⚙️ <b>{ $store }</b>
    { $date }

    { $rows }
admin-home-today = 🛒 Today: <b>{ $paid }</b> orders · <b>{ $total }</b>
admin-home-busy = 🛒 Today's sales: see /report
admin-home-products = 📦 { $count } products on the shelf
admin-home-in-review = 📝 Evidence of transfers to look at: <b>{ $count }</b>
admin-home-undelivered = 🚨 Paid, not delivered: <b>{ $undelivered }</b>
admin-home-owed = 💸 Refunds not sent yet: <b>{ $count }</b>
admin-home-all-well = ✅ All is well, nothing waits
button-undelivered = 🚨 Paid, not delivered ({ $count })
button-manage-products = 🛒 Manage Products
button-settings = 🧰 Settings
button-edit-field = ✏️ { $field }
plain-field-name = Name
plain-field-price = Price
plain-field-category = Category
plain-field-description = Description
plain-field-code = Code
plain-field-off = Discount
plain-field-scope = Valid for
plain-field-minimum = Minimum
plain-field-period = Period
plain-field-uses = Uses
plain-field-per-buyer = Per buyer
plain-field-first = For whom
plain-field-amount = Amount
plain-field-to = Where to
plain-field-why = Reason
button-save = ✅ Save
button-cancel = { key-cancel }
button-skip = ⏭️ Skip
button-refunds-owed = ⏳ Refunds to be sent ({ $count })

## Admin: products

admin-products =
    🛒 <b>Manage Products</b>
    { $count ->
        [one] { $count } product on the shelf.
       *[other] { $count } products on the shelf.
    }
admin-products-empty =
    🛒 <b>Manage Products</b>
    The shelf is empty. Start with <b>{ button-add-product }</b>.
admin-product-line =
    <b>{ $number }.</b> { $name }
    { $price } · stock: { $stock }
button-add-product = ➕ Add Product
button-fill-stock = 📦 Add Stock
button-product = { $number }. { $name }

## Admin: add and change a product

wizard-name =
    ➕ <b>Add Product</b> (1 of 5)
    Type the product's name, for example <code>Netflix 1 Month</code>
wizard-price =
    ➕ <b>{ $name }</b> (2 of 5)
    Type its price in rupiah, for example <code>50000</code> or <code>50k</code>
wizard-category =
    ➕ <b>{ $name }</b> (3 of 5)
    Choose a category, or type the name of a new one.
wizard-description =
    ➕ <b>{ $name }</b> (4 of 5)
    Type its description, or press <b>{ button-skip }</b>.
wizard-photo =
    ✅ The product <b>{ $name }</b> is saved. Would you like a photo of it? (5 of 5)
    Send one photo, or press <b>{ button-skip }</b>.
wizard-confirm =
    🔎 <b>Is this right?</b>

    <b>{ $name }</b>
    { $description }

    💲 Price: <b>{ $price }</b>
    🗂️ Category: { $category }
wizard-done =
    ✅ Product <b>{ $number }. { $name }</b> is on the shelf.
    Do you sell accounts or codes? Press <b>{ button-fill-stock }</b>.
    A PDF, a shared account, an invitation or a top-up? Press <b>{ button-kind }</b> first.
wizard-cancelled = ✅ Cancelled, nothing has changed.
done-add =
    ✅ Product <b>{ $number }. { $name }</b> is on the shelf at { $price }.
    Do you sell accounts or codes? Press <b>{ button-fill-stock }</b>.
    A PDF, a shared account, an invitation or a top-up? Press <b>{ button-kind }</b> first.
done-price = ✅ Price of <b>{ $number }. { $name }</b>: { $old_price } is now <b>{ $new_price }</b>.
done-photo = ✅ The photo of <b>{ $number }. { $name }</b> is set.
delete-ask =
    🗄️ <b>Archive { $number }. { $name }?</b>

    { $unsold ->
        [one] <b>{ $unsold } unit is left.</b> All of it is kept, and the product can come back at any time.
       *[other] <b>{ $unsold } units are left.</b> All of it is kept, and the product can come back at any time.
    }
button-delete-sure = 🗄️ Yes, Archive
done-delete =
    🗄️ <b>{ $number }. { $name }</b> is archived.
    Bring it back at any time with <code>/undel { $number }</code>.
done-undel = ✅ <b>{ $name }</b> is back on the shelf as number <b>{ $number }</b> at { $price }. Stock: { $stock }.
archived-ask =
    📦 <b>Number { $number } is { $name }, which is in the archive.</b>

    💲 Price: <b>{ $price }</b>
    📦 Stock kept: <b>{ $stock }</b>
    Bring that product back, or add the new one under this number?
button-bring-back = ↩️ Bring Back { $name }
button-add-new = ➕ Add { $name }

## Admin: product screen, lists, and categories

refusal-bad-emoji = Send a single emoji, for example: 🎬
refusal-category-gone = That category is not there any more. Pick another one from the list.
refusal-category-taken = Another category has that name. Pick another name, or merge the two.
refusal-category-in-use = This category still has { $count } products on the shelf and { $archived } in the archive. Move or merge them first.
refusal-changed = Somebody has changed it meanwhile. What it is now stands below; send yours once more if you still want it.
refusal-not-in-units = This product is not filled with lines of text. Open <b>🧬 Kind</b> on its card.
refusal-kind-in-use = Its kind cannot change yet: <b>{ $count }</b> units are in stock or in orders that are not finished. Take them out or finish them first.
refusal-parts = Names of parts: at most <b>{ $max }</b>, parted by |, none empty and none twice. For example <code>email|password|pin</code>.
refusal-changed-since = It has been changed again since, so nothing was undone. What it is now stands below.
refusal-order-least = This product is sold from { $fewest } per order. Add some first.
refusal-order-most = At most { $max } of this product per order. Take some out first.
refusal-order-few = Sorry, only { $stock } are left, and an order needs at least { $fewest }. See others in <b>{ key-all-products }</b>.
cart-least = • { $name }: at least { $fewest } per order, adjusted
cart-most = • { $name }: at most { $max } per order, adjusted
cart-few = • { $name }: only { $stock } left, at least { $fewest } per order
refusal-no-picture = Send one photo, no text and no file.
refusal-between = Type a number from { $fewest } to { $max }.
product-least = ⚖️ At least <b>{ $fewest }</b> per order
product-most = ⚖️ At most <b>{ $max }</b> per order
product-least-and-most = ⚖️ Per order at least <b>{ $fewest }</b>, at most <b>{ $max }</b>
button-wait = 🔔 Tell me
button-unwait = 🔕 Do not tell me
button-see-product = 🛍️ See the product
toast-waits = 🔔 We will tell you as soon as there is stock.
toast-waits-no-more = 🔕 You will not be told.
told-back =
    🔔 <b>{ $name }</b> is back in stock, for { $price }.
    There are only a few, so it may be gone again later.
refusal-wait-in-stock = It is back in stock. You can order it now.
refusal-wait-many = You wait for { $max } products already. Leave one of them first.
refusal-wait-full = Too many people wait for this product. Please look again later.
product-too-few = Only { $stock } are left, not enough for one order. Please try again later.
product-ask-quantity-from =
    ✏️ How many <b>{ $name }</b> would you like?
    Type a number from { $fewest } to { $max }.
product-screen =
    <b>{ $number }. { $name }</b>
    { $state }

    { $description }

    💲 Price: <b>{ $price }</b>
    🗂️ Category: { $category }
    📦 For sale: <b>{ $stock }</b> · reserved: { $reserved } · sold: { $sold }
product-pays = 🏷️ With the discount that holds now, buyers pay <b>{ $price }</b>.
product-saved = ✅ <b>Saved.</b> A mistake? Press <b>{ button-undo }</b>.
note-undone = ↩️ <b>Undone.</b>
state-for-sale = 🟢 For sale
state-sold-out = 🔴 Sold out
state-low = 🟡 Stock is low
state-hidden = 👁️ Hidden from buyers
state-archived = 🗄️ Archived: not sold; its stock and its past are kept
plain-hidden = hidden
plain-archived = archived
plain-in-archive = { $count } in the archive
button-undo = ↩️ Undo
button-to-product = ⚙️ Product
button-product-name = ✏️ Name
button-product-price = 💲 Price
button-product-category = 🗂️ Category
button-product-description = 📝 Description
button-product-photo = 🖼️ Photo
button-product-stock = 📦 Stock
button-product-limits = ⚖️ Limits
button-product-hide = 👁️ Hide
button-product-show = 👁️ Show
button-product-archive = 🗄️ Archive
button-product-return = 📥 Back on the Shelf
toast-hidden = 👁️ Hidden from buyers
toast-unhidden = 👁️ Buyers see it again
toast-undone = ↩️ Undone
toast-at-the-end = It is at the end already.
edit-name =
    ✏️ Its name now: <b>{ $name }</b>

    Type the new name.
edit-price =
    💲 <b>{ $name }</b> costs <b>{ $price }</b> now

    Type the new price, for example: <code>15k</code>, <code>15.000</code> or <code>1,5jt</code>
edit-price-sure =
    💲 <b>Lower { $name } by more than half?</b>

    From { $old_price } to <b>{ $new_price }</b>. If it was a slip, just type the right price.
button-price-sure = ✅ Yes, { $price }
edit-category =
    🗂️ <b>{ $name }</b> is in <b>{ $category }</b> now

    Pick a category, or type the name of a new one.
button-no-category = 🚫 No Category
edit-description =
    📝 The description of <b>{ $name }</b> now:

    { $description }

    Type the new one.
edit-description-none =
    📝 <b>{ $name }</b> has no description yet.

    Type one.
button-empty-field = 🗑️ Leave it empty
edit-photo =
    🖼️ <b>{ $name }</b> has a photo.

    Send another one to take its place.
edit-photo-none =
    🖼️ <b>{ $name }</b> has no photo yet.

    Send one photo.
button-remove-photo = 🗑️ Remove Photo
edit-least =
    ⚖️ An order of <b>{ $name }</b> has at least <b>{ $fewest }</b> now.

    Type the fewest that one order may have.
edit-most =
    ⚖️ An order of <b>{ $name }</b> has at most <b>{ $max }</b> now.

    Type the most that one order may have.
edit-low =
    🟡 <b>{ $name }</b> counts as low from <b>{ $count }</b> now.

    Type the number; <code>0</code> means never.
button-default = ♻️ Default: { $state }
limits-card =
    ⚖️ <b>Limits of { $name }</b>

    Per order: at least <b>{ $fewest }</b>, at most <b>{ $max }</b>
    Low from: <b>{ $count }</b>
    When sold out: <b>{ $state }</b>
button-limits-least = ⬇️ Minimum
button-limits-most = ⬆️ Maximum
button-limits-low = 🟡 Low-stock Mark
button-limits-sold-out = 🔴 Change When Sold Out
plain-sold-out-shown = stays in the list
plain-sold-out-hidden = not in the list
plain-sold-out-as-shop-shown = as the shop (shown)
plain-sold-out-as-shop-hidden = as the shop (not shown)
button-find = 🔎 Search
products-find = 🔎 Type the name, the number or the category of the product.
products-none = There is no product in this list.
products-sold-out =
    🔴 <b>Sold out</b>
    { $count ->
        [one] { $count } product needs stock.
       *[other] { $count } products need stock.
    }
products-low =
    🟡 <b>Low stock</b>
    { $count ->
        [one] { $count } product is nearly sold out.
       *[other] { $count } products are nearly sold out.
    }
products-hidden =
    👁️ <b>Hidden</b>
    { $count ->
        [one] { $count } product is not shown to buyers.
       *[other] { $count } products are not shown to buyers.
    }
products-archived =
    🗄️ <b>Archive</b>
    { $count ->
        [one] { $count } product is not sold any more; its stock and its past are kept.
       *[other] { $count } products are not sold any more; their stock and their past are kept.
    }
products-found =
    🔎 <b>{ $query }</b>
    { $count ->
        [one] { $count } product found.
       *[other] { $count } products found.
    }
button-filter-all = 🛒 All ({ $count })
button-filter-sold-out = 🔴 Sold out ({ $count })
button-filter-low = 🟡 Low ({ $count })
button-filter-hidden = 👁️ Hidden ({ $count })
button-filter-archived = 🗄️ Archived ({ $count })
archive-ask-empty =
    🗄️ <b>Archive { $number }. { $name }?</b>

    No unit is left. Its past is kept, and it can come back at any time.
archived-name-ask =
    🗄️ <b>{ $name } is in the archive already, as number { $number }.</b>

    💲 Price: <b>{ $price }</b>
    📦 Stock that is kept: <b>{ $stock }</b>
    Bring that product back, or add the new one?
categories-all =
    🗂️ <b>Categories</b>
    { $count ->
        [one] { $count } category.
       *[other] { $count } categories, in the order in which buyers see them. ⬆️ ⬇️ change it.
    }
categories-none =
    🗂️ <b>Categories</b>
    There is none yet. Begin with <b>{ button-add-category }</b>.
categories-line =
    { $count ->
        [one] { $category } · { $count } product
       *[other] { $category } · { $count } products
    }
button-add-category = ➕ Add Category
button-up = ⬆️
button-down = ⬇️
category-card = 🗂️ <b>{ $category }</b>
category-counts =
    📦 For sale: <b>{ $stock }</b>
    👁️ Hidden: { $hidden }
    🗄️ Archived: { $archived }
category-shown = Buyers see this category as long as something in it is for sale.
category-hidden = 👁️ This category is not in the buyers' list of categories. Its products are sold and found all the same.
button-category-emoji = 😀 Emoji
button-category-products = ↕️ Order of Products
button-category-merge = 🔗 Merge
button-category-delete = 🗑️ Delete
category-new =
    ➕ <b>Add Category</b>
    Type its name, for example: <code>Streaming</code>
category-emoji =
    😀 The emoji of <b>{ $category }</b>

    Send a single emoji; buyers see it before the name.
button-no-emoji = 🚫 No Emoji
category-products =
    ↕️ <b>{ $category }</b>
    { $count ->
        [one] { $count } product.
       *[other] { $count } products. ⬆️ ⬇️ change their order.
    }
category-merge-none = There is no other category to merge it with.
category-merge-pick = 🔗 Merge <b>{ $category }</b> into which one?
category-merge-ask =
    🔗 <b>Merge { $name } into { $category }?</b>

    { $count ->
        [one] { $count } product moves, and the category { $name } goes. It can be undone.
       *[other] { $count } products move, and the category { $name } goes. It can be undone.
    }
category-merge-coupons =
    { $count ->
        [one] 🎟️ { $count } coupon is for the old category alone; products that move leave it.
       *[other] 🎟️ { $count } coupons are for the old category alone; products that move leave them.
    }
button-category-merge-sure = 🔗 Yes, Merge
category-merged =
    { $count ->
        [one] ✅ { $count } product is in <b>{ $category }</b> now.
       *[other] ✅ { $count } products are in <b>{ $category }</b> now.
    }
category-merge-left =
    { $count ->
        [one] { $count } product is still in the old category. Press once more to move it.
       *[other] { $count } products are still in the old category. Press once more to move the rest.
    }
category-ask-delete = 🗑️ <b>Delete the category { $category }?</b> It is empty.
button-category-delete-sure = 🗑️ Yes, Delete
toast-category-deleted = 🗑️ The category { $name } is gone.

## Admin: choices of a product

button-product-variants = 🧩 Choices
button-add-variant = ➕ Add a Choice
button-variant-label = ✏️
button-end-variants = 🧩 Make It a Plain Product
variants-none =
    🧩 <b>{ $name }</b> has no choices yet.

    With choices one product is sold in several versions, for example <code>1 month</code> and <code>3 months</code>, each with a price and stock of its own. Buyers still see one product.
    Begin with <b>{ button-add-variant }</b>.
variants-title = 🧩 <b>Choices of { $name }</b>
variants-line =
    <b>{ $number }.</b> { $name }
    { $price } · stock: { $stock } · sold: { $sold }x
variants-hint = Tap one to change its price, stock, and limits. Buyers see them in this order.
variant-first =
    🧩 <b>{ $name }</b> will have several choices.

    First give a name to the one that <b>is there now</b>, for example <code>1 month</code>
    The new one is asked for after this.
variant-label =
    ➕ <b>New choice: { $name }</b> (1 of 2)
    Type its label, for example <code>3 months</code>
variant-price =
    ➕ <b>{ $name }</b> (2 of 2)
    Type its price in rupiah, for example <code>25000</code>
variant-card =
    ➕ <b>{ $name }</b>
    💲 Price: <b>{ $price }</b>

    Is that right? Tap <b>{ button-save }</b>.
variant-card-first = 🧩 The present one becomes the choice <b>{ $name }</b>; its price, stock, and orders stay.
variant-edit-label =
    ✏️ Its label now: <b>{ $name }</b>

    Type the new label, for example <code>1 month</code>
variant-of = 🧩 A choice of <b>{ $name }</b>. Name, description, photo, and category are the same for all its choices.
variant-head = 🧩 The card <b>{ $name }</b> has { $count } choices. Hidden or archived from here, all of them go with it.
done-variant = ✅ <b>{ $number }. { $name }</b> is on the shelf at { $price }.
next-units = To add its stock, press <b>{ button-fill-stock }</b> and send the accounts or codes.
next-files = To add its stock, press <b>{ button-fill-stock }</b> and send the files.
next-shared = First say what every buyer of it gets: press <b>{ button-shared-fill }</b>.
next-manual = There is no stock to fill. Its promise and its question are set in <b>{ button-kind }</b>.
plain-field-label = Label
toast-variants-ended = 🧩 A plain product now
archive-ask-card =
    🗄️ <b>Archive { $name } with its { $count } choices?</b>

    { $unsold ->
        [one] <b>{ $unsold } unit is left.</b> All of it is kept, and can come back at any time.
       *[other] <b>{ $unsold } units are left.</b> All of them are kept, and can come back at any time.
    }
archive-ask-card-empty =
    🗄️ <b>Archive { $name } with its { $count } choices?</b>

    No unit is left. Their past is kept, and all can come back at any time.
done-delete-card =
    🗄️ <b>{ $name }</b> is archived with its { $count } choices.
    Bring it back at any time with <code>/undel { $number }</code>.
done-undel-card = ✅ <b>{ $name }</b> is back on the shelf with { $count } choices. Stock: { $stock }.
refusal-too-many-variants = A product has { $max } choices at most. Archive one that you do not need, or add another product.
refusal-variant-taken = Another choice of this product has that label. Type another one.
refusal-variant-long = The product's name and the label are { $max } characters at most together. Shorten one of them, and send it again.
refusal-is-choice = This number is a choice on another product's card. In the file it stands below that product, as <code>[[product.variant]]</code>.
refusal-no-choices = That product has no choices yet. Add one first with <b>🧩 Choices</b> on its card.
refusal-card-hidden = The product is still hidden with all its choices. Show the product first.
refusal-variants-left = There are other choices left. Archive them first, then tap again.

## Admin: add stock

fill-pick = 📦 <b>Add Stock</b>: choose a product.
fill-send =
    📦 <b>{ $number }. { $name }</b>, { $stock } in stock now.
    Paste the stock here, <b>one unit a line</b>, or send a <code>.txt</code> or <code>.csv</code> file.
    An account of several lines? Leave a blank line between accounts. Nothing is taken before you have looked.
fill-reading = ⏳ Reading the file for <b>{ $name }</b>…
fill-which =
    📎 <b>Which product</b> is this file stock of?
    Choose below, or type the product's number.
intake-title = 👀 <b>Look first: { $number }. { $name }</b>
intake-account =
    Lines { $first_line } to { $last_line } look like one account written over several lines.
    If so, choose 🧩: each block becomes one unit.
intake-units = 📦 To come in: <b>{ $count }</b> units
intake-unheaded = 📦 Without the heading: <b>{ $count }</b> units
intake-blocks = 🧩 By blocks: <b>{ $count }</b> accounts
intake-first = First: <code>{ $content }</code>
intake-first-parts =
    First:
    { $rows }
intake-last-parts =
    Last:
    { $rows }
intake-last = Last: <code>{ $content }</code>
intake-seams = ✂️ Put together of several messages, which meet on lines { $places }.
intake-looking = ⏳ Looking over the file for <b>{ $name }</b>: { $done } of { $count }…
intake-taking = ⏳ Taking in stock of <b>{ $name }</b>: { $done } of { $count }…
plain-signs = ({ $count } characters)
button-take = ✅ Take in
button-take-unheaded = ✅ Take in Without the Heading ({ $count })
button-take-blocks = 🧩 Take in by blocks ({ $count })
toast-intake-dropped = Left, nothing was taken
paste-gather =
    ✂️ <b>Stock of { $number }. { $name }</b>: { $count } parts are here. Nothing has been taken.
    Wait until all parts have been sent, then press <b>{ button-paste-whole }</b>. They are put together by themselves.
button-paste-whole = ✅ That is all
refusal-late-piece =
    This message came more than 30 seconds after the part before it, and was <b>not joined</b>.
    Press <b>{ button-paste-whole }</b> for what is here, or send all of it as a <code>.txt</code> file.
refusal-many-pieces = That makes { $max } messages. Please send all of it as one <code>.txt</code> file.
refusal-intake-gone = This no longer waits for you. Send it again if you still need it.
refusal-intake-not-yours = A colleague has sent this, and only they can take it in.
refusal-intake-reading = The file is still being looked over. Wait a moment.
refusal-intake-nothing-new = Nothing in this is new.
fill-result =
    📦 <b>{ $number }. { $name }</b>
    ✅ Added: <b>{ $added }</b>
    ♻️ Known already, skipped: { $doubled }
    ❌ Refused: { $refused }

    In stock now: <b>{ $stock }</b>
fill-doubled-lines = ♻️ In stock or twice here, left out: lines { $places }
fill-refused-line = ❌ Line { $line }: { $reason }
fill-more-lines =
    { $count ->
        [one] … and { $count } more line
       *[other] … and { $count } more lines
    }
plain-more-lines =
    { $count ->
        [one] and { $count } more line
       *[other] and { $count } more lines
    }
fill-moved = ↪️ Moved here from a product that is off the shelf: { $moved }
fill-sold-lines = 💸 Sold before, left out: lines { $places }
fill-elsewhere-lines = 📦 With product { $number }. { $name } already, left out: lines { $places }
fill-sure-account =
    Lines { $first_line } to { $last_line } look like one account written over several lines. A buyer would get <b>one line only</b>.
    If so, put a blank line or <code>---</code> between accounts and send them again.
fill-sure-heading =
    Line { $line } looks like the heading of a column. A buyer would get <b>the heading only</b>.
    If so, take that line out and send them again.
button-each-line = ✅ Take in by lines ({ $count })
paste-cut =
    ✂️ <b>This message is long, and Telegram may have cut it.</b> Nothing was taken, of what follows it neither.

    If it is stock, open <b>{ button-fill-stock }</b> first and paste it again: its parts are put together. A <code>.txt</code> file will do as well.
paste-behind =
    ✂️ This looks like the rest of the message before, so it was <b>not taken</b>.
    If it is stock, send it again by <b>{ button-fill-stock }</b> or as a <code>.txt</code> file.
goods-not-searched =
    📦 This looks like stock, and it was <b>not taken</b>.
    Add stock by <b>{ button-fill-stock }</b>, or send <code>/addstock 1</code> (1 is the product's number), then the goods.
button-fill-more = ➕ Add more
plain-reject-too-long = too long
plain-reject-not-text = not UTF-8 text (Windows-1252 perhaps); save it again as UTF-8
plain-reject-ruin = spoilt by a spreadsheet; make the column Text and export it again
plain-reject-lines = several lines
plain-reject-parts = has { $count } parts and should have { $max } (parted by |)
plain-reject-cut = perhaps cut where Telegram split the message, send this line again

## Batches and units

stock-of =
    📦 <b>Stock of { $number }. { $name }</b>
    🟢 For sale: <b>{ $stock }</b>
    🕒 Reserved: { $reserved }
    💸 Sold: { $sold }
    🧊 Frozen: { $withheld }
button-units = 📋 Units ({ $count })
button-units-files = 📋 Files ({ $count })
button-units-withheld = 🧊 Frozen ({ $count })
button-find-unit = 🔎 Find a unit
button-find-file = 🔎 Find a file
button-batches = 🧾 Batches
button-export = 📤 Export stock
units-available =
    📋 <b>{ $number }. { $name }</b>: { $count } units for sale, the newest first.
    What is in them is hidden. Tap one to look after it.
units-withheld =
    🧊 <b>{ $number }. { $name }</b>: { $count } units frozen, not for sale.
    Tap one to sell it again or to delete it.
files-available =
    📋 <b>{ $number }. { $name }</b>: files for sale: { $count }, the newest first.
    Tap one to look after it.
files-available-none = 📋 <b>{ $number }. { $name }</b>: no files for sale.
files-withheld =
    🧊 <b>{ $number }. { $name }</b>: files frozen, not for sale: { $count }.
    Tap one to sell it again or to delete it.
button-stock-unit = { $content } · #{ $number }
unit-find =
    🔎 Find a unit of <b>{ $number }. { $name }</b>.
    Type a piece of it, such as the account's name. Sold units are found by their whole line.
file-find =
    🔎 Find a file of <b>{ $number }. { $name }</b>.
    Type a piece of its name. Only files that are not sold are looked through.
unit-found = 🔎 Found: <b>{ $count }</b>
unit-found-none = 🔎 No such unit.
unit-found-more = There may be others. Type more of it.
unit-card =
    📦 <b>Unit #{ $id }</b>
    { $number }. { $name }
    { $state }
unit-batch = 🧾 From the batch of { $at }
plain-fate-available = 🟢 For sale
plain-fate-withheld = 🚫 Marked as bad, not for sale
plain-fate-frozen = 🧊 Frozen with its batch, not for sale
plain-fate-shared = for every buyer
plain-fate-held = 🕒 Reserved for { $order }
plain-fate-sold = 💸 Sold in { $order }
plain-fate-returned = ↩️ Taken back from { $order }, never sold again
button-reveal = 👁️ Show it
toast-revealed = 👁️ Noted: you have seen this unit
button-unit-order = 📦 Order { $order }
button-unit-correct = ✏️ Correct
button-unit-move = 🔀 Move
button-unit-withhold = 🚫 Mark as bad
button-unit-release = 🟢 Sell again
button-unit-remove = 🗑️ Delete
unit-ask-remove =
    🗑️ Delete the unit <code>{ $content }</code> of <b>{ $number }. { $name }</b>?
    This cannot be undone. If it is only faulty, choose <b>{ button-unit-withhold }</b>.
button-unit-remove-sure = 🗑️ Yes, delete
toast-unit-removed = 🗑️ Unit deleted
unit-ask-content =
    ✏️ Type what the unit <code>{ $content }</code> should be. Several lines, if an account has several.
    The buyer gets it exactly as typed.
unit-ask-product = 🔀 Which product number does the unit <code>{ $content }</code> go to?
usage-delstock =
    🗑️ Write the product number and the lines, a unit a line:
    <code>/delstock 1|account@mail.id|password</code>
usage-exportstock = 📤 Write the product number: <code>/exportstock 1</code>
units-ask-remove = 🗑️ Delete <b>{ $count }</b> units of <b>{ $number }. { $name }</b>? This cannot be undone.
units-remove-line = • <code>{ $content }</code>
button-units-remove-sure = 🗑️ Yes, delete ({ $count })
toast-units-removed = 🗑️ { $count } units deleted
export-ask =
    📤 Copy <b>{ $count }</b> units of <b>{ $number }. { $name }</b> into a file? <b>The shop's stock stays as it is.</b> Frozen units come along.
    Whoever has the file can read them. This is recorded, and the other owners are told.
button-export-sure = 📤 Yes, export ({ $count })
export-caption = 📤 Stock of <b>{ $number }. { $name }</b>, which can be filled in again. Keep it in a safe place.
notice-exported = 📤 { $staff } has exported the stock of <b>{ $number }. { $name }</b>.

batches-title =
    🧾 <b>Batches of { $number }. { $name }</b>
    The newest first.
batches-none = 🧾 No batch is known of <b>{ $number }. { $name }</b> yet.
batches-line = • { $at } · { $count } units · { $source }
button-batch = 🧾 { $at } ({ $count })
batch-card =
    🧾 <b>Batch of { $at }</b>
    { $number }. { $name }

    { $rows }
batch-row-source = 📥 By { $source }
batch-row-source-by = 📥 By { $source }, from { $name }
batch-row-fates =
    📦 <b>{ $count }</b> units came in
    🟢 { $stock } for sale · 🕒 { $reserved } reserved · 💸 { $sold } sold · ↩️ { $returned } taken back
batch-row-withheld = 🧊 { $withheld } frozen, not for sale
batch-row-cost = 💲 Cost of a unit: { $price }
batch-row-note = 📝 { $reason }
batch-row-work = ⏳ At work: { $done } units { $what }, { $left } not possible yet
plain-source-paste = chat
plain-source-file = file
plain-source-import = the server
plain-doing-freeze = frozen
plain-doing-thaw = for sale again
plain-doing-take-back = taken back
plain-doing-replace = replaced
plain-doing-refund = refunded
button-batch-open = 🧾 See the batch
button-batch-freeze = 🧊 Freeze
button-batch-thaw = 🟢 Sell again
button-batch-take-back = ↩️ Undo this batch
button-batch-replace = ♻️ Replace all
button-batch-refund = 💸 Refund all
button-batch-buyers = 👥 Who has bought it
button-batch-cost = 💲 Cost
button-batch-note = 📝 Note
batch-ask-take-back =
    ↩️ Undo the batch of <b>{ $product }</b> ({ $at })?
    Not sold: <b>{ $unsold }</b>, deleted from the shop.
    Sold or reserved: <b>{ $sold }</b>, stays with its buyers.
    This cannot be undone; send the list again if you need it.
button-batch-take-back-sure = ↩️ Yes, take back ({ $count })
batch-ask-replace =
    ♻️ Replace <b>{ $sold }</b> sold units of the batch of <b>{ $product }</b> ({ $at })?
    Each buyer gets another unit at once. Spare units: <b>{ $stock }</b>. What nothing is left for stays listed, and can be repeated once there is stock.
button-batch-replace-sure = ♻️ Yes, replace ({ $count })
batch-ask-refund =
    💸 Give the money back for <b>{ $sold }</b> units of the batch of <b>{ $product }</b> ({ $at })?
    What was paid goes onto each buyer's balance, and they are told. This cannot be undone.
button-batch-refund-sure = 💸 Yes, refund ({ $count })
batch-ask-freeze = 🧊 Keep <b>{ $stock }</b> units of the batch of <b>{ $product }</b> ({ $at }) from being sold?
batch-ask-thaw = 🟢 Sell <b>{ $withheld }</b> units of the batch of <b>{ $product }</b> ({ $at }) again?
toast-batch-changed = ⚠️ The count has changed. Please look again.
toast-batch-frozen = 🧊 Units no longer for sale: { $count }
toast-batch-thawed = 🟢 Units for sale again: { $count }
toast-batch-taken-back = ↩️ Units taken back: { $count }
toast-batch-replaced = ♻️ Units replaced: { $count }
toast-batch-refunded = 💸 Units refunded: { $count }
batch-worked = ✅ Done: <b>{ $done }</b> units { $what }.
batch-worked-left =
    ⚠️ { $left } units were not possible. Mostly there is no spare stock: add some, then repeat it from this batch.
batch-faulty-hint = A faulty batch? <b>{ button-batch-freeze }</b> first, then replace or refund.
toast-batch-goes-on = ⏳ { $count } units done, the rest goes on by itself
units-available-none = 📋 <b>{ $number }. { $name }</b>: no unit is for sale yet.
batch-buyers = 👥 Batch of { $at }: in <b>{ $count }</b> orders.
batch-ask-cost = 💲 What has one unit of the batch of { $at } cost you? Example: <code>9000</code>. For the staff only.
batch-ask-note = 📝 Write a note about the batch of { $at }, one line. For the staff only.
plain-recall-why = Faulty batch of { $at }
refusal-batch-gone = This batch is no longer there: all its units were taken back.
refusal-batch-busy = Something is being done with this batch. Wait until it is over.
refusal-batch-selling =
    Freeze this batch first with <b>{ button-batch-freeze }</b>: as long as it is for sale, new buyers may get its units.
refusal-batch-nothing = There is no unit to do this with.
refusal-unit-gone = This unit is no longer in the shop.
refusal-unit-taken = This unit is reserved or sold, and so cannot be changed. Replace or refund it through its order.
refusal-unit-known = The shop has that line already.
refusal-unit-there = This unit is with that product already.
refusal-unit-not-found =
    No unsold unit is exactly like that. Write the whole line, or use <b>{ button-find-unit }</b>.
refusal-units-many = At most { $max } lines at once. Split it into several commands.
refusal-unit-unfit = That cannot be used: { $reason }

## Admin: settings

settings-card =
    🧰 <b>Settings</b>

    In force at once. Press one to see its reason, its bounds and its history.
setting-group =
    { $why }
    { $rows }
setting-group-orders = 🛒 <b>Orders</b>
setting-group-money = 💰 <b>Money</b>
setting-group-buyers = 🙋 <b>Buyers</b>
setting-group-staff = 👤 <b>Staff</b>
setting-group-machine = ⚙️ <b>Sending</b>
setting-line = • { $name }: <b>{ $state }</b>
plain-setting-sold-out = 🙈 Sold-out products
plain-setting-open-invoices = 🧾 Unpaid invoices at a time
plain-setting-least-deposit = 💰 Least deposit
plain-setting-most-deposit = 💰 Largest deposit
plain-setting-account = 🏦 Transfers by hand
plain-setting-refund = ↩️ Refund formula
plain-setting-keyboard = ⌨️ Keyboard
plain-setting-invoice-minutes = ⏱️ Life of an invoice
plain-setting-low-mark = 🟡 Low-stock mark
plain-setting-contact = 💬 Contact for buyers
plain-setting-languages = 🌐 Languages
plain-setting-quiet-hours = 🌙 Quiet hours
plain-setting-group = 👥 Staff group
plain-setting-pace = 🚦 Sending pace
plain-setting-digest-hour = ☀️ Daily digest
plain-setting-cashier-refund = 🧑‍💼 Cashier's refund limit
setting-why-sold-out = What is sold out stays visible so that buyers know of it, or is hidden so that the list is short. A product may have a rule of its own.
setting-why-open-invoices = An unpaid invoice holds stock; this is how many one buyer may have.
setting-why-least-deposit = A deposit that is too small is eaten up by the cost of paying it.
setting-why-most-deposit = It limits the money that can go wrong in one payment.
setting-why-account = Buyers can transfer straight to the shop's account; an admin approves once the money is in.
setting-why-refund = Suggested refund = price × days left ÷ period × factor.
setting-why-keyboard = A keyboard that stays open is easy to find; one that folds away leaves room for the chat.
setting-why-invoice-minutes = So long the stock is held for the buyer, and then sold again. Invoices that are out do not change.
setting-why-low-mark = From this many left on a product is called low, if it has no mark of its own.
setting-why-contact = Here <b>{ button-contact }</b> takes buyers who need help.
setting-why-languages = Buyers choose among these; everybody else reads the shop's own language.
setting-why-quiet-hours = In these hours news that can wait makes no sound. Money, evidence and warnings always do.
setting-why-group = News of orders goes to this group too, so that all of the staff see it in one place.
setting-why-pace = How many messages go out a second, so that Telegram does not hold the bot back. What people wait for still goes first.
setting-why-digest-hour = The day before in a few lines, for owners and admins, at this hour. Off by default, for the menu shows today anyway.
setting-why-cashier-refund = Beyond this only an admin or the owner can give back money of one order.
setting-of =
    <b>{ $name }</b>
    { $why }

    Now: <b>{ $state }</b>
    { $rows }
setting-row-bounds = Bounds: { $state }
setting-row-default = Default: { $state }
setting-row-file = Default, from the operator's file: { $state }
setting-changed = ⚠️ Meanwhile { $name } changed it from <b>{ $start }</b> to <b>{ $end }</b> ({ $at }). Nothing was changed now; press once more if you still want it.
setting-trying = ⏳ A trial message is on its way to that group. The setting counts once it has arrived; you are told here.
setting-history =
    🕘 <b>History of { $name }</b>
    Press a button to go back to that value.

    { $rows }
setting-past = { $at } · { $name }: <b>{ $state }</b>
button-setting-history = 🕘 History
button-setting-edit = ✏️ Change
button-setting-return = ↩️ { $state }
button-setting-off = 🚫 Turn off
button-setting-hide = 🙈 Hide them
button-setting-show = 👁️ Show them
button-setting-stay = ⌨️ Keep it open
button-setting-fold = ⌨️ Let it fold
button-setting-spoken = ✅ { $language }
button-setting-unspoken = ⬜ { $language }
plain-setting-hidden = hidden
plain-setting-shown = shown
plain-setting-stays = stays open
plain-setting-folds = folds away
plain-setting-minutes = { $minutes ->
        [one] 1 minute
       *[other] { $minutes } minutes
    }
plain-setting-units = { $count ->
        [one] 1 unit
       *[other] { $count } units
    }
plain-setting-per-second = { $count ->
        [one] 1 message a second
       *[other] { $count } messages a second
    }
plain-setting-formula = { $days ->
        [one] 1 day
       *[other] { $days } days
    } · { $factors }
plain-setting-topic = { $id }, topic { $number }
plain-setting-between = { $start } to { $end }
plain-setting-none = none
plain-setting-on = on
plain-setting-off = off
plain-by-machine = the shop's machine
plain-by-shop = the shop itself
plain-yes = yes
plain-no = no
setting-now = Now: <b>{ $state }</b>
setting-ask-count =
    <b>{ $name }</b>
    Type a number from { $fewest } to { $max }.
setting-ask-money =
    <b>{ $name }</b>
    Type an amount from { $least } to { $most }, for example: <code>20000</code>
setting-ask-contact =
    <b>{ $name }</b>
    Type a <code>@username</code>, an <code>https://…</code> link, or a phone number with its country, for example: <code>+6281234567890</code>
setting-ask-formula =
    <b>{ $name }</b>
    Type the period in days, then one or more percentages, for example: <code>30 100 80 50</code>
    The days alone will do too; the percentages stay.
setting-ask-hours =
    <b>{ $name }</b>
    Type from which hour to which, for example: <code>22-6</code>
setting-ask-hour =
    <b>{ $name }</b>
    Type the hour, for example: <code>7</code>
setting-ask-group =
    <b>{ $name }</b>
    1. Add this bot to the staff's group and let it write.
    2. Hold a message there (in the topic you want, if there are any), copy its link and paste it here, for example: <code>https://t.me/c/1234567890/55</code>

    Of a forwarded message Telegram does not tell the group, so a link is needed. A group with a public name cannot be known by its link; type its number, for example: <code>-1001234567890</code>
refusal-setting-flag = Type <code>yes</code> or <code>no</code>.
refusal-setting-money = It can be from { $least } to { $most }. For example: <code>20000</code>.
refusal-setting-contact =
    “{ $typed }” cannot be a contact.
    Type a <code>@username</code>, an <code>https://…</code> link, or a phone number with its country, for example: <code>+6281234567890</code>
refusal-setting-formula = The formula is the period in days, then percentages from 1 to 100, for example: <code>30 100 80</code>
refusal-setting-hours = The hours are written like <code>22-6</code>: two whole hours that differ.
refusal-setting-hour = The hour is written like <code>7</code> or <code>07.00</code>, from 0 to 23.
refusal-setting-languages = The shop does not speak that language, or it is the shop's own, which is always spoken.
refusal-setting-group = That is no link of a message in a group. For example: <code>https://t.me/c/1234567890/55</code>, or the group's number: <code>-1001234567890</code>
refusal-setting-public-group = That link is of a group with a public name, and does not say the group's number. Type the number, for example: <code>-1001234567890</code>
refusal-setting-unknown = That setting cannot be changed here.
button-operator = 📄 From the operator's file
operator-card =
    📄 <b>In the operator's file alone</b>

    { $rows }
operator-name = • Name of the shop: <b>{ $name }</b>
operator-zone = • Time zone: <b>{ $zone }</b>
operator-language = • The shop's language: <b>{ $language }</b>
operator-people = • Owners and admins in the file: <b>{ $count }</b> and <b>{ $max }</b>
operator-hooked = • The gateway tells of payments: <b>{ $state }</b>
operator-alert-bot = • A bot of its own for warnings: <b>{ $state }</b>
operator-sandbox = • The gateway's trial mode: <b>{ $state }</b>
operator-where =
    Change it on the shop's machine, in <code>{ $path }</code>, or by <code>warung setup { $store }</code>. It takes effect when the shop is started again.
operator-nowhere = This shop runs without a file, so this cannot be changed.
group-trial = ✅ A trial message from <b>{ $store }</b>. From now on news for the staff comes here too.
plain-group-away = the bot is not there, or may not write
group-refused =
    ❌ That group takes no message: <code>{ $error }</code>
    The setting is as it was.
group-remedy = Add the bot to that group, let it write (in its topic too), then send the link once more.
notice-setting-changed = 🧰 <b>{ $name }</b> changed { $query }: { $start } → <b>{ $end }</b>
plain-setting-rows = 🔠 Rows of the keyboard
setting-why-rows = Buyers see these rows, from above; what is hidden can still be typed. The keyboard changes when the main menu is opened again.
plain-row-numbers = 1️⃣ 2️⃣ 3️⃣ …
plain-setting-row-count = { $count ->
        [one] 1 row
       *[other] { $count } rows
    }
button-setting-there = ✅ { $name }
button-setting-away = ⬜ { $name }
button-setting-up = ⬆️ Up
refusal-setting-rows = The row <b>{ key-all-products }</b> must be there; without it buyers find nothing.
digest =
    ☀️ <b>{ $date }</b>
    { $rows }
digest-orders = { $orders ->
        [one] 🛒 1 order, <b>{ $total }</b>
       *[other] 🛒 { $orders } orders, <b>{ $total }</b>
    }
digest-deposits = 💰 Deposits: { $amount }
digest-credited = 💼 Onto buyers' balances: { $amount }
digest-refunds = ↩️ Refunds: { $amount }
digest-fees = 🧾 The gateway's fees: { $amount }
digest-busy = 📈 Too many payments to add up here; they are in <code>/laporan</code>.
digest-sold-out = 🚫 Sold out: { $count }
digest-low = 🟡 Running low: { $count }
toast-saved = ✅ Saved
account-none =
    🏦 <b>Bank transfer</b>
    Buyers can transfer straight to the shop's account; an admin approves once the money is there.

    Type the bank, the account number and its holder; several lines are fine, { $max } characters at most. For example:
    <code>BCA 1234567890 a.n. Sari Dewi</code>
account-now =
    🏦 <b>Bank transfer</b>
    What buyers see now:

    { $account }

    Type a new text to replace it, { $max } characters at most, or press <b>{ button-delete }</b> to offer this way no longer.
account-preview =
    🔎 <b>Is this right? This is what buyers see:</b>

    { $account }

    Check the account number once more.
button-delete = 🗑️ Delete

## Admin: orders

undelivered-title = 🚨 <b>Paid, not delivered</b>
undelivered-empty = ✅ Every paid order has been delivered.
undelivered-sending-line =
    <b>{ $order }</b> · on its way
    { $paid_at }
    { $buyer }
undelivered-stuck-line =
    <b>{ $order }</b> · held up by Telegram
    { $paid_at }
    { $buyer }
button-send-again = 🔁 { $order }
button-replace-order = ♻️ { $order }
toast-sending-again = 🔁 { $order } is sent again.
button-review-list = 🔎 Receipts ({ $count })
button-review = 🔎 See Receipt { $order }
button-approve = ✅ Approve
button-doubt = ❌ Refuse
button-doubt-typed = ✏️ Type a reason
evidence-list =
    🔎 <b>Receipts of transfers</b>
    { $count } to be decided, the oldest first.
evidence-none = ✅ All receipts have been decided.
evidence-line =
    <b>{ $order }</b> · { $payable }
    { $at }
    { $buyer }
evidence-card =
    🔎 <b>Receipt of a transfer</b> · { $order }
    👤 { $buyer }
    { $at }

    { $lines }

    💰 Should have come in: <b>{ $payable }</b>
evidence-piece = 📎 Receipt { $page } of { $pages }
evidence-look = Compare it with the account itself; a picture alone proves nothing.
evidence-look-again =
    Refused once already by { $name }: { $reason }
    If it is refused again, the invoice ends.
evidence-why = Why is it refused? The buyer reads the reason.
evidence-type-doubt =
    ✏️ Type why the receipt of <b>{ $order }</b> is refused, in { $max } characters at most.
    The buyer reads it.
evidence-approved = ✅ Approved by { $name }.
evidence-doubted = ❌ Refused by { $name }: { $reason }. Waiting for a new receipt.
evidence-ended-doubted = ❌ Refused by { $name }: { $reason }. The invoice has ended.
evidence-ended = This invoice has ended.
plain-doubt-not-arrived = The money has not come in
plain-doubt-other-amount = The amount is different
plain-doubt-unclear = The receipt is not clear
plain-transfer-seen = receipt approved
toast-approved = ✅ { $order } is approved.
toast-doubted = ❌ The receipt of { $order } is refused. The buyer has been told.
person-link = <a href="tg://user?id={ $id }">{ $name }</a>
person-link-username = <a href="tg://user?id={ $id }">{ $name }</a> (@{ $username })

## Admin: coupons

button-coupons = 🎟️ Manage coupons
coupons-title =
    🎟️ <b>Coupons</b>
    { $count ->
        [one] { $count } coupon made so far.
       *[other] { $count } coupons made so far.
    }
coupons-empty =
    🎟️ <b>Coupons</b>
    There is no coupon yet. Start with <b>{ button-add-coupon }</b>.
coupons-line =
    <b>{ $code }</b> · { $off }
    { $rows }
coupon-card =
    🎟️ <b>{ $code }</b>

    { $rows }
plain-off-percent = { $percent }%
plain-off-percent-most = { $percent }%, at most { $most }
plain-off-flat = { $amount }
coupon-row-off = Discount: <b>{ $off }</b>
coupon-row-all = For: all products
coupon-row-categories = For the category: { $scope }
coupon-row-products = For the products: { $scope }
coupon-row-minimum = Minimum purchase: { $least }
coupon-row-no-minimum = Minimum purchase: none
coupon-row-from = From: { $first_day }
coupon-row-until = Until: { $last_day }
coupon-row-no-end = Valid: without end
coupon-row-uses-max = Limit in all: { $max }
coupon-row-no-uses-max = Limit in all: none
coupon-row-per-buyer = Limit per buyer: { $max }
coupon-row-no-per-buyer = Limit per buyer: none
coupon-row-first = For a first purchase only
coupon-uses = ✅ Used <b>{ $spent }</b> · ⏳ unpaid { $reserved }
coupon-uses-of = ✅ Used <b>{ $spent }</b> of { $max } · ⏳ unpaid { $reserved }
coupon-withdrawn = ⛔ Switched off
coupon-over = ⌛ No longer valid
coupon-created = ✅ Buyers can use the coupon <b>{ $code }</b> now.
coupon-ask-withdraw =
    ⛔ Switch off the coupon <b>{ $code }</b>?
    Nobody can use it any more afterwards. Invoices that have used it already keep their price.
button-add-coupon = ➕ New Coupon
button-withdraw = ⛔ Switch Coupon Off
button-withdraw-sure = ⛔ Yes, Switch Off
toast-coupon-withdrawn = ⛔ The coupon { $code } is switched off.
coupon-wizard-code =
    🎟️ <b>New Coupon</b> (1 of 8)
    Type its code, for example <code>SAVE10</code>. <b>{ button-skip }</b> makes a random one.
coupon-wizard-off =
    🎟️ <b>{ $code }</b> (2 of 8)
    Type the discount: <code>10%</code>, <code>10% 20000</code> (at most Rp20.000), or <code>5000</code>.
coupon-wizard-scope =
    🎟️ <b>{ $code }</b> (3 of 8)
    What is it for? Choose below, or type product numbers, for example <code>1, 3</code>
coupon-wizard-minimum =
    🎟️ <b>{ $code }</b> (4 of 8)
    Type the minimum purchase, for example <code>50000</code>. <b>{ button-skip }</b> for none.
coupon-wizard-period =
    🎟️ <b>{ $code }</b> (5 of 8)
    { period-how }
    <b>{ button-skip }</b> for valid without end.
period-how =
    Until when is it valid? Type a number of days, for example <code>30</code>, or the last day: <code>31-12-2026</code>, or from one day to another: <code>24-12-2026 31-12-2026</code>.
coupon-wizard-uses =
    🎟️ <b>{ $code }</b> (6 of 8)
    Type how often all buyers together may use it, for example <code>100</code>. <b>{ button-skip }</b> for no limit.
coupon-wizard-per-buyer =
    🎟️ <b>{ $code }</b> (7 of 8)
    How often may one buyer use it? Choose below, or type the number.
coupon-wizard-first =
    🎟️ <b>{ $code }</b> (8 of 8)
    Who is it for?
coupon-wizard-confirm = 🔎 <b>Is this right?</b>
button-once = Once
button-no-limit = ♾️ No Limit
button-every-buyer = 👥 Every Buyer
button-first-purchase = 🆕 First Purchase Only

## Staff: an order, replacement, refund

undelivered-hint = 🔁 send again · ♻️ replace from stock · 🗂️ details and refund
sale-card =
    🗂️ <b>Order { $order }</b>
    👤 { $buyer }
    { $at }
sale-row-gateway = 💠 QRIS: { $payable }, <code>{ $code }</code>
sale-row-transfer = 📝 Manual transfer: { $payable }
sale-row-balance = 💼 From the balance: { $amount }
sale-row-state = 📌 State: <b>{ $state }</b>
sale-row-paid = 💰 Paid: { $paid_at }
sale-row-delivered = 📦 Delivered: { $at }
sale-row-ended = ⌛ Ended: { $at }
sale-row-credited = 💼 { $received } that came is on the buyer's balance
sale-row-given-back = ↩️ Items refunded: { $count } of { $quantity }
sale-refund-balance = ↩️ Refund { $number }: <b>{ $amount }</b> to the balance, { $at }
sale-refund-owed = ⏳ Refund { $number }: <b>{ $amount }</b> outside the shop, <b>not sent yet</b>, { $at }
sale-refund-paid = ✅ Refund { $number }: <b>{ $amount }</b> outside the shop, sent { $paid_at }
sale-refund-note = “{ $reason }” — { $staff }
button-sale = 🗂️ { $order }
button-resend = 🔁 Send Again
button-replace = ♻️ Replace an Item
button-refund = ↩️ Refund
button-paid-out = ✅ { $amount } sent
payout-ask =
    💸 Has <b>{ $amount }</b> for the refund of <b>{ $order }</b> been sent?
    👤 { $buyer }
    The buyer is told at once, and this note cannot be taken back.
button-paid-out-sure = ✅ Yes, it was sent
button-unit = { $position }. { $name }
button-refund-whole = ↩️ The whole order
refund-pick = ↩️ <b>Refund { $order }</b>: the whole order, or one item?
replace-pick = ♻️ <b>Replace an item of { $order }</b>: which one?
replace-ask =
    ♻️ Replace <b>{ $position }. { $name }</b> of order <b>{ $order }</b>?
    The old one is marked and never sold again; another one is taken from stock and sent to the buyer at once.
button-replace-sure = ♻️ Yes, replace
plain-whole-order = the whole order
wizard-refund-amount =
    ↩️ <b>Refund { $order }</b> (1 of 3)
    For: { $name }, paid <b>{ $price }</b>
    At most: <b>{ $most }</b>

    Suggested: { $price } × { $remaining } of { $days } days left × factor.
    Choose one, or type the amount.
wizard-refund-to =
    ↩️ <b>Refund { $order }</b>: { $amount } (2 of 3)
    Where does the money go?
wizard-refund-why =
    ↩️ <b>Refund { $order }</b>: { $amount } (3 of 3)
    Type the reason, for the shop's own record. Example: <code>the account does not work</code>
wizard-refund-confirm =
    🔎 <b>Is this right?</b>

    ↩️ Refund <b>{ $amount }</b> for { $order }
    Items: { $name }
    Reason: { $reason }
wizard-refund-to-balance = The money goes to the buyer's balance at once. The items are marked and never sold again.
wizard-refund-outside = You send the money outside the shop: afterwards press ✅ in the list of refunds. The items are marked and never sold again.
button-suggested = { $percent }% = { $amount }
button-refund-all = 💯 All { $amount }
button-to-balance = 💼 Buyer's balance
button-outside = 🏦 Outside the shop
button-confirm-refund = ✅ Refund { $amount }
toast-replaced = ♻️ Replaced; the new one is on its way.
toast-replaced-before = ♻️ This item was replaced a moment ago.
toast-still-sending = 📤 { $order } is on its way already.
toast-refunded = ↩️ Refund recorded; the buyer has been told.
toast-refunded-before = ↩️ This refund has been recorded already.
toast-paid-out = ✅ Recorded; the buyer has been told.
toast-paid-out-before = ✅ It has been recorded already.
refunds-owed-title = ⏳ <b>Refunds to be sent</b>
refunds-owed-empty = ✅ Every refund has been sent.
refunds-owed-line =
    <b>{ $order }</b> · { $amount }
    { $at }
    { $buyer }

## Notices to the staff

notice-ordered =
    🛒 <b>New Order</b> · { $order }
    👤 { $buyer }

    { $lines }

    💰 { $total } ({ $way }), waiting for payment.
notice-paid =
    ✅ <b>Paid</b> · { $order }
    👤 { $buyer }

    { $lines }

    💰 { $total } ({ $way }).
notice-goods-sent = The goods go out by themselves.
notice-goods-partly = Part of it goes out by itself, and the staff do the rest by hand.
notice-goods-by-hand = The staff do this order by hand.
notice-paid-late =
    ✅ <b>Paid (late)</b> · { $order }
    👤 { $buyer }

    { $lines }

    💰 { $total } ({ $way }) came after the invoice had ended.
plain-way-qris = QRIS
plain-way-balance = balance
plain-way-mixed = balance + QRIS
plain-way-transfer = bank transfer
plain-way-free = free
notice-delivered =
    📦 <b>Delivered</b> · { $order }
    👤 { $buyer }
notice-stuck =
    🚨 <b>PAID, GOODS HELD UP</b>
    🧾 { $order }
    👤 { $buyer }

    Telegram refuses the message: the buyer blocked the bot, or the account is gone.
    As soon as the buyer opens the bot again, the goods go out by themselves.
    Contact the buyer, or send again from <b>{ key-admin }</b>.
notice-expired =
    ⌛ <b>Expired</b> · { $order }
    👤 { $buyer }
    { $total } was not paid; the stock is back.
notice-cancelled =
    ❌ <b>Cancelled</b> · { $order }
    👤 { $buyer }
    { $total } is off; the stock is back.
notice-no-invoice =
    ⚠️ <b>No QRIS code</b> · { $order }
    👤 { $buyer }
    Pakasir refused or did not answer; the stock is back.
notice-wrong-amount =
    🚨 <b>WRONG AMOUNT</b>
    🧾 { $order }
    👤 { $buyer }
    Billed { $expected } (service fee not included), received <b>{ $received }</b>.
    No goods were sent; the money is on the buyer's balance, and the buyer has been told.
notice-credited =
    💼 <b>Put on the balance</b> · { $order }
    👤 { $buyer }
    { $received } came after the invoice had ended. The order can no longer be fulfilled:
    its goods, coupon or balance have been used. The buyer has been told.
notice-deposited =
    💰 <b>Top-up</b> · { $order }
    👤 { $buyer }
    { $amount } is on the buyer's balance.
shrunk-fill = Add more by <b>{ button-fill-stock }</b>.
shrunk-allow = Allow more sales in <b>{ button-kind }</b>.
shrunk-sold-out = 📭 <b>Sold out</b>: { $number }. { $name }
shrunk-low = 🟡 <b>Running low</b>: { $number }. { $name }, { $stock } left
button-fill-number = 📦 Add stock { $number }
notice-joined = 👥 <b>{ $name }</b> joined as <b>{ $role }</b>.
notice-dismissed = 👥 <b>{ $name }</b> is no longer on the staff.
notice-missed = 📒 <b>While you could not be reached</b>, this money was entered by hand:
notice-missed-more = … and { $count } more. All of them are in <code>/laporan</code>, in the ledger.
notice-paid-by-hand =
    ✅ <b>Paid (bank transfer)</b> · { $order }
    👤 { $buyer }

    { $lines }

    💰 { $total }, approved by { $name }.
notice-deposited-by-hand =
    💰 <b>Deposit (bank transfer)</b> · { $order }
    👤 { $buyer }
    { $amount } is on the buyer's balance, approved by { $name }.
notice-evidence =
    🔎 <b>Receipt of a transfer</b> · { $order }
    👤 { $buyer }
    { $payable }, to be decided by an admin in the bot's chat.
notice-review-waits =
    ⏰ <b>A receipt is still undecided</b> · { $order }
    👤 { $buyer }
    { $payable }; the buyer is waiting to hear.
notice-doubted =
    ❌ <b>Receipt refused</b> · { $order }
    👤 { $buyer }
    { $name }: { $reason }
    The buyer was asked for another one.
notice-no-transfer =
    ❌ <b>Receipt refused, invoice ended</b> · { $order }
    👤 { $buyer }
    { $name }: { $reason }
    The buyer has been told.
notice-refunded =
    ↩️ <b>Refund</b> · { $order }
    👤 { $buyer }
    { $amount } to the buyer's balance, by { $name }: { $reason }
notice-refund-promised =
    ↩️ <b>Refund outside the shop</b> · { $order }
    👤 { $buyer }
    { $amount } is to be sent to the buyer; recorded by { $name }: { $reason }
notice-paid-out =
    ✅ <b>Refund sent</b> · { $order }
    👤 { $buyer }
    { $amount } has been sent to the buyer.
notice-replaced =
    ♻️ <b>Item replaced</b> · { $order }
    👤 { $buyer }
    Another one was taken from stock and is on its way.
notice-undelivered =
    🚨 <b>PAID, NOT DELIVERED: { $count } { $count ->
        [one] order
       *[other] orders
    }</b>
    The oldest: { $order }, waiting since { $at }.

    The shop keeps trying. Open the list in <b>{ key-admin }</b> to send again, replace or refund.
    You will hear when all is well.
notice-all-delivered = ✅ <b>No paid order is held up any more.</b>

notice-gateway-down =
    🚨 <b>Trouble with Pakasir</b>
    { $count } failures in a row since { $at }.

    The shop keeps trying by itself; stock of orders being made stays reserved.
    Check Pakasir's status, the server's connection and the API key. You will hear when it is back.
notice-gateway-up =
    ✅ <b>Pakasir is back</b>
    The trouble lasted about { $minutes ->
        [one] a minute
       *[other] { $minutes } minutes
    }.
    Payments made meanwhile are checked automatically; there is nothing to do.
notice-webhook-down =
    ⚠️ <b>The webhook does not work</b>
    Buyers' messages do not arrive at the webhook's address: { $reason }.

    { $state }
    Check public_url, the proxy and the server's firewall. You will hear when it is back.
notice-webhook-up =
    ✅ <b>The webhook works again</b>
    The trouble lasted about { $minutes ->
        [one] a minute
       *[other] { $minutes } minutes
    }. No message was lost; there is nothing to do.
plain-webhook-polling = The shop fetches messages by itself meanwhile (polling), so buyers are served as usual.
plain-webhook-alone = Messages wait at Telegram, for 24 hours at most; buttons for 2.5 minutes only. With mode = "auto" the shop would fetch them by itself.
plain-webhook-silent = messages wait at Telegram, for no reason given
plain-webhook-unreachable = the address cannot be reached
plain-webhook-certificate = its certificate is not trusted
plain-webhook-answered = HTTP { $number } comes back, and not from the shop
plain-webhook-refused = Telegram refuses the address
plain-webhook-taken = another program with the same token has set another address
notice-rejected-flood =
    🚨 <b>Many strange payment notices</b>
    More than { $max } within 10 minutes, the last: { $reason }. All were refused; no order has changed.

    Did you just change the webhook secret or the project at Pakasir? Make the shop's settings match.
    If not, ignore it: goods only leave once Pakasir itself confirms the payment.
notice-rejected-quiet =
    ✅ <b>The strange notices have stopped</b>
    The shop has refused them since { $at }; the last hour was quiet.
admin-rejected =
    🛡️ Strange notices, all refused:
    { $lines }
admin-rejected-line = { $at } · { $count }× { $reason }
plain-rejected-no-secret = no webhook secret is set
plain-rejected-wrong-secret = wrong or missing secret
plain-rejected-malformed = unreadable
plain-rejected-foreign-project = another project
plain-rejected-unknown-order = unknown order
notice-deposited-late =
    💰 <b>Top-up (late)</b> · { $order }
    👤 { $buyer }
    { $amount } is on the buyer's balance; it came after the invoice had ended.
notice-deposit-wrong-amount =
    🚨 <b>WRONG AMOUNT</b>
    🧾 { $order }
    👤 { $buyer }
    Billed { $expected } (service fee not included), received <b>{ $received }</b>.
    The money is on the buyer's balance, and the buyer has been told.
notice-received =
    🏦 <b>Money received outside the shop</b>: { $change }
    👤 { $buyer }, balance now { $balance }
    📝 { $reason }
    Entered by { $staff }.
notice-corrected =
    ✏️ <b>Balance corrected</b>: { $change }
    👤 { $buyer }, balance now { $balance }
    📝 { $reason }
    Entered by { $staff }.
notice-account-changed =
    🏦 <b>Account for bank transfers changed</b> by { $staff }
    What buyers see now:

    { $account }
notice-account-removed =
    🏦 <b>Bank transfer switched off</b> by { $staff }
    Buyers are not offered this way any more.

## Admin commands

usage-add =
    Write everything in one line, for example:
    <code>/add -|Netflix 1 Month|Streaming|50000|Private account, 30 days warranty</code>
    In this order: number (<code>-</code> for the next free one), name, category, price, description.
usage-addstock =
    Write the product's number, then the goods, one per line. For example:
    <code>/addstock 1|user@example.com:secret</code>
    Or send a <code>.txt</code> file alone and choose the product. The caption <code>/addstock 1</code> works too, or reply so to the file.
usage-setprice = Write the product's number and its new price, for example <code>/setprice 1|45000</code>
usage-del = Write the product's number, for example <code>/del 1</code>
usage-undel = Write the number of the product that was taken off, for example <code>/undel 1</code>
usage-photo = Send a photo with the caption <code>/photo 1</code>, or reply so to the photo; 1 is the product's number.
usage-varian = Write the product's number, the choice's label, and its price, for example <code>/varian 1|3 months|25000</code>
usage-claim = Write the code from the shop's owner, for example <code>/claim ABCD2345</code>
usage-order = Write the number of the order, for example: <code>/order W-000123</code> or <code>/order 123</code>
done-claim =
    ✅ Welcome aboard as <b>{ $role }</b>, { $name }!
    Press <b>{ key-admin }</b> to start.
plain-role-support = support
plain-role-stock-keeper = stock keeper
plain-role-cashier = cashier
plain-role-admin = admin
plain-role-owner = owner

usage-kupon =
    Write everything in one line, for example:
    <code>/kupon SAVE10|10%|50000|31-12-2026|100|1</code>
    In this order: code, discount (<code>10%</code>, <code>10% 20000</code> or <code>5000</code>), minimum purchase, valid until (a day or a number of days), limit in all, limit per buyer.
    The last four may be <code>-</code>, which means no limit.
usage-transfer =
    Enter money received outside the shop: the buyer's ID, the amount, the reason. For example:
    <code>/transfer 5551234567|50000|Paid in cash</code>
    The ID is in the buyer's <b>{ key-account }</b>; <code>@username</code> works too. The buyer reads the reason.
usage-editsaldo =
    Correct a balance: the buyer's ID, the amount with + or -, the reason. For example:
    <code>/editsaldo 5551234567|-50000|Entered twice</code>
    The ID is in the buyer's <b>{ key-account }</b>; <code>@username</code> works too. The buyer reads the reason.
correction-received =
    🔎 <b>Enter money received outside the shop?</b>

    👤 { $buyer }
    🏦 { $change }
    💼 Balance: { $old_balance } becomes <b>{ $new_balance }</b>
    📝 { $reason }
correction-adjusted =
    🔎 <b>Correct the balance?</b>

    👤 { $buyer }
    ✏️ { $change }
    💼 Balance: { $old_balance } becomes <b>{ $new_balance }</b>
    📝 { $reason }
button-correct = ✅ Yes, Enter It
done-correction =
    ✅ <b>Entered: { $change }</b>
    👤 { $buyer }, balance now <b>{ $balance }</b>. The buyer has been told.

## The books: reconciliation and reports

reconcile-begun =
    🔎 <b>Reconciliation has begun.</b>
    Pakasir is asked about every payment once more; the result comes here.
reconciled-fine =
    ✅ <b>Reconciliation: all agree</b>
    { $compared ->
        [one] { $compared } payment since { $from } was compared with Pakasir and the ledger. No difference.
       *[other] { $compared } payments since { $from } were compared with Pakasir and the ledger. No difference.
    }
reconciled-differences =
    { $count ->
        [one] ⚠️ <b>Reconciliation: { $count } difference</b>
       *[other] ⚠️ <b>Reconciliation: { $count } differences</b>
    }
    Payments compared since { $from }: { $compared }. Apart from money found just now, nothing was changed.
reconciled-left-out = ⏸️ Payments since { $from } have not been compared; the next reconciliation does that.
reconciled-more = … and { $count } more, all in this file.
reconciled-found =
    💰 <b>{ $order }</b>: { $received } had come to Pakasir, and nobody had told us.
    It went the way of a late payment; there is nothing to do.
reconciled-not-completed =
    ❗ <b>{ $order }</b>: { $amount } is noted as paid, and Pakasir says { $state }.
    Look at Pakasir's dashboard. The order was not changed.
reconciled-amount =
    ❗ <b>{ $order }</b>: { $expected } is noted, and Pakasir says { $received }.
    Look at Pakasir's dashboard, then correct the balance if need be.
reconciled-play-money =
    ❗ <b>{ $order }</b>: { $amount } is noted as paid, and was the sandbox's money.
    Look at Pakasir's settings.
reconciled-ledger =
    ❗ <b>{ $order }</b>: the payment and the ledger do not agree.
    Run <code>warung check --data</code> on the server.
reconciled-unknown =
    ❓ <b>{ $order }</b>: Pakasir knows no such transaction.
    See whether the configured project is still the same.
reconciled-no-answer =
    ⏳ <b>{ $order }</b>: Pakasir did not answer.
    The next reconciliation asks again.
plain-status-pending = not paid
plain-status-completed = paid
plain-status-cancelled = cancelled
notice-books-broken =
    🚨 <b>The ledger does not add up</b>: { $count } findings when the shop opened.
    Nothing was changed, and the shop goes on. Run <code>warung check --data</code> on the server for the details.
notice-books-whole =
    ✅ <b>The ledger adds up again</b>
    There had been findings since { $at }; the last look found none.
report-turnover =
    📊 <b>Turnover of { $period }</b>
    A line a day: orders, discounts, refunds, net, Pakasir's fees, deposits.
report-ledger =
    📒 <b>Ledger of { $period }</b>
    Every movement of money: cause, from, to, amount.
report-too-large =
    📒 The ledger of { $period } has { $count } lines, too many for here (at most { $max }).
    Run on the server: <code>warung export ledger --month { $typed }</code>
usage-laporan = Write year and month, for example <code>/laporan { $typed }</code>. Without a month: this one.
command-laporan = Monthly report (CSV)
command-rekonsiliasi = Compare payments with Pakasir

## Setup at the terminal (warung setup); no HTML

setup-hello = Setting up the store "{ $name }". Enter takes the answer in [brackets]; tokens and keys are not shown when pasted, and that is normal.
setup-yes-or-no = [y/N]
setup-enter-keeps = (Enter: keep the present one)
setup-too-often = Wrong too often; nothing has been changed.
setup-needs-root = { $path } cannot be written by this user; try again with sudo.
setup-needs = This answer is needed; add { $typed }.
setup-ask-title = The shop's name, as customers read it
setup-bad-title = A shop's name must be visible and not too long.
setup-ask-name = The store's short name on this server
setup-bad-name = A short name is made of a-z, 0-9 and -, begins with a letter or digit, and has at most 31 signs, as toko-sari.
setup-ask-token = The bot's token from @BotFather
setup-bad-token = That is no bot token; one looks like 123456789:AAH…
setup-bot-found = Bot: { $name } (@{ $username })
setup-bot-unknown = Telegram does not know this token ({ $reason }). Copy it again from @BotFather.
setup-bot-away = Telegram does not answer ({ $reason }), so this token has not been checked.
setup-bot-taken = This bot is the store "{ $store }" of this machine already; one bot is for one store.
setup-go-on = Go on anyway?
setup-given-up = Given up; nothing has been changed.
setup-swap = The customers of this shop ({ $users }) know { $account }, and this token is of { $bot }. Change the bot?
setup-swapped = { $bot } will take over. All customers are kept; each of them has to open the new bot and press Start once.
setup-kept-bot = Nothing has been changed; the shop stays { $account }.
setup-ask-project = The Pakasir project's slug (dashboard → Project)
setup-bad-project = A project's slug is made of letters, digits, - and _ alone.
setup-ask-key = The Pakasir project's API key (dashboard → Project)
setup-bad-secret = That is empty, or has spaces or signs that cannot be sent.
setup-ask-webhook-secret = The Pakasir project's webhook secret (dashboard → Project; Enter: none)
setup-gateway-well = The gateway takes this key.
setup-gateway-key = The gateway refuses this key ({ $reason }). Copy it again from the gateway's dashboard.
setup-gateway-project = The gateway knows no project "{ $name }" ({ $reason }). Its dashboard shows the slug.
setup-gateway-away = The gateway gives no clear answer ({ $reason }), so this key has not been checked.
setup-ask-zone = Time zone: 1 = WIB, 2 = WITA, 3 = WIT, or a name as Asia/Jakarta
setup-bad-zone = "{ $typed }" is no time zone; did you mean "{ $name }"?
setup-ask-contact = Whom buyers ask: @username, https://…, or a WhatsApp number +62… ("-": nobody)
setup-bad-contact = A contact is @username, an https:// link, or a number as +6281234567890.
setup-ask-alert-token = The alert bot's token (Enter: the shop's own bot warns)
setup-alert-same = That is the shop's own bot; the alert bot must be another, or none.
setup-ask-public-url = The store's address on the internet, https://… ("-": none)
setup-bad-url = It must be a whole address that begins with https://, without spaces, ?, # or @.
setup-ask-port = The port on this server
setup-bad-port = A port is a number from 1 to 65535.
setup-port-of = Port { $number } is the store "{ $store }" already.
setup-port-taken = Port { $number } is being used by another program.
setup-written = Written to { $path }
setup-unchanged = Nothing had to be changed.
setup-starting = Opening the shop ({ $name }) …
setup-open = The shop is open.
setup-not-open = The shop does not open. The last words of the program:
setup-by-hand = systemd does not run here. Open the shop with: warung run --store { $name }
setup-again-by-hand = The running shop still has the old answers; stop it and start it again.
setup-claim = To become the shop's owner, open this link in Telegram within { $minutes } minutes and press Start.
setup-claim-by-hand = To become the shop's owner, send /claim { $code } to the bot within { $minutes } minutes.
setup-hook = Webhook URL for the gateway's dashboard: { $url }
setup-hook-path = With protocol v1, put the webhook secret in the place of … below.
setup-hook-unset = Without a webhook secret, no notices of the gateway are taken; the shop asks the gateway itself.
setup-hook-none = Without an address on the internet, the gateway cannot give notice; the shop asks by itself, which will do.

## The recovery key at the terminal (warung key); no HTML

recovery-there = This shop has a recovery key already. Old copies stay readable with the old paper until they expire; keep that paper.
recovery-another = Make another key?
recovery-shown = The recovery key of { $name }. It is shown this once. Write it on paper and keep it away from this server:
recovery-sheet-made = A page to print: { $path }. Once it is printed, take it off the server: shred -u { $path }
recovery-ask-group = Type group { $group } from your paper
recovery-wrong-group = That is not group { $group }; look at the paper again.
recovery-confirmed = The recovery key is confirmed. The next copies are sealed for it.
recovery-unconfirmed = The key is in force, and not confirmed yet. Once it is on paper: warung key test { $store }
recovery-void = The key could not be shown, so it is void. Try again: warung key new
recovery-none = This shop has no recovery key yet: should the server be lost, nobody opens its copies. Make one now: warung key new { $store }
recovery-no-folder = The store's data folder ({ $path }) is not there, and the store has been open. Mount its disk first.
recovery-sheet-exists = { $path } is there already and is not written over; choose another name.
recovery-ask = Recovery key, 28 signs (not shown when typed)
recovery-bad-length = A key has 28 signs; { $count } were typed.
recovery-bad-group-length = Group { $group } has { $count } signs instead of 4.
recovery-bad-sign = Group { $group } has a sign that is in no key.
recovery-bad-group = Group { $group } is mistyped; look at the paper again.
recovery-bad-groups = More than one group is mistyped, or two changed places; look at the paper again.
recovery-right = Right, this is the recovery key of { $name }.
recovery-opens = The newest copy at { $name } ({ $at }) opens with it.
recovery-opens-not = The newest copy at { $name } ({ $at }) does not open with it: { $reason }. The shop goes on selling. Make a new copy (warung backup now), and try again.
recovery-opens-later = The newest copy at { $name } ({ $at }) is older than this key and opens with the old paper; the next ones are sealed for this key.
recovery-place-away = The copies at { $name } cannot be looked at now: { $reason }
recovery-place-empty = No copy lies at { $name } yet.
recovery-no-place = No copy lies elsewhere yet, so there is nothing that this key could open. Add a place: warung backup target add --store { $store }
recovery-foreign = This key is written as it should be, but it is not the present key of { $name }: it is another shop's, or an old paper of this one.
recovery-sheet-title = RECOVERY SHEET: { $name }
recovery-sheet-key = Recovery key, made on { $date }:
recovery-sheet-keep = With this key and one copy the whole shop comes back: orders, stock, customers, balances, and its tokens and keys. Whoever has both can read everything: keep this sheet like money, away from the server. Without the key nobody can open a copy. If this sheet is lost, make another key while the shop is alive: warung key new { $store }
recovery-sheet-places = Where copies lie:
recovery-sheet-no-places = (none yet; write it here) _______________________________________________
recovery-sheet-restore = To restore on an empty Debian server, as root:
recovery-sheet-type = Type the key above.
recovery-sheet-gone = The day warung is gone: each copy is an age file. Save the program below as key.py, run the first line, type the key above and press Enter:

## Places for copies at the terminal (warung backup target, setup, restore); no HTML

place-ask-kind = Where are copies of the shop to lie?
place-offer = If this server breaks or is lost, the shop can come back from copies that lie elsewhere.
place-kind-folder = a folder (USB disk, NFS)
place-kind-s3 = S3 (R2, B2, MinIO)
place-kind-webdav = WebDAV (Nextcloud)
place-kind-telegram = a private Telegram channel (the easiest)
place-kind-sftp = SFTP (ssh)
place-kind-rclone = rclone (Google Drive, Dropbox)
place-type-number = Type its number
place-type-number-or-later = Type its number, Enter = later
place-bad-kind-or-later = Type one of these numbers, or just Enter for later.
place-later = No copies lie elsewhere yet. Later: warung backup target add --store { $store }
place-bad-kind = Type a number from 1 to 6.
place-ask-folder = The folder of the copies, as /mnt/usb/warung
place-bad-folder = That is no folder of this server. If it is on another disk, mount that first.
place-ask-endpoint = The S3 server's address, https://…
place-ask-bucket = The bucket's name
place-bad-bucket = A bucket's name is made of letters, digits, -, _ and dots.
place-ask-prefix = The folder within the bucket ("-": none)
place-ask-region = The region
place-bad-part = Letters, digits, -, _, dots and / alone.
place-ask-access-key = Access key (it is not shown as you type)
place-ask-secret-key = Secret key (it is not shown as you type)
place-ask-url = The WebDAV folder's address, https://…
place-ask-user = The WebDAV user's name
place-bad-user = A user's name is not empty and has no colon.
place-ask-password = The WebDAV password (Nextcloud: an app password; it is not shown as you type)
place-channel-make = In Telegram: make a new channel, a private one.
place-channel-admin = Add the shop's bot to it as an admin that may post, edit and delete messages.
place-channel-keep = Leave auto-delete off, and do not restrict saving content.
place-channel-link = Post a message in the channel, hold it, choose Copy Link.
restore-channel-how =
    Open the channel of the copies in Telegram. The bot must be an admin there that may post and delete messages: the shop's, or a new one if that is gone. Then copy the link of any message in it.
place-ask-channel = The link of a message in it (https://t.me/c/…), or the channel's number (-100…)
place-bad-channel = That is neither a link to a message of a private channel nor a number, as -1001234567890.
place-ask-bot-token = The token of a bot that is an admin of the channel: the shop's, or a new one (it is not shown as you type)
place-ask-host = The SFTP server's address, as u123.example
place-bad-host = That is no name or address of a server; its port is asked for by itself.
place-ask-port = Port
place-bad-port = A port is a number from 1 to 65535.
place-ask-ssh-user = The user's name on that server
place-bad-ssh-user = A user's name is made of letters, digits, - _ . @ and +.
place-ask-there = The folder on that server ("-": where one comes to)
place-bad-there = That folder will not do; write warung, or /srv/warung.
place-host-key-seen = The server shows this key; compare it with what its provider has written: { $code }
place-host-key-agree = Is it the same as your provider's page says?
place-host-key-unseen = The server's key cannot be seen: { $reason }
place-ask-host-key = The server's public key, ssh-ed25519 AAAA…
place-bad-host-key = That is no server's public key, as ssh-ed25519 AAAA…
place-ask-key-file = The file of the private key (Enter: a new one is made)
place-bad-file = That file will not do: { $reason }
place-key-made = A new key has been made. Put this line at { $account } (the file .ssh/authorized_keys, or the provider's panel):
place-key-enter = Press Enter when it is there.
place-ask-remote = rclone's remote and a folder in it, as drive:warung
place-bad-remote = Write the remote's name, a colon, and a folder, as drive:warung.
place-ask-rclone-config = rclone's configuration file (made by: rclone config)
place-offsite-up = Copies are carried there by { $name }.
place-offsite-closed = Nothing has to be carried any more; { $name } is closed.
place-offsite-by-hand = Copies are carried to SFTP and rclone by another program beside the shop; run this as well: warung offsite --config { $path }
place-unit-failed = Copies may not get to their places yet, for systemd did not do its part: { $reason }
place-bad-new-folder = There is no such folder, nor one above it. If it is on another disk, mount that first.
place-ask-name = A short name for this place
place-bad-name = A place's name is made of letters, digits, - and _, and has at most 32 signs, as usb.
place-name-taken = There is a place called "{ $name }" already; choose another name.
place-taken = That is the place "{ $name }" already; a second copy there is of no use.
place-in-data = { $path } lies in the shop's data folder and would be lost with it; choose a folder on another disk.
place-hidden = { $path } cannot be seen by a shop that systemd runs; choose another folder, as /mnt/usb/warung.
place-same-disk = { $path } is on the disk of the shop itself. If that disk breaks, the copies are lost with it.
place-same-disk-agree = Let copies lie there nevertheless?
place-folder-made = The folder { $path } has been made for the shop.
place-trying = Trying this place …
place-well = Copies can lie at { $name }.
place-add-only = Copies can lie at { $name }, but cannot be deleted from here; what is old is deleted by that place's own rules.
place-failed = { $name } cannot be used yet; what was tried: { $reason }
place-write-anyhow = Keep this place although it does not work yet? The shop goes on trying.
place-right = The shop may write into the folder of its copies (written down in { $path }).
place-right-gone = The shop's right to write into a folder that is no longer used is taken back (written down in { $path }).
place-when-open = It counts when the shop is opened again.
place-remove = Let go of { $name } ({ $path }) as a place for copies? The copies that lie there stay.
place-removed = { $name } is no place for copies any more. The copies at { $path } stay as they are.
place-claim = At { $name } another server ships copies as this shop: { $line }. Two that sell the same stock sell it twice. Is that one shut down for good, and is this one to go on?
place-claim-unseen = Two servers that sell the same stock sell it twice. Is the other one that ships copies to { $name } shut down for good, and is this one to go on?
place-claimed = { $name } belongs to this server again. A shop that is open sells within a minute.

## A restore at the terminal (warung restore); no HTML

restore-hello = Bringing a shop back from its copies. Passwords and keys are not shown when typed, and that is normal.
restore-ask-kind = Where are its copies?
restore-several = There are copies of several stores:
restore-ask-store = Which store
restore-bad-store = There are no copies of that store.
restore-looking = Looking for copies …
restore-found = { $name } ({ $store }): copies in { $count } files, { $megabytes } MB.
restore-range = What can be brought back: { $from } to { $at }.
restore-chain = Series { $id }: { $count } files, { $from } to { $at }
restore-until = What comes back: the shop as of { $at }.
restore-fetching = Fetching the copies: { $percent } %
restore-building = Building the data: { $percent } %
restore-replaying = Adding what came after: { $done } of { $count }
restore-proving = Proving: { $count } rows read
restore-proved = All copies can be read and the data is sound: { $orders } orders, { $megabytes } MB.
restore-unproved = All copies can be read: { $orders } orders, { $megabytes } MB. The data is of an older version and is brought up to date when the shop opens.
restore-gap = Copies of what came next are missing, and what came after them is of no use.
restore-earlier = Bring it back as of { $at } instead?
restore-broken = { $count } parts of the data are broken:
restore-take-broken = Bring it back as it is? (n: try an earlier moment with --until)
restore-dry = This shop can be brought back. It was only tried; nothing has been kept.
restore-aside = The shop is in { $path }. The present one is as it was, and nothing has been opened.
restore-data = The shop's data: { $path }
restore-done = { $name } is back, as of { $at }.

## Moving house at the terminal (warung move); no HTML

move-no-place = There is no place for copies yet. Add one first: warung backup target add --store { $store }
move-by-hand = This shop is not run by systemd. Stop its program first (Ctrl-C), then do the same again.
move-copying = Making the last copy …
move-copied = All of the shop lies at { $name }.
move-nowhere = The last copy did not get to any place; the shop has not been closed.
move-agree = Close { $name } on this server? It does not open here again until somebody wants it to.
move-closed = { $name } is closed on this server.
move-last-word = The last copy at { $name } ({ $at }) says that this shop is closed.
move-last-seen = The last copy at { $name } is of { $at }, when this shop was closed. Without a key on this server it cannot be looked into.
move-not-closed = The last copy does not say that this shop is closed: { $reason }
move-again = { $name } is open on this server again; it has not moved.
move-not-again = { $name } cannot be opened on this server again: { $reason }
move-steps = Now on the new server (an empty Debian), as root:
move-step-place = { $typed }   (the place: { $path })
move-step-key = Type the recovery key off your paper.
move-after = Once the shop is open there, take it off this server: warung remove { $store }
move-back = Not moving after all? Open it here again: systemctl enable --now { $name }

## News for the owner: troubles, their end, and answers to commands

plain-seconds = { $seconds } { $seconds ->
        [one] second
       *[other] seconds
    }
plain-minutes = { $minutes } { $minutes ->
        [one] minute
       *[other] minutes
    }
plain-hours = { $hours } { $hours ->
        [one] hour
       *[other] hours
    }
plain-days = { $days } { $days ->
        [one] day
       *[other] days
    }

plain-trouble-gateway = trouble with Pakasir
plain-trouble-rejected = many strange payment notices
plain-trouble-undelivered = paid orders not delivered
plain-trouble-books = the ledger does not add up
plain-trouble-webhook = Telegram's webhook does not arrive
plain-trouble-telegram = no line to Telegram
plain-trouble-cpu = the server's processor is overloaded
plain-trouble-memory = the server's memory is nearly used up
plain-trouble-disk = the server's disk is nearly full
plain-trouble-inodes = the server can hold few more files
plain-trouble-journal = the system log fills the disk
plain-trouble-growth = the shop's data grows strangely fast
plain-trouble-queue = outgoing messages are held up
plain-trouble-errors = many errors in the log
plain-trouble-set-aside = something that came in could not be processed
plain-trouble-clock = the server's clock jumped
plain-trouble-silence = no notices from Pakasir
plain-trouble-rival = another program uses this bot's token
plain-trouble-alert-rival = another program reads the alert bot's messages
plain-trouble-open-secrets = secrets in a file that everybody can read

alert-store = 🏪 <b>{ $store }</b>
alert-missed = 🔔 What happened while muted, since { $at }:
alert-missed-nothing = 🔔 Alerts are on again. Nothing happened while muted since { $at }.
alert-over =
    ✅ <b>All clear: { $name }</b>
    It lasted about { $span }, since { $at }.
alert-lasts =
    ⏰ <b>Still going on: { $name }</b>
    For about { $span } now, since { $at }.
    You know? Send /ack and you will not be reminded again.
alert-other =
    🚨 <b>Trouble: { $name }</b>
    Since { $at }. See /status and /log.
alert-telegram =
    🚨 <b>No line to Telegram</b>
    Since { $at } the shop can neither receive nor send messages.

    Orders and messages are kept, and go on by themselves when the line is back.
    Check the server's connection. If the bot's token was changed at @BotFather, enter the new one: <code>warung setup</code>.
alert-cpu =
    🚨 <b>The server's processor is overloaded</b>
    { $percent }% in use without a break since { $at }. The shop may answer slowly.

    See which program is busy on the server (<code>top</code>), or take a larger VPS.
alert-memory =
    🚨 <b>The server's memory is nearly used up</b>
    Only { $percent }% free since { $at }. If it runs out, the system may stop the shop.

    Stop programs you do not need, add swap, or take a larger VPS.
alert-disk =
    🚨 <b>The server's disk is nearly full</b>
    Only { $megabytes } MB left since { $at }. Below 64 MB the shop takes no new orders; what is paid is still delivered.

    Delete what is not needed: <code>sudo journalctl --vacuum-size=200M</code>, <code>sudo apt clean</code>. Delete nothing in the shop's data folder; the shop deletes old copies by itself.
alert-inodes =
    🚨 <b>The server can hold few more files</b>
    Only { $percent }% of the places for files left since { $at }, although the disk is not full.

    Look for a folder with very many small files, most often another program's cache or sessions.
alert-journal =
    🚨 <b>The system log fills the disk</b>
    The journal has taken { $percent }% of the disk since { $at }.

    Make it smaller: <code>sudo journalctl --vacuum-size=200M</code>, and set <code>SystemMaxUse</code>.
alert-growth =
    🚨 <b>The shop's data grows strangely fast</b>
    { $megabytes } MB more within a day, seen since { $at }.

    Did you just import much stock or many photos? If not, see /log and make room on the disk.
alert-queue =
    🚨 <b>Outgoing messages are held up</b>
    Since { $at } something that should have been sent has not been: { $minutes } { $minutes ->
        [one] minute
       *[other] minutes
    } late.

    After a large broadcast this passes by itself. If not, try /restart and see /log.
alert-errors =
    🚨 <b>Many errors in the log</b>
    { $count } within 10 minutes, since { $at }. The shop goes on.

    See /log. If it keeps happening, send that log to warung's makers.
alert-set-aside =
    🛠️ <b>Something broke on our side</b>, report code <code>{ $error }</code>
    One input was set aside at { $at }; the shop goes on, and whoever sent it was told.

    See /log. The next ones are not told one by one.
alert-clock =
    🚨 <b>The server's clock jumped by { $span }</b>
    Seen at { $at }. Deadlines of invoices and times in records may be wrong.

    Check <code>timedatectl</code>: time synchronisation must be on.
alert-rival =
    🚨 <b>Another program uses this bot's token</b>
    Since { $at } it takes buyers' messages, and this shop never sees those.

    Stop that program: an old server, a copy of this shop, another bot's script. If you know of none, somebody else has the token: send <code>/revoke</code> to @BotFather, then <code>warung setup --token</code> with the new one.
    A copy of this shop sells the same stock and delivers the same orders: stop it first.
alert-rival-of-alerts =
    🚨 <b>Another program reads this alert bot's messages</b>
    Since { $at } some of your commands to it do not arrive here. Warnings still go out.

    Each shop needs an alert bot of its own: make another one at @BotFather, then <code>warung setup --alert-token</code>. If you share it with nobody, send <code>/revoke</code> to @BotFather first.
alert-open-secrets =
    🚨 <b>The shop's secrets can be read by others</b>
    The configuration holds tokens or keys, and every user of the server can open it.

    On the server run <code>sudo warung setup</code>: it moves them to where only the shop reads them. If strangers use that server, renew them too: <code>/revoke</code> at @BotFather, and the key at Pakasir.
alert-damage =
    🚨 <b>The shop's data is damaged on the disk</b> since { $at }
    A part of it cannot be read any more. The shop goes on selling for as long as nobody needs that part.

    Keep a copy of the data folder as it is, look after the disk, then see <code>warung check --data</code> and put back the last good copy: <code>warung restore</code>.
alert-group =
    🚨 <b>The group for notices cannot be written to</b> since { $at }
    Its topic was closed or deleted, or the bot has lost its rights there.

    News of orders still arrive here, for every seller. Open the topic or let the bot write; the shop tries again by itself.
alert-copies-behind =
    🚨 <b>Copies lag behind</b> since { $at }
    What has happened since then is on this server alone. If the server were lost now, that would be lost with it.

    The shop keeps trying by itself. See why: <code>warung backup status</code>.
alert-copies-old =
    🚨 <b>The last full copy is more than a day old</b>: it is of { $at }
    The shop can still be had back, but it takes longer.

    See why: <code>warung backup status</code>, then try <code>warung backup now</code>.
alert-copies-refused =
    🚨 <b>A place takes no copies</b> since { $at }
    They do not get there: it cannot be reached, is full, or refuses the key.

    See which and why: <code>warung backup status</code>.
alert-drill =
    🚨 <b>The restore for practice failed</b>, { $at }
    The shop was to be had back from a copy elsewhere, and it did not work. Sales go on.

    See why: <code>warung backup status</code>, then try again: <code>warung backup drill</code>.
alert-recovery-key =
    🔑 <b>The recovery key is not confirmed</b>
    Without that key on paper no copy can be opened once the server is lost.

    On the server: <code>warung key test</code> where the paper is at hand, or make another: <code>warung key new</code>.
alert-taken-over =
    🛑 <b>This shop runs on another server already</b> since { $at }
    Another server ships copies in this shop's name. So that nothing is sold twice, the shop on this server takes no orders any more. What is paid is still delivered.

    If it has moved there, remove the shop from this server: <code>warung remove</code>. See who it is and at which place: <code>warung backup status</code>. If the other server is gone for good and this one is to go on: <code>warung backup target claim PLACE</code>.
alert-silence =
    🚨 <b>No notices from Pakasir</b>
    The shop found { $count } payments by asking, without a single notice, since { $at }.

    No money is lost, but goods leave later than they could.
    Check the webhook's address and secret in the settings of the Pakasir project.

usage-mute =
    Write for how long, 7 days at most. For example: <code>/mute 2h</code>, <code>/mute 30 minutes</code>, <code>/mute 1 day</code>.
    Back on: <code>/mute off</code>
owner-muted = 🔕 Alerts are muted until { $at }. What happens meanwhile is summed up afterwards.
owner-unmuted = 🔔 Alerts are on again.
owner-unmuted-already = 🔔 Alerts are on already.
owner-trouble-name = • { $name }
owner-acked =
    👍 Noted, no more reminders until it is over:
    { $lines }
owner-acked-nothing = 👍 There is no trouble at the moment.
owner-paused =
    ⏸️ <b>The shop is paused.</b> Buyers are told "just a moment"; no new orders or deposits.
    Open invoices can still be paid, and are delivered. Open again with /resume.
owner-paused-already = ⏸️ The shop is paused already. Open again with /resume.
owner-resumed = ▶️ <b>The shop is open again.</b>
owner-resumed-already = ▶️ The shop is open already.
owner-restarting = 🔄 The shop is restarting. Its status follows when it is back.
owner-drilling = 🛟 The restore for practice has begun. Its result follows; the shop goes on selling.
owner-drilled = 🛟 The restore for practice went well: { $count } orders can be had back from <b>{ $name }</b>, complete up to { $at }, within { $span }.
owner-drill-failed =
    🛟 <b>The restore for practice failed</b> at { $name }
    The shop goes on selling, but the copies there are not to be relied on yet.

    See why on the server: <code>warung backup status</code>.
owner-drill-nowhere =
    🛟 The restore for practice cannot begin: there is no copy elsewhere yet.
    Add a place on the server: <code>warung backup target add</code>.
owner-stranger = This bot is only for the owner of { $store }.
owner-help =
    🏪 <b>{ $store }</b>
    Here the owner hears of trouble, and again when it is over.

    /status – how the shop is now
    /check – check all data and the ledger
    /mute 2h – quiet for a while, summed up afterwards
    /ack – I know, no more reminders
    /log 20 – the last lines of the log
    /pause – take no orders
    /resume – open again
    /restart – restart the program
owner-unwritten = ⚠️ Sorry, this answer cannot be written: some data cannot be read. Look with <code>warung check --data</code> on the server.
owner-status-selling = 🟢 <b>Selling</b>
owner-status-paused = ⏸️ <b>Paused</b> since { $at }. Open again with /resume.
owner-status-trouble = 🔴 <b>Trouble</b>
owner-status-full = ⏸️ <b>No new orders</b>: the disk is nearly full.
owner-status-lasts = • { $name }, since { $at }
owner-status-line-up = 📡 Connected to Telegram since { $at } ({ $way })
owner-status-line-down = 📡 No line to Telegram since { $at }: { $reason }
owner-status-heard = 👂 Last message came: { $at }
owner-status-orders =
    🧾 Open invoices: { $open } · paid: { $paid } · not delivered: { $undelivered }
    🛍️ Products: { $stock } · buyers: { $users }
owner-status-queue = 📨 Waiting to be sent: { $remaining } · not sent: { $refused } · skipped: { $spent }
owner-status-copy = 🛟 <b>{ $name }</b>: all of it up to { $at }, { $megabytes } MB
owner-status-copy-begun = 🛟 <b>{ $name }</b>: the first copy is being made
owner-status-copy-trouble = 🛟 <b>{ $name }</b>: in trouble, see <code>warung backup status</code>
owner-status-no-copies = 🛟 No copy elsewhere. On the server: <code>warung backup target add</code>
owner-status-key = 🔑 Nobody has confirmed the recovery key. You have the paper: <code>warung key test</code>; there is none or it is lost: <code>warung key new</code>
owner-status-drill = 🛟 Restore for practice, { $at }: { $count } { $count ->
        [one] order
       *[other] orders
    } read whole
owner-status-drill-failed = 🛟 The restore for practice of { $at } failed: <code>warung backup status</code>
owner-status-machine = 🖥️ { $lines }
owner-status-version = ⚙️ warung { $version }, running since { $at }
plain-way-polling = polling
plain-way-webhook = webhook
plain-machine-cpu = CPU { $percent }%
plain-machine-memory = free memory { $percent }%
plain-machine-disk = free disk { $megabytes } MB
plain-machine-unreadable = cannot be read from here
owner-check-sound =
    ✅ <b>The data is sound, and no order was missed</b>
    { $orders } orders and { $count } lines of the ledger were checked.
owner-check-broken =
    ❌ <b>{ $count } things do not hold</b>
    { $lines }

    Run <code>warung check --data</code> on the server for all of them.
owner-check-finding = • <code>{ $line }</code>
owner-log-line = <code>{ $line }</code>
owner-log-empty = The log is still empty.
refusal-paused =
    ⏸️ Just a moment, please. The shop is having a rest and takes no new orders.
    What is paid is still delivered.
notice-paused =
    ⏸️ <b>The shop is paused</b> by { $staff }
    No new orders until it is opened again; open invoices go on.
notice-resumed = ▶️ <b>The shop is open again</b>, by { $staff }
admin-paused = ⏸️ <b>The shop is paused since { $at }.</b> The owner opens it again with /resume.
command-status = How the shop is
command-check = Check data and ledger
command-mute = Mute alerts, for example 2h
command-ack = I know, no more reminders
command-log = The last lines of the log
command-pause = Take no orders
command-resume = Open the shop again
command-restart = Restart the program
command-drill = Practise bringing the shop back from a copy
plain-trouble-damage = the shop's data is damaged on the disk
plain-trouble-group = the group cannot be written to
plain-trouble-copies-behind = copies lag behind
plain-trouble-copies-old = the last full copy is more than a day old
plain-trouble-copies-refused = a place takes no copies
plain-trouble-drill = the restore for practice failed
plain-trouble-recovery-key = the recovery key is not confirmed
plain-trouble-taken-over = this shop runs on another server already
plain-trouble-down = the shop does not run
alert-down =
    🛑 <b>The shop cannot run</b>
    Since { $at }. The reason: { $reason }.

    The server tries again by itself every 15 minutes. Data and orders are kept; what is paid meanwhile is delivered when the shop is back.
    Details on the server: <code>warung status</code> or <code>systemctl status 'warung@*'</code>
plain-down-use = it was called wrongly
plain-down-taken = its data or port is in use by another program, the disk is full, or the disk with its data is not mounted
plain-down-config = its configuration or secrets are wrong
plain-down-newer = its data is of a newer version of warung
plain-down-secrets = its secrets cannot be read
plain-down-status = the program ended with code { $number }
plain-down-memory = the server ran out of memory
plain-down-hung = the program did not respond
plain-down-slow = it took too long to start or stop
plain-down-killed = the program was killed or crashed
plain-down-unknown = not known yet

# How the shop stands, on one line, for its owner at the server
plain-shop-selling = Selling
plain-shop-paused = Paused: { $reason }
plain-shop-resting = Paused by the owner
plain-shop-trouble = Trouble: { $reason }
plain-shop-disk-full = the disk is nearly full
plain-shop-open = { $count ->
    [one] 1 open invoice
   *[other] { $count } open invoices
}
plain-shop-waiting = { $count ->
    [one] 1 message waiting
   *[other] { $count } messages waiting
}
plain-shop-backup = last backup { $at }
plain-shop-no-backup = no backup yet
plain-shop-polling = polling mode
plain-shop-webhook = webhook mode
plain-shop-stopping = The shop is closing…
plain-shop-repairing = Repairing the database… { $percent }%
plain-shop-migrating = Bringing the data up to date… { $percent }%
plain-shop-line-down = Telegram does not answer ({ $reason })

## Words that buyers type

# Lists of words, parted by commas. One of them alone opens what is meant; the words of all
# languages count at once.
plain-said-home = menu, main menu, start, home, hello, hi, hey
plain-said-help = help, how to order, how to buy, how to pay, guide
plain-said-contact = admin, cs, support, customer service, contact, contact admin, operator
plain-said-account = balance, my balance, account, my account, profile, language
plain-said-cart = cart, my cart, basket, checkout
plain-said-orders = orders, my orders, history, order history, purchases, invoice
plain-said-catalogue = catalogue, catalog, products, all products, list, price list, buy, shop
plain-said-stock = stock
plain-said-deposit = deposit, top up, topup
plain-said-categories = categories, category
plain-said-best = best sellers, best seller, bestsellers, popular
# Words before a product's number: "no 1"
plain-said-number = no, number, nr
# Words behind a quantity: "netflix 2 pieces"
plain-said-unit = pcs, pieces, accounts, units, times
# Words around a product's name that are not part of it: "i want to buy netflix please"
plain-said-filler = buy, order, want, need, get, find, please, i, a, an, the, to, for, looking, do, you, have, is, there, any, how, much, price, in, stock

## Staff: the list, invitations, roles

button-staff = 👤 Staff
button-invite = ➕ Invite
button-uninvite = 🗑️ Cancel Invitation
button-uninvite-of = 🗑️ Invitation { $role }, { $clock }
button-give-role = 🔁 Change Role
button-expel = 🗑️ Remove
button-confirm-expel = 🗑️ Yes, Remove
button-role-support = 💬 Support
button-role-stock-keeper = 📦 Stock Keeper
button-role-cashier = 💵 Cashier
button-role-admin = 🛠️ Admin
button-role-owner = 👑 Owner
role-line-support = 💬 <b>Support</b>: sends goods to their buyers again.
role-line-stock-keeper = 📦 <b>Stock Keeper</b>: products and stock alone; sees no buyers and no money.
role-line-cashier = 💵 <b>Cashier</b>: orders, receipts of transfers, refunds up to a limit.
role-line-admin = 🛠️ <b>Admin</b>: all of the shop but staff and server.
role-line-owner = 👑 <b>Owner</b>: everything.
staff-list = 👤 <b>Staff</b> ({ $count })
staff-line = <b>{ $name }</b> · { $role } · { $rows }
staff-seen = last seen { $at }
staff-seen-now = last seen now
staff-never-seen = has never opened the bot
staff-named = 🔒 configuration
staff-open-invitation = ✉️ Invitation { $role }, holds until { $clock }
staff-gone = 🗑️ <b>{ $name }</b> is no longer on the staff. Their old buttons are void at once.
staff-card =
    👤 { $buyer }
    ID: <code>{ $id }</code>

    { $rows }
staff-row-role = Role: <b>{ $role }</b>
staff-row-since = Joined: { $at }
staff-row-seen = Last seen: { $at }
staff-row-seen-now = Last seen: now
staff-row-never-seen = Has never opened the bot
staff-row-by = Invited by: { $name }
staff-configured = 🔒 Named in the shop's configuration file, so nothing can be changed here. Change it on the server with <code>warung setup</code>.
staff-oneself = This is you. Only another owner can change your role, or the server.
staff-ask-role =
    🔁 A new role for <b>{ $name }</b> (now { $role })?

    { $rows }
staff-ask-expel =
    🗑️ Remove <b>{ $name }</b> ({ $role }) from the staff?

    From their next press on they have no access as staff. They can still buy.
staff-invite =
    ➕ <b>Invite to the staff</b>

    { $rows }

    As what?
staff-invited-link =
    ➕ <b>Invitation as { $role }</b>

    Send them this link, and let them press <b>Start</b>:
    { $url }

    Or they type in this bot: <code>/claim { $code }</code>

    It holds until { $until }, for one person.
staff-invited =
    ➕ <b>Invitation as { $role }</b>

    Let them type in this bot: <code>/claim { $code }</code>

    It holds until { $until }, for one person.
toast-role-given = ✅ The role is changed.
toast-expelled = 🗑️ Removed.
toast-taken-back = ↩️ It is as it was before.
toast-uninvited = 🗑️ The invitation { $role } is cancelled.
told-role = 👥 Your role at <b>{ $store }</b> is now <b>{ $role }</b>. Type /admin to open the menu.
told-gone = 👥 You are no longer on the staff of <b>{ $store }</b>. Thank you for your help. You can still buy: /start
notice-role-given = 👥 <b>{ $name }</b> is <b>{ $role }</b> now.
refusal-guessing = Too many wrong codes. Try again after <b>{ $until_clock }</b>, with a new code from the owner.
refusal-staff-gone = They are no longer on the staff. This is the list as it is now.
refusal-staff-changed = Somebody else has just changed their role. Look at it as it is now, then decide again.
refusal-oneself = Nobody changes their own role. Ask another owner, or change it on the server with <code>warung staff</code>.
refusal-configured = They are named in the shop's configuration file. Change it on the server with <code>warung setup</code>.
refusal-no-invitation = That invitation no longer holds: it was used, cancelled, or its time is over. This is the list as it is now.

## Staff: first steps, help, preview

button-first-steps = 🧭 First Steps
button-preview = 👁️ See as a buyer
toast-preview = 👁️ You see the shop as a buyer does. Back: /admin
toast-drill = 🛟 The drill has begun. Its result follows.
home-preview = 👁️ <i>You see the shop as a buyer does. Back to the staff's menu: /admin</i>
home-preview-over = 👁️ You are one of the staff again.
plain-step-done = ✅
plain-step-open = ▫️
step-product = { $state } 1. Add a first product
step-stock = { $state } 2. Fill its stock
step-order = { $state } 3. Order something yourself
step-product-how = Name and price are enough. A photo and the rest can follow.
step-stock-how = Paste the accounts or codes, one a line, or send a <code>.txt</code> file.
step-order-how = Open the shop as a buyer, pick the product and order it. If it is only a try, cancel the invoice; the stock comes back.
steps-are-done = 🎉 The shop is ready to sell. Share this bot's link with buyers.
first-steps =
    🧭 <b>First steps of { $store }</b>

    { $rows }

    { $lines }
help-staff =
    📘 <b>Commands of { $role } at { $store }</b>
    Most of it is behind <b>{ key-admin }</b> as well.

    { $lines }

    How buyers order: <b>{ key-how-to-order }</b>.
help-line =
    • { $change }
    <code>{ $typed }</code>
command-admin = The staff's menu
command-staf = The staff and invitations
example-admin = /admin
example-add = /add -|Netflix 1 Month|Streaming|50000|30 days of warranty
example-addstock = /addstock 1|user@example.com:secret
example-delstock = /delstock 1|user@example.com:secret
example-exportstock = /exportstock 1
example-setprice = /setprice 1|45000
example-del = /del 1
example-undel = /undel 1
example-photo = /photo 1
example-varian = /varian 1|3 months|25000
example-stock = /stock
example-kupon = /coupon SAVE10|10%|50000|31-12-2026|100|1
example-diskon = /diskon 1|10%|31-12-2026
example-grosir = /grosir 1|5+ 9000
example-reseller = /reseller @username
example-order = /order W-000123
example-transfer = /transfer 5551234567|50000|Paid in cash
example-editsaldo = /editbalance 5551234567|-5000|Entered wrongly
example-laporan = /report 2026-11
example-rekonsiliasi = /reconcile
example-staf = /staff
example-status = /status
example-check = /check
example-mute = /mute 2 hours
example-ack = /ack
example-log = /log 20
example-pause = /pause
example-resume = /resume
example-restart = /restart
example-drill = /drill
refusal-refund-limit = Cashiers refund up to the owner's limit; for this order <b>{ $most }</b> of it is left. Make it less, or ask an admin.

## Staff: history

button-audit = 📜 History
button-drill = 🛟 Restore drill
button-audit-who = 👤 Who
button-audit-kind = 🗂️ What
button-audit-day = 📅 Day
button-audit-clear = ✖️ No Filter
button-audit-newer = ⬅️ Newer
button-audit-older = ➡️ Older
button-audit-by = 👤 All by { $name }
button-audit-about = 🔎 All about { $name }
button-audit-of-day = 📅 { $date }
command-pengaturan = Set up the shop
example-pengaturan = /pengaturan
command-riwayat = Who changed what
example-riwayat = /riwayat W-000123
audit-title = 📜 <b>The history of the shop</b>
audit-title-of = 📜 <b>History</b>: { $rows }
audit-empty = There is nothing here.
audit-day = <b>{ $date }</b>
audit-line = <b>{ $position }.</b> { $clock } · <b>{ $name }</b> · { $rows }
audit-unread-line = <b>{ $position }.</b> ⚠️ This entry is damaged and cannot be read.
audit-unread-card = ⚠️ Entry #{ $number } cannot be read. Look with <code>warung check --data</code> on the server.
audit-card =
    📜 <b>Entry #{ $number }</b>
    { $at }
    By: <b>{ $name }</b>

    { $rows }
audit-ask-who = 👤 Whose history?
audit-ask-kind = 🗂️ The history of what?
audit-ask-day = 📅 The history of which day? For an older one press <b>🔎 Search</b> in the list and type its date.
audit-find = 🔎 Type the number of a product, the number of an order, or a date. For example <code>3</code>, <code>W-000123</code>, <code>30-11-2026</code>.
audit-made = ➕ { $name }
audit-gone = 🗑️ { $name }
audit-changed-card = ✏️ { $name }
audit-changed = ✏️ { $name } · { $field }: { $before } → { $after }
audit-changed-many = ✏️ { $name } · { $change }
audit-unread = ⚠️ { $name }: what it was cannot be read
audit-row = { $field }: <b>{ $after }</b>
audit-row-changed = { $field }: { $before } → <b>{ $after }</b>
audit-refunded-balance = 💸 Refund of { $amount } for { $order }, to the balance
audit-refunded-outside = 💸 Refund of { $amount } for { $order }, paid outside the shop
audit-paid-out = 💸 Refund of { $amount } for { $order } has been sent
audit-replaced = 🔁 { $product } in { $order } replaced (unit { $before } → { $after })
audit-sent-again = 📤 Goods of { $order } sent again
audit-approved = ✅ Transfer of { $amount } for { $order } received
audit-doubted = ❔ Evidence for { $order } not accepted yet
audit-doubted-last = ❌ Evidence for { $order } refused, the order has ended
audit-received = 💼 Balance of { $name }: { $change }, money received outside the shop
audit-corrected = 💼 Balance of { $name }: { $change }, corrected
audit-stock-in = 📦 { $added } units into { $product }
audit-stock-moved = 📦 { $added } units into { $product }, { $moved } of them from an archived product
audit-invited = 🎫 Invitation as { $role }
audit-uninvited = 🎫 Invitation as { $role } cancelled
audit-batch = 🧾 Batch of { $product }: { $count } units { $what }
audit-batch-noted = Batch of { $product }: cost or note written
audit-unit = 📦 Unit #{ $id } of { $product }: { $what }
audit-stock-out = 📤 { $count } units of { $product } exported
plain-touch-seen = was looked at
plain-touch-corrected = was corrected
plain-touch-moved = was moved here
plain-touch-removed = was deleted
plain-touch-withheld = was frozen
plain-touch-released = is for sale again
audit-paused = ⏸️ Shop paused
audit-resumed = ▶️ Shop opened again
audit-restarted = 🔄 Program restarted
audit-muted = 🔕 Alerts muted for { $span }
audit-unmuted = 🔔 Alerts no longer muted
audit-acknowledged = 👌 { $count } troubles marked as known
audit-reconciling = 🧮 Reconciliation begun
audit-books-sent = 📑 Report of { $period } sent
plain-audit-product = Product { $number }. { $name }
plain-audit-category = Category { $name }
plain-audit-coupon = Coupon { $code }
plain-audit-member = Staff { $name }
plain-audit-setting = Settings
plain-audit-order = Order { $order }
plain-audit-unknown = (name cannot be read)
plain-audit-machine = 💻 Server
plain-audit-shop = 🤖 The shop itself
plain-audit-number = Number
plain-audit-picture = Photo
plain-audit-on-shelf = For sale
plain-audit-hidden = Hidden
plain-audit-least = Fewest per order
plain-audit-most = Most per order
plain-audit-low-mark = Low stock from
plain-audit-sold-out = When sold out
plain-audit-kind = Kind
plain-audit-parts = Parts of a unit
plain-audit-quota = Sales allowed
plain-audit-within = Promised within
plain-audit-question = Question to the buyer
plain-audit-steps = Wholesale
plain-audit-reseller = Reseller price
plain-audit-variant = Choice
plain-audit-head = On the card of
plain-audit-place = Place on its card
plain-product-unit = Unit (each line is sold once)
plain-product-file = File (each file is sold once)
plain-product-shared = Shared (every buyer gets the same)
plain-product-manual = By hand (the staff do it)
plain-step = { $count }+ { $price }
plain-audit-position = Place
plain-audit-emoji = Emoji
plain-audit-from = From
plain-audit-until = Until
plain-audit-uses-max = Most uses
plain-audit-per-buyer = Most per buyer
plain-audit-first = First purchase only
plain-audit-active = Active
plain-audit-role = Role
plain-audit-since = Joined
plain-audit-by = Invited by
plain-value-operator = as the operator's file says
plain-setting-group-moved = Number of the staff group
plain-setting-unknown = Setting number { $number }
plain-value-nothing = nothing
plain-value-yes = yes
plain-value-no = no
plain-value-all = all products
plain-value-picture = photo { $number }
plain-value-unread = (cannot be read)
plain-kind-product = 🛒 Products
plain-kind-category = 🗂️ Categories
plain-kind-coupon = 🎟️ Coupons
plain-kind-staff = 👤 Staff
plain-kind-setting = 🧰 Settings
plain-kind-stock = 📦 Stock
plain-kind-order = 🧾 Orders
plain-kind-money = 💸 Money
plain-kind-shop = 🏪 Shop
plain-kind-books = 📑 Books
notice-price-cut = 📉 <b>Price lowered by more than half</b>: { $number }. { $name }, from { $old_price } to <b>{ $new_price }</b>, by { $staff }
notice-price-cut-machine = 📉 <b>Price lowered by more than half</b>: { $number }. { $name }, from { $old_price } to <b>{ $new_price }</b>, on the server
refusal-busy = You have made { $max } changes within an hour, and more is not possible. What is saved stays saved. Go on after <b>{ $until_clock }</b>.
refusal-bad-trail = <b>{ $typed }</b> is neither the number of a product, nor of an order, nor a date. For example <code>3</code>, <code>W-000123</code>, <code>30-11-2026</code>.

## Kinds of goods, and what is done by hand

state-by-hand = 🙋 being done
order-by-hand = ✅ Paid. What we are still working on:
order-todo = 🙋 { $name }: by { $until }
order-todo-asks = ✍️ <b>{ $name }</b>: we are still waiting for your answer.
button-todo-answer-for = ✍️ Answer: { $name }
button-todo-answer = ✍️ Answer
toast-by-hand = 🙋 { $order } is still being done, there is nothing to see yet.
told-todo =
    🙋 We are working on <b>{ $name }</b> for you.
    🧾 { $order }

    It is done by { $until }. You get it right here.
told-todo-question =
    ✍️ One more thing for <b>{ $name }</b>:
    🧾 { $order }

    <b>{ $question }</b>

    Press <b>{ button-todo-answer }</b> and type your answer. Then we begin.
todo-question =
    ✍️ <b>{ $name }</b> · { $order }

    <b>{ $question }</b>

    Type your answer here.
todo-none = ✅ Nothing is waiting to be done.
todo-list = 🙋 <b>To do ({ $count })</b>, the oldest first
todo-line =
    🧾 { $order } · { $name } × { $quantity }
    ⏱️ By { $until }
todo-line-late =
    🧾 { $order } · { $name } × { $quantity }
    🔴 Promised by { $at }
todo-line-asking =
    🧾 { $order } · { $name } × { $quantity }
    ✍️ Waits for the buyer's answer
button-todo = 🙋 Do { $order }
button-todos = 🙋 To do ({ $count })
button-todo-list = 🙋 To-do List
admin-home-todo = 🙋 Orders to be done by hand: <b>{ $count }</b>
todo-card =
    🙋 <b>{ $name }</b> × { $quantity }
    🧾 { $order }
    👤 { $buyer }
todo-answered =
    ❓ { $field }
    ✍️ <code>{ $content }</code>
todo-unanswered =
    ❓ { $content }
    ✍️ Not answered yet
todo-late = 🔴 It was promised by { $at }. Finish it, or tell the buyer.
todo-until = ⏱️ Promised by { $until }
button-todo-finish = ✅ Mark as Done
button-todo-ask = 🔔 Ask Again
toast-todo-asked = 🔔 The buyer was asked again.
todo-finish =
    ✅ <b>{ $name }</b> · { $order }

    Send a text, a photo, or one file for the buyer, a code or a receipt perhaps. You see it before it is handed over.
    Nothing to hand over? Press <b>{ button-todo-nothing }</b>.
button-todo-nothing = ✅ Done, nothing to send
todo-finish-sure =
    ✅ <b>{ $name }</b> · { $order }

    The buyer will get:
    { $rows }

    Is that right? If not, just type it again.
todo-finish-nothing =
    ✅ <b>{ $name }</b> · { $order }

    Mark it as done without handing anything over? The buyer is told that it is done, and this cannot be undone.
button-todo-nothing-sure = ✅ Yes, It Is Done
button-todo-send = ✅ Hand Over
todo-file-sure = 👆 This is what the buyer gets. Is that right?
button-file-look = 📁 { $name }
toast-file-left = Cancelled, nothing was handed over
todo-finished = ✅ <b>{ $order }</b> is done, and its buyer has been told.
todo-file-coming = ⏳ The file for <b>{ $order }</b> is being fetched, and you see it here first.
notice-todo =
    🙋 <b>Something to do</b>
    🧾 { $order } · { $name } × { $quantity }
    👤 { $buyer }
    ⏱️ By { $until }
notice-todo-late =
    🔴 <b>Past the promise</b>
    🧾 { $order } · { $name }
    👤 { $buyer }
    Promised by { $at }, and not marked as done.
notice-todo-unanswered =
    ✍️ <b>The buyer has not answered</b>
    🧾 { $order } · { $name }
    👤 { $buyer }
    They have been asked again. If they stay silent, write to them yourself.
notice-todo-finished = ✅ { $order } · { $name }: done
audit-finished = Order { $order }: { $product } done by hand
audit-shared = { $product }: what every buyer gets was changed
refusal-not-in-files = This product is not filled with files. Open <b>🧬 Kind</b> on its card.
refusal-not-shared = This product is not a shared one. Open <b>🧬 Kind</b> on its card.
refusal-no-file = Send it as a file (📎 → File), not as a text or a photo.
refusal-within = Write how long with its unit, at most { $days } days. For example <code>30 minutes</code>, <code>2 hours</code>, <code>1 day</code>.
refusal-todo-gone = This is done already, or was called off.
refusal-todo-text-waits = It is a text or a file, and not both. Press <b>{ button-todo-send }</b> to hand over the text, or <b>{ key-cancel }</b> and begin again with the file.
refusal-one-file = One file will do; the others of this album are not taken. To send several, make one <code>.zip</code> file of them.
refusal-todo-in-stock = This is still in stock, where somebody else could buy it. Remove it from stock first, or send another.
refusal-todo-answered = We have your answer already.
refusal-files-gone = No files are waiting. Send them again.
refusal-files-many = { $max } files are waiting already. Take them in or drop them first.
refusal-files-full = The room for files is full ({ $megabytes } MB). Take out files that are not sold any more first.
refusal-not-a-file = Send it as a file (📎 → File), not as a photo, so that Telegram leaves it as it is.
plain-endless = no limit
kind-card =
    🧬 <b>Kind of { $name }</b>

    Now: <b>{ $what }</b>
kind-which =
    To change it, choose how it is sold:
    📄 <b>Unit</b>: an account or a code, one line for one buyer
    📁 <b>File</b>: one file for one buyer
    🔗 <b>Shared</b>: one account, text or file for every buyer
    🙋 <b>By hand</b>: an invitation or a top-up, done by the staff once it is paid
kind-parts = 🔖 Parts of a unit ({ $count }): <code>{ $content }</code>
kind-no-parts = 🔖 Parts of a unit: no names, sent as it is
kind-empty = ⚠️ There is nothing to hand out yet, so nobody can buy it.
kind-left = 🔢 Can still be sold: <b>{ $left }</b>
kind-within = ⏱️ Promised: <b>{ $span }</b> after payment, or after the answer to the question
kind-question = ❓ The buyer is asked: <b>{ $content }</b>
kind-no-question = ❓ The buyer is asked: nothing
button-kind = 🧬 Kind
button-kind-unit = 📄 Unit
button-kind-file = 📁 File
button-kind-shared = 🔗 Shared
button-kind-manual = 🙋 By Hand
button-kind-number = 🧬 Kind { $number }
manual-within =
    🙋 <b>{ $name }</b> will be done by hand (1 of 2)

    How long does it take at most? Buyers read this promise before they pay. Type how long, for example <code>30 minutes</code>, <code>2 hours</code>, <code>1 day</code>
manual-question =
    🙋 <b>{ $name }</b>, done within <b>{ $span }</b> (2 of 2)

    Do you need to know something from the buyer? Type the question, for example <code>Which e-mail shall we invite?</code>
    It is asked once they have paid, and the promised time begins with their answer.
    Nothing to ask? Press <b>{ button-no-question }</b>.
button-within-usual = ⏱️ { $span }
button-kind-parts = 🔖 Names of Parts
button-kind-quota = 🔢 Sales Allowed
button-kind-within = ⏱️ Promise
button-kind-question = ❓ Question
edit-parts =
    🔖 The parts of <b>{ $name }</b> are: <code>{ $content }</code>

    Type their names, parted by |. For example <code>email|password|pin|profile</code>
edit-parts-none =
    🔖 The parts of <b>{ $name }</b> have no names.

    Type their names, parted by |. For example <code>email|password|pin|profile</code>
    Buyers read each part by its name, and lines of stock with more or fewer parts are refused.
button-no-parts = 🚫 No Names
edit-quota =
    🔢 <b>{ $name }</b> can still be sold: <b>{ $left }</b>

    Type how many more may be sold from now on.
button-no-quota = ♾️ Any Number
edit-within =
    ⏱️ <b>{ $name }</b> is promised within <b>{ $span }</b>.

    Type how long, for example <code>30 minutes</code>, <code>2 hours</code>, <code>1 day</code>
edit-question =
    ❓ Buyers of <b>{ $name }</b> are asked: <b>{ $content }</b>

    Type the new question. It is asked once they have paid.
edit-question-none =
    ❓ Buyers of <b>{ $name }</b> are asked nothing.

    Type the question, for example <code>Which e-mail shall we invite?</code>
    It is asked once they have paid, and the promised time begins with their answer.
button-no-question = 🚫 No Question
shared-ask =
    🔗 <b>{ $number }. { $name }</b>

    Send a text or one file. Every buyer gets the same. You see it before it takes effect.
shared-ask-again =
    🔗 <b>{ $number }. { $name }</b>

    Send the text or file to take its place. You see it before it takes effect. Earlier buyers are not told, and see the new one when they open their order again.
kind-shared-before =
    🔗 <b>{ $name }</b> had something for every buyer before, and it is on sale again at once:

    { $rows }

    Does it still hold?
button-use-again = ✅ Yes, Use It Again
shared-sure =
    👁️ <b>This is what every buyer gets:</b>

    { $rows }

    Is that right? If not, just send another.
shared-file-sure =
    🔗 <b>{ $name }</b>

    👆 Every buyer gets this file. Is that right?
toast-shared-left = Cancelled, nothing has changed
shared-set = ✅ What buyers of <b>{ $name }</b> get is saved. All of them get this one.
shared-of =
    🔗 <b>{ $number }. { $name }</b>

    What buyers get: { $rows }
    🔢 Can still be sold: <b>{ $left }</b>
    💸 Sold: { $sold } · 🕒 ordered: { $reserved }
shared-nothing = ⚠️ nothing yet, so it cannot be sold
button-shared-set = ✏️ Change It
button-shared-fill = ➕ Fill
manual-of =
    🙋 <b>{ $number }. { $name }</b>

    🔢 Can still be sold: <b>{ $left }</b>
    💸 Sold: { $sold } · 🕒 ordered: { $reserved }
    The staff do it once it is paid; there is no stock to fill.
files-send =
    📁 <b>{ $number }. { $name }</b>, { $stock } in stock.

    Send the files (📎 → File), one or several at once, at most { $megabytes } MB each. Nothing is sold before you press the button to take them in.
files-coming = ⏳ The file for <b>{ $name }</b> is being fetched.
files-here = 📁 <b>{ $count } files for { $name }</b> are here:
files-line = • { $name } ({ $kilobytes } KB)
files-still-coming = ⏳ { $count } more are being fetched.
files-none = No files are waiting for <b>{ $name }</b>.
files-forgotten =
    { $count ->
        [one] ⏳ <b>{ $count } file for { $name } is gone</b>: nobody took it in within { $days } days. Do you still want to sell it? Send it again by <b>{ button-fill-stock }</b>.
       *[other] ⏳ <b>{ $count } files for { $name } are gone</b>: nobody took them in within { $days } days. Do you still want to sell them? Send them again by <b>{ button-fill-stock }</b>.
    }
files-forgotten-shared =
    { $count ->
        [one] ⏳ <b>{ $count } file for { $name } is gone</b>: nobody saved it within { $days } days. Do you still need it? Send it again by <b>{ button-product-stock }</b>.
       *[other] ⏳ <b>{ $count } files for { $name } are gone</b>: nobody saved them within { $days } days. Do you still need them? Send them again by <b>{ button-product-stock }</b>.
    }
files-forgotten-todo =
    { $count ->
        [one] ⏳ <b>{ $count } file for { $order } ({ $name }) is gone</b>: nobody handed it over within { $days } days. Is it still to be done? Send it again from <b>{ button-todo-list }</b>.
       *[other] ⏳ <b>{ $count } files for { $order } ({ $name }) are gone</b>: nobody handed them over within { $days } days. Is it still to be done? Send them again from <b>{ button-todo-list }</b>.
    }
button-files-waiting =
    { $count ->
        [one] 📁 { $count } file waiting
       *[other] 📁 { $count } files waiting
    }
button-files-waiting-for = 📁 { $count } waiting · { $name }
button-files-take = ✅ Take In ({ $count })
button-files-drop = 🗑️ Drop All
files-taken =
    ✅ <b>{ $added } files taken in</b>
    📦 { $number }. { $name }
    In stock now: <b>{ $stock }</b>
files-known = ⚠️ This file is in <b>{ $number }. { $name }</b> already, and was not taken in again.

## Discounts, wholesale and resellers

price-reduced = <s>{ $old_price }</s> { $new_price }
price-reseller = <s>{ $old_price }</s> { $new_price } ⭐
price-promo = 🏷️ On offer
price-promo-until = 🏷️ On offer until { $at }
price-yours = ⭐ A reseller price, only for you
price-steps = 📦 Cheaper the more you buy, price for each unit:
button-product-prices = 🏷️ Discount
prices-card =
    🏷️ <b>Prices of { $name }</b>

    💲 List price: <b>{ $price }</b>
    { $rows }

    A buyer pays the one price that is best for them. Discount, wholesale and reseller price are not added up.
prices-promo = 🏷️ Discount: { $rows }
prices-general = 🗂️ Discount of category { $category }: { $rows }
prices-steps =
    📦 Wholesale, for each unit:
    { $rows }
prices-no-steps = 📦 Wholesale: none
prices-none = none
prices-reseller = ⭐ Reseller price: { $rows }
prices-idle =
    ⚠️ <b>Does not count</b>, as it is no lower than the list price:
    { $rows }
    Change or remove it in <b>{ button-product-prices }</b>.
prices-idle-promo = • Discount { $off }
prices-idle-step = • Wholesale { $count }+ { $price }
prices-idle-reseller = • Reseller price { $price }
promo-row = { $off }, so <b>{ $price }</b>
promo-running = 🟢 Going on
promo-to-come = 🟡 Not yet
promo-over = ⚪ Over
promo-from-until = from { $from } until { $at }
promo-from = from { $from }
promo-until = until { $at }
promo-no-end = without end
button-promo = 🏷️ Set Discount
button-steps = 📦 Set Wholesale
button-reseller-price = ⭐ Set Reseller Price
button-lift-promo = ✖️ Remove Discount
button-lift-steps = ✖️ Remove Wholesale
button-lift-reseller = ✖️ Remove Reseller Price
plain-rule-promo = discount
plain-rule-steps = wholesale price
plain-rule-reseller = reseller price
promo-ask-off =
    🏷️ <b>Discount on { $name }</b> (1 of 2)
    Type what it takes off: <code>10%</code>, <code>10% 20000</code> (at most Rp20.000), or <code>5000</code>.
promo-ask-period =
    🏷️ <b>Discount on { $name }</b> (2 of 2)
    { period-how }
    <b>{ button-skip }</b> for valid without end.
promo-confirm =
    🔎 <b>Is this right?</b>

    🏷️ Discount on <b>{ $name }</b>: <b>{ $off }</b>
promo-steep = ⚠️ The price falls by more than half. Make sure that it is no slip.
promo-has = { $count ->
    [one] 🏷️ For <b>{ $count }</b> product.
   *[other] 🏷️ For <b>{ $count }</b> products.
    }
promo-left = { $count ->
    [one] • { $count } product costs too little for it and keeps its price.
   *[other] • { $count } products cost too little for it and keep their price.
    }
promo-halved = { $count ->
    [one] ⚠️ { $count } product then costs less than half. Make sure that it is no slip.
   *[other] ⚠️ { $count } products then cost less than half. Make sure that it is no slip.
    }
category-no-promo =
    🏷️ <b>Discount of category { $category }</b>

    There is none. A category's discount holds for all products in it that have none of their own at the time.
category-promo = 🏷️ <b>Discount of category { $category }</b>: <b>{ $off }</b>
category-promo-hint = Products that have a discount of their own keep that.
steps-ask =
    📦 <b>Wholesale prices of { $name }</b>
    List price: { $price }

    Type a line for each step: how many, then the price for each. For example:
    <code>5+ 9000</code>
    <code>10+ 8rb</code>
    Each step costs less, at most { $max } of them. They take the place of all steps before.
reseller-ask-price =
    ⭐ <b>Reseller price of { $name }</b>
    List price: { $price }

    Type the price of a unit for resellers, for example <code>40rb</code>
lower-sure =
    ⚠️ <b>{ $name }: { $what } below half of the list price?</b>

    List price { $old_price }, then <b>{ $new_price }</b>. If it was a slip, just type it right.
refusal-bad-step =
    “{ $typed }” is no wholesale price.
    Type a line for each step, from 2 units on. For example <code>5+ 9000</code>
refusal-too-many-steps = There are at most { $max } steps. Take some lines out, then send them again.
refusal-step-twice = Step { $count }+ is there twice. Choose one price, then send them again.
refusal-step-dear = Step { $count }+ must cost less than { $price }. Correct it, then send them again.
refusal-price-not-lower = A reseller price must be lower than the list price, { $price }. Type a lower one.
refusal-promo-all = That leaves nothing to pay. Type a discount that is smaller than the price.
refusal-too-many-resellers = There are { $max } resellers, and more are not possible. Remove one first in <b>{ button-resellers }</b>.
usage-diskon =
    Write a product's number and the discount, for example <code>/diskon 1|10%</code> or <code>/diskon 1|5000|31-12-2026</code>
    With a first and a last day: <code>/diskon 1|10%|01-12-2026|31-12-2026</code>. To remove it: <code>/diskon 1|-</code>
usage-grosir =
    Write a product's number, then how many and the price for each, a line for each step. For example:
    <code>/grosir 1|5+ 9000</code>
    To remove them: <code>/grosir 1|-</code>
button-resellers = ⭐ Resellers
resellers = { $count ->
    [one]
        ⭐ <b>Resellers</b>
        { $count } customer pays the reseller price. Press the name to change it, or <b>{ button-add-reseller }</b> to add one.
   *[other]
        ⭐ <b>Resellers</b>
        { $count } customers pay the reseller price. Press a name to change it, or <b>{ button-add-reseller }</b> to add one.
    }
resellers-none =
    ⭐ <b>Resellers</b>
    There are none yet. Begin with <b>{ button-add-reseller }</b>.
resellers-find =
    ➕ <b>Add a Reseller</b>
    Who? Type the customer's name, <code>@username</code>, or ID, for example <code>5551234567</code>. The ID stands in their <b>{ key-account }</b>.
button-add-reseller = ➕ Add a Reseller
resellers-which = ⭐ { $count } customers have that name. Which one?
resellers-more = There may be others. Type more of the name, or the <code>@username</code>.
button-customer = 👤 { $name } · { $id }
button-customer-username = 👤 { $name } · @{ $username }
reseller-card =
    👤 { $buyer }
    ID: <code>{ $id }</code>
    🧾 Orders: { $orders }

    Pays: <b>{ $state }</b>
button-appoint = ⭐ Make a reseller
button-dismiss = ✖️ No reseller any more
plain-level-usual = list price
plain-level-reseller = ⭐ reseller price
plain-audit-level = Pays
plain-audit-customer = Customer { $name }
plain-kind-customer = 👥 Customers
notice-lowered = 📉 <b>Less than half the price</b>: { $number }. { $name }, { $what } from { $old_price } to <b>{ $new_price }</b>, by { $staff }
notice-halved = { $count ->
    [one] 📉 <b>Less than half the price</b>: { $count } product in category { $category } by its discount, by { $staff }
   *[other] 📉 <b>Less than half the price</b>: { $count } products in category { $category } by its discount, by { $staff }
    }
## The shop's own texts: names of what is filled in, between braces

plain-fill-name = name
plain-fill-store = store
plain-fill-users = users
plain-fill-sales = sales
plain-fill-id = id
plain-fill-language = language
plain-fill-orders = orders
plain-fill-rows = details
plain-fill-admin = admin
plain-fill-error = error_code
plain-fill-balance = balance
plain-fill-held = held
plain-fill-category = category
plain-fill-query = search
plain-fill-count = count
plain-fill-page = page
plain-fill-pages = pages
plain-fill-at = time
plain-fill-number = number
plain-fill-cost = price
plain-fill-span = how_long
plain-fill-question = question
plain-fill-field = part
plain-fill-price = price
plain-fill-stock = stock
plain-fill-description = description
plain-fill-sold = sold
plain-fill-quantity = quantity
plain-fill-total = total
plain-fill-fewest = minimum
plain-fill-max = maximum
plain-fill-lines = list
plain-fill-subtotal = subtotal
plain-fill-code = coupon
plain-fill-discount = discount
plain-fill-why = why
plain-fill-old-price = old_price
plain-fill-new-price = new_price
plain-fill-order = invoice
plain-fill-payable = pay
plain-fill-until = deadline
plain-fill-account = account
plain-fill-reason = reason
plain-fill-amount = amount
plain-fill-fee = fee
plain-fill-paid-at = paid_at
plain-fill-received = received
plain-fill-expected = expected
plain-fill-product = product
plain-fill-position = position
plain-fill-content = goods
plain-fill-date = date
plain-fill-state = status
plain-fill-least = from_amount
plain-fill-most = to_amount
plain-fill-change = change
plain-fill-until-clock = clock
plain-fill-typed = typed
plain-fill-from = starts
plain-fill-kilobytes = kilobytes

## Staff: the bot's replies and own buttons

button-wording = 🛠️ Bot's Replies
command-respon = Change what buyers read
example-respon = /respon
wording-groups =
    🛠️ <b>Bot's Replies</b>
    Every text that buyers read can be in your own words. Choose a group.

    Texts that were changed: <b>{ $count }</b>
wording-group = 🛠️ <b>{ $name }</b> · { $language }
wording-texts =
    { $rows }

    Tap the number of a text to look at it or change it. ✏️ = changed.
wording-line = <b>{ $number }.</b> { $name }
wording-line-own = <b>{ $number }.</b> ✏️ { $name }
wording-card =
    ✏️ <b>{ $category }</b> · { $language }
    { $rows }
wording-default = The text as it comes.
wording-comes-back =
    <b>{ button-wording-default }</b> brings back this text:
    <i>{ $content }</i>
button-wording-default = ♻️ Default
wording-own = Changed by { $name }, { $at }.
wording-has-photo = 🖼️ There is a photo above this text.
wording-blanks = What can be filled in: { $content }
wording-no-blanks = Nothing is filled into this text.
wording-needed = Must be there: <b>{ $content }</b>
wording-changed = ⚠️ Just changed by { $name } ({ $at }). Your choice was <b>not saved</b>; tap once more if you still want it.
wording-ask =
    ✏️ Send the new text. Telegram's formats (bold, italic, links, spoiler, quote, custom emoji) or HTML may be used. What is filled in stands in braces. You will see it before it is saved.
wording-ask-plain = ✏️ Send the new text: one line, without formats. You will see it before it is saved.
wording-draft = 👁️ This is what buyers will read. Save it, or send another text in its place.
wording-ask-photo = 🖼️ Send one photo to be shown above this text.
wording-photo-done = ✅ The photo is there.
wording-versions =
    🕘 <b>Versions: { $name }</b>
    Tap a button to go back to that version.

    { $rows }
wording-version = { $at } · { $name }: { $state }
wording-version-now = <b>{ $at } · { $name }: { $state }</b> (now)
plain-wording-default = the text as it comes
button-wording-edit = ✏️ Change
button-wording-preview = 👁️ Preview
button-wording-versions = 🕘 Versions
button-wording-photo = 🖼️ Photo
button-wording-card = 🛠️ Open the Text
button-wording-return = ↩️ { $at }: { $state }
plain-wording-greeting = 👋 Greeting
plain-wording-how-to-order = 📘 How to Order
plain-wording-catalogue = 🛍️ Catalogue and Stock
plain-wording-product = 🏷️ Product Card
plain-wording-cart = 🧺 Cart
plain-wording-invoice = 🧾 Invoice
plain-wording-paid = ✅ Paid
plain-wording-goods = 🎁 Goods
plain-wording-expired = ⌛ Expired
plain-wording-cancelled = ❌ Cancelled
plain-wording-orders = 📦 My Orders
plain-wording-balance = 💰 Balance and Deposit
plain-wording-refusals = 🙏 Soft Refusals
plain-wording-toasts = 💬 Toasts
plain-sample-product = Netflix 1 Month
plain-sample-account = BCA 1234567890, the shop
plain-sample-goods = account@example.com|secret123
plain-sample-coupon = HEMAT10
notice-wording-fell-back = ⚠️ <b>The text “{ $name }” is back to the one it comes with</b>, because the shop's version could not be shown. Buyers are served as always. Your version is kept under Versions; mend it any time.
refusal-wording-gone = There is no such text. Choose again from the list.
refusal-wording-changed = Somebody else has just changed it. Look at it first, then repeat it if you still want to.
refusal-wording-past = That version is no longer the newest, or cannot be read. Choose one from the list.
refusal-wording-long = The text is too long: { $count } signs with the longest values filled in, and { $max } fit. Make it shorter and send it again.
refusal-wording-lines = This text has one line. Send it again without line breaks.
refusal-wording-plain = { $places }: this text is shown as it is, and cannot have <code>&lt;</code>, <code>&gt;</code> or <code>&amp;</code>. Take them out and send it again.
refusal-wording-brace =
    { $places }: a brace without its other half. What is filled in is written like { "{" }name{ "}" }; use no braces for anything else.
refusal-wording-unfilled =
    <b>{ $name }</b> cannot be filled in here.
    What can be: { $content }
refusal-wording-no-blanks = <b>{ $name }</b> cannot be filled in: nothing is filled into this text. Take it out and send it again.
refusal-wording-missing = This text must have <b>{ $content }</b> in it, for buyers need to know. Add it and send it again.
refusal-wording-markup = { $places }: { $why }. Mend it and send it again.
refusal-wording-in-tag = <b>{ $name }</b> cannot stand inside an HTML tag or in a text without formats. Move it and send it again.
refusal-wording-not-mono = <b>{ $name }</b> must be in monospace (<code>&lt;code&gt;</code>), so that goods arrive exactly as they are. Mend it and send it again.
refusal-wording-photo = Below a photo { $max } signs fit, and the text has { $count }. Make it shorter first, or take the photo off.
plain-spot = Line { $number }, sign { $position }
slip-half = a <code>&lt;</code> is not closed with <code>&gt;</code>
slip-bare = a <code>&gt;</code> or <code>&amp;</code> must be written <code>&amp;gt;</code> or <code>&amp;amp;</code>
slip-unknown = Telegram does not know the tag <code>&lt;{ $name }&gt;</code>
slip-attributes = the tag <code>&lt;{ $name }&gt;</code> cannot have that
slip-crossed = the tag <code>&lt;/{ $end }&gt;</code> closes <code>&lt;{ $start }&gt;</code>, which is open
slip-unopened = the tag <code>&lt;{ $name }&gt;</code> is closed and was never opened
slip-unclosed = the tag <code>&lt;{ $name }&gt;</code> is never closed
plain-audit-wording = 🛠️ Text “{ $name }”
plain-audit-button = 🔘 Button “{ $name }”
plain-audit-text = Text
plain-kind-wording = 🛠️ Bot's replies
button-own-buttons = 🔘 Own Buttons
own-buttons-none =
    🔘 <b>Own buttons</b>
    Add buttons to the buyers' keyboard with an answer of your own: guarantee, phone, reviews. At most { $max }.
own-buttons =
    🔘 <b>Own buttons</b>
    These stand on the buyers' keyboard. Tap one to change it; ⬆️ moves it up. At most { $max }.
    A buyer's keyboard changes when they open the main menu.
own-buttons-away = ⚠️ The row of own buttons is not shown. Turn it on in <b>{ plain-setting-rows }</b>.
button-own-new = ➕ Add a Button
button-own-card = 🔘 Open the Button
button-own-link = 🔗 Open the Link
own-button-card = 🔘 <b>{ $name }</b>
own-button-link = 🔗 Link: { $url }
own-button-photo = 🖼️ There is a photo above the answer.
own-ask-label = 🔘 What stands on the button? One line of at most { $max } signs, perhaps with an emoji. For example: <code>🛡️ Guarantee</code>
own-ask-text = 💬 What does <b>{ $name }</b> answer? Send the text; Telegram's formats or HTML may be used.
own-ask-photo = 🖼️ Send one photo for the answer of <b>{ $name }</b>.
own-ask-link = 🔗 Where does the link below the answer of <b>{ $name }</b> lead? Send an address <code>https://…</code>, a Telegram <code>@name</code>, or a phone number as <code>+6281234567890</code>.
plain-own-label = Label
plain-own-text = Answer
plain-own-picture = Photo
plain-own-link = Link
refusal-button-gone = This button is gone. Open <b>{ key-home }</b> again.
refusal-button-label = A label is one line with letters, at most { $max } signs, no number alone and no command. For example: <code>🛡️ Guarantee</code>
refusal-button-taken = A button or a word of the shop's is already called so. Choose another label.
refusal-button-many = There are { $max } buttons, as many as can be. Delete one first.
refusal-button-link = That is no link. Send <code>https://…</code>, <code>@name</code>, or a number as <code>+6281234567890</code>.

## Staff: the configuration as a file

button-config-export = 📤 Export Configuration
button-config-import = 📥 Import Configuration
button-config-apply = ✅ Apply
command-exportconfig = The shop's configuration as a file
example-exportconfig = /exportconfig
command-importconfig = Take a configuration file in
example-importconfig = /importconfig
config-exported = 📤 <b>The shop's configuration</b>: settings, categories, products with their choices and discounts, texts and buttons, without goods and photos. Send this file back with the caption <code>/importconfig</code> to take it in.
config-ask = 📥 Send a configuration file (<code>.toml</code>) from <b>{ button-config-export }</b>. It is looked at first: nothing changes before <b>{ button-config-apply }</b>, and nothing is deleted.
config-ask-again = 📥 Tap <b>{ button-config-apply }</b> below the list of changes, or send another file.
config-reading = ⏳ The file is being read. What it changes appears here.
config-applying = ⏳ It is being taken in. The outcome appears here.
config-mistakes =
    ❌ <b>This file cannot be read yet</b> (mistakes: { $count }). Nothing was changed.
    { $lines }

    Mend the lines and send it again.
config-refused =
    ❌ <b>This file cannot be taken in yet</b> (parts: { $count }). Nothing was changed.
    { $lines }

    Mend these and send it again.
config-refused-line = • <b>{ $name }</b>: { $why }
config-more = … and { $count } more
config-plan = 📥 <b>What would change</b>
config-counts = New: <b>{ $added }</b> · changed: <b>{ $count }</b> · as before: <b>{ $left }</b>
config-nothing = Nothing changes: the shop is as the file says.
config-added = ➕ { $name }
config-changed = ✏️ { $name }
config-done = ✅ <b>The configuration is in.</b> A mistake? Tap <b>{ button-undo }</b>: all of it goes back at once.
config-taken-back = ↩️ All changes of that file were taken back. Products that it brought are in the archive.
audit-configured = 📥 Configuration taken in from a file: { $count } changes
audit-unconfigured = ↩️ Configuration from a file taken back: { $count } changes

## Admin: a shop that was brought back from a copy

notice-restored =
    🛟 <b>The shop was restored from { $source }</b>
    What happened from { $from } to { $at } may be missing here: orders, payments, balances, stock, and settings that were changed.

    { $rows }
    💠 Pakasir is being asked again about payments around that time. If it tells of money for an order that is lost, the money is entered and the owners are told.
    ⚠️ Pakasir may have told of other money before the shop was restored. Compare Pakasir's dashboard for that time.
restored-detained = 🧊 { $count ->
        [one] 1 unit
       *[other] { $count } units
    } of { $products ->
        [one] 1 product
       *[other] { $products } products
    } kept from sale, so that nothing is sold twice. Look at them by the button below; all else goes on selling.
restored-nothing = 🧊 No stock needs to be kept from sale.
notice-restored-complete = 🛟 <b>The shop was restored from { $source }</b>. The copy is complete up to { $from }: nothing is lost, and no stock is kept from sale.
notice-restored-over = ✅ <b>The restore is all looked after</b>: no stock is kept from sale any more, and Pakasir has answered about every payment around { $from }.
notice-unclaimed =
    💠 <b>{ $amount } came in, and nobody knows the buyer</b>
    Order number <b>{ $order }</b>, reference <code>{ $reference }</code>. This shop has no such order, most likely because it was restored from a copy.
    The money is entered. Compare the invoices in your buyers' chats, then make it their balance.
notice-unclaimed-sent-back = ↩️ { $staff } noted that the unclaimed { $amount } (<code>{ $reference }</code>) was sent back outside the shop.
notice-claimed =
    ➕ <b>Unclaimed money onto a balance</b>: { $change }
    👤 { $buyer }, balance now { $balance }
    📝 { $reason }
    Entered by { $staff }.
balance-claimed =
    💼 <b>{ $amount } has come onto your balance</b>
    It is your payment with the reference { $reason }.

    Your balance is <b>{ $balance }</b> now, and can be spent at once.
history-claimed = Payment { $reason }
button-detained = 🛟 Stock kept from sale ({ $count })
button-unclaimed = 💠 Unclaimed money ({ $count })
button-unclaimed-open = 💠 Open
admin-home-detained = 🛟 Stock kept from sale: <b>{ $count }</b>
admin-home-unclaimed = 💠 Unclaimed money: <b>{ $count }</b>
plain-shop-detained = { $count ->
    [one] 1 unit kept from sale since the restore
   *[other] { $count } units kept from sale since the restore
}
plain-shop-unclaimed = { $count ->
    [one] 1 unclaimed payment
   *[other] { $count } unclaimed payments
}
detained-list =
    🛟 <b>Stock kept from sale</b>
    From { $from } to { $at } these units may have gone to buyers, so they are not sold again yet.
    Compare your buyers' chats and Pakasir's dashboard. What was not sold: release it. What was: note it as sold.
detained-none = ✅ No stock is kept from sale.
button-detained-product = { $number }. { $name } ({ $count })
detained-of =
    🛟 <b>{ $number }. { $name }</b>: units kept from sale: { $count }. Those that would be sold first come first:
    { $lines }
button-detained-units = 📋 One by one
button-detained-release = ✅ Release
button-detained-release-all = ✅ Release all
button-detained-sold = 🗑️ Sold already
detained-ask-release-all = ✅ Release all units ({ $count })? They are for sale again at once.
button-detained-release-all-sure = ✅ Yes, release all
detained-ask-sold =
    🗑️ Note the units of <b>{ $number }. { $name }</b> that are kept from sale ({ $count }) as sold?
    They leave the shop, and this cannot be undone.
button-detained-sold-sure = 🗑️ Yes, sold already
toast-detained-released = ✅ For sale again: { $count }
toast-detained-sold = 🗑️ Noted as sold: { $count }
units-detained =
    🛟 <b>{ $number }. { $name }</b>: units kept from sale since the restore: { $count }.
    Tap one to sell it again or to delete it.
files-detained =
    🛟 <b>{ $number }. { $name }</b>: files kept from sale since the restore: { $count }.
    Tap one to sell it again or to delete it.
plain-fate-detained = 🛟 Kept from sale since the restore
unclaimed-list =
    💠 <b>Unclaimed money</b>
    QRIS payments that Pakasir has received, for orders that this shop does not have. The newest first.
unclaimed-none = ✅ There is no unclaimed money.
button-unclaimed-card = { $amount } · { $order } · { $state }
plain-claim-open = waiting
plain-claim-left = left as it is
plain-claim-given = on a balance
plain-claim-sent-back = sent back
unclaimed-card =
    💠 <b>{ $amount }</b>, { $state }
    Order number: <b>{ $order }</b>
    Reference: <code>{ $reference }</code>
    Came in: { $at }
unclaimed-card-given = 👤 { $buyer }
unclaimed-card-next = The order number stands on the invoice that its buyer saw, the reference on Pakasir's dashboard. If nobody has written to the shop yet, just wait: the money stays entered.
button-unclaimed-give = ➕ Make it a balance
button-unclaimed-sent-back = ↩️ It was sent back
button-unclaimed-leave = 👁️ Leave it
unclaimed-find =
    ➕ <b>Make it a balance</b>
    Whose is it? Type the buyer's name, their <code>@username</code> or their ID, such as <code>5551234567</code>. The ID stands in the buyer's <b>{ key-account }</b>.
unclaimed-which = { $count ->
    [one] ➕ There is 1 buyer of that name. This one?
   *[other] ➕ There are { $count } buyers of that name. Which one?
}
unclaimed-ask-give =
    ➕ Make <b>{ $amount }</b> the balance of this buyer?
    👤 { $buyer }
    The buyer is told at once, and this note cannot be taken back.
button-unclaimed-give-sure = ➕ Yes, make it a balance
unclaimed-ask-sent-back =
    ↩️ Has <b>{ $amount }</b> been sent back outside the shop, from the shop's account or by Pakasir?
    This note cannot be taken back.
button-unclaimed-sent-back-sure = ↩️ Yes, it was sent back
toast-unclaimed-given = ➕ It is on the balance now
refusal-claim-unknown = That money is not on the list. Open the list again.
refusal-claim-done = That money has been looked after. Open the list again.
audit-restored = { $count ->
    [one] 🛟 Shop restored from a copy, 1 unit kept from sale
   *[other] 🛟 Shop restored from a copy, { $count } units kept from sale
}
audit-loosed = 🛟 { $product }: units kept from sale are sold again: { $count }
audit-loosed-gone = 🛟 { $product }: units kept from sale were sold already: { $count }
audit-claim-given = 💠 Unclaimed { $amount } onto the balance of { $name }
audit-claim-sent-back = 💠 Unclaimed { $amount } sent back outside the shop
audit-claim-left = 💠 Unclaimed { $amount } left as it is
