// The companion: one state, one render; what is asked of the car shows as asked until the car says what became of it.
import { accountView, alertText, alertsView, pairView, signInView } from "./account_view.js";
import { carView, lowTyres, serviceView } from "./car_view.js";
import { chargeView } from "./charge_view.js";
import { climateView } from "./climate_view.js";
import { age, degrees, el, icon, percent } from "./elements.js";
import * as passkey from "./passkey.js";
import { privacyView } from "./privacy_view.js";
import { chosenLanguage, has, tr } from "./strings.js";
import { sendView, tripsView } from "./trips_view.js";

const KEPT = "headunit-last";
const LOAD_AGAIN_MS = 3000;
const SEEN = "headunit-alerts-seen";
const ALERTS_EVERY_MS = 3000;
const POSITION_EVERY_MS = 2000;
const STREETS_ANEW_DEG = 0.002; // some 200 m
const SEARCH_AFTER_MS = 250;
const TABS = { car: carView, climate: climateView, charge: chargeView, trips: tripsView, privacy: privacyView };
const SHEETS = { send: sendView, service: serviceView, alerts: alertsView, account: accountView };
const OF_A_CAR = { state: null, trips: null, positions: null, streets: null, streetsAround: null, plan: null, climatePlan: null, alerts: null, members: null, services: null, stops: [], found: null };
const model = {
  tab: "car", sheet: null, person: null, vehicles: null, vehicle: null, heard: 0, online: navigator.onLine,
  asked: new Map(), draft: {}, prices: null, pricesAt: 0, kinds: null, sessions: null, erasing: false, ...OF_A_CAR,
};
let stream = null;
let searchSoon = 0;
let noticeSoon = 0;
let loadingAgain = 0;

