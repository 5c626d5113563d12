// What each tab shows, made of elements; text is set as text, never as markup.
import { chosenLanguage, tr } from "./strings.js";

const SVG = "http://www.w3.org/2000/svg";
const ICONS = {
  lock: "M12 17a2 2 0 1 0-2-2 2 2 0 0 0 2 2m6-9a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V10a2 2 0 0 1 2-2h1V6a5 5 0 0 1 10 0v2zm-6-5a3 3 0 0 0-3 3v2h6V6a3 3 0 0 0-3-3",
  unlock: "M18 20V10H6v10zm0-12a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V10a2 2 0 0 1 2-2h9V6a3 3 0 0 0-6 0H7a5 5 0 0 1 10 0v2zm-6 9a2 2 0 1 1 2-2 2 2 0 0 1-2 2",
  lights: "M13 4.8C9 4.8 9 19.200 13 19.200S22 16.500 22 12 17 4.800 13 4.800M8 5 2 6.500v2L8 7zm0 5-6 1.500v2L8 12zm0 5-6 1.500v2L8 17z",
  send: "M21 3 3 10.500v1l7 2.500 2.500 7h1z",
  car: "m5 11 1.500-4.500h11L19 11m-1.500 5a1.500 1.500 0 1 1 1.500-1.500 1.500 1.500 0 0 1-1.500 1.500m-11 0A1.500 1.500 0 1 1 8 14.500 1.500 1.500 0 0 1 6.500 16M18.920 6A1.500 1.500 0 0 0 17.500 5h-11a1.500 1.500 0 0 0-1.420 1L3 12v8a1 1 0 0 0 1 1h1a1 1 0 0 0 1-1v-1h12v1a1 1 0 0 0 1 1h1a1 1 0 0 0 1-1v-8z",
  climate: "M12 11a1 1 0 1 0 1 1 1 1 0 0 0-1-1m.5-9C17 2 17.100 5.570 14.730 6.750a3.400 3.400 0 0 0-1.620 2.470 3.200 3.200 0 0 1 1.230.910c3.690-2 7.680-1.180 7.680 2.370 0 4.500-3.570 4.600-4.750 2.230a3.400 3.400 0 0 0-2.500-1.620 3.100 3.100 0 0 1-.910 1.230c2 3.690 1.190 7.660-2.360 7.660-4.500 0-4.590-3.570-2.230-4.750a3.400 3.400 0 0 0 1.620-2.440 3.200 3.200 0 0 1-1.240-.930C5.960 15.850 2 15.070 2 11.500 2 7 5.560 6.890 6.740 9.260a3.400 3.400 0 0 0 2.490 1.610 3.100 3.100 0 0 1 .920-1.220C8.160 5.960 8.960 2 12.500 2z",
  charge: "M11 15H6l7-14v8h5l-7 14z",
  trips: "m20.500 3-.160.030L15 5.100 9 3 3.360 4.900A.500.500 0 0 0 3 5.380V20.500a.500.500 0 0 0 .660.470L9 18.900l6 2.100 5.640-1.900a.500.500 0 0 0 .360-.480V3.500a.500.500 0 0 0-.500-.500M15 19l-6-2.110V5l6 2.110z",
  privacy: "M12 1 3 5v6c0 5.550 3.840 10.740 9 12 5.160-1.260 9-6.450 9-12V5zm0 6a2.800 2.800 0 0 1 2.800 2.800V11a1.200 1.200 0 0 1 1.200 1.300v3.500a1.300 1.300 0 0 1-1.200 1.200H9.200A1.300 1.300 0 0 1 8 15.700v-3.500A1.200 1.200 0 0 1 9.200 11V9.800A2.800 2.800 0 0 1 12 7m0 1.200a1.500 1.500 0 0 0-1.500 1.600V11h3V9.800A1.500 1.500 0 0 0 12 8.200",
  warn: "M13 14h-2V9h2m0 9h-2v-2h2M1 21h22L12 2z",
  ok: "M21 7 9 19l-5.500-5.500 1.410-1.410L9 16.170 19.590 5.590z",
};

export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element && name !== "list") element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

