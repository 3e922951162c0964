// Keys and small comforts. Every page works without this file.

const typing = (node) => node.closest?.("input, select, textarea, [contenteditable]");

/** Whether single keys are on: a choice that stays in this browser (WCAG 2.1.4). */
export const keys = {
  get on() {
    return localStorage.getItem("keys") !== "off";
  },
  set on(value) {
    localStorage.setItem("keys", value ? "on" : "off");
  },
};

/** Call `act` when `key` is pressed outside a field, with no modifier. `keys.on` is respected. */
export function onKey(key, act) {
  document.addEventListener("keydown", (event) => {
    if (!keys.on || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === key && !event.defaultPrevented) {
      event.preventDefault();
      act(event);
    }
  });
}