async function api(method, path, body) {
  const answer = await fetch(path, {
    method,
    headers: body === undefined ? {} : { "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
    credentials: "same-origin",
  });
  if (answer.status === 428) {
    // A second look: the person proves who is holding the phone, then the question is asked again.
    const options = await api("POST", "api/session/verify/options");
    await api("POST", "api/session/verify", { credential: await passkey.get(options) });
    return api(method, path, body);
  }
  if (!answer.ok) throw Object.assign(new Error(String(answer.status)), { status: answer.status });
  return answer.json();
}

const ofCar = (path = "") => `api/vehicles/${model.vehicle.id}${path}`;

function notice(text) {
  const element = document.getElementById("notice");
  element.textContent = text;
  element.classList.add("shown");
  clearTimeout(noticeSoon);
  noticeSoon = setTimeout(() => element.classList.remove("shown"), 6000);
}

const actions = {
  async signIn() {
    const options = await api("POST", "api/session/options");
    await api("POST", "api/session", { credential: await passkey.get(options) });
    await begin();
  },
  async create(name) {
    const options = await api("POST", "api/accounts/options", { name });
    await api("POST", "api/accounts", { name, credential: await passkey.create(options) });
    await begin();
  },
  async signOut() {
    await api("DELETE", "api/session");
    location.hash = "";
    signedOut();
  },
  async pair(code) {
    await api("POST", "api/pairings", { code });
    model.draft = {};
    notice(tr("confirm_in_car"));
    const before = model.vehicles?.length ?? 0;
    for (let tries = 0; tries < 60 && (model.vehicles?.length ?? 0) <= before; tries += 1) {
      await new Promise((done) => setTimeout(done, 1000));
      await loadVehicles();
    }
    model.sheet = null;
    render();
  },
  async command(name, args = {}) {
    const { id } = await api("POST", ofCar("/commands"), { name, arguments: args, id: crypto.randomUUID() });
    model.asked.set(name, id);
    notice(tr("asked"));
    render();
  },
  async watchPlace(km) {
    const [here] = await api("GET", ofCar("/samples/position?limit=1"));
    if (!here) return notice(tr("no_position"));
    return actions.command("geofence", { lat: here.lat, lon: here.lon, radius_m: km * 1000 });
  },
  async savePlan(fields) {
    model.plan = (await api("PUT", ofCar("/records/charge_schedule/plan"), { fields })).fields;
    model.draft = {};
    notice(tr("saved"));
    render();
  },
  async saveClimatePlan(fields) {
    model.climatePlan = (await api("PUT", ofCar("/records/climate_schedule/plan"), { fields })).fields;
    model.draft = {};
    notice(tr("saved"));
    render();
  },
  search(text) {
    clearTimeout(searchSoon);
    searchSoon = setTimeout(guarded(async () => {
      const position = text.split(",").map(Number);
      if (position.length === 2 && position.every(Number.isFinite) && text.includes(".") && Math.abs(position[0]) <= 90 && Math.abs(position[1]) <= 180) {
        model.found = [{ name: text.trim(), context: "", lat: position[0], lon: position[1], distance_m: null }];
      } else if (text.trim()) {
        const here = model.positions?.[0] ?? { lat: 0, lon: 0 };
        model.found = await api("POST", "api/places", { text: text.trim(), lat: here.lat, lon: here.lon });
      } else model.found = null;
      render();
    }), SEARCH_AFTER_MS);
  },
  addStop(place) {
    model.stops = [...model.stops, place];
    Object.assign(model, { found: null, draft: {} });
    document.activeElement?.blur();
    render();
  },
  dropStop(n) {
    model.stops = model.stops.filter((_, at) => at !== n);
    render();
  },
  async send() {
    const stops = model.stops.map(({ name, lat, lon }) => ({ name, lat, lon }));
    const name = stops.at(-1).name;
    await api("PUT", ofCar(`/records/destination/${crypto.randomUUID()}`), { fields: { name, stops, sent_unix_ms: Date.now() } });
    Object.assign(model, { sheet: null, stops: [], found: null, draft: {} });
    notice(tr("sent"));
    render();
  },
  async exportAll() {
    const body = await api("GET", ofCar("/export"));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(body, null, 1)], { type: "application/json" }));
    link.download = `headunit-${model.vehicle.id}.json`;
    link.click();
  },
  askErase(asking) {
    model.erasing = asking;
    render();
  },
  async erase() {
    model.erasing = false;
    const { command } = await api("DELETE", ofCar("/data"));
    model.asked.set("erase", command);
    Object.assign(model, OF_A_CAR, { state: model.state });
    notice(tr("erased"));
    await load();
  },
  async changeMember(row, role) {
    if (role === "remove") await api("DELETE", ofCar(`/members/${row.account}`));
    else await api("PUT", ofCar(`/members/${row.account}`), { role, expires_unix_s: role === "owner" ? null : row.expires_unix_s });
    await load();
  },
  async addPasskey() {
    const options = await api("POST", "api/passkeys/options");
    await api("POST", "api/passkeys", { name: navigator.userAgent.slice(0, 100), credential: await passkey.create(options) });
    notice(tr("passkey_added"));
    await load();
  },
  async removePasskey(id) {
    await api("DELETE", `api/passkeys/${id}`);
    await load();
  },
  askDelete(asking) {
    model.deleting = asking;
    render();
  },
  async deleteAccount() {
    model.deleting = false;
    try {
      await api("DELETE", "api/account");
    } catch (error) {
      if (error.status !== 403) throw error;
      render();
      return notice(tr("needs_owner"));
    }
    location.hash = "";
    signedOut();
    return notice(tr("account_deleted"));
  },
  async endSession(id) {
    await api("DELETE", `api/sessions/${id}`);
    await load();
  },
  async endOthers() {
    await api("DELETE", "api/sessions");
    await load();
  },
  choose(id) {
    model.vehicle = model.vehicles.find((row) => row.id === id);
    Object.assign(model, OF_A_CAR, { draft: {}, asked: new Map() });
    listen();
    load();
    render();
  },
  show(tab) {
    Object.assign(model, { tab, sheet: null, draft: {}, erasing: false });
    scrollTo(0, 0);
    load();
    render();
  },
  sheet(name) {
    Object.assign(model, { sheet: name, draft: {} });
    scrollTo(0, 0);
    load();
    render();
  },
  redraw() {
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
      render();
    }
    return undefined;
  };
}
const act = Object.fromEntries(Object.entries(actions).map(([name, action]) => [name, guarded(action)]));

function signedOut() {
  stream?.close();
  localStorage.clear();
  Object.assign(model, OF_A_CAR, { tab: "car", sheet: null, person: null, vehicles: null, vehicle: null, draft: {}, sessions: null });
  render();
}

async function begin() {
  try {
    model.person = await api("GET", "api/me");
    model.online = true;
  } catch (error) {
    if (error.status === 401) return signedOut();
    model.online = false;
    recall();
    // The browser does not always say when the service can be reached again.
    setTimeout(begin, 5000);
    return render();
  }
  model.kinds = await api("GET", "api/kinds");
  await loadVehicles();
  const code = new URLSearchParams(location.hash.slice(1)).get("pair");
  if (code) {
    history.replaceState(null, "", ".");
    await act.pair(code);
  }
  return undefined;
}

