// Review by keyboard: each key does what the button, link or field that names it in data-key would do.

const WRITING = "input, textarea, select, [contenteditable]";

function visible(element) {
  return element.checkVisibility();
}

/** Do what a key stands for: fields are gone to, all else is clicked. */
function act(element) {
  if (element.matches("input")) element.focus();
  else element.click();
  if (element.matches("summary") && element.parentElement.open) element.parentElement.querySelector("input:not([type=hidden]), select")?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && event.target.matches(WRITING)) event.target.blur();
  if (event.target.matches(WRITING) || event.repeat) return;
  const found = [...document.querySelectorAll(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`)].find(visible);
  if (found) {
    event.preventDefault();
    act(found);
  }
});

/** A form is sent once, however often a key is pressed. */
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}

/** Coming back by the browser's "back" shows the forms as they were: they can be sent again. */
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

document.getElementById("correct")?.addEventListener("toggle", (event) => {
  if (event.target.open) event.target.scrollIntoView({ block: "nearest" });
});
