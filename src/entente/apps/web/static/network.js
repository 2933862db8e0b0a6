// The network by hand: drag somebody, drag the ground, zoom by buttons, keys or Ctrl and the wheel; who is pointed at stands out.

const drawing = document.querySelector(".canvas svg.drawing");
if (drawing) {
  const whole = drawing.viewBox.baseVal;
  const start = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
  const lines = [...drawing.querySelectorAll("line[data-one]")];
  const dots = new Map([...drawing.querySelectorAll("a.dot")].map((dot) => [dot.dataset.key, { dot, x: 0, y: 0 }]));
  drawing.classList.add("movable");

  /** Gives the place of a pointer in the drawing's own measure. */
  const place = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(drawing.getScreenCTM().inverse());

  const zoom = (factor, at = { x: whole.x + whole.width / 2, y: whole.y + whole.height / 2 }) => {
    const width = Math.min(Math.max(whole.width * factor, start.width / 12), start.width * 1.5);
    const by = width / whole.width;
    whole.x = at.x - (at.x - whole.x) * by;
    whole.y = at.y - (at.y - whole.y) * by;
    whole.width *= by;
    whole.height *= by;
  };

  const tools = document.createElement("div");
  tools.className = "tools";
  const button = (words, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.addEventListener("click", act);
    tools.append(made);
  };
  button("Closer", () => zoom(0.75));
  button("Farther", () => zoom(4 / 3));
  button("Whole", () => Object.assign(whole, start));
  const canvas = drawing.closest(".canvas");
  canvas.before(tools);
  canvas.scrollLeft = (canvas.scrollWidth - canvas.clientWidth) / 2;

  drawing.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoom(event.deltaY < 0 ? 0.85 : 1 / 0.85, place(event));
  }, { passive: false });

  /** Moves somebody with the lines that end there. */
  const move = (key, by) => {
    const moved = dots.get(key);
    moved.x += by.x;
    moved.y += by.y;
    moved.dot.setAttribute("transform", `translate(${moved.x} ${moved.y})`);
    for (const line of lines) {
      for (const [end, who] of [["1", line.dataset.one], ["2", line.dataset.other]]) {
        if (who !== key) continue;
        for (const drawn of [line, line.previousElementSibling]) {
          drawn.setAttribute(`x${end}`, Number(drawn.getAttribute(`x${end}`)) + by.x);
          drawn.setAttribute(`y${end}`, Number(drawn.getAttribute(`y${end}`)) + by.y);
        }
      }
    }
  };

  let held;
  drawing.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    held = { key: event.target.closest("a.dot")?.dataset.key, last: place(event), moved: false, id: event.pointerId };
  });
  drawing.addEventListener("pointermove", (event) => {
    if (!held) return;
    const now = place(event);
    const by = { x: now.x - held.last.x, y: now.y - held.last.y };
    if (!held.moved && Math.hypot(by.x, by.y) < 4) return;
    if (!held.moved) drawing.setPointerCapture(held.id);
    held.moved = true;
    drawing.classList.add("moving");
    if (held.key) {
      move(held.key, by);
      held.last = now;
    } else {
      whole.x -= by.x;
      whole.y -= by.y;
    }
  });
  const release = () => {
    drawing.classList.remove("moving");
    if (held?.moved) {
      // What is let go of after it was moved is not followed.
      const stop = (event) => event.preventDefault();
      drawing.addEventListener("click", stop, { capture: true, once: true });
      setTimeout(() => drawing.removeEventListener("click", stop, { capture: true }), 50);
    }
    held = undefined;
  };
  drawing.addEventListener("pointerup", release);
  drawing.addEventListener("pointercancel", () => { held = undefined; });
  drawing.addEventListener("dragstart", (event) => event.preventDefault());

  /** Lets those with whom somebody does not deal step back, while that one is pointed at or has the focus. */
  const single = (key) => {
    const near = new Set([key]);
    for (const line of lines) {
      const beside = line.dataset.one === key || line.dataset.other === key;
      if (beside) near.add(line.dataset.one).add(line.dataset.other);
      line.classList.toggle("faded", Boolean(key) && !beside);
    }
    for (const [other, { dot }] of dots) dot.classList.toggle("faded", Boolean(key) && !near.has(other));
  };
  for (const [key, { dot }] of dots) {
    for (const name of ["pointerenter", "focus"]) dot.addEventListener(name, () => single(key));
    for (const name of ["pointerleave", "blur"]) dot.addEventListener(name, () => single());
  }
}
