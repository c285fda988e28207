// The week as a grid. All times are what the person's wall clock shows, handed over as if they were UTC: the server
// alone knows zones.
import { Calendar } from "fullcalendar";
import timeGrid from "fullcalendar/timegrid";
import interaction from "fullcalendar/interaction";
import classic from "fullcalendar/themes/classic";
import { Days, nameRows, readable } from "./days.js";
import { TINY, asEvent, bandOf, classOf, minutesBetween, spoken } from "./entries.js";
import { PIXELS_AN_HOUR, faceOf } from "./face.js";
import { phrase } from "./phrases.js";

const WIDTHS = [
  { least: 880, view: "timeGridWeek", days: 7 },
  { least: 600, view: "threeDays", days: 3 },
  { least: 0, view: "timeGridDay", days: 1 },
];

export class Grid {
  constructor(place, data, page, panel) {
    this.place = place;
    this.data = data;
    this.page = page;
    this.panel = panel;
    this.loadedAt = Date.now();
    this.bar = new Days(this);
    place.hidden = false;
    for (const part of document.querySelectorAll("[data-live]")) part.hidden = false;
    this.calendar = new Calendar(place, this.options());
    this.calendar.render();
    this.bar.draw();
    new ResizeObserver(() => this.fit()).observe(place.parentElement);
  }

  options() {
    const { data } = this;
    const hour = data.clock === 24 ? { hour: "2-digit", minute: "2-digit", hour12: false } : { hour: "numeric", hour12: true };
    return {
      plugins: [timeGrid, interaction, classic],
      views: { threeDays: { type: "timeGrid", duration: { days: 3 } }, timeGridDay: { dayHeaders: false } },
      initialView: this.width().view,
      initialDate: this.firstShown(),
      locale: document.documentElement.lang || "en",
      timeZone: "UTC",
      now: () => this.now(),
      nowIndicator: true,
      firstDay: data.firstDay,
      headerToolbar: false,
      borderless: true,
      height: "auto",
      slotMinTime: data.from,
      slotMaxTime: data.till,
      slotDuration: "00:30:00",
      slotHeaderInterval: "01:00:00",
      slotHeaderFormat: hour,
      snapDuration: "00:15:00",
      slotMinHeight: PIXELS_AN_HOUR / 2,
      slotEventOverlap: false,
      eventMinHeight: 4,
      eventShortHeight: 0,
      allDaySlot: data.entries.some((entry) => entry.allDay),
      allDayText: phrase("allday", "all day"),
      dayHeaderFormat: { weekday: "short", day: "numeric" },
      dayHeaderContent: (info) => ({ domNodes: this.bar.name(info) }),
      dayHeaderDidMount: (info) => readable(info.el),
      viewDidMount: (info) => nameRows(info.el),
      editable: false,
      eventInteractive: true,
      eventResizableFromStart: false,
      eventLongPressDelay: 350,
      dragRevertDuration: 0,
      eventClass: (info) => classOf(info.event.extendedProps.entry),
      eventContent: (info) => ({ domNodes: [this.face(info)] }),
      backgroundEventClass: "way-band",
      backgroundEventContent: (info) => ({ domNodes: [bandOf(info.event.extendedProps.entry)] }),
      eventDidMount: (info) => this.name(info),
      events: data.entries.map(asEvent),
      eventClick: (info) => this.open(info),
      eventDrop: (info) => this.moved(info, info.event.extendedProps.entry.minutes),
      eventResize: (info) => this.moved(info, minutesBetween(info.event)),
    };
  }

  face(info) {
    const { entry } = info.event.extendedProps;
    return faceOf(entry, { tiny: entry.minutes < TINY, narrow: info.isNarrow });
  }

  name(info) {
    const { entry } = info.event.extendedProps;
    info.el.dataset.block = entry.id;
    spoken(info.el, entry);
  }

  open(info) {
    info.jsEvent.preventDefault();
    const { entry } = info.event.extendedProps;
    this.panel.openEntry(entry);
  }

  async moved(info, minutes) {
    const { entry } = info.event.extendedProps;
    const done = await this.page.move(entry, info.event.start, minutes);
    if (done) return;
    info.revert();
    this.putBack(entry.id);
  }