function icon(name, kind = "") {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon ${kind}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

const number = (value, digits = 0) =>
  value === undefined || value === null ? "–" : value.toLocaleString(`${chosenLanguage()}-u-nu-latn`, { maximumFractionDigits: digits, minimumFractionDigits: digits });
const degrees = (value) => `${number(value, 1)}°`;

function age(milliseconds) {
  const units = [["day", 86_400_000], ["hour", 3_600_000], ["minute", 60_000], ["second", 1000]];
  const [unit, size] = units.find(([, s]) => milliseconds >= s) ?? units[3];
  return new Intl.NumberFormat(`${chosenLanguage()}-u-nu-latn`, { style: "unit", unit, unitDisplay: "short" }).format(Math.floor(milliseconds / size));
}

function header(model, act) {
  const state = model.state;
  let second = tr("never");
  if (state?.seen_unix_ms) {
    // The car's words are as old as the cloud's note of them, plus the time since the cloud told us.
    const heard = Math.max(0, state.now_unix_ms - state.reported_unix_ms + Date.now() - model.heard);
    second = `${tr(!model.online ? "offline" : state.online ? "live" : "asleep")} · ${tr("ago", age(heard))}`;
  }
  const title = model.vehicles?.length > 1
    ? el("select", { "aria-label": tr("your_cars"), onchange: (event) => act.choose(event.target.value) },
        ...model.vehicles.map((row) => el("option", { value: row.id, selected: row.id === model.vehicle.id }, row.name)))
    : el("h1", {}, model.vehicle.name);
  return el("header", {}, el("div", {}, title, el("small", { id: "age" }, second)));
}

function tabs(model, act) {
  const names = ["car", "climate", "charge", "trips", "privacy"];
  return el("nav", { "aria-label": "Headunit" }, el("div", {}, ...names.map((name) =>
    el("button", { id: `tab-${name}`, onclick: () => act.show(name), ...(model.tab === name ? { "aria-current": "page" } : {}) }, icon(name), tr(name)))));
}

const page = (model, act, ...children) => [header(model, act), el("main", {}, ...children), tabs(model, act)];

const fact = (name, text, kind = "") => el("p", { className: `fact ${kind}` }, icon(name, kind), text);

function tyres(reported) {
  const values = ["row1_left", "row1_right", "row2_left", "row2_right"].map((n) => reported[`tyre_${n}_kpa`]).filter((v) => v !== undefined);
  if (!values.length) return null;
  const lowest = Math.min(...values);
  const usual = [...values].sort((a, b) => a - b)[values.length >> 1];
  return lowest < usual * 0.88
    ? fact("warn", tr("tyre_low", number(lowest / 100, 1)), "warn")
    : fact("ok", tr("tyres_ok", number(lowest / 100, 1)));
}

function outline() {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 100 220");
  svg.setAttribute("aria-hidden", "true");
  const shapes = [
    ["M12 60h-5v50h5M88 60h5v50h-5M12 150h-5v45h5M88 150h5v45h-5", "var(--control)"],
    ["M50 6c26 0 34 10 36 34v140c0 24-8 32-36 32s-36-8-36-32V40C16 16 24 6 50 6Z", "var(--raised)"],
    ["M20 88c20-12 40-12 60 0l-6 24H26ZM26 180c16 8 32 8 48 0l4-20H22Z", "none"],
  ];
  for (const [d, fill] of shapes) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    path.setAttribute("fill", fill);
    path.setAttribute("stroke", "var(--control)");
    path.setAttribute("stroke-width", "2");
    svg.append(path);
  }
  return svg;
}

export function alertText(alert) {
  if (alert.alert === "speed") return tr("alert_speed", number(alert.speed_kmh), number(alert.limit_kmh));
  return tr(`alert_${alert.alert}`);
}

function alertsSection(model, act) {
  if (model.vehicle.role === "guest") return null;
  const alerts = (model.alerts ?? []).slice(0, 10);
  const owner = model.vehicle.role === "owner";
  const speed = el("input", { id: "alert-speed", type: "number", min: 0, max: 250, step: 5, value: model.speedAlert ?? 120 });
  const radius = el("input", { id: "alert-radius", type: "number", min: 0, max: 1000, step: 0.5, value: model.fenceKm ?? 2 });
  return el("section", { className: "stack" },
    el("h2", {}, tr("alerts")),
    alerts.length
      ? el("ul", { id: "alerts" }, ...alerts.map((alert) => el("li", {}, alertText(alert), " ", el("small", {}, new Date(alert.time_unix_ms).toLocaleString(`${chosenLanguage()}-u-nu-latn`)))))
      : el("p", { className: "second" }, tr("no_alerts")),
    owner ? el("label", { htmlFor: "alert-speed", className: "row" }, tr("alert_over"), speed) : null,
    owner ? el("button", { id: "set-speed", onclick: () => act.watchSpeed(Number(speed.value)) }, tr("watch_speed")) : null,
    owner ? el("label", { htmlFor: "alert-radius", className: "row" }, tr("alert_around"), radius) : null,
    owner ? el("button", { id: "set-fence", onclick: () => act.watchPlace(Number(radius.value)) }, tr("watch_place")) : null);
}

