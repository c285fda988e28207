// A block that has the focus is moved, kept, marked and taken out by keys. Enter opens it, where everything can be
// done by form.
import { phrase } from "./phrases.js";

const QUARTER = 15 * 60000;
const DAY = 24 * 60 * 60000;
const SHIFTS = { ArrowUp: -QUARTER, ArrowDown: QUARTER, ArrowLeft: -DAY, ArrowRight: DAY };

export function listenToKeys(place, grid, page, panel) {
  let under = null;
  place.addEventListener("keydown", async (event) => {
    const block = event.target.closest("[data-block]");
    const entry = block && grid.entry(block.dataset.block);
    if (!entry || event.ctrlKey || event.metaKey || event.altKey || under) return;
    const task = taskOf(event, entry, { grid, page, panel });
    if (!task) return;
    event.preventDefault();
    event.stopPropagation();
    under = task();
    try {
      await under;
    } finally {
      under = null;
    }
    requestAnimationFrame(() => grid.focus(entry.id));
  }, true);
}

function taskOf(event, entry, { grid, page, panel }) {
  const { key, shiftKey } = event;
  if ((key === "Enter" || key === " ") && entry.url) return async () => panel.open(entry.url, entry.id);
  const wanted = wantedOf(key, shiftKey);
  if (!wanted) return null;
  if (!entry.movable) return async () => page.tell(phrase("fixed"));
  if (wanted.by) return () => shift(entry, wanted.by, grid, page);
  if (wanted.longer) return () => page.move(entry, wall(entry.start), Math.max(5, entry.minutes + wanted.longer));
  return () => page.act(entry, { act: wanted.act === "pin" && entry.pinned ? "unpin" : wanted.act });
}

function wantedOf(key, shiftKey) {
  if (shiftKey && key in SHIFTS) return { by: SHIFTS[key] };
  if (key === "+" || key === "=") return { longer: 15 };
  if (key === "-") return { longer: -15 };
  if (key === "Delete" || key === "Backspace") return { act: "remove" };
  if (shiftKey) return null;
  if (key === "p" || key === "P") return { act: "pin" };
  if (key === "d" || key === "D") return { act: "done" };
  return null;
}

async function shift(entry, by, grid, page) {
  const start = new Date(wall(entry.start).getTime() + by);
  if (await page.move(entry, start, entry.minutes)) grid.bring(start);
}

function wall(text) {
  return new Date(`${text}Z`);
}
