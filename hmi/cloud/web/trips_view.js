// Where the car is, where it has been, and where it shall go.
import { age, asks, el, field, hourText, icon, kilometres, known, locale, number } from "./elements.js";
import { tr } from "./strings.js";

const SCALE = 0.6; // pixels a metre
const WIDTHS = [14, 13, 12, 11, 10, 8, 8, 6, 4, 3, 3];

export function map(model) {
  const here = model.positions?.[0];
  if (!here) return el("div", { className: "empty" }, icon("pin"), el("p", { className: "second" }, tr("no_position")));
  const canvas = el("canvas", { id: "map", role: "img", "aria-label": `${tr("where")}: ${number(here.lat, 4)}, ${number(here.lon, 4)}`, width: 1080, height: 720 });
  const style = getComputedStyle(document.documentElement);
  const pen = canvas.getContext("2d");
  pen.scale(1.5, 1.5);
  const x = (lon) => 360 + (lon - here.lon) * 111_320 * Math.cos((here.lat * Math.PI) / 180) * SCALE;
  const y = (lat) => 240 - (lat - here.lat) * 110_574 * SCALE;
  pen.lineCap = "round";
  pen.lineJoin = "round";
  for (const [extra, colour] of [[4, "--casing"], [0, "--road"]]) {
    pen.strokeStyle = style.getPropertyValue(colour);
    for (const [kind, ...points] of model.streets?.streets ?? []) {
      pen.lineWidth = WIDTHS[kind] + extra;
      pen.beginPath();
      for (let n = 0; n < points.length; n += 2) pen.lineTo(x(points[n + 1]), y(points[n]));
      pen.stroke();
    }
  }
  pen.translate(360, 240);
  pen.fillStyle = style.getPropertyValue("--accent");
  pen.globalAlpha = 0.2;
  pen.beginPath();
  pen.arc(0, 0, 34, 0, 7);
  pen.fill();
  pen.globalAlpha = 1;
  pen.strokeStyle = style.getPropertyValue("--surface");
  pen.lineWidth = 4;
  pen.beginPath();
  if (known(here.heading_deg)) {
    pen.rotate((here.heading_deg * Math.PI) / 180);
    for (const [px, py] of [[0, -18], [13, 15], [0, 8], [-13, 15]]) pen.lineTo(px, py);
    pen.closePath();
  } else pen.arc(0, 0, 14, 0, 7);
  pen.stroke();
  pen.fill();
  const heard = Math.max(0, Date.now() - here.time_unix_ms);
  return el("figure", {}, canvas, el("figcaption", { className: "row" }, el("small", {}, tr("ago", age(heard))), el("small", {}, "© OpenStreetMap contributors")));
}

function tripRow(trip) {
  const minutes = (trip.ended_unix_ms - trip.time_unix_ms) / 60_000;
  return el("li", { className: "withIcon" }, icon("route"), el("div", {},
    el("p", {}, `${hourText(trip.time_unix_ms)} – ${hourText(trip.ended_unix_ms)}`),
    el("small", {}, tr("from_to", number(trip.distance_m / 1000, 1), number(minutes), number(trip.energy_kwh, 1)))));
}

export function tripsView(model, act) {
  const trips = model.trips ?? [];
  const days = Map.groupBy ? Map.groupBy(trips, (trip) => new Date(trip.time_unix_ms).toDateString()) : new Map([["", trips]]);
  const dayText = (trip) => new Date(trip.time_unix_ms).toLocaleDateString(locale(), { weekday: "long", day: "numeric", month: "long" });
  const total = trips.reduce((sum, trip) => sum + trip.distance_m, 0);
  if (model.vehicle.role === "guest") return [el("p", { className: "second empty" }, tr("not_allowed"))];
  return [
    el("section", { className: "stack" }, map(model), el("div", { className: "pair" },
      asks(model, act, "locate", "locate", tr("locate"), null, { icon: "locate" }),
      el("button", { id: "send-here", onclick: () => act.sheet("send") }, icon("send"), el("span", {}, tr("send"))))),
    trips.length ? el("section", {}, el("div", { className: "row" }, el("h2", {}, tr("trips")), el("span", { className: "second" }, `${number(trips.length)} · ${kilometres(total)}`))) : null,
    trips.length ? [...days.values()].map((day) => el("section", {}, el("h3", {}, dayText(day[0])), el("ul", {}, ...day.map(tripRow))))
      : el("p", { className: "second empty" }, tr("no_trips")),
  ];
}

export function sendView(model, act) {
  const chosen = model.stops;
  const found = model.found ?? [];
  const away = (metres) => (known(metres) ? (metres < 1000 ? `${number(metres)} m` : kilometres(metres, 1)) : "");
  return [
    el("section", { className: "stack" },
      el("label", { htmlFor: "place-text", className: "field" }, el("span", {}, tr("search")),
        el("input", { id: "place-text", type: "search", autocomplete: "off", maxLength: 100, value: model.draft["place-text"] ?? "", placeholder: tr("search_hint"),
          oninput: (event) => { model.draft["place-text"] = event.target.value; act.search(event.target.value); } })),
      el("ul", { id: "found", className: "choices", "aria-label": tr("search") }, ...found.map((place) => el("li", {},
        el("button", { className: "door", onclick: () => act.addStop(place) }, icon("pin"),
          el("span", {}, place.name, el("small", {}, [place.context, away(place.distance_m)].filter(Boolean).join(" · "))), icon("add"))))),
      model.found && !found.length ? el("p", { className: "second" }, tr("nothing_found")) : null),
    chosen.length ? el("section", {}, el("h2", {}, tr(chosen.length > 1 ? "stops" : "destination")), el("ol", { id: "stops" }, ...chosen.map((place, n) => el("li", { className: "row" },
      el("span", {}, place.name, el("small", {}, place.context || `${number(place.lat, 4)}, ${number(place.lon, 4)}`)),
      el("button", { className: "round plain", "aria-label": `${tr("remove")} ${place.name}`, onclick: () => act.dropStop(n) }, icon("remove")))))) : null,
    el("div", { className: "pair" },
      el("button", { id: "send-now", className: "primary", disabled: !chosen.length, onclick: () => act.send() }, icon("send"), el("span", {}, tr("send"))),
      el("button", { onclick: () => act.sheet(null) }, tr("cancel"))),
  ];
}
