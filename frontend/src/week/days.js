// The days of the week over the grid: their names over the columns, and a bar of them where a part has room.
import { made } from "./face.js";

export class Days {
  constructor(grid) {
    this.grid = grid;
  }

  // A day's name and number over its column, and the whole date for who hears it.
  name(info) {
    const day = this.grid.data.days.find((each) => each.on === info.date.toISOString().slice(0, 10));
    if (!day) return [made("span", "day-name", info.text)];
    const shown = made("span", day.on === this.grid.now().slice(0, 10) ? "day-name today" : "day-name");
    shown.setAttribute("aria-hidden", "true");
    shown.append(made("span", "", day.short), made("b", "", day.number));
    return [day.clock ? withClock(shown, day.clock) : shown, made("span", "visually-hidden", day.long)];
  }

  draw() {
    const bar = document.querySelector(".score-bar .days");
    const { days: room } = this.grid.width();
    bar.hidden = room === 7;
    bar.replaceChildren(...this.grid.data.days.map((day, index) => {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.day = day.on;
      button.append(made("span", "", day.short), made("b", "", day.number));
      button.setAttribute("aria-label", day.long);
      button.addEventListener("click", () => {
        this.grid.calendar.gotoDate(this.grid.days()[Math.min(index, 7 - room)]);
        this.mark();
      });
      return button;
    }));
    this.mark();
  }

  mark() {
    const { activeStart, activeEnd } = this.grid.calendar.view;
    const first = activeStart.toISOString().slice(0, 10);
    const today = this.grid.now().slice(0, 10);
    for (const button of document.querySelectorAll(".score-bar .days button")) {
      const { day } = button.dataset;
      const shown = day >= first && Date.parse(`${day}T00:00:00Z`) < activeEnd.getTime() - 1000;
      button.setAttribute("aria-pressed", String(shown && this.shown().includes(day)));
      button.classList.toggle("today", day === today);
    }
  }

  shown() {
    const first = this.grid.calendar.view.activeStart.toISOString().slice(0, 10);
    const at = this.grid.days().indexOf(first);
    return this.grid.days().slice(Math.max(0, at), at + this.grid.width().days);
  }
}

// A day's name with the words for whose clock it has below it.
function withClock(name, words) {
  const both = made("span", "day-head");
  both.setAttribute("aria-hidden", "true");
  both.append(name, made("span", "whose-clock", words));
  return both;
}

// The date over a column is text of its own, so that it needs no label beside it.
export function readable(header) {
  header.removeAttribute("aria-label");
  for (const hidden of header.querySelectorAll("div[aria-hidden]")) hidden.removeAttribute("aria-hidden");
}

export function nameRows(view) {
  for (const header of view.querySelectorAll("[role=rowheader][aria-label]:empty")) {
    header.append(made("span", "visually-hidden", header.getAttribute("aria-label")));
  }
}
