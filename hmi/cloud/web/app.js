// The companion: one state, one render; what is asked of the car shows as asked until the car says what became of it.
import * as passkey from "./passkey.js";
import { chosenLanguage, has, tr } from "./strings.js";
import { alertText, carView, chargeView, climateView, pairView, privacyView, sendView, signInView, tripsView } from "./views.js";

const KEPT = "headunit-last";
const ALERTS_EVERY_MS = 3000;
const model = {
  tab: "car", person: null, vehicles: null, vehicle: null, state: null, heard: 0, online: navigator.onLine,
  asked: new Map(), trips: null, positions: null, plan: null, streets: null, sheet: null,
};
let stream = null;
let alertsSoon = 0;

export async function api(method, path, body) {
  const answer = await fetch(path, {
    method,
    headers: body === undefined ? {} : { "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
    credentials: "same-origin",
  });
  if (answer.status === 428) {
    // A second look: the person proves who is holding the phone, then the question is asked again.
    const options = await api("POST", "/api/session/verify/options");
    await api("POST", "/api/session/verify", { credential: await passkey.get(options) });
    return api(method, path, body);
  }
  if (!answer.ok) throw Object.assign(new Error(String(answer.status)), { status: answer.status });
  return answer.json();
}

export function notice(text) {
  const element = document.getElementById("notice");
  element.textContent = text;
  element.classList.add("shown");
  clearTimeout(notice.timer);
  notice.timer = setTimeout(() => element.classList.remove("shown"), 6000);
}

const actions = {
  async signIn() {
    const options = await api("POST", "/api/session/options");
    await api("POST", "/api/session", { credential: await passkey.get(options) });
    await begin();
  },
  async create(name) {
    const options = await api("POST", "/api/accounts/options", { name });
    await api("POST", "/api/accounts", { name, credential: await passkey.create(options) });
    await begin();
  },
  async signOut() {
    await api("DELETE", "/api/session");
    localStorage.removeItem(KEPT);
    location.hash = "";
    Object.assign(model, { person: null, vehicles: null, vehicle: null, state: null });
    stream?.close();
    render();
  },
  async pair(code) {
    await api("POST", "/api/pairings", { code });
    notice(tr("confirm_in_car"));
    for (let tries = 0; tries < 60 && !model.vehicle; tries += 1) {
      await new Promise((done) => setTimeout(done, 1000));
      await loadVehicles();
    }
  },
  async command(name, args = {}) {
    const { id } = await api("POST", `/api/vehicles/${model.vehicle.id}/commands`, {
      name, arguments: args, id: crypto.randomUUID(),
    });
    model.asked.set(name, id);
    notice(tr("asked"));
    render();
  },
  async watchSpeed(kmh) {
    model.speedAlert = kmh;
    await actions.command("speed_alert", { kmh });
  },
  async watchPlace(km) {
    model.fenceKm = km;
    const [here] = await api("GET", `/api/vehicles/${model.vehicle.id}/samples/position?limit=1`);
    if (!here) {
      notice(tr("no_position"));
      return;
    }
    await actions.command("geofence", { lat: here.lat, lon: here.lon, radius_m: km * 1000 });
  },
  async savePlan(fields) {
    const path = `/api/vehicles/${model.vehicle.id}/records/charge_schedule/plan`;
    model.plan = (await api("PUT", path, { fields })).fields;
    notice(tr("confirmed"));
    render();
  },
  async send(name, lat, lon) {
    const path = `/api/vehicles/${model.vehicle.id}/records/destination/${crypto.randomUUID()}`;
    await api("PUT", path, { fields: { name, stops: [{ name, lat, lon }], sent_unix_ms: Date.now() } });
    model.sheet = null;
    notice(tr("sent"));
    render();
  },
  async exportAll() {
    const body = await api("GET", `/api/vehicles/${model.vehicle.id}/export`);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(body, null, 1)], { type: "application/json" }));
    link.download = `headunit-${model.vehicle.id}.json`;
    link.click();
  },
  async erase() {
    await api("DELETE", `/api/vehicles/${model.vehicle.id}/data`);
    notice(tr("erased"));
  },
  choose(id) {
    model.vehicle = model.vehicles.find((row) => row.id === id);
    Object.assign(model, { state: null, trips: null, positions: null, plan: null, alerts: null, alertsAt: 0 });
    listen();
    render();
  },
  show(tab) {
    model.tab = tab;
    model.sheet = null;
    load();
    render();
  },
  sheet(name) {
    model.sheet = name;
    render();
  },
};

function guarded(action) {
  return async (...values) => {
    try {
      await action(...values);
    } catch (error) {
      if (error.status === 401) return signedOut();
      notice(tr(error.status === 403 || error.name === "NotAllowedError" ? "not_allowed" : navigator.onLine ? "failed" : "offline"));
    }
    return undefined;
  };
}
const act = Object.fromEntries(Object.entries(actions).map(([name, action]) => [name, guarded(action)]));

