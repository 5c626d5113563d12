// What may leave the car, what has left it, and everything to take along or to erase.
import { el, number, toggle } from "./elements.js";
import { tr } from "./strings.js";

export function privacyView(model, act) {
  const reported = model.state?.reported ?? {};
  const owner = model.vehicle.role === "owner";
  const sent = reported.privacy_sent ?? [];
  return [
    el("p", { className: "second" }, tr("consent_help")),
    el("section", {}, el("ul", {}, ...(model.kinds ?? []).map(({ id, retention_days }) => {
      const on = reported[`consent_${id}`];
      return el("li", {}, toggle(`consent-${id}`, on, tr(`kind_${id}`), `${tr(`purpose_${id}`)} · ${tr("kept_days", number(retention_days))}`,
        (event) => { event.preventDefault(); act.command("set_consent", { kind: id, allowed: !on }); }, !owner));
    }))),
    el("section", {}, el("h2", {}, tr("sent_log")), sent.length
      ? el("table", {}, el("thead", {}, el("tr", {}, ...["day", "kind", "messages", "size"].map((name) => el("th", { scope: "col" }, tr(`sent_${name}`))))),
          el("tbody", {}, ...sent.map(([day, kind, messages, bytes]) => el("tr", {}, el("td", {}, day.slice(5)), el("td", {}, tr(`kind_${kind}`)), el("td", {}, number(messages)), el("td", {}, `${number(bytes / 1024, 1)} kB`)))))
      : el("p", { className: "second" }, tr("nothing_sent"))),
    owner ? el("section", { className: "stack" },
      el("button", { id: "export", onclick: () => act.exportAll() }, tr("export")),
      el("a", { id: "export-gpx", className: "button", href: `api/vehicles/${model.vehicle.id}/export.gpx`, download: "headunit.gpx" }, tr("export_gpx")),
      model.erasing
        ? el("div", { className: "stack", role: "alertdialog", "aria-labelledby": "erase-text" }, el("p", { id: "erase-text" }, tr("erase_sure")),
            el("div", { className: "pair" }, el("button", { id: "erase-now", className: "danger", onclick: () => act.erase() }, tr("erase")), el("button", { onclick: () => act.askErase(false) }, tr("cancel"))))
        : el("button", { id: "erase", className: "danger", onclick: () => act.askErase(true) }, tr("erase"))) : null,
  ];
}
