// Keys and small comforts. Every page works without this file.

const typing = (node) => Boolean(node.closest?.("input, select, textarea, [contenteditable]"));

/** Whether single keys are on: a choice that stays in this browser (WCAG 2.1.4). */
export const keys = {
  get on() {
    return localStorage.getItem("keys") !== "off";
  },
  set on(value) {
    localStorage.setItem("keys", value ? "on" : "off");
  },
};

const acts = new Map();
let before = "";

/** Call `act` when `key` ("j", or "g b" for two in a row) is pressed outside a field, with no modifier. */
export function onKey(key, act) {
  acts.set(key, act);
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && typing(event.target)) event.target.blur();
  if (!keys.on || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const act = acts.get(`${before} ${event.key}`) ?? acts.get(event.key);
  before = acts.has(event.key) ? "" : event.key;
  if (act) {
    event.preventDefault();
    before = "";
    act(event);
  }
});

for (const link of document.querySelectorAll("a[data-go]")) onKey(`g ${link.dataset.go}`, () => link.click());
for (const link of document.querySelectorAll("[data-press]")) onKey(link.dataset.press, () => link.click());

const entries = () => [...document.querySelectorAll("[data-entry]")].filter((n) => n.offsetParent !== null);

/** Move to the next (1) or the previous (-1) entry: its first link takes the focus. */
export function move(by) {
  const all = entries();
  if (!all.length) return;
  const now = all.findIndex((n) => n.contains(document.activeElement));
  const to = all[Math.min(Math.max(now < 0 ? (by > 0 ? 0 : all.length - 1) : now + by, 0), all.length - 1)];
  (to.querySelector("a[href], button") ?? to).focus();
  to.scrollIntoView({ block: "nearest" });
}

onKey("j", () => move(1));
onKey("k", () => move(-1));
onKey("/", () => document.getElementById("find")?.focus());
onKey("?", () => document.querySelector('footer a[href^="/keys"]')?.click());

// A choice in the bar of dates or among filters is taken at once; the button stays for everyone else.
for (const form of document.querySelectorAll("form.filters, form.dates")) {
  for (const field of form.querySelectorAll("select")) field.addEventListener("change", () => form.requestSubmit());
}

const button = document.getElementById("keys-switch");
if (button) {
  const say = () => (button.textContent = keys.on ? "Switch single keys off" : "Switch single keys on");
  button.hidden = false;
  say();
  button.addEventListener("click", () => {
    keys.on = !keys.on;
    say();
  });
}

// scrollIntoView would make the next Tab start behind this page's own link, past "To the page"
const current = document.querySelector(".rail [aria-current]");
if (current) {
  const row = current.closest("ul"), box = current.getBoundingClientRect(), frame = row.getBoundingClientRect();
  row.scrollLeft += box.left - frame.left - (frame.width - box.width) / 2;
}
