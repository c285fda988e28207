// Loaded on every page; keep it tiny.
import "./pieces/forms.js";
import "./day/app.js";
