// A block that has the focus is moved, kept, marked and taken out by keys. Enter opens it, where everything can be
// done by form.
import { phrase } from "./phrases.js";

const STEPS = { ArrowUp: "-15", ArrowDown: "15", ArrowLeft: "-1440", ArrowRight: "1440" };

export function listenToKeys(place, grid, page, panel) {
  let last = Promise.resolve();
  place.addEventListener("keydown", (event) => {
    const id = event.target.closest("[data-block]")?.dataset.block;
    if (!id || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!taskOf(event, grid.entry(id), { grid, page, panel })) return;
    event.preventDefault();
    event.stopPropagation();
    // One after the other, each on what the one before has left.
    last = last.then(() => {
      const entry = grid.entry(id);
      return entry && taskOf(event, entry, { grid, page, panel })();
    });
  }, true);
}

function taskOf(event, entry, { grid, page, panel }) {
  const { key, shiftKey } = event;
  if (!entry) return null;
  if ((key === "Enter" || key === " ") && entry.url) return async () => panel.openEntry(entry);
  const wanted = wantedOf(key, shiftKey);
  if (!wanted) return null;
  if (!entry.movable) return async () => page.tell(phrase("fixed"));
  if (wanted.by) return () => shift(entry, wanted.by, grid, page);
  if (wanted.longer) return () => page.move(entry, wall(entry.start), Math.max(5, entry.minutes + wanted.longer));
  return () => page.act(entry, { act: turned(wanted.act, entry) });
}

// The same key takes back what it did.
function turned(act, entry) {
  if (act === "pin" && entry.pinned) return "unpin";
  return act === "done" && entry.state === "done" ? "planned" : act;
}

function wantedOf(key, shiftKey) {
  if (shiftKey && key in STEPS) return { by: STEPS[key] };
  if (key === "+" || key === "=") return { longer: 15 };
  if (key === "-") return { longer: -15 };
  if (key === "Delete" || key === "Backspace") return { act: "remove" };
  if (shiftKey) return null;
  if (key === "p" || key === "P") return { act: "pin" };
  if (key === "d" || key === "D") return { act: "done" };
  return null;
}

// The server finds the next place that has room: a neighbour is no wall.
async function shift(entry, by, grid, page) {
  if (!(await page.act(entry, { act: "nudge", by }))) return;
  const moved = grid.entry(entry.id);
  if (moved) grid.bring(wall(moved.start));
}

function wall(text) {
  return new Date(`${text}Z`);
}