  // What a refused drop left behind is nobody's word: the data say where a block is, and whether it is.
  putBack(id) {
    const entry = this.entry(id);
    const event = this.calendar.getEventById(id);
    if (!entry) event?.remove();
    else if (event) this.put(event, entry);
    else this.calendar.addEvent(asEvent(entry));
  }

  entry(id) {
    return this.data.entries.find((each) => each.id === id);
  }

  element(id) {
    return this.place.querySelector(`[data-block="${CSS.escape(id)}"]`);
  }

  // Shows newer data. What stays keeps its element, and so the focus.
  show(data) {
    const held = document.activeElement?.closest?.("#score [data-block]")?.dataset.block;
    const after = held && this.following(held);
    this.data = data;
    this.loadedAt = Date.now();
    this.calendar.batchRendering(() => {
      this.calendar.setOption("slotMinTime", data.from);
      this.calendar.setOption("slotMaxTime", data.till);
      this.calendar.setOption("allDaySlot", data.entries.some((entry) => entry.allDay));
      this.patch(data.entries);
    });
    this.settle(held, after);
  }

  // The grid draws when it is ready; until then the focus may be lost, and is given back. Where its block is gone, the
  // next one has it.
  settle(held, after, frames = 20) {
    requestAnimationFrame(() => {
      this.nameAll();
      const lost = held && (document.activeElement === document.body || !document.activeElement);
      if (lost) this.focus(this.entry(held) ? held : after);
      if (frames > 0) this.settle(held, after, frames - 1);
    });
  }

  following(id) {
    const blocks = this.data.entries.filter((entry) => entry.url && !entry.allDay);
    const at = blocks.findIndex((entry) => entry.id === id);
    return (blocks[at + 1] ?? blocks[at - 1])?.id;
  }

  patch(entries) {
    const there = new Map(this.calendar.getEvents().map((event) => [event.id, event]));
    for (const entry of entries) {
      const event = there.get(entry.id);
      there.delete(entry.id);
      if (!event) this.calendar.addEvent(asEvent(entry));
      else if (JSON.stringify(event.extendedProps.entry) !== JSON.stringify(entry)) this.put(event, entry);
    }
    for (const gone of there.values()) gone.remove();
  }

  put(event, entry) {
    event.setDates(entry.start, entry.end, { allDay: entry.allDay });
    event.setExtendedProp("entry", entry);
    event.setProp("startEditable", entry.movable);
    event.setProp("durationEditable", entry.movable);
  }

  nameAll() {
    const entries = new Map(this.data.entries.map((entry) => [entry.id, entry]));
    for (const element of this.place.querySelectorAll("[data-block]")) {
      const entry = entries.get(element.dataset.block);
      if (entry) spoken(element, entry);
    }
  }

  focus(id) {
    const element = id && this.element(id);
    if (element && document.activeElement !== element) element.focus({ preventScroll: false });
    return Boolean(element);
  }

  // Makes sure that the day of a moment is on the screen.
  bring(moment) {
    const { activeStart, activeEnd } = this.calendar.view;
    if (moment < activeStart || moment >= activeEnd) {
      this.calendar.gotoDate(moment.toISOString().slice(0, 10));
      this.bar.mark();
    }
  }

  now() {
    return new Date(Date.parse(`${this.data.now}Z`) + Date.now() - this.loadedAt).toISOString();
  }

  width() {
    const room = this.place.parentElement.clientWidth;
    return WIDTHS.find((each) => room >= each.least);
  }

  fit() {
    const { view } = this.width();
    if (this.calendar.view.type === view) return;
    this.calendar.changeView(view, this.firstShown());
    this.bar.draw();
  }

  // The first day of the week, or today where only a part of the week has room.
  firstShown() {
    const today = this.now().slice(0, 10);
    const days = this.days();
    const { days: room } = this.width();
    if (room === 7 || !days.includes(today)) return this.data.first;
    return days[Math.min(days.indexOf(today), 7 - room)];
  }

  days() {
    return this.data.days.map((day) => day.on);
  }
}
