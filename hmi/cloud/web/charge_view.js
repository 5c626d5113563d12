// The battery, and when to fill it: the same rule as in the car (hmi/vehicle/charge_plan.py).
import { age, asks, clock, el, field, hourText, icon, known, money, number, percent } from "./elements.js";
import { tr } from "./strings.js";

const HOUR = 3_600_000;
const EFFICIENCY = 0.9;
const USUAL_KW = 11;
const USUAL_KWH = 58;
const PLAN = { tariff: "typed", target_percent: 80, ready_by: "07:30", cheap_from: 23, cheap_to: 7, price_cheap: 0.15, price_normal: 0.3 };

export const planOf = (model) => ({ ...PLAN, ...model.plan });

function priceAt(plan, prices, start) {
  if (plan.tariff === "day_ahead") return prices?.available ? prices.per_kwh[Math.floor((start / 1000 - prices.from_unix_s) / 3600)] : undefined;
  const hour = new Date(start).getHours();
  const [from, to] = [Number(plan.cheap_from), Number(plan.cheap_to)];
  return Number((from <= to ? hour >= from && hour < to : hour >= from || hour < to) ? plan.price_cheap : plan.price_normal);
}

// The cheapest time before departure, the later one among equals; hours without a price come last.
export function cheapestHours(plan, prices, reported, now = Date.now()) {
  const leave = new Date(now);
  const [hour, minute] = String(plan.ready_by).split(":").map(Number);
  leave.setHours(hour, minute, 0, 0);
  if (leave <= now) leave.setDate(leave.getDate() + 1);
  const first = Math.floor(now / HOUR) * HOUR;
  const hours = [];
  for (let start = first; start < leave && hours.length < 25; start += HOUR) {
    hours.push({ start, price: priceAt(plan, prices, start), room: (Math.min(start + HOUR, leave) - Math.max(start, now)) / HOUR, share: 0 });
  }
  const power = reported.charge_max_kw || USUAL_KW;
  const missing = Math.max(0, (plan.target_percent - (reported.soc_percent ?? 50)) / 100) * (reported.battery_kwh || USUAL_KWH) / EFFICIENCY;
  let left = missing;
  let cost = 0;
  const order = [...hours].sort((a, b) => (known(a.price) ? 0 : 1) - (known(b.price) ? 0 : 1) || (a.price ?? 0) - (b.price ?? 0) || b.start - a.start);
  for (const row of order) {
    const taken = Math.min(left, row.room * power);
    row.share = taken / power;
    left -= taken;
    if (taken > 0) cost = known(row.price) && known(cost) ? cost + taken * row.price : undefined;
  }
  return { hours, cost, leave: leave.getTime(), enough: left < 0.01 };
}

export function planSection(model, id = "") {
  const plan = planOf(model);
  const reported = model.state?.reported ?? {};
  const { hours, cost, leave, enough } = cheapestHours(plan, model.prices, reported);
  const currency = plan.tariff === "day_ahead" && model.prices?.available ? model.prices.currency : "EUR";
  const highest = Math.max(...hours.map((row) => row.price ?? 0), 0.01);
  const used = hours.filter((row) => row.share > 0.001);
  const words = used.length ? `${hourText(used[0].start)} – ${hourText(Math.min(leave, used.at(-1).start + HOUR))}` : tr("nothing_to_charge");
  const title = tr("plan", number(plan.target_percent), clock(plan.ready_by));
  const bars = hours.map((row) => {
    const bar = el("i", { className: `${row.share > 0.001 ? "used" : ""} ${known(row.price) ? "" : "unknown"}` });
    bar.style.height = `${known(row.price) ? Math.max(8, (100 * row.price) / highest) : 30}%`;
    return bar;
  });
  return el("section", { id: id || undefined },
    el("div", { className: "row" }, el("h2", {}, title), el("span", { className: "second" }, known(cost) ? money(cost, currency) : tr("price_unknown"))),
    el("div", { className: "bars", role: "img", "aria-label": `${title}. ${words}` }, ...bars),
    el("div", { className: "axis" }, el("span", {}, hourText(hours[0].start)), el("span", { className: "accent" }, words), el("span", {}, clock(plan.ready_by))),
    enough ? null : el("p", { className: "fact warn" }, icon("warn", "warn"), el("span", {}, tr("not_enough_time"))));
}

