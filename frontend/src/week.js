// Loaded only on the Week page.
import "temporal-polyfill/global";
import { Calendar } from "fullcalendar";

export { Calendar };
