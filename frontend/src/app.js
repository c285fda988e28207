// Loaded on every page; keep it tiny.
import "./pieces/forms.js";
import "./pieces/keeping.js";
import "./pieces/place.js";
import "./day/app.js";

// A link that looks and reads as a button answers to Space as one.
document.addEventListener("keydown", (event) => {
  if (event.key !== " " || !event.target.matches?.('a[role="button"]')) return;
  event.preventDefault();
  event.target.click();
});