function tariff(model, act, plan) {
  const prices = model.prices;
  const choice = (value, text, second, disabled) => el("label", { className: "row choice", htmlFor: `tariff-${value}` },
    el("span", {}, text, el("small", {}, second)),
    el("input", { id: `tariff-${value}`, type: "radio", name: "tariff", value, checked: plan.tariff === value, disabled, onchange: () => { model.draft.tariff = value; act.redraw(); } }));
  const market = prices?.available
    ? `${prices.source} · ${tr("ago", age(prices.age_s * 1000 + Date.now() - model.pricesAt))}${prices.problem ? ` · ${prices.problem}` : ""}`
    : prices?.problem || tr("no_day_ahead");
  return el("fieldset", {}, el("legend", {}, tr("tariff")),
    choice("typed", tr("tariff_typed"), tr("tariff_typed_second", plan.cheap_from, plan.cheap_to), false),
    choice("day_ahead", tr("tariff_day_ahead"), market, !prices?.available && plan.tariff !== "day_ahead"));
}

export function chargeView(model, act) {
  const reported = model.state?.reported ?? {};
  const typed = ["target_percent", "ready_by", "cheap_from", "cheap_to", "price_cheap", "price_normal", "tariff"];
  const plan = planOf(model);
  for (const name of typed) if (known(model.draft[name]) && model.draft[name] !== "") plan[name] = name === "ready_by" || name === "tariff" ? model.draft[name] : Number(model.draft[name]);
  const shown = { ...model, plan };
  const number2 = (name, properties) => field(model, name, tr(name === "target_percent" ? "target" : name), plan[name], { type: "number", ...properties, onchange: () => act.redraw() });
  const level = Math.max(0, Math.min(100, reported.soc_percent ?? 0));
  const fill = el("i", { className: "level" });
  fill.style.width = `${level}%`;
  const mark = el("i", { className: "limit" });
  mark.style.insetInlineStart = `${reported.charge_limit_percent ?? 100}%`;
  const limit = Number(model.draft["charge-limit"] ?? reported.charge_limit_percent ?? 80);
  const driver = model.vehicle.role !== "guest";
  return [
    el("section", {},
      el("p", { className: "big" }, percent(reported.soc_percent)),
      el("p", { className: "second" }, tr(reported.charging ? "charging" : reported.cable_connected ? "plugged" : "unplugged"),
        reported.charging ? ` · ${number(reported.charge_power_kw, 1)} kW` : "",
        reported.charging && known(reported.time_to_full_s) ? ` · ${tr("full_in", age(reported.time_to_full_s * 1000))}` : ""),
      el("div", { className: "battery", "aria-hidden": "true" }, fill, mark),
      driver ? el("div", { className: "pair" },
        asks(model, act, "charge-start", "charge_start", tr("start"), null, { icon: "charge", disabled: reported.charging === true }),
        asks(model, act, "charge-stop", "charge_stop", tr("stop"), null, { disabled: reported.charging !== true })) : null),
    driver ? el("section", { className: "stack" },
      el("label", { htmlFor: "charge-limit", className: "row" }, el("span", {}, tr("limit")), el("output", { htmlFor: "charge-limit" }, percent(limit))),
      el("input", { id: "charge-limit", type: "range", min: 50, max: 100, step: 5, value: limit, oninput: (event) => { model.draft["charge-limit"] = event.target.value; act.redraw(); } }),
      asks(model, act, "set-limit", "charge_limit", tr("set"), () => ({ percent: limit }), { disabled: limit === reported.charge_limit_percent })) : null,
    driver ? planSection(shown, "plan") : null,
    driver ? el("section", { className: "stack" },
      el("div", { className: "pair" }, number2("target_percent", { min: 20, max: 100 }), field(model, "ready_by", tr("ready_by"), plan.ready_by, { type: "time", onchange: () => act.redraw() })),
      tariff(model, act, plan),
      plan.tariff === "typed" ? el("div", { className: "pair" }, number2("cheap_from", { min: 0, max: 23 }), number2("cheap_to", { min: 0, max: 23 })) : null,
      plan.tariff === "typed" ? el("div", { className: "pair" }, number2("price_cheap", { min: 0, step: 0.01 }), number2("price_normal", { min: 0, step: 0.01 })) : null,
      el("button", { id: "save-plan", className: "primary", onclick: () => act.savePlan(Object.fromEntries(typed.map((name) => [name, plan[name]]))) }, tr("save"))) : null,
  ];
}
