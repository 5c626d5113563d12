// The car at a glance, and what is asked for most.
import { planSection } from "./charge_view.js";
import { asks, bar, degrees, door, el, fact, icon, kilometres, known, locale, number, percent, svg, toggle } from "./elements.js";
import { has, tr } from "./strings.js";

const WHEELS = { row1_left: [7, 62], row1_right: [91, 62], row2_left: [7, 152], row2_right: [91, 152] };
const DOORS = { row1_driver: "M15 92 2 112", row1_passenger: "M85 92 98 112", row2_driver: "M15 130 2 150", row2_passenger: "M85 130 98 150" };

export function lowTyres(reported) {
  const held = Object.keys(WHEELS).map((wheel) => [wheel, reported[`tyre_${wheel}_kpa`]]).filter(([, kpa]) => known(kpa));
  const usual = held.map(([, kpa]) => kpa).sort((a, b) => a - b)[held.length >> 1];
  return { held, low: held.filter(([, kpa]) => kpa < usual * 0.88) };
}

function outline(reported) {
  const low = new Set(lowTyres(reported).low.map(([wheel]) => wheel));
  const drawing = svg("svg", { viewBox: "-4 0 108 220", "aria-hidden": "true", class: "outline" });
  for (const [wheel, [x, y]] of Object.entries(WHEELS)) {
    drawing.append(svg("rect", { x: x - 5, y: y - 5, width: 12, height: 36, rx: 4, class: low.has(wheel) ? "tyre low" : "tyre" }));
  }
  const lines = ["M50 4c24 0 33 9 36 32l2 60v86c0 22-8 34-38 34s-38-12-38-34V96l2-60C17 13 26 4 50 4Z",
    "M21 92c18-13 40-13 58 0l-7 24c-15-5-29-5-44 0Z", "M27 184c15 7 31 7 46 0l5-22c-18 5-38 5-56 0Z",
    "M28 118v42M72 118v42M18 100v66M82 100v66", "M32 12c-6 20-8 44-9 66M68 12c6 20 8 44 9 66", "M14 84l-9 3v6l9-2M86 84l9 3v6l-9-2"];
  lines.forEach((d, n) => drawing.append(svg("path", { d, class: n ? "line" : "body" })));
  for (const [name, d] of Object.entries(DOORS)) if (reported[`door_${name}_open`]) drawing.append(svg("path", { d, class: "open" }));
  return drawing;
}

function facts(model) {
  const reported = model.state?.reported ?? {};
  const doors = Object.entries(reported).filter(([name]) => name.startsWith("door_"));
  const open = doors.some(([, value]) => value);
  const { held, low } = lowTyres(reported);
  return [
    known(reported.locked) ? fact(reported.locked ? "lock" : "unlock", tr(reported.locked ? "locked" : "unlocked"), reported.locked ? "ok" : "warn") : null,
    doors.length ? fact("door", tr(open ? "door_open" : "doors_closed"), open ? "warn" : "") : null,
    low.length ? low.map(([wheel, kpa]) => fact("tyre", `${tr(wheel)} ${bar(kpa)}`, "warn"))
      : held.length ? fact("tyre", tr("tyres_ok", number(Math.min(...held.map(([, kpa]) => kpa)) / 100, 1))) : null,
    reported.charging ? fact("charge", `${tr("charging")} · ${number(reported.charge_power_kw, 1)} kW`, "ok") : null,
    reported.trouble_codes ? fact("warn", tr("trouble", number(reported.trouble_codes)), "warn") : null,
  ];
}

function lastRefusal(model) {
  const last = model.state?.commands?.[0];
  if (!last || last.outcome !== "refused" || model.state.now_unix_ms / 1000 - last.issued_unix_s > 300) return null;
  const reason = `reason_${last.reason}`;
  return el("p", { className: "banner", role: "status" }, icon("warn", "warn"), el("span", {}, tr(has(reason) ? reason : "refused")));
}

export function carView(model, act) {
  const reported = model.state?.reported ?? {};
  const { locked } = reported;
  const lock = locked ? "unlock" : "lock";
  const climate = Boolean(reported.climate_on);
  return [
    el("div", { className: "hero" }, outline(reported), el("div", {},
      el("p", { className: "big" }, percent(reported.soc_percent)),
      el("p", { className: "range" }, `${kilometres(reported.range_m)} `, el("small", {}, tr("range"))),
      ...facts(model).flat())),
    lastRefusal(model),
    el("div", { className: "tiles" },
      asks(model, act, "lock", lock, tr(lock), null, { className: "tile", icon: lock }),
      asks(model, act, "lights", "horn_and_lights", tr("lights"), null, { className: "tile", icon: "lights" }),
      el("button", { id: "send", className: "tile", onclick: () => act.sheet("send") }, icon("send"), el("span", {}, tr("send")))),
    el("section", { className: "withIcon" }, icon("climate", climate ? "accent" : ""),
      toggle("climate-switch", model.asked.has("climate_start") || model.asked.has("climate_stop") ? undefined : climate,
        known(reported.climate_celsius) ? `${tr("climate")} ${degrees(reported.climate_celsius)}` : tr("climate"),
        known(reported.cabin_celsius) ? tr("cabin", degrees(reported.cabin_celsius)) : "",
        (event) => { event.preventDefault(); act.command(climate ? "climate_stop" : "climate_start"); })),
    model.vehicle.role === "guest" ? null : planSection(model),
    el("section", { className: "doors" },
      model.vehicle.role === "guest" ? null : door("go-map", "pin", tr("where"), model.positions?.[0] ? "" : tr("not_shared"), () => act.show("trips")),
      door("go-service", "service", known(reported.distance_to_service_km) ? tr("service", number(reported.distance_to_service_km)) : tr("maintenance"), tr("service_second"), () => act.sheet("service"))),
  ];
}

export function serviceView(model) {
  const reported = model.state?.reported ?? {};
  const { held, low } = lowTyres(reported);
  const lows = new Set(low.map(([wheel]) => wheel));
  const row = (name, value, kind = "") => el("li", { className: "row" }, el("span", {}, name), el("span", { className: kind || "second" }, value));
  return [
    el("section", {}, el("ul", {},
      row(tr("next_service"), known(reported.distance_to_service_km) ? kilometres(reported.distance_to_service_km * 1000) : "–"),
      row(tr("odometer"), kilometres(reported.odometer_m)),
      row(tr("trouble_codes"), number(reported.trouble_codes), reported.trouble_codes ? "warn" : ""))),
    el("section", {}, el("h2", {}, tr("tyres")), held.length ? el("ul", {}, ...held.map(([wheel, kpa]) => row(tr(wheel), bar(kpa), lows.has(wheel) ? "warn" : "")))
      : el("p", { className: "second" }, tr("not_shared"))),
    el("section", {}, el("h2", {}, tr("history")), model.services?.length
      ? el("ul", {}, ...model.services.map((done) => el("li", {}, el("p", {}, String(done.what ?? done.code ?? tr("maintenance"))), el("small", {}, new Date(done.time_unix_ms).toLocaleDateString(locale())))))
      : el("p", { className: "second" }, tr("no_history"))),
  ];
}
