// People: who has the car, where one is signed in, what has happened; and the two ways in.
import { asks, el, field, icon, moment, number, toggle } from "./elements.js";
import { tr } from "./strings.js";

export function alertText(alert) {
  if (alert.alert === "speed") return tr("alert_speed", number(alert.speed_kmh), number(alert.limit_kmh));
  return tr(`alert_${alert.alert}`);
}

export function alertsView(model, act) {
  const alerts = (model.alerts ?? []).slice(0, 30);
  const owner = model.vehicle.role === "owner";
  const marks = { speed: "speed", moved: "warn", left: "fence", entered: "fence" };
  return [
    el("section", {}, alerts.length
      ? el("ul", { id: "alerts" }, ...alerts.map((alert) => el("li", { className: "withIcon" }, icon(marks[alert.alert] ?? "bell", alert.alert === "moved" ? "bad" : ""),
          el("div", {}, el("p", {}, alertText(alert)), el("small", {}, moment(alert.time_unix_ms))))))
      : el("p", { className: "second empty" }, tr("no_alerts"))),
    owner ? el("section", { className: "stack" },
      el("h2", {}, tr("watch")),
      field(model, "alert-speed", tr("alert_over"), 120, { type: "number", min: 0, max: 250, step: 5 }),
      asks(model, act, "set-speed", "speed_alert", tr("watch_speed"), () => ({ kmh: Number(model.draft["alert-speed"] ?? 120) }), { icon: "speed" }),
      field(model, "alert-radius", tr("alert_around"), 2, { type: "number", min: 0, max: 1000, step: 0.5 }),
      el("button", { id: "set-fence", onclick: () => act.watchPlace(Number(model.draft["alert-radius"] ?? 2)) }, icon("fence"), el("span", {}, tr("watch_place"))),
      toggle("valet", Boolean(model.state?.reported?.valet), tr("valet"), tr("valet_second"),
        (event) => { event.preventDefault(); act.command("valet", { on: !model.state?.reported?.valet }); })) : null,
  ];
}

export function accountView(model, act) {
  const others = (model.members ?? []).filter((row) => row.account !== model.person.account);
  return [
    el("section", {}, el("h2", {}, model.person.name), el("p", { className: "second" }, tr(`role_${model.vehicle.role}`))),
    model.vehicles.length > 1 ? el("section", { className: "stack" }, el("h2", {}, tr("your_cars")), el("ul", {}, ...model.vehicles.map((row) =>
      el("li", {}, el("button", { className: "door", "aria-pressed": String(row.id === model.vehicle.id), onclick: () => act.choose(row.id) }, icon("car"), el("span", {}, row.name, el("small", {}, tr(row.online ? "live" : "asleep"))), row.id === model.vehicle.id ? icon("ok", "accent") : null))))) : null,
    model.vehicle.role === "owner" ? el("section", {}, el("h2", {}, tr("people")), others.length ? el("ul", { id: "members" }, ...others.map((row) => el("li", { className: "row" },
      el("span", {}, row.name, el("small", {}, tr(`role_${row.role}`), row.expires_unix_s ? ` · ${moment(row.expires_unix_s * 1000)}` : "")),
      el("select", { "aria-label": `${tr("role")} ${row.name}`, onchange: (event) => act.changeMember(row, event.target.value) },
        ...["owner", "driver", "guest", "remove"].map((role) => el("option", { value: role, selected: role === row.role }, tr(role === "remove" ? "remove" : `role_${role}`)))))))
      : el("p", { className: "second" }, tr("no_people"))) : null,
    el("section", {}, el("h2", {}, tr("sessions")), el("ul", { id: "sessions" }, ...(model.sessions ?? []).map((row) => el("li", { className: "row" },
      el("span", {}, row.current ? tr("this_device") : browserOf(row.device), el("small", {}, moment(row.created_unix_s * 1000))),
      row.current ? icon("ok", "accent") : el("button", { className: "round plain", "aria-label": `${tr("end_session")} ${browserOf(row.device)}`, onclick: () => act.endSession(row.id) }, icon("remove"))))),
      (model.sessions ?? []).length > 1 ? el("button", { id: "end-others", onclick: () => act.endOthers() }, tr("end_others")) : null),
    el("section", { className: "stack" }, el("h2", {}, tr("passkeys")), el("p", { className: "second" }, tr("passkeys_help")),
      el("ul", { id: "passkeys" }, ...(model.passkeys ?? []).map((row) => el("li", { className: "row" },
        el("span", {}, row.name === "first passkey" ? tr("first_passkey") : browserOf(row.name), el("small", {}, moment(row.created_unix_s * 1000))),
        model.passkeys.length > 1 ? el("button", { className: "round plain", "aria-label": `${tr("remove_passkey")} ${browserOf(row.name)}`, onclick: () => act.removePasskey(row.id) }, icon("remove")) : icon("key")))),
      el("button", { id: "add-passkey", onclick: () => act.addPasskey() }, icon("key"), el("span", {}, tr("add_passkey")))),
    el("section", { className: "stack" },
      el("button", { id: "add-car", onclick: () => act.sheet("pair") }, icon("add"), el("span", {}, tr("pair"))),
      el("button", { className: "plain", id: "sign-out", onclick: () => act.signOut() }, icon("out", "mirrored"), el("span", {}, tr("sign_out"))),
      ...deletion(model, act)),
  ];
}

