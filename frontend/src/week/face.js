// What a block looks like inside. Titles are anybody's text, so every word goes in as text.
export const PIXELS_AN_HOUR = 68;
const FRAME = 9;
const LINE = 16;

export function faceOf(entry, { tiny, narrow }) {
  const face = made("span", "face");
  const line = made("span", "line");
  line.append(made("span", `shape ${entry.voice}`));
  line.append(titleOf(entry, tiny));
  const signs = signsOf(entry);
  if (signs.length) {
    const held = made("span", "signs");
    held.append(...signs);
    line.append(held);
  }
  face.append(line);
  if (!tiny && !entry.allDay) face.append(made("span", "times", entry.times));
  if (!tiny && !narrow) for (const note of entry.notes) face.append(made("span", "note", note));
  face.setAttribute("aria-hidden", "true");
  return face;
}

// A title has as many lines as its block is high; one that is longer ends in dots instead of in half a line.
function titleOf(entry, tiny) {
  const title = made("span", "title", entry.title);
  const lines = Math.floor((entry.minutes * PIXELS_AN_HOUR / 60 - FRAME) / LINE);
  if (entry.allDay || tiny || lines < 2) return title;
  title.classList.add("fits");
  title.style.setProperty("--lines", lines);
  return title;
}

function signsOf(entry) {
  const signs = [];
  if (entry.crossing || (entry.look !== "fact" && entry.notes.length)) signs.push(sign("crossing", "M5 19L19 5M5 5l14 14"));
  if (entry.pinned) signs.push(sign("pin", "M9 4h6l-1 6 3 3H7l3-3-1-6zM12 13v7"));
  if (entry.state === "done") signs.push(sign("done", "M5 12.5l4.5 4.5L19 7.5"));
  if (entry.state === "partly") signs.push(sign("partly", "M4 12h9M4 12a8 8 0 1 0 8-8"));
  if (entry.mark) signs.push(made("span", "mark small", entry.mark));
  return signs;
}

export function made(tag, className, text = "") {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

function sign(name, path) {
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("class", `sign ${name}`);
  const stroke = document.createElementNS("http://www.w3.org/2000/svg", "path");
  stroke.setAttribute("d", path);
  drawing.append(stroke);
  return drawing;
}
