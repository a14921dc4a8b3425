// @ts-check
/** @import { Session, Snapshot } from "../types" */
/* Snapshots of a self-assessment, and what changed between two of them. */
import { make } from "../page/elements.js";
import { notify } from "../page/notice.js";
import { translate } from "../page/translate.js";
import { clean } from "../pure/assessment.js";
import { changes } from "../pure/standing.js";
import { dated, named } from "./names.js";

/**
 * @param {string} label
 * @param {string[]} dates
 * @param {string} chosen
 * @param {() => void} changed
 */
const pick = (label, dates, chosen, changed) => {
  const select = make("select", { onchange: changed }, ...dates.map((date) => make("option", { value: date }, date ? dated(date) : translate("now"))));
  select.value = chosen;
  return make("label", { className: "rb-field" }, make("span", { className: "rb-label" }, label), select);
};

/** Makes the section; `show()` draws it anew. */
export const snapshots = (/** @type {Session} */ session) => {
  const list = make("ul", { className: "rb-list" });
  const picks = make("div", { className: "rb-fields" });
  const result = make("ul", { className: "rb-list", "aria-live": "polite" });
  const take = make("button", { type: "button", className: "rb-press" }, translate("Save a snapshot"));
  const compare = make("div", {}, make("h3", {}, translate("What changed")), picks, result);
  const section = make("section", { className: "rb-section rb-screen", "aria-labelledby": "snap--shots" },
    make("h2", { id: "snap--shots" }, translate("Snapshots")),
    make("p", {}, translate("A snapshot keeps today's answers, so that you can see later how far you have come.")), take, list, compare);

  take.onclick = () => {
    const { answers, evidence } = clean(session.state);
    if (!Object.keys(answers).length) return notify(translate("There is nothing to keep yet: choose a level first."));
    session.set("snapshots", new Date().toISOString(), { answers, evidence });
    show();
    notify(translate("Snapshot saved."));
  };

  const remove = (/** @type {string} */ date, /** @type {Snapshot} */ snapshot) => {
    session.set("snapshots", date, undefined);
    show();
    take.focus();
    notify(translate("Snapshot of {date} deleted.", { date: dated(date) }), {
      label: translate("Undo"),
      act: () => {
        session.set("snapshots", date, snapshot);
        show();
      },
    });
  };

  const entry = (/** @type {[string, Snapshot]} */ [date, snapshot]) =>
    make("li", {},
      make("span", {}, make("time", { dateTime: date }, dated(date)), " ",
        make("span", { className: "rb-note" }, translate("Answers: {n}", { n: Object.keys(snapshot.answers).length }))),
      make("button", { type: "button", className: "rb-quiet", "aria-label": translate("Delete the snapshot of {date}", { date: dated(date) }), onclick: () => remove(date, snapshot) }, translate("Delete")));

  const answersAt = (/** @type {string} */ date) => (date ? session.state.snapshots[date]?.answers ?? {} : session.state.answers);

  const difference = () => {
    const [from, to] = [...picks.querySelectorAll("select")].map((select) => answersAt(select.value));
    const found = changes(from, to).map(({ key, from: before, to: after }) =>
      make("li", {}, `${(after ?? before)?.competency}: ${named(session, key, before)} → ${named(session, key, after)}`));
    result.replaceChildren(...(found.length ? found : [make("li", { className: "rb-empty" }, translate("Nothing changed between the two."))]));
  };

  const show = () => {
    const kept = Object.entries(session.state.snapshots).sort(([one], [other]) => (one < other ? -1 : 1));
    list.replaceChildren(...kept.map(entry));
    section.hidden = session.isFixed;
    compare.hidden = kept.length === 0;
    if (compare.hidden) return;
    const dates = [...kept.map(([date]) => date), ""];
    const [was, now] = [...picks.querySelectorAll("select")].map((select) => select.value);
    const from = was !== undefined && dates.includes(was) ? was : dates.at(-2) ?? "";
    const to = now !== undefined && dates.includes(now) ? now : "";
    picks.replaceChildren(pick(translate("From"), dates, from, difference), pick(translate("To"), dates, to, difference));
    difference();
  };
  return Object.assign(section, { show });
};
