// A claim in the text and in the list show each other; without this the links between them do.

const pairs = new Map();
for (const mark of document.querySelectorAll(".mark")) {
  const entry = document.getElementById(mark.hash.slice(1));
  if (entry) pairs.set(mark, entry).set(entry, mark);
}

/** Show, or no longer show, what belongs to what somebody points at or reached by the keyboard. */
function tell(event, shown) {
  const here = event.target.closest(".mark, .claims > li");
  const there = here && pairs.get(here);
  if (!there || here.contains(event.relatedTarget)) return;
  there.classList.toggle("shown", shown);
  const list = there.closest(".reading-claims");
  if (shown && list && list.scrollHeight > list.clientHeight) list.scrollTop = there.offsetTop - list.clientHeight / 3;
}

for (const name of ["pointerover", "focusin"]) document.addEventListener(name, (event) => tell(event, true));
for (const name of ["pointerout", "focusout"]) document.addEventListener(name, (event) => tell(event, false));
