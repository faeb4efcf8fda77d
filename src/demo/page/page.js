// The page of the demo: draws what the world says, and tells it what is pressed.
"use strict";

const TEXTS = {
  id: {
    tagline: "Toko Telegram di komputer ini. Tidak ada yang keluar dari sini.",
    steps: ["Tekan Mulai", "Pilih produk, lalu beli", "Bayar di panel kanan", "Barang langsung sampai"],
    customer: "Pembeli", seller: "Penjual", panels: "Panel", me: "Masuk sebagai", bot: "bot",
    gateway: "Payment gateway", gateway_short: "Gateway", gateway_down: "Gateway mati",
    clock: "Jam toko", skip_10: "⏩ 10 menit", skip_60: "⏩ 1 jam", skip_1440: "⏩ 1 hari",
    telegram_down: "Telegram mati", telegram_busy: "429: terlalu banyak permintaan",
    blocks: "Pelanggan memblokir bot", log: "Catatan API",
    once: "Bayar", twice: "Bayar dua kali", quietly: "Bayar, notifikasi hilang",
    late: "Bayar telat", forged: "Palsukan notifikasi",
    pending: "menunggu", completed: "lunas", cancelled: "batal", fee: "biaya",
    nothing: "Belum ada transaksi. Buat pesanan di chat pembeli, lalu bayar dari sini.",
    no_calls: "Belum ada panggilan.", now: "sekarang", ahead: "maju", hours: "j", minutes: "m",
    start: "Mulai", restart: "Buka blokir dan mulai ulang", write: "Pesan", send: "Kirim",
    attach: "Kirim foto atau berkas", keys: "Papan tombol", menu: "Menu perintah", down: "Ke pesan terbaru",
    hello_customer: "Ini ponsel pembeli. Tekan Mulai untuk masuk ke toko.",
    hello_seller: "Ini ponsel penjual. Tekan Mulai untuk mengelola toko.",
    save: "Simpan gambar", close: "Tutup", edited: "diedit", copied: "Tersalin", today: "Hari ini",
    photo: "Foto, tekan untuk memperbesar", offline: "Demo tidak menjawab. Mencoba lagi…", other: "English",
  },
  en: {
    tagline: "A Telegram shop on this computer. Nothing leaves it.",
    steps: ["Press Start", "Choose a product and buy", "Pay in the panel", "Goods arrive at once"],
    customer: "Buyer", seller: "Seller", panels: "Panels", me: "Signed in as", bot: "bot",
    gateway: "Payment gateway", gateway_short: "Gateway", gateway_down: "Gateway down",
    clock: "The shop's clock", skip_10: "⏩ 10 minutes", skip_60: "⏩ 1 hour", skip_1440: "⏩ 1 day",
    telegram_down: "Telegram down", telegram_busy: "429: too many requests",
    blocks: "Customer blocks the bot", log: "API calls",
    once: "Pay", twice: "Pay, told twice", quietly: "Pay, notice lost",
    late: "Pay late", forged: "Forge a notice",
    pending: "pending", completed: "paid", cancelled: "cancelled", fee: "fee",
    nothing: "No transactions yet. Order something in the buyer's chat, then pay for it here.",
    no_calls: "No calls yet.", now: "now", ahead: "ahead", hours: "h", minutes: "m",
    start: "Start", restart: "Unblock and restart", write: "Message", send: "Send",
    attach: "Send a photo or file", keys: "Keyboard", menu: "Commands", down: "To the newest message",
    hello_customer: "This is the buyer's phone. Press Start to enter the shop.",
    hello_seller: "This is the seller's phone. Press Start to run the shop.",
    save: "Save picture", close: "Close", edited: "edited", copied: "Copied", today: "Today",
    photo: "Photo, press to enlarge", offline: "The demo does not answer. Trying again…", other: "Indonesia",
  },
};