// Asked twice, since it cannot be undone.
function deletion(model, act) {
  if (!model.deleting) return [el("button", { className: "plain", id: "delete-account", onclick: () => act.askDelete(true) }, icon("erase"), el("span", {}, tr("delete_account")))];
  return [
    el("p", { className: "second" }, tr("delete_account_sure")),
    el("button", { id: "delete-account-yes", className: "danger", onclick: () => act.deleteAccount() }, icon("erase"), el("span", {}, tr("delete_account"))),
    el("button", { onclick: () => act.askDelete(false) }, tr("cancel")),
  ];
}

function browserOf(device) {
  const names = [["Edg/", "Edge"], ["OPR/", "Opera"], ["Firefox/", "Firefox"], ["Chrome/", "Chrome"], ["Safari/", "Safari"]];
  const systems = [["Android", "Android"], ["iPhone", "iPhone"], ["iPad", "iPad"], ["Windows", "Windows"], ["Mac OS", "macOS"], ["Linux", "Linux"]];
  const pick = (rows) => rows.find(([mark]) => device.includes(mark))?.[1];
  return [pick(names), pick(systems)].filter(Boolean).join(" · ") || device.slice(0, 40) || "–";
}

export function signInView(model, act) {
  const name = el("input", { id: "name", type: "text", autocomplete: "name", maxLength: 100, value: model.draft.name ?? "", oninput: (event) => { model.draft.name = event.target.value; } });
  return [el("header", { className: "entry" }, icon("car", "accent"), el("h1", {}, "Headunit"), el("p", { className: "second" }, tr("welcome"))), el("main", { className: "stack" },
    el("button", { id: "sign-in", className: "primary", onclick: () => act.signIn() }, icon("key"), el("span", {}, tr("sign_in"))),
    el("section", { className: "stack" }, el("label", { htmlFor: "name", className: "field" }, el("span", {}, tr("your_name")), name),
      el("button", { id: "create", onclick: () => name.value.trim() && act.create(name.value.trim()) }, tr("create"))),
    el("details", { id: "lost" }, el("summary", {}, tr("lost_passkey")), el("p", { className: "second" }, tr("lost_help"))))];
}

export function pairView(model, act) {
  const code = el("input", { id: "code", type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: false, value: model.draft.code ?? "", oninput: (event) => { model.draft.code = event.target.value; } });
  return [el("header", {}, el("h1", {}, tr("pair"))), el("main", { className: "stack" },
    el("p", { className: "second" }, tr("pair_help")),
    el("label", { htmlFor: "code", className: "field" }, el("span", {}, tr("code")), code),
    el("button", { id: "pair", className: "primary", onclick: () => act.pair(code.value.trim()) }, tr("pair")),
    ...(model.vehicle ? [el("button", { onclick: () => act.sheet(null) }, tr("cancel"))]
      : [el("button", { className: "plain", onclick: () => act.signOut() }, tr("sign_out")), ...deletion(model, act)]))];
}