export function carView(model, act) {
  const reported = model.state?.reported ?? {};
  const locked = reported.locked;
  const doors = Object.entries(reported).filter(([name]) => name.startsWith("door_"));
  const open = doors.some(([, value]) => value);
  const busy = (name) => model.asked.has(name);
  return page(model, act,
    el("div", { className: "hero" }, outline(), el("div", {},
      el("p", { className: "big" }, `${number(reported.soc_percent)} %`),
      el("p", {}, `${number(reported.range_m === undefined ? undefined : reported.range_m / 1000)} km `, el("small", {}, tr("range"))),
      locked === undefined ? null : fact(locked ? "lock" : "unlock", tr(locked ? "locked" : "unlocked"), locked ? "ok" : "warn"),
      doors.length ? fact(open ? "warn" : "ok", tr(open ? "door_open" : "doors_closed"), open ? "warn" : "") : null,
      tyres(reported))),
    el("div", { className: "grid3" },
      el("button", { id: "lock", className: "tile", disabled: busy("lock") || busy("unlock"), onclick: () => act.command(locked ? "unlock" : "lock") }, icon(locked ? "unlock" : "lock"), tr(locked ? "unlock" : "lock")),
      el("button", { id: "lights", className: "tile", disabled: busy("horn_and_lights"), onclick: () => act.command("horn_and_lights") }, icon("lights"), tr("lights")),
      el("button", { id: "send", className: "tile", onclick: () => act.sheet("send") }, icon("send"), tr("send"))),
    model.plan ? el("section", {}, el("h2", {}, tr("plan", number(model.plan.target_percent), model.plan.ready_by))) : null,
    alertsSection(model, act),
    reported.distance_to_service_km === undefined ? null : el("section", {}, el("p", {}, tr("service", number(reported.distance_to_service_km)))),
    el("section", { className: "stack" },
      el("button", { onclick: () => act.sheet("pair") }, tr("pair")),
      el("button", { className: "plain", id: "sign-out", onclick: () => act.signOut() }, tr("sign_out"))));
}

export function climateView(model, act) {
  const reported = model.state?.reported ?? {};
  const on = Boolean(reported.climate_on);
  const slider = el("input", { id: "temperature", type: "range", min: 15, max: 30, step: 0.5, value: reported.climate_celsius ?? 21 });
  const shown = el("span", {}, degrees(Number(slider.value)));
  slider.addEventListener("input", () => { shown.textContent = degrees(Number(slider.value)); });
  const busy = model.asked.has("climate_start") || model.asked.has("climate_stop");
  return page(model, act,
    el("section", {},
      el("h2", {}, tr(on ? "climate_on" : "climate_off")),
      el("p", { className: "second" }, `${tr("cabin", degrees(reported.cabin_celsius))} · ${tr("outside", degrees(reported.outside_celsius))}`)),
    el("section", { className: "stack" },
      el("label", { htmlFor: "temperature", className: "row" }, tr("temperature"), shown), slider,
      el("button", { id: "climate-start", className: "primary", disabled: busy, onclick: () => act.command("climate_start", { temperature_celsius: Number(slider.value) }) }, tr("start")),
      el("button", { id: "climate-stop", disabled: busy, onclick: () => act.command("climate_stop") }, tr("stop"))));
}

export function cheapestHours(plan, socPercent, now = new Date()) {
  // The cheapest whole hours before departure that give the energy; without prices, the last ones.
  const [hour] = String(plan.ready_by ?? "07:00").split(":").map(Number);
  const until = (hour - now.getHours() + 24) % 24 || 24;
  const hours = Array.from({ length: until }, (_, n) => (now.getHours() + n) % 24);
  const [from, to] = [Number(plan.cheap_from ?? 23), Number(plan.cheap_to ?? 7)];
  const cheap = (h) => (from <= to ? h >= from && h < to : h >= from || h < to);
  const price = (h) => Number(cheap(h) ? plan.price_cheap ?? 0.15 : plan.price_normal ?? 0.3);
  const needed = Math.max(0, ((plan.target_percent ?? 80) - socPercent) / 100) * Number(plan.capacity_kwh ?? 58);
  const count = Math.min(hours.length, Math.ceil(needed / Number(plan.charge_kw ?? 7.4)));
  const order = hours.map((h, n) => ({ n, price: price(h) })).sort((a, b) => a.price - b.price || b.n - a.n);
  const used = new Set(order.slice(0, count).map((row) => row.n));
  const cost = count ? needed * (order.slice(0, count).reduce((sum, row) => sum + row.price, 0) / count) : 0;
  return { hours: hours.map((h, n) => ({ hour: h, price: price(h), used: used.has(n) })), cost };
}

