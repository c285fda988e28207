// Loaded only on the Week page: the grid, its dialog, its keys. Without it the page is a list and plain forms.
import "temporal-polyfill/global";
import "fullcalendar/skeleton.css";
import "fullcalendar/themes/classic/theme.css";
import "fullcalendar/themes/classic/palette.css";
import "./copy.js";
import { followColourScheme } from "./week/light.js";
import { Grid } from "./week/grid.js";
import { listenToKeys } from "./week/keys.js";
import { Panel } from "./week/panel.js";
import { Page } from "./week/page.js";

followColourScheme();
const place = document.getElementById("score");
if (place) {
  const first = JSON.parse(document.getElementById("grid").textContent);
  const page = new Page(place, Number(place.dataset.version), place.dataset.busy === "1");
  const panel = new Panel(document.getElementById("panel"), page);
  const grid = new Grid(place, first, page, panel);
  page.start(grid, panel);
  listenToKeys(place, grid, page, panel);
}