async function loadVehicles() {
  model.vehicles = await api("GET", "api/vehicles");
  if (!model.vehicle && model.vehicles.length) {
    [model.vehicle] = model.vehicles;
    listen();
    load();
  }
  render();
}

const load = guarded(async () => {
  clearTimeout(loadingAgain);
  try {
    await loadShown();
  } catch (error) {
    if (passes(error)) loadSoon();
    throw error;
  }
});

const passes = (error) => error.status === undefined || error.status === 429 || error.status >= 500;

function loadSoon() {
  loadingAgain = setTimeout(() => loadShown().catch((error) => (passes(error) ? loadSoon() : load())), LOAD_AGAIN_MS);
}

async function loadShown() {
  if (!model.vehicle) return;
  const driver = model.vehicle.role !== "guest";
  const owner = model.vehicle.role === "owner";
  const shown = model.sheet ?? model.tab;
  if (shown === "account") {
    [model.sessions, model.passkeys] = await Promise.all([api("GET", "api/sessions"), api("GET", "api/passkeys")]);
    model.members = owner ? await api("GET", ofCar("/members")) : [];
    model.vehicles = await api("GET", "api/vehicles");
  }
  if (driver) await loadWhere();
  if (driver && ["car", "charge", "climate"].includes(shown)) {
    const plan = async (kind) => (await api("GET", ofCar(`/records/${kind}`))).find((row) => row.id === "plan")?.fields ?? null;
    [model.plan, model.climatePlan, model.prices] = await Promise.all([plan("charge_schedule"), plan("climate_schedule"), api("GET", "api/prices")]);
    model.pricesAt = Date.now();
  }
  if (owner && shown === "service") model.services = await api("GET", ofCar("/samples/maintenance?limit=100"));
  if (driver && (shown === "car" || shown === "alerts")) await loadAlerts();
  render();
}

async function loadWhere() {
  const shown = model.sheet ?? model.tab;
  if (!["car", "trips", "send"].includes(shown)) return;
  model.positions = await api("GET", ofCar("/samples/position?limit=1"));
  if (shown !== "trips") return;
  model.trips = await api("GET", ofCar("/samples/trips?limit=200"));
  const here = model.positions[0];
  const near = model.streetsAround;
  if (!here || (near && Math.hypot(here.lat - near.lat, here.lon - near.lon) < STREETS_ANEW_DEG)) return;
  model.streets = await api("POST", "api/streets", { lat: here.lat, lon: here.lon });
  model.streetsAround = here;
}

async function loadAlerts() {
  const before = model.alerts;
  model.alerts = await api("GET", ofCar("/alerts"));
  const newest = model.alerts[0];
  if (before && newest && newest.time_unix_ms > (before[0]?.time_unix_ms ?? 0)) notice(alertText(newest));
  if (model.sheet === "alerts" && newest) localStorage.setItem(SEEN, String(newest.time_unix_ms));
}

// The stream says that something has changed, several times a second in a moving car; the last word counts.
function seldom(everyMs, look) {
  let last = 0;
  let soon = 0;
  const lookAgain = guarded(async () => {
    if (!model.vehicle || model.vehicle.role === "guest" || soon) return;
    const wait = last + everyMs - Date.now();
    if (wait > 0) {
      soon = setTimeout(() => { soon = 0; lookAgain(); }, wait);
      return;
    }
    last = Date.now();
    await look();
    render();
  });
  return lookAgain;
}

const lookForAlerts = seldom(ALERTS_EVERY_MS, loadAlerts);
const lookWhereItIs = seldom(POSITION_EVERY_MS, loadWhere);

function listen() {
  stream?.close();
  stream = new EventSource(ofCar("/events"));
  stream.onmessage = (event) => {
    model.state = JSON.parse(event.data);
    model.heard = Date.now();
    const { person, vehicles, vehicle, state, heard, kinds, plan } = model;
    localStorage.setItem(KEPT, JSON.stringify({ person, vehicles, vehicle, state, heard, kinds, plan }));
    settle();
    render();
    lookForAlerts();
    lookWhereItIs();
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
      if (row.outcome === "confirmed" && (name === "locate" || name === "erase")) load();
    }
  }
}

function ageText() {
  const { state } = model;
  if (!state?.seen_unix_ms) return tr("never");
  // The car's words are as old as the cloud's note of them, plus the time since the cloud told us.
  const heard = Math.max(0, state.now_unix_ms - state.reported_unix_ms + Date.now() - model.heard);
  return `${tr(!model.online ? "offline" : state.online ? "live" : "asleep")} · ${tr("ago", age(heard))}`;
}

