// What a person sees on the page and can put a finger on. Asked again until it is there.
const PATIENCE_MS = 45_000;
const AGAIN_MS = 20;

const named = (name) => document.querySelector(`[data-test="${name}"]`);
const within = (side, name) => [...named(`phone-${side}`).querySelectorAll(`[data-test=${name}]`)];
const messages = (side) => within(side, "message");
const fromBot = (side) => messages(side).filter((message) => message.matches(".in"));
const calls = (text) => [...named("log").children].filter((line) => line.textContent.includes(text));
const visible = (node) => (node?.checkVisibility() ? node : null);
const newest = (list) => list.at(-1) ?? null;

// What is newer than this came after the person's last deed at that phone.
const known = (window.known ??= {});
const turn = (side) => {
  known[side] = new Map(messages(side).map((message) => [message.dataset.id, message.textContent]));
};
const fresh = (side) => fromBot(side).filter((message) => known[side]?.get(message.dataset.id) !== message.textContent);

const looks = {
  named: (name) => visible(named(name)),
  labelled: (name, label) => visible(named(name))?.textContent === label,
  field: (name) => named(name),
  hand: (side, name) => {
    turn(side);
    return visible(named(`${name}-${side}`));
  },
  button: (side, label) => {
    const labelled = (name) => within(side, name).filter((button) => button.textContent === label);
    return newest(labelled("inline")) ?? visible(newest(labelled("key")));
  },
  finger: (side, label) => {
    turn(side);
    return looks.button(side, label);
  },
  says: (side, text) => newest(fresh(side).filter((message) => message.textContent.includes(text)))?.textContent,
  times: (side, text) => ({ count: fromBot(side).filter((message) => message.textContent.includes(text)).length }),
  picture: (side) => {
    const pictures = fresh(side).map((message) => message.querySelector("[data-test=photo] img"));
    return newest(pictures.filter((picture) => picture?.complete && picture.naturalWidth > 0));
  },
  // Seen whole without scrolling.
  code: (side) => {
    const code = looks.picture(side)?.getBoundingClientRect();
    const chat = named(`phone-${side}`).querySelector(".scroll").getBoundingClientRect();
    return code && code.top >= chat.top && code.bottom <= chat.bottom;
  },
  pictures: (side) => ({ count: within(side, "photo").length }),
  viewed: () => {
    const picture = visible(named("viewer"))?.querySelector("img");
    return picture?.complete && picture.naturalWidth > 0 ? picture : null;
  },
  // A reference is the order's number with a tail that nobody guesses.
  transaction: (order, status) =>
    document.querySelector(`[data-test=transaction][data-reference^="${order}-"][data-status=${status}]`)?.textContent,
  paying: (order, how) => visible(document.querySelector(`[data-test=pay-${how}][data-reference^="${order}-"]`)),
  calls: (text) => ({ count: calls(text).length }),
  called: (text, more) => calls(text).length > more,
  misfits: () => {
    const cut = (node) => node.matches("button") && node.scrollWidth > node.clientWidth;
    const outside = ({ left, right }) => left < 0 || right > window.innerWidth;
    const parts = [...document.querySelectorAll("button, select, h1, h2, textarea, .card, .bubble")].filter(visible);
    const found = parts.filter((node) => cut(node) || outside(node.getBoundingClientRect()));
    return { found: found.map((node) => node.outerHTML) };
  },
};

function told() {
  const chat = (side) => messages(side).slice(-6).map((message) => message.innerText).join("\n--\n");
  return ["customer", "seller"].map((side) => `\n== ${side}\n${chat(side)}`).join("\n");
}

const [what, words, done] = arguments;
const end = Date.now() + PATIENCE_MS;
(function look() {
  const found = looks[what](...words);
  if (found) done({ found });
  else if (Date.now() > end) done({ instead: told() });
  else setTimeout(look, AGAIN_MS);
})();
