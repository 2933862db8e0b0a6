// What every page does better with scripts; each page works without.

/** Close the menu with Escape is the browser's own; here: submit a form of filters as soon as a choice is made. */
for (const form of document.querySelectorAll("form.filters")) {
  form.addEventListener("change", (event) => {
    if (event.target.matches("select, input[type=checkbox], input[type=radio], input[type=date]")) form.requestSubmit();
  });
}

/** Empty fields stay out of the address. */
for (const form of document.querySelectorAll("form[method=get]")) {
  form.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData]) {
      if (value === "") {
        const rest = event.formData.getAll(name).filter((one) => one !== "");
        event.formData.delete(name);
        for (const one of rest) event.formData.append(name, one);
      }
    }
  });
}

/** "/" leads to the search, as people know it from elsewhere. */
document.addEventListener("keydown", (event) => {
  const writing = event.target.closest("input, textarea, select, [contenteditable]");
  const search = document.getElementById("q");
  if (event.key === "/" && !writing && search && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    search.focus();
  }
});