export function chargeView(model, act) {
  const reported = model.state?.reported ?? {};
  const plan = { target_percent: 80, ready_by: "07:30", cheap_from: 23, cheap_to: 7, price_cheap: 0.15, price_normal: 0.3, ...model.plan };
  const { hours, cost } = cheapestHours(plan, reported.soc_percent ?? 50);
  const top = Math.max(...hours.map((row) => row.price), 0.01);
  const field = (name, properties) => {
    const input = el("input", { id: name, value: plan[name], ...properties });
    return el("label", { htmlFor: name }, tr(name === "target_percent" ? "target" : name), input);
  };
  const read = () => Object.fromEntries(["target_percent", "ready_by", "cheap_from", "cheap_to", "price_cheap", "price_normal"].map((name) => {
    const input = document.getElementById(name);
    return [name, input.type === "time" ? input.value : Number(input.value)];
  }));
  return page(model, act,
    el("section", {},
      el("p", { className: "big" }, `${number(reported.soc_percent)} %`),
      el("p", { className: "second" }, tr(reported.charging ? "charging" : reported.cable_connected ? "plugged" : "unplugged"),
        reported.charging ? ` · ${number(reported.charge_power_kw, 1)} kW` : ""),
      el("div", { className: "grid3" },
        el("button", { id: "charge-start", onclick: () => act.command("charge_start") }, tr("start")),
        el("button", { id: "charge-stop", onclick: () => act.command("charge_stop") }, tr("stop")))),
    el("section", {},
      el("div", { className: "row" }, el("h2", {}, tr("plan", number(plan.target_percent), plan.ready_by)), el("span", { className: "second" }, `${number(cost, 2)} €`)),
      el("div", { className: "bars", role: "img", "aria-label": tr("plan", number(plan.target_percent), plan.ready_by) },
        ...hours.map((row) => {
          const bar = el("i", { className: row.used ? "used" : "" });
          bar.style.height = `${(100 * row.price) / top}%`;
          return bar;
        })),
      el("div", { className: "axis" }, el("span", {}, `${String(hours[0].hour).padStart(2, "0")} h`), el("span", {}, `${plan.ready_by}`))),
    el("section", { className: "stack" },
      field("target_percent", { type: "number", min: 20, max: 100 }),
      field("ready_by", { type: "time" }),
      field("cheap_from", { type: "number", min: 0, max: 23 }),
      field("cheap_to", { type: "number", min: 0, max: 23 }),
      field("price_cheap", { type: "number", min: 0, step: 0.01 }),
      field("price_normal", { type: "number", min: 0, step: 0.01 }),
      el("button", { id: "save-plan", className: "primary", onclick: () => act.savePlan(read()) }, tr("save"))));
}

function map(model) {
  const here = model.positions?.[0];
  if (!here) return el("p", { className: "second" }, tr("no_position"));
  const canvas = el("canvas", { id: "map", role: "img", "aria-label": `${here.lat}, ${here.lon}`, width: 720, height: 480 });
  const style = getComputedStyle(document.documentElement);
  const pen = canvas.getContext("2d");
  const scale = 0.6; // pixels a metre
  const x = (lon) => 360 + (lon - here.lon) * 111_320 * Math.cos((here.lat * Math.PI) / 180) * scale;
  const y = (lat) => 240 - (lat - here.lat) * 110_574 * scale;
  pen.lineCap = "round";
  pen.lineJoin = "round";
  const widths = [14, 13, 12, 11, 10, 8, 8, 6, 4, 3, 3];
  for (const [extra, colour] of [[4, "--casing"], [0, "--road"]]) {
    pen.strokeStyle = style.getPropertyValue(colour);
    for (const [kind, ...points] of model.streets?.streets ?? []) {
      pen.lineWidth = widths[kind] + extra;
      pen.beginPath();
      for (let n = 0; n < points.length; n += 2) pen.lineTo(x(points[n + 1]), y(points[n]));
      pen.stroke();
    }
  }
  pen.fillStyle = style.getPropertyValue("--accent");
  pen.strokeStyle = style.getPropertyValue("--bg");
  pen.lineWidth = 4;
  pen.beginPath();
  pen.arc(360, 240, 14, 0, 7);
  pen.fill();
  pen.stroke();
  return el("div", {}, canvas, el("small", {}, "© OpenStreetMap contributors"));
}