function signedOut() {
  Object.assign(model, { person: null, vehicle: null, state: null });
  stream?.close();
  render();
}

async function begin() {
  try {
    model.person = await api("GET", "/api/me");
    model.online = true;
  } catch (error) {
    if (error.status === 401) {
      localStorage.removeItem(KEPT);
      return render();
    }
    model.online = false;
    recall();
    // The browser does not always say when the service can be reached again.
    setTimeout(begin, 5000);
    return render();
  }
  await loadVehicles();
  const code = new URLSearchParams(location.hash.slice(1)).get("pair");
  if (code) {
    history.replaceState(null, "", "/");
    await act.pair(code);
  }
  return undefined;
}

async function loadVehicles() {
  model.vehicles = await api("GET", "/api/vehicles");
  if (!model.vehicle && model.vehicles.length) {
    [model.vehicle] = model.vehicles;
    listen();
    load();
  }
  render();
}

const load = guarded(async () => {
  if (!model.vehicle || model.vehicle.role === "guest") return;
  const base = `/api/vehicles/${model.vehicle.id}`;
  if (model.tab === "trips") {
    [model.trips, model.positions] = await Promise.all([
      api("GET", `${base}/samples/trips?limit=100`), api("GET", `${base}/samples/position?limit=1`),
    ]);
    const here = model.positions[0];
    if (here) model.streets = await api("GET", `/api/streets?lat=${here.lat}&lon=${here.lon}`);
  }
  if (model.tab === "charge" || model.tab === "car") {
    const rows = await api("GET", `${base}/records/charge_schedule`);
    model.plan = rows.find((row) => row.id === "plan")?.fields ?? null;
  }
  if (model.tab === "car") await loadAlerts();
  render();
});

async function loadAlerts() {
  const before = model.alerts;
  model.alertsAt = Date.now();
  model.alerts = await api("GET", `/api/vehicles/${model.vehicle.id}/alerts`);
  const newest = model.alerts[0];
  if (before && newest && newest.time_unix_ms > (before[0]?.time_unix_ms ?? 0)) notice(alertText(newest));
}

const lookForAlerts = guarded(async () => {
  // The stream says that something has changed, several times a second in a moving car; the last word counts.
  if (!model.vehicle || model.vehicle.role === "guest" || alertsSoon) return;
  const wait = (model.alertsAt ?? 0) + ALERTS_EVERY_MS - Date.now();
  if (wait > 0) {
    alertsSoon = setTimeout(() => { alertsSoon = 0; lookForAlerts(); }, wait);
    return;
  }
  await loadAlerts();
  render();
});

function listen() {
  stream?.close();
  stream = new EventSource(`/api/vehicles/${model.vehicle.id}/events`);
  stream.onmessage = (event) => {
    model.state = JSON.parse(event.data);
    model.heard = Date.now();
    localStorage.setItem(KEPT, JSON.stringify({ person: model.person, vehicles: model.vehicles, vehicle: model.vehicle, state: model.state, heard: model.heard }));
    settle();
    render();
    lookForAlerts();
  };
}

function recall() {
  const kept = localStorage.getItem(KEPT);
  if (kept) Object.assign(model, JSON.parse(kept));
}

function settle() {
  for (const [name, id] of model.asked) {
    const row = model.state.commands.find((command) => command.id === id);
    if (row?.outcome) {
      model.asked.delete(name);
      const reason = `reason_${row.reason}`;
      notice(tr(row.outcome === "refused" ? (has(reason) ? reason : "refused") : row.outcome));
    }
  }
}

function render() {
  document.documentElement.lang = chosenLanguage();
  document.documentElement.dir = chosenLanguage() === "ar" ? "rtl" : "ltr";
  const app = document.getElementById("app");
  const focused = document.activeElement?.id;
  const editing = document.activeElement?.matches?.("input:not([type=checkbox]), select");
  // What somebody is typing into is not drawn anew under their fingers.
  if (editing && app.contains(document.activeElement) && render.last === `${model.tab}${model.sheet}${Boolean(model.vehicle)}`) return;
  render.last = `${model.tab}${model.sheet}${Boolean(model.vehicle)}`;
  if (!model.person) app.replaceChildren(...signInView(model, act));
  else if (!model.vehicle) app.replaceChildren(...pairView(model, act));
  else if (model.sheet === "send") app.replaceChildren(...sendView(model, act));
  else if (model.sheet === "pair") app.replaceChildren(...pairView(model, act));
  else {
    const views = { car: carView, climate: climateView, charge: chargeView, trips: tripsView, privacy: privacyView };
    app.replaceChildren(...views[model.tab](model, act));
  }
  if (focused) document.getElementById(focused)?.focus();
}

addEventListener("online", () => { model.online = true; begin(); });
addEventListener("offline", () => { model.online = false; render(); });
setInterval(() => model.state && render(), 10_000);
if ("serviceWorker" in navigator) navigator.serviceWorker.register("service_worker.js");
begin();
