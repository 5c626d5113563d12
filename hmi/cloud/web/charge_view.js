// The battery, and the plan that the car has made to fill it (hmi/energy/charge_plan.py): drawn here, never made.
import { age, asks, clock, el, field, icon, known, moment, money, number, percent } from "./elements.js";
import { has, tr } from "./strings.js";

const HOUR_S = 3600;
const SHOWN_HOURS = 18;
const FORM = { tariff: "typed", target_percent: 80, ready_by: "07:30", cheap_from: 23, cheap_to: 7 };

export const planOf = (model) => ({ ...FORM, ...model.plan });

// The car's clock, wherever the phone is.
const carClock = (plan, unixS) => moment((unixS + plan.utc_offset_s) * 1000, { hour: "2-digit", minute: "2-digit", timeZone: "UTC" });

export function planHours(plan) {
  const first = Math.floor((plan.planned_unix_s + plan.utc_offset_s) / HOUR_S) * HOUR_S - plan.utc_offset_s;
  return Array.from({ length: SHOWN_HOURS }, (_, n) => {
    const [begin, end] = [first + n * HOUR_S, first + (n + 1) * HOUR_S];
    const steps = plan.steps.filter(([from, to]) => to > begin && from < end);
    const priced = steps.filter(([, , price]) => known(price));
    const spent = priced.reduce((sum, [from, to]) => sum + to - from, 0);
    return {
      begin,
      price: spent ? priced.reduce((sum, [from, to, price]) => sum + price * (to - from), 0) / spent : undefined,
      charges: steps.some(([, , , kw]) => kw > 0.01),
    };
  });
}

function reason(plan) {
  const { until_unix_s: until, price_now: now, price_then: then, minimum_percent: minimum } = plan.values;
  const priced = known(now) && (plan.reason !== "waits" || known(then));
  const key = `plan_${plan.reason}${priced && ["waits", "charges"].includes(plan.reason) ? "_price" : ""}`;
  const price = (value) => (known(value) ? money(value, plan.currency) : "–");
  return has(key) ? tr(key, known(until) ? carClock(plan, until) : "–", price(now), price(then), percent(minimum)) : "";
}

export function planSection(model, id = "") {
  const plan = model.state?.reported?.charge_plan;
  if (!plan?.steps) return el("section", { id: id || undefined }, el("p", { className: "second" }, tr("plan_none")));
  const why = reason(plan);
  if (!known(plan.departure_unix_s)) return el("section", { id: id || undefined }, el("p", { className: "second" }, why || tr("plan_none")));
  const hours = planHours(plan);
  const highest = Math.max(...hours.map((row) => row.price ?? 0), 0.01);
  const used = plan.steps.filter(([, , , kw]) => kw > 0.01);
  const leave = carClock(plan, plan.departure_unix_s);
  const words = used.length ? `${carClock(plan, used[0][0])} – ${carClock(plan, used.at(-1)[1])}` : tr("nothing_to_charge");
  const title = tr("plan", number(plan.percent_at_departure ?? plan.target_percent), leave);
  const bars = hours.map((row) => {
    const bar = el("i", { className: `${row.charges ? "used" : ""} ${known(row.price) ? "" : "unknown"}` });
    bar.style.height = `${known(row.price) ? Math.max(8, (100 * row.price) / highest) : 30}%`;
    return bar;
  });
  const enough = !known(plan.percent_at_departure) || plan.percent_at_departure > plan.target_percent - 1;
  return el("section", { id: id || undefined },
    el("div", { className: "row" }, el("h2", {}, title), el("span", { className: "second" }, known(plan.cost) ? money(plan.cost, plan.currency) : tr("price_unknown"))),
    el("div", { className: "bars", role: "img", "aria-label": `${title}. ${words}` }, ...bars),
    el("div", { className: "axis" }, el("span", {}, carClock(plan, hours[0].begin)), el("span", { className: "accent" }, words), el("span", {}, leave)),
    why ? el("p", { className: "second" }, why) : null,
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
    driver ? planSection(model, "plan") : null,
    driver ? el("section", { className: "stack" },
      el("div", { className: "pair" }, number2("target_percent", { min: 20, max: 100 }), field(model, "ready_by", tr("ready_by"), plan.ready_by, { type: "time", onchange: () => act.redraw() })),
      tariff(model, act, plan),
      plan.tariff === "typed" ? el("div", { className: "pair" }, number2("cheap_from", { min: 0, max: 23 }), number2("cheap_to", { min: 0, max: 23 })) : null,
      plan.tariff === "typed" ? el("div", { className: "pair" }, number2("price_cheap", { min: 0, step: 0.01 }), number2("price_normal", { min: 0, step: 0.01 })) : null,
      el("button", { id: "save-plan", className: "primary", onclick: () => act.savePlan(Object.fromEntries(typed.filter((name) => known(plan[name])).map((name) => [name, plan[name]]))) }, tr("save"))) : null,
  ];
}
