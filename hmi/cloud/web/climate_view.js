// The cabin now, and when it shall be ready.
import { asks, clock, degrees, el, field, icon, number, toggle } from "./elements.js";
import { tr } from "./strings.js";

const LOWEST = 15;
const HIGHEST = 30;

export function climateView(model, act) {
  const reported = model.state?.reported ?? {};
  const on = Boolean(reported.climate_on);
  const wanted = Number(model.draft.temperature ?? reported.climate_celsius ?? 21);
  const schedule = { on: false, ready_by: "07:30", temperature_celsius: wanted, ...model.climatePlan };
  const set = (value) => { model.draft.temperature = Math.min(HIGHEST, Math.max(LOWEST, value)); act.redraw(); };
  const step = (id, name, by) => el("button", { id, className: "round", "aria-label": tr(by > 0 ? "warmer" : "cooler"), onclick: () => set(wanted + by) }, icon(name));
  return [
    el("section", { className: "centre" },
      el("p", { className: `state ${on ? "accent" : "second"}` }, icon("climate", on ? "turning" : ""), tr(on ? "climate_on" : "climate_off")),
      el("div", { className: "dial" }, step("cooler", "less", -0.5), el("output", { className: "big", htmlFor: "temperature" }, degrees(wanted)), step("warmer", "add", 0.5)),
      el("input", { id: "temperature", type: "range", "aria-label": tr("temperature"), min: LOWEST, max: HIGHEST, step: 0.5, value: wanted, oninput: (event) => set(Number(event.target.value)) }),
      el("p", { className: "second" }, `${tr("cabin", degrees(reported.cabin_celsius))} · ${tr("outside", degrees(reported.outside_celsius))}`)),
    el("div", { className: "pair" },
      asks(model, act, "climate-start", "climate_start", tr(on ? "set" : "start"), () => ({ temperature_celsius: wanted }), { className: "primary", disabled: model.asked.has("climate_stop") }),
      asks(model, act, "climate-stop", "climate_stop", tr("stop"), null, { disabled: model.asked.has("climate_start") || !on })),
    model.vehicle.role === "guest" ? null : el("section", { className: "stack" },
      toggle("climate-daily", schedule.on, tr("climate_daily"), tr("climate_daily_help", clock(schedule.ready_by), number(schedule.temperature_celsius, 1)),
        (event) => act.saveClimatePlan({ ...schedule, on: event.target.checked })),
      el("div", { className: "pair" },
        field(model, "climate-ready", tr("ready_by"), schedule.ready_by, { type: "time" }),
        field(model, "climate-celsius", tr("temperature"), schedule.temperature_celsius, { type: "number", min: LOWEST, max: HIGHEST, step: 0.5 })),
      el("button", { id: "save-climate", onclick: () => act.saveClimatePlan({
        on: schedule.on,
        ready_by: model.draft["climate-ready"] ?? schedule.ready_by,
        temperature_celsius: Number(model.draft["climate-celsius"] ?? schedule.temperature_celsius),
      }) }, tr("save"))),
  ];
}
