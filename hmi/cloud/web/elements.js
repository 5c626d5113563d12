// What the views are made of: elements, outlines, numbers and ages. Text is set as text, never as markup.
import { ICONS } from "./icons.js";
import { chosenLanguage, tr } from "./strings.js";

const SVG = "http://www.w3.org/2000/svg";

export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element && name !== "list") element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export const icon = (name, kind = "") =>
  svg("svg", { viewBox: "0 0 24 24", class: `icon ${kind}`, "aria-hidden": "true" }, svg("path", { d: ICONS[name] }));

// Latin digits in every language, as on the screen in the car.
// The region decides between 12 and 24 hours: the person's own, not that of the language's largest country.
export const locale = () => `${navigator.languages.find((tag) => tag.slice(0, 2) === chosenLanguage()) ?? chosenLanguage()}-u-nu-latn`;
export const known = (value) => value !== undefined && value !== null;
export const number = (value, digits = 0) =>
  known(value) ? value.toLocaleString(locale(), { maximumFractionDigits: digits, minimumFractionDigits: digits }) : "–";
export const percent = (value) => tr("percent", number(value));
export const kilometres = (metres, digits = 0) => tr("km", number(known(metres) ? metres / 1000 : undefined, digits));
export const bar = (kpa) => tr("bar", number(kpa / 100, 1));
export const degrees = (value) => `${number(value, 1)}°`;
export const money = (value, currency) => new Intl.NumberFormat(locale(), { style: "currency", currency }).format(value);
export const moment = (ms, style) => new Date(ms).toLocaleString(locale(), style ?? { dateStyle: "medium", timeStyle: "short" });
export const hourText = (ms) => moment(ms, { hour: "2-digit", minute: "2-digit" });
export const clock = (text) => hourText(new Date(`2000-01-01T${text}`));

export function age(milliseconds) {
  const units = [["day", 86_400_000], ["hour", 3_600_000], ["minute", 60_000], ["second", 1000]];
  const [unit, size] = units.find(([, s]) => milliseconds >= s) ?? units[3];
  return new Intl.NumberFormat(locale(), { style: "unit", unit, unitDisplay: "short" }).format(Math.floor(milliseconds / size));
}

export const fact = (name, text, kind = "") => el("p", { className: `fact ${kind}` }, icon(name, kind), el("span", {}, text));

// One line that leads somewhere.
export const door = (id, name, title, second, onclick) =>
  el("button", { id, className: "door", onclick }, icon(name), el("span", {}, title, second ? el("small", {}, second) : null), icon("forward", "mirrored"));

export function toggle(id, on, text, second, onchange, disabled = false) {
  const input = el("input", { id, type: "checkbox", className: "switch", role: "switch", checked: on === true, disabled, onclick: onchange });
  input.indeterminate = !known(on);
  return el("label", { htmlFor: id, className: "row" }, el("span", {}, text, second ? el("small", {}, second) : null), input);
}

// What somebody has typed stays through redraws, until it is sent or left.
export function field(model, id, label, value, properties) {
  const input = el("input", { id, value: model.draft[id] ?? value ?? "", ...properties, oninput: (event) => {
    model.draft[id] = event.target.value;
    properties.oninput?.(event);
  } });
  return el("label", { htmlFor: id, className: "field" }, el("span", {}, label), input);
}

// Asked, until the car says what became of it.
export function asks(model, act, id, name, text, args, properties = {}) {
  const waiting = model.asked.has(name);
  return el("button", { id, className: "", ...properties, disabled: waiting || properties.disabled === true, "aria-busy": waiting ? "true" : "false", onclick: () => act.command(name, args?.() ?? {}) },
    properties.icon ? icon(properties.icon) : null, el("span", {}, waiting ? tr(model.state?.reported?.wake_state === "WAKING" ? "waking" : "asked") : text));
}
