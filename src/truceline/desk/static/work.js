// Comforts of the pages on which people decide. Each page works without this file.

// A form opened by its key takes the focus, so that the keyboard goes on where it is.
for (const box of document.querySelectorAll("details.act")) {
  box.addEventListener("toggle", () => {
    if (box.open) box.querySelector("input:not([type=hidden]), select, button")?.focus();
  });
}

// The lit sentence is in sight when the page comes.
const pane = document.querySelector(".source-pane .text");
const lit = pane?.querySelector("mark");
if (lit) {
  const above = lit.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  pane.scrollTop += above - pane.clientHeight / 3;
}

// A form is sent once.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// Choose all of a list, and say how many are chosen.
const all = document.getElementById("choose-all");
const boxes = () => [...document.querySelectorAll("input[name=subject][type=checkbox]")];
const count = document.getElementById("chosen");
function tell() {
  if (count) count.textContent = `${boxes().filter((b) => b.checked).length} chosen`;
}
if (all) {
  all.parentElement.hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes()) box.checked = all.checked;
    tell();
  });
}
for (const box of boxes()) box.addEventListener("change", tell);
tell();

// Words marked in a report's text are put into the field for a new claim.
const text = document.getElementById("report-text");
const words = document.getElementById("words");
if (text && words) {
  document.addEventListener("selectionchange", () => {
    const chosen = document.getSelection();
    if (!chosen || chosen.isCollapsed || !text.contains(chosen.anchorNode) || !text.contains(chosen.focusNode)) return;
    words.value = chosen.toString().trim();
    const box = chosen.anchorNode.parentElement?.closest("[data-sentence]");
    const radio = box && document.getElementById(box.dataset.sentence);
    if (radio) radio.checked = true;
  });
}
