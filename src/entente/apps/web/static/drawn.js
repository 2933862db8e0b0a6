// What drawings do better with scripts: open the sentences that they lead to, and slide through days.

/** Opens the sentences under the id that the address names; newer browsers do so by themselves. */
function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const around = target?.closest("details");
  if (!around) return;
  around.open = true;
  around.querySelector("summary").focus({ preventScroll: true });
  around.scrollIntoView({ block: "nearest" });
}
addEventListener("hashchange", reveal);
reveal();

const DAY = 86_400_000;
const asDay = (number) => new Date(number * DAY).toISOString().slice(0, 10);
const asNumber = (day) => Math.round(Date.parse(day) / DAY);

/** Puts a slider below a form over the days of which something is told; what is shown follows it. */
function slide(field) {
  const form = field.form;
  const label = document.createElement("label");
  label.className = "slider";
  const words = document.createElement("span");
  const output = document.createElement("output");
  words.append("Slide the day: ", output);
  const range = document.createElement("input");
  range.type = "range";
  range.min = asNumber(field.dataset.first);
  range.max = asNumber(field.dataset.last);
  range.value = asNumber(field.value);
  const say = () => {
    const day = new Date(range.value * DAY);
    output.textContent = day.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
    range.setAttribute("aria-valuetext", output.textContent);
  };
  label.append(words, range);
  form.append(label);
  say();

  let asked;
  const show = async () => {
    asked?.abort();
    asked = new AbortController();
    const query = new URLSearchParams(new FormData(form));
    const address = `${form.getAttribute("action")}?${query}`;
    try {
      const answer = await fetch(address, { headers: { Accept: "text/html" }, signal: asked.signal });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const id of ["shown"]) document.getElementById(id)?.replaceWith(page.getElementById(id));
      document.querySelector(".lead")?.replaceWith(page.querySelector(".lead"));
      history.replaceState(null, "", address);
    } catch (error) {
      if (error.name !== "AbortError") form.requestSubmit();
    }
  };
  range.addEventListener("input", () => {
    field.value = asDay(range.value);
    say();
    clearTimeout(slide.waiting);
    slide.waiting = setTimeout(show, 150);
  });
  range.addEventListener("change", (event) => event.stopPropagation());
}
for (const field of document.querySelectorAll("input[data-first]")) slide(field);