function header() {
  if (model.sheet) {
    const title = { send: "send", service: "maintenance", alerts: "alerts", account: "account" }[model.sheet];
    return el("header", {}, el("button", { id: "back", className: "round plain", "aria-label": tr("back"), onclick: () => act.sheet(null) }, icon("back", "mirrored")), el("h1", { className: "grow" }, tr(title)));
  }
  const live = model.online && model.state?.online;
  const title = model.vehicles?.length > 1
    ? el("select", { id: "cars", "aria-label": tr("your_cars"), onchange: (event) => act.choose(event.target.value) },
        ...model.vehicles.map((row) => el("option", { value: row.id, selected: row.id === model.vehicle.id }, row.name)))
    : el("h1", {}, model.vehicle.name);
  const unseen = (model.alerts?.[0]?.time_unix_ms ?? 0) > Number(localStorage.getItem(SEEN) ?? 0);
  return el("header", {},
    el("div", { className: "grow" }, title, el("small", { className: "live" }, el("i", { className: live ? "dot on" : "dot" }), el("span", { id: "age" }, ageText()))),
    model.vehicle.role === "guest" ? null : el("button", { id: "bell", className: "round plain", "aria-label": tr("alerts"), onclick: () => act.sheet("alerts") }, icon("bell", unseen ? "accent" : ""), unseen ? el("i", { className: "badge" }) : null),
    el("button", { id: "account", className: "round plain", "aria-label": tr("account"), onclick: () => act.sheet("account") }, icon("people")));
}

const navigation = () =>
  el("nav", { "aria-label": tr("views") }, el("div", {}, ...Object.keys(TABS).map((name) =>
    el("button", { id: `tab-${name}`, onclick: () => act.show(name), ...(model.tab === name && !model.sheet ? { "aria-current": "page" } : {}) }, icon({ trips: "map", privacy: "shield" }[name] ?? name), el("span", {}, tr(name))))));

function content() {
  if (!model.person) return signInView(model, act);
  if (!model.vehicle || model.sheet === "pair") return pairView(model, act);
  const view = SHEETS[model.sheet] ?? TABS[model.tab];
  return [header(), el("main", { className: model.sheet ?? model.tab }, ...view(model, act).flat().filter(Boolean)), navigation()];
}

function render() {
  const root = document.documentElement;
  root.lang = chosenLanguage();
  root.dir = chosenLanguage() === "ar" ? "rtl" : "ltr";
  const app = document.getElementById("app");
  const active = document.activeElement;
  const where = `${model.tab} ${model.sheet} ${Boolean(model.vehicle)}`;
  // What somebody is typing into is not drawn anew under their fingers; only the age goes on.
  const typing = active?.matches?.("input[type=text], input[type=search], input[type=number], input[type=time], select") && app.contains(active);
  const searching = active?.id === "place-text";
  if ((typing || render.held) && render.where === where && !searching) {
    const shown = document.getElementById("age");
    if (shown && model.vehicle) shown.textContent = ageText();
    render.due = true;
    return;
  }
  render.where = where;
  render.due = false;
  const [begin, end] = searching ? [active.selectionStart, active.selectionEnd] : [];
  app.replaceChildren(...content());
  const again = active?.id ? document.getElementById(active.id) : null;
  again?.focus({ preventScroll: true });
  if (searching && again) again.setSelectionRange(begin, end);
  const low = model.vehicle && model.state ? lowTyres(model.state.reported).low.length : 0;
  document.title = model.vehicle ? `${low ? "! " : ""}${model.vehicle.name}` : "Headunit";
}

// What is pressed must stay the same element until it is let go: a tap on one that is drawn anew meanwhile is lost,
// and a slider under a finger would stop.
addEventListener("pointerdown", () => { render.held = true; });
addEventListener("click", () => { render.held = false; }, true);
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => setTimeout(() => { render.held = false; if (render.due) render(); }));
addEventListener("input", (event) => {
  if (!event.target.matches?.("input[type=range]")) return;
  const output = document.querySelector(`output[for="${event.target.id}"]`);
  if (output) output.textContent = event.target.id === "temperature" ? degrees(Number(event.target.value)) : percent(Number(event.target.value));
});
addEventListener("online", () => { model.online = true; begin(); });
addEventListener("offline", () => { model.online = false; render(); });
setInterval(() => model.state && render(), 10_000);
if ("serviceWorker" in navigator) navigator.serviceWorker.register("service_worker.js");
begin();
