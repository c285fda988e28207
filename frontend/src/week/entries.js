// An entry of the week as the grid knows it and draws it.
import { made } from "./face.js";

export const TINY = 25;
const THIN = 10; // too low for a line of text; a ritual is a band up to a quarter hour

export function asEvent(entry) {
  return {
    id: entry.id,
    title: entry.title,
    start: entry.start,
    end: entry.end,
    allDay: entry.allDay,
    display: entry.look === "way" ? "background" : "auto", // a ritual may be held on the way
    interactive: Boolean(entry.url),
    startEditable: entry.movable,
    durationEditable: entry.movable,
    extendedProps: { entry },
  };
}

export function classOf(entry) {
  const words = ["note-block", entry.voice, entry.look, `is-${entry.state}`];
  if (entry.pinned) words.push("is-pinned");
  if (isThin(entry)) words.push("is-thin");
  else if (entry.minutes < TINY && !entry.allDay) words.push("is-tiny");
  else if (entry.minutes < 40 && !entry.allDay) words.push("is-short");
  if (entry.crossing) words.push("is-crossing");
  return words.join(" ");
}

function isThin(entry) {
  return !entry.allDay && (entry.minutes < THIN || (entry.look === "ritual" && entry.minutes < 15));
}

export function spoken(element, entry) {
  element.title = entry.spoken;
  element.setAttribute("aria-label", entry.spoken);
}

// A way lies behind the blocks; its words have one line, and the whole of it for who points at it.
export function bandOf(entry) {
  const words = made("span", "way-words", entry.title);
  words.title = entry.spoken;
  return words;
}

export function minutesBetween(event) {
  return Math.round((event.end - event.start) / 60000);
}