export function tripsView(model, act) {
  const trips = model.trips ?? [];
  const when = (ms) => new Date(ms).toLocaleString(`${chosenLanguage()}-u-nu-latn`, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
  return page(model, act,
    el("section", { className: "stack" }, map(model), el("button", { id: "locate", onclick: () => act.command("locate") }, tr("locate"))),
    el("section", {}, trips.length
      ? el("ul", {}, ...trips.map((trip) => el("li", {}, el("p", {}, when(trip.time_unix_ms)),
          el("small", {}, tr("from_to", number(trip.distance_m / 1000, 1), number((trip.ended_unix_ms - trip.time_unix_ms) / 60_000), number(trip.energy_kwh, 1))))))
      : el("p", { className: "second" }, tr("no_trips"))));
}

export function privacyView(model, act) {
  const reported = model.state?.reported ?? {};
  const owner = model.vehicle.role === "owner";
  const kinds = ["position", "trips", "driving", "health", "maintenance", "diagnostics", "records", "media", "contacts", "voice"];
  return page(model, act,
    el("section", {}, el("p", { className: "second" }, tr("consent_help")), el("ul", {}, ...kinds.map((kind) => {
      const known = reported[`consent_${kind}`];
      const toggle = el("input", {
        id: `consent-${kind}`, type: "checkbox", className: "switch", role: "switch", checked: Boolean(known), disabled: !owner,
        onclick: (event) => { event.preventDefault(); act.command("set_consent", { kind, allowed: !known }); },
      });
      toggle.indeterminate = known === undefined;
      return el("li", {}, el("label", { htmlFor: `consent-${kind}`, className: "row" }, tr(`kind_${kind}`), toggle));
    }))),
    owner ? el("section", { className: "stack" },
      el("button", { id: "export", onclick: () => act.exportAll() }, tr("export")),
      el("a", { id: "export-gpx", className: "button", href: `/api/vehicles/${model.vehicle.id}/export.gpx`, download: "headunit.gpx" }, tr("export_gpx")),
      el("button", { id: "erase", className: "danger", onclick: () => act.erase() }, tr("erase"))) : null);
}

export function signInView(model, act) {
  const name = el("input", { id: "name", type: "text", autocomplete: "name", maxLength: 100 });
  return [el("header", {}, el("h1", {}, "Headunit")), el("main", { className: "stack" },
    el("button", { id: "sign-in", className: "primary", onclick: () => act.signIn() }, tr("sign_in")),
    el("section", { className: "stack" }, el("label", { htmlFor: "name" }, tr("your_name")), name,
      el("button", { id: "create", onclick: () => name.value.trim() && act.create(name.value.trim()) }, tr("create"))))];
}

export function pairView(model, act) {
  const code = el("input", { id: "code", type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: false });
  return [el("header", {}, el("h1", {}, tr("pair"))), el("main", { className: "stack" },
    el("p", { className: "second" }, tr("pair_help")),
    el("label", { htmlFor: "code" }, tr("code")), code,
    el("button", { id: "pair", className: "primary", onclick: () => act.pair(code.value.trim()) }, tr("pair")),
    model.vehicle ? el("button", { onclick: () => act.sheet(null) }, tr("cancel")) : el("button", { className: "plain", onclick: () => act.signOut() }, tr("sign_out")))];
}

export function sendView(model, act) {
  const name = el("input", { id: "place-name", type: "text", maxLength: 200 });
  const position = el("input", { id: "place-position", type: "text", inputMode: "decimal", placeholder: "43.7276, 7.4160" });
  const go = () => {
    const [lat, lon] = position.value.split(",").map(Number);
    if (Math.abs(lat) <= 90 && Math.abs(lon) <= 180) act.send(name.value.trim() || position.value, lat, lon);
    else position.focus();
  };
  return [el("header", {}, el("h1", {}, tr("send"))), el("main", { className: "stack" },
    el("label", { htmlFor: "place-name" }, tr("place_name")), name,
    el("label", { htmlFor: "place-position" }, tr("place_position")), position,
    el("button", { id: "send-now", className: "primary", onclick: go }, tr("send")),
    el("button", { onclick: () => act.sheet(null) }, tr("cancel")))];
}

