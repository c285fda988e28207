// Loaded where a check-in can be given.
import "./day/form.js";
