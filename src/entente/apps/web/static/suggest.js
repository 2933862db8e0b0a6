// Names as one types: a list below every field marked data-suggest, by the keyboard too (the combobox pattern of the ARIA practices guide).
// A field of `data-suggest="open"` opens the page of the entity that is chosen; any other one takes its id.

const WAIT = 120; // milliseconds after the last letter

let lists = 0;

function suggest(field) {
  const list = document.createElement("ul");
  list.id = `names-${++lists}`;
  list.className = "suggestions";
  list.role = "listbox";
  list.hidden = true;
  list.setAttribute("aria-label", "Names");
  field.after(list);
  field.parentElement.classList.add("suggesting");
  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list", autocomplete: "off" })) {
    field.setAttribute(name, value);
  }
  let chosen = -1;
  let asked = 0;
  let timer = 0;

  function close() {
    list.hidden = true;
    chosen = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function choose(number) {
    const options = list.children;
    chosen = (number + options.length) % options.length;
    for (const [n, option] of [...options].entries()) option.setAttribute("aria-selected", String(n === chosen));
    field.setAttribute("aria-activedescendant", options[chosen].id);
    options[chosen].scrollIntoView({ block: "nearest" });
  }

  function take(option) {
    close();
    if (field.dataset.suggest === "open") location.href = option.dataset.address;
    else field.value = option.dataset.entity;
  }

  function show(found) {
    const items = found.map((one, n) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${n}`;
      option.role = "option";
      option.dataset.entity = one.entity;
      option.dataset.address = `/entity/${one.entity}${days()}`;
      const name = document.createElement("bdi");
      name.textContent = one.name;
      const id = document.createElement("span");
      id.className = "quiet";
      id.textContent = one.called ? `${one.called} · ${one.entity}` : one.entity;
      option.append(name, " ", id);
      option.addEventListener("pointerdown", (event) => { event.preventDefault(); take(option); });
      return option;
    });
    list.replaceChildren(...items);
    chosen = -1;
    list.hidden = items.length === 0;
    field.setAttribute("aria-expanded", String(items.length > 0));
  }

  async function ask() {
    const words = field.value.trim();
    const turn = ++asked;
    if (!words) return close();
    const answer = await fetch(`/search.json?part=entities&q=${encodeURIComponent(words)}`);
    if (answer.ok && turn === asked && document.activeElement === field) show((await answer.json()).entities);
  }

  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, WAIT); });
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) take(list.children[chosen]);
    else return;
    event.preventDefault();
  });
}

/** The days of this page's address, as links keep them. */
function days() {
  const kept = new URLSearchParams(location.search);
  for (const name of [...kept.keys()]) if (!["today", "as_known_on", "recorded_by"].includes(name)) kept.delete(name);
  return kept.size ? `?${kept}` : "";
}

for (const field of document.querySelectorAll("[data-suggest]")) suggest(field);