let language = remembered("language") === "en" ? "en" : "id";
let state = null;
let logSide = "telegram";
const say = (key) => TEXTS[language][key];
const $ = (what, within = document) => within.querySelector(what);
const $$ = (what, within = document) => [...within.querySelectorAll(what)];

function remembered(key) {
  try { return localStorage.getItem(key); } catch { return null; }
}

function remember(key, value) {
  try { localStorage.setItem(key, value); } catch { /* a private window forgets */ }
}

/** Makes an element. Strings become text, never markup. */
function make(tag, fields = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(fields)) {
    if (name === "on") for (const [event, hear] of Object.entries(value)) made.addEventListener(event, hear);
    else if (name === "data") Object.assign(made.dataset, value);
    else if (name.startsWith("aria-")) made.setAttribute(name, value);
    else if (value !== undefined && value !== null) made[name] = value;
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function act(deed) {
  return fetch("world/do", { method: "POST", body: JSON.stringify(deed) }).catch(() => {});
}

const rupiah = (amount) => "Rp" + String(amount).replace(/\B(?=(\d{3})+$)/g, ".");
const zone = { timeZone: "Asia/Jakarta" };
const hour = (at, more = {}) => new Date(at)
  .toLocaleTimeString("id-ID", { ...zone, hour: "2-digit", minute: "2-digit", ...more }).replace(/\./g, ":");
const day = (at) => new Date(at)
  .toLocaleDateString(language === "id" ? "id-ID" : "en-GB", { ...zone, day: "numeric", month: "long" });

/* Texts with entities: offsets are in UTF-16 units, and so are JavaScript's strings. */

const BLOCKS = ["pre", "blockquote", "expandable_blockquote"];

function rich(text, entities) {
  const walk = (from, to, inner) => {
    const nodes = [];
    let at = from;
    for (let i = 0; i < inner.length; i++) {
      const outer = inner[i];
      const end = Math.min(outer.offset + outer.length, to);
      if (outer.offset < at || end <= outer.offset) continue;
      // A block stands on lines of its own: the line ends around it are not seen twice.
      const block = BLOCKS.includes(outer.type);
      nodes.push(...linked(text.slice(at, outer.offset).replace(block ? /\n$/ : "", "")));
      const within = [];
      while (i + 1 < inner.length && inner[i + 1].offset < end) within.push(inner[++i]);
      nodes.push(styled(outer, text.slice(outer.offset, end), walk(outer.offset, end, within)));
      at = block && text[end] === "\n" && end < to ? end + 1 : end;
    }
    nodes.push(...linked(text.slice(at, to)));
    return nodes;
  };
  return walk(0, text.length, entities);
}

function linked(text) {
  return text.split(/(https?:\/\/[^\s<>"]+)/g).filter(Boolean).map((part, odd) =>
    /^https?:\/\//.test(part) ? link(part, [part]) : document.createTextNode(part));
}

function link(href, children) {
  const safe = /^(https?:|tg:|mailto:|tel:)/i.test(href) ? href : "#";
  return make("a", { href: safe, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

function styled(entity, text, children) {
  const simple = { bold: "b", italic: "i", underline: "u", strikethrough: "s" }[entity.type];
  if (simple) return make(simple, {}, ...children);
  switch (entity.type) {
    case "code": return make("code", { on: { click: () => copy(text) } }, text);
    case "pre": return make("pre", { on: { click: () => copy(text) } }, text);
    case "text_link": return link(entity.url, children);
    case "blockquote": return make("blockquote", {}, ...children);
    case "expandable_blockquote":
      return make("blockquote", { className: "long", on: { click: open } }, ...children);
    case "spoiler": return make("span", { className: "spoiler", on: { click: open } }, ...children);
    default: return make("span", {}, ...children);
  }
}

function open(event) {
  event.currentTarget.classList.toggle("open");
}

function copy(text) {
  navigator.clipboard?.writeText(text).catch(() => {});
  for (const phone of phones) phone.toast(say("copied"));
}

/* One phone: a chat with the bot through the eyes of whoever is chosen. */

class Phone {
  constructor(side) {
    this.side = side;
    this.root = $(`[data-phone="${side}"]`);
    this.root.append($("#phone").content.cloneNode(true));
    this.root.dataset.test = `phone-${side}`;
    const part = (what) => $(what, this.root);
    this.scroll = part(".scroll");
    this.messages = part(".messages");
    this.select = part("select");
    this.input = part("textarea");
    this.keyboard = part(".keyboard");
    this.drawn = new Map();
    this.unread = 0;
    this.keysOpen = true;
    this.sticky = true;
    this.chosen = null;
    this.listen(part);
  }

  listen(part) {
    this.select.addEventListener("change", () => this.choose(Number(this.select.value)));
    part(".compose").addEventListener("submit", (event) => { event.preventDefault(); this.send(); });
    this.input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.send(); }
    });
    this.input.addEventListener("input", () => this.grow());
    part(".toggle").addEventListener("click", () => { this.keysOpen = !this.keysOpen; this.drawKeyboard(); });
    part(".start").addEventListener("click", () => this.start());
    part(".down").addEventListener("click", () => this.toBottom());
    part(".menu").addEventListener("click", () => { const list = part(".commands"); list.hidden = !list.hidden; });
    const file = part("input[type=file]");
    part(".attach").addEventListener("click", () => file.click());
    file.addEventListener("change", () => { if (file.files[0]) this.upload(file.files[0]); file.value = ""; });
    this.touched = 0;
    for (const touch of ["wheel", "touchmove", "pointerdown", "keydown"]) {
      this.scroll.addEventListener(touch, () => { this.touched = Date.now(); }, { passive: true });
    }
    this.scroll.addEventListener("scroll", () => this.scrolled());
    const grown = new ResizeObserver(() => { if (this.sticky) this.toEnd(); });
    grown.observe(this.scroll);
    grown.observe(this.messages);
    this.root.addEventListener("dragover", (event) => event.preventDefault());
    this.root.addEventListener("drop", (event) => {
      event.preventDefault();
      if (event.dataTransfer.files[0]) this.upload(event.dataTransfer.files[0]);
    });
  }

  mine() {
    return state.chats.filter((chat) => (chat.side === "customer") === (this.side === "customer"));
  }

  choose(id) {
    this.chosen = id;
    this.drawn.clear();
    this.messages.replaceChildren();
    this.draw();
    this.toEnd();
    drawLevers();
  }

  send() {
    const text = this.input.value.trim();
    if (!text) return;
    this.input.value = "";
    this.grow();
    this.sticky = true;
    act({ do: "say", person: this.chosen, text });
  }

  async start() {
    if (this.chat.blocked) await act({ do: "unblock", person: this.chosen });
    act({ do: "say", person: this.chosen, text: "/start" });
  }

  upload(file) {
    const kind = /^image\/(png|jpeg)$/.test(file.type) ? "photo" : "document";
    const query = new URLSearchParams({ person: this.chosen, name: file.name, as: kind, caption: this.input.value.trim() });
    this.input.value = "";
    this.sticky = true;
    fetch(`world/upload?${query}`, { method: "POST", body: file }).catch(() => {});
  }

  grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${this.input.scrollHeight}px`;
  }

  /** Only a person scrolls up; a growing chat does not. */
  scrolled() {
    const top = this.scroll.scrollTop;
    if (this.end() - top < 60) this.read();
    // The browser scrolls as well: when a message above goes, or a picture gets its size.
    else if (top < this.top && Date.now() - this.touched < 1000) this.sticky = false;
    this.top = top;
    this.drawDown();
  }

  bottom() {
    return this.scroll.scrollHeight - this.scroll.clientHeight;
  }

  /** Where the newest is seen: the bottom, but a code to scan, which stands upright, before its words. */
  end() {
    const code = $(".message:last-child .photo .upright", this.messages);
    return code ? Math.min(this.bottom(), code.closest(".message").offsetTop - 8) : this.bottom();
  }

  toEnd() {
    // Up as well: what went above a code has pulled it out of view.
    if (this.scroll.scrollTop !== this.end()) this.scroll.scrollTo({ top: this.end(), behavior: "instant" });
    this.read();
  }

  toBottom() {
    this.scroll.scrollTo({ top: this.bottom(), behavior: "smooth" });
    this.read();
  }

  read() {
    this.unread = 0;
    this.sticky = true;
    this.drawDown();
  }

  drawDown() {
    $(".down", this.root).hidden = this.bottom() - this.scroll.scrollTop < 60;
    $(".down span", this.root).textContent = this.unread || "";
  }

  draw() {
    const chats = this.mine();
    this.chosen ??= chats[0]?.id;
    this.chat = chats.find((chat) => chat.id === this.chosen);
    if (!this.chat) return;
    const options = chats.map((chat) => make("option", { value: chat.id, textContent: chat.title, selected: chat.id === this.chosen }));
    const known = [...this.select.options].map((option) => option.textContent).join();
    if (known !== chats.map((chat) => chat.title).join()) this.select.replaceChildren(...options);
    this.select.value = this.chosen;
    this.select.ariaLabel = say("me");
    this.drawMessages();
    this.drawFoot();
    this.drawKeyboard();
    this.drawCommands();
    this.drawToasts();
  }

  drawMessages() {
    const { messages } = this.chat;
    const first = this.drawn.size === 0;
    const nodes = [];
    const kept = new Map();
    let before = null;
    messages.forEach((message, at) => {
      const next = messages[at + 1];
      const newDay = !before || day(before.at) !== day(message.at);
      const place = (newDay || before.bot !== message.bot ? " first" : "")
        + (!next || next.bot !== message.bot || day(next.at) !== day(message.at) ? " last" : "");
      if (newDay) nodes.push(this.dayMark(message.at, kept));
      const sign = JSON.stringify([message, place, language]);
      let known = this.drawn.get(message.id);
      if (known?.sign !== sign) {
        const fresh = !known && !first ? " fresh" : "";
        if (!known && !first && message.bot && !this.sticky) this.unread += 1;
        known = { sign, node: this.message(message, place + fresh) };
      }
      kept.set(message.id, known);
      nodes.push(known.node);
      before = message;
    });
    this.drawn = kept;
    if (!nodes.length) nodes.push(make("div", { className: "hello" }, make("b", {}, this.side === "customer" ? "🛍" : "🏪"), say(`hello_${this.side}`)));
    place(this.messages, nodes);
    this.markPending();
    if (this.sticky) this.toEnd();
    else this.drawDown();
  }

  dayMark(at, kept) {
    const text = day(at) === day(state.now) ? say("today") : day(at);
    const key = `day ${day(at)}`;
    const known = this.drawn.get(key);
    const mark = known?.sign === text ? known : { sign: text, node: make("div", { className: "day" }, text) };
    kept.set(key, mark);
    return mark.node;
  }

  message(message, place) {
    const { file } = message;
    const photo = file?.kind === "photo";
    const sticker = file?.kind === "sticker";
    const stamp = make("span", { className: "stamp" }, (message.edited ? `${say("edited")} ` : "") + hour(message.at));
    const text = make("div", { className: "text" }, ...(sticker ? [] : rich(message.text, message.entities)), stamp);
    const bubble = make("div", { className: `bubble${message.text && photo ? " with-text" : ""}${photo && !message.text ? " lone" : ""}${file?.kind === "document" && !message.text ? " bare" : ""}` });
    if (sticker) bubble.append(make("div", { className: "sticker" }, message.text));
    if (photo) bubble.append(this.photo(file, place.includes("fresh")));
    if (file?.kind === "document") bubble.append(this.document(file));
    if (photo && !message.text) bubble.append(stamp);
    else bubble.append(text);
    const node = make("article", {
      className: `message ${message.bot ? "in" : "out"}${place}${photo ? " wide" : ""}`,
      data: { test: "message", id: message.id },
    }, bubble);
    if (message.inline.length) node.append(this.inline(message));
    return node;
  }

  photo(file, fresh) {
    const source = `world/file?id=${encodeURIComponent(file.id)}`;
    const picture = make("img", { src: source, alt: say("photo") });
    picture.addEventListener("load", () => {
      const { naturalWidth: width, naturalHeight: height } = picture;
      picture.classList.toggle("small", width < 300);
      picture.classList.toggle("upright", width <= height && height < width * 1.6);
      // Only now it is known how tall it is, and the browser has kept the words below it in view.
      if (this.sticky && fresh) this.scroll.scrollTop = this.end();
    });
    return make("button", { type: "button", className: "photo", data: { test: "photo" }, "aria-label": say("photo"), on: { click: () => view(source) } }, picture);
  }

  document(file) {
    const size = file.bytes < 1024 ? `${file.bytes} B` : `${(file.bytes / 1024).toFixed(1)} KB`;
    return make("a", { className: "file", href: `world/file?id=${encodeURIComponent(file.id)}`, download: file.name, data: { test: "document" } },
      make("i", {}, "↓"), make("span", {}, make("strong", {}, file.name), make("span", {}, size)));
  }

  inline(message) {
    const key = ({ label, style, data, url, copy: text }) => {
      const className = style ?? "";
      if (url) return make("a", { className, href: link(url, []).href, target: "_blank", rel: "noopener noreferrer" }, label, make("span", { className: "mark" }, "↗"));
      const press = text !== undefined ? () => copy(text) : () => act({ do: "press", person: this.chosen, message: message.id, data });
      return make("button", { type: "button", className, data: { test: "inline", press: data ?? "" }, on: { click: press } }, label);
    };
    return make("div", { className: "inline" }, ...message.inline.map((row) => make("div", {}, ...row.map(key))));
  }

  markPending() {
    const waits = new Set(this.chat.pending.map(([message, data]) => `${message} ${data}`));
    for (const key of $$(".inline button", this.messages)) {
      const message = key.closest(".message").dataset.id;
      key.classList.toggle("waiting", waits.has(`${message} ${key.dataset.press}`));
    }
  }

  drawFoot() {
    const start = $(".start", this.root);
    const group = this.chat.side === "group";
    start.hidden = group || !(this.chat.blocked || this.chat.messages.length === 0);
    start.textContent = say(this.chat.blocked ? "restart" : "start");
    start.dataset.test = `start-${this.side}`;
    $(".compose", this.root).hidden = group || !start.hidden;
    this.input.dataset.test = `input-${this.side}`;
    this.input.placeholder = this.chat.keyboard?.placeholder ?? say("write");
    this.input.ariaLabel = say("write");
    $(".send", this.root).dataset.test = `send-${this.side}`;
    $("input[type=file]", this.root).dataset.test = `file-${this.side}`;
    this.scroll.ariaLabel = say(this.side);
  }

  drawKeyboard() {
    const keyboard = this.chat.blocked ? null : this.chat.keyboard;
    const sign = JSON.stringify(keyboard?.rows ?? null);
    const toggle = $(".toggle", this.root);
    if (this.keys !== sign) {
      this.keys = sign;
      this.keysOpen = true;
      const key = (label) => make("button", { type: "button", data: { test: "key" }, on: { click: () => { this.sticky = true; act({ do: "key", person: this.chosen, label }); } } }, label);
      this.keyboard.replaceChildren(...(keyboard?.rows ?? []).map((row) => make("div", {}, ...row.map(key))));
    }
    toggle.hidden = !keyboard;
    toggle.ariaPressed = String(this.keysOpen);
    this.keyboard.hidden = !keyboard || !this.keysOpen;
  }

  drawCommands() {
    const list = $(".commands", this.root);
    const sign = JSON.stringify(this.chat.commands);
    $(".menu", this.root).hidden = !this.chat.commands.length;
    if (this.commands === sign) return;
    this.commands = sign;
    list.replaceChildren(...this.chat.commands.map(([name, about]) => make("li", {}, make("button", {
      type: "button", on: { click: () => { list.hidden = true; act({ do: "say", person: this.chosen, text: `/${name}` }); } },
    }, make("b", {}, `/${name}`), make("span", {}, about)))));
  }

  drawToasts() {
    const newest = state.toasts.at(-1)?.number ?? 0;
    const seen = this.seenToasts ?? newest;
    for (const toast of state.toasts.filter(({ number, chat }) => number > seen && chat === this.chosen)) {
      if (toast.alert) { $(".alert p").textContent = toast.text; $(".alert").open || $(".alert").showModal(); }
      else this.toast(toast.text);
    }
    this.seenToasts = newest;
  }

  toast(text) {
    const toast = $(".toast", this.root);
    toast.textContent = text;
    toast.hidden = false;
    clearTimeout(this.toastEnds);
    this.toastEnds = setTimeout(() => { toast.hidden = true; }, 2600);
  }
}

/** Lets these be the children, moving and removing as little as possible. */
function place(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, at) => { if (parent.children[at] !== node) parent.insertBefore(node, parent.children[at] ?? null); });
}

function view(source) {
  const viewer = $(".viewer");
  $("img", viewer).src = source;
  $(".save", viewer).href = source;
  $(".save", viewer).download = "qris.png";
  viewer.showModal();
}

/* The panels. */

let drawnTransactions = null;

function drawTransactions() {
  const { transactions } = state.gateway;
  const sign = JSON.stringify([transactions, language]);
  if (sign === drawnTransactions) return;
  drawnTransactions = sign;
  const pay = (reference, how) => make("button", {
    type: "button", className: how, data: { test: `pay-${how}`, reference },
    on: { click: () => act({ do: "pay", reference, how }) },
  }, say(how));
  const rows = transactions.map(({ reference, amount, total, status }) => make("li", { className: "transaction", data: { test: "transaction", reference, status } },
    make("div", {}, make("code", {}, reference), make("span", { className: `pill ${status}` }, say(status)),
      make("span", { className: "sum", title: total > amount ? `${rupiah(amount)} + ${rupiah(total - amount)} ${say("fee")}` : "" }, rupiah(total))),
    status === "pending"
      ? make("div", { className: "pays" }, ...["once", "twice", "quietly", "late", "forged"].map((how) => pay(reference, how)))
      : null));
  if (!rows.length) rows.push(make("li", { className: "empty" }, say("nothing")));
  $(".transactions").replaceChildren(...rows);
}

function drawLog() {
  const telegram = ({ at, method, chat, code, word }) => make("li", { className: code === 200 ? "" : "bad", title: word },
    make("time", {}, hour(at, { second: "2-digit" })), make("span", {}, method), make("span", { className: "to" }, name(chat)),
    make("span", { className: "word" }, word), make("span", { className: "code" }, code || "✕"));
  const gateway = ({ method, path, status }) => make("li", { className: status === 200 ? "" : "bad", title: path },
    make("span", { className: "to" }, method), make("span", {}, path.replace(/^.*\/api\/(v2\/)?/, "")),
    make("span", { className: "code" }, status ?? "✕"));
  const lines = logSide === "telegram" ? state.calls.map(telegram) : state.gateway.calls.map(gateway);
  if (!lines.length) lines.push(make("li", { className: "empty" }, say("no_calls")));
  $(".calls").replaceChildren(...lines);
}

const name = (id) => state.chats.find((chat) => chat.id === id)?.title ?? (id ?? "");

function drawLevers() {
  if (!state) return;
  $("[data-test=gateway-down]").checked = state.gateway_down;
  $("[data-test=telegram-down]").checked = state.telegram === "down";
  $("[data-test=telegram-busy]").checked = state.telegram === "busy";
  $("[data-test=customer-blocks]").checked = phones[0].chat?.blocked ?? false;
  const minutes = Math.round(state.skipped / 60000);
  const hours = Math.floor(minutes / 60);
  const part = `${minutes % 60} ${say("minutes")}`;
  const ahead = hours ? `${hours} ${say("hours")} ${part}` : part;
  $(".skipped").textContent = minutes ? `+${ahead} ${say("ahead")}` : say("now");
}

let offset = 0;

function tick() {
  $(".clock").textContent = `${hour(Date.now() + offset, { second: "2-digit" })} WIB`;
}

function drawTexts() {
  document.documentElement.lang = language;
  for (const node of $$("[data-text]")) node.textContent = say(node.dataset.text);
  for (const node of $$("[data-label]")) node.ariaLabel = node.title = say(node.dataset.label);
  $(".steps").replaceChildren(...say("steps").map((step, at) => make("span", {}, make("b", {}, String(at + 1)), step)));
  const other = $("[data-test=language]");
  other.textContent = say("other");
  other.lang = language === "id" ? "en" : "id";
}

function draw() {
  if (!state) return;
  offset = state.now - Date.now();
  for (const phone of phones) phone.draw();
  drawTransactions();
  drawLog();
  drawLevers();
  markViews();
}

/* On a narrow screen one thing at a time, and a dot where something happened. */

let viewed = {};

function markViews() {
  const now = { customer: phones[0].chat?.messages.at(-1)?.id, seller: phones[1].chat?.messages.at(-1)?.id, panels: state.gateway.transactions[0]?.reference };
  for (const button of $$("[data-go]")) {
    const side = button.dataset.go;
    const here = document.body.dataset.view === side;
    if (here || !(side in viewed)) viewed[side] = now[side];
    $("i", button).hidden = viewed[side] === now[side];
  }
}

function go(side) {
  document.body.dataset.view = side;
  for (const button of $$("[data-go]")) button.ariaPressed = String(button.dataset.go === side);
  for (const phone of phones) phone.toEnd();
  if (state) markViews();
}

async function follow() {
  for (;;) {
    try {
      const after = state ? `?after=${state.revision}` : "";
      const answer = await fetch(`world/state${after}`);
      state = await answer.json();
      $(".offline").hidden = true;
      draw();
    } catch {
      $(".offline").hidden = false;
      await new Promise((resume) => setTimeout(resume, 1000));
    }
  }
}

const phones = [new Phone("customer"), new Phone("seller")];
const lever = (test, on, off) => $(`[data-test=${test}]`).addEventListener("change", (event) => act(event.target.checked ? on() : off()));
lever("gateway-down", () => ({ do: "gateway_down" }), () => ({ do: "gateway_up" }));
lever("telegram-down", () => ({ do: "telegram_down" }), () => ({ do: "telegram_up" }));
lever("telegram-busy", () => ({ do: "telegram_busy" }), () => ({ do: "telegram_up" }));
lever("customer-blocks", () => ({ do: "block", person: phones[0].chosen }), () => ({ do: "unblock", person: phones[0].chosen }));
for (const button of $$("[data-skip]")) button.addEventListener("click", () => act({ do: "skip", minutes: Number(button.dataset.skip) }));
for (const button of $$("[data-go]")) button.addEventListener("click", () => go(button.dataset.go));
for (const button of $$("[data-log]")) {
  button.addEventListener("click", () => {
    logSide = button.dataset.log;
    for (const tab of $$("[data-log]")) tab.ariaSelected = String(tab === button);
    drawLog();
  });
}
$("[data-test=language]").addEventListener("click", () => {
  language = language === "id" ? "en" : "id";
  remember("language", language);
  drawTexts();
  draw();
});
drawTexts();
tick();
setInterval(tick, 1000);
follow();
