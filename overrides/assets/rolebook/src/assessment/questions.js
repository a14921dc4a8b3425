// @ts-check
/** @import { Answer, Clash, Row, Section, Session } from "../types" */
/* The questions of a self-assessment: a level and a line of evidence for each competency. */
import { make } from "../page/elements.js";
import { notify } from "../page/notice.js";
import { translate } from "../page/translate.js";
import { wordsOf } from "../page/words.js";
import { answerOf, holds, indexOf } from "../pure/standing.js";
import { field } from "./field.js";
import { dated, named } from "./names.js";

/**
 * Makes one level to choose, with what it expects.
 * @param {string} group
 * @param {string} level
 * @param {string} name
 * @param {string} html
 * @param {boolean} isFixed
 */
const choice = (group, level, name, html, isFixed) => {
  const input = make("input", { type: "radio", name: group, value: level, disabled: isFixed, autocomplete: "off" });
  const next = make("span", { className: "rb-answer__next", hidden: true }, translate("next"));
  const words = html ? make("span", { className: "rb-answer__words", innerHTML: html }) : make("span", { className: "rb-answer__words rb-empty" }, level && translate("Not defined"));
  const label = make("label", { className: "rb-answer" }, input, make("span", { className: "rb-answer__name" }, name, " ", next), words);
  return { input, label, next };
};

const quote = (/** @type {string} */ name, /** @type {string} */ words) => (words ? `${name}: “${words}”` : name);

/** Says what became of an answer whose level or whose words are no longer those of the ladder. */
const remark = (/** @type {Row} */ row, /** @type {Answer | undefined} */ answer) => {
  if (!answer) return "";
  if (!holds(row, answer)) return translate("Outdated: you chose {answer}. The ladder no longer has this level.", { answer: quote(answer.name, answer.words) });
  const today = wordsOf(row.cells[indexOf(row, answer.level)] ?? "");
  return answer.words && answer.words !== today ? translate("When you chose this level, it read “{words}”.", { words: answer.words }) : "";
};

/**
 * @param {Session} session
 * @param {Row} row
 * @param {number} number
 * @param {() => void} chosen
 */
const question = (session, row, number, chosen) => {
  const choices = [["", translate("Not yet"), ""], ...row.levels.map(({ id, name }, index) => [id, name, row.cells[index]])].map(
    ([level, name, html]) => choice(`answer-${number}`, level, name, html, session.isFixed));
  const note = make("p", { className: "rb-note" });
  const clear = make("button", { type: "button", className: "rb-quiet rb-question__clear", "aria-label": translate("Clear the answer for {name}", { name: row.name }) }, translate("Clear"));
  const evidence = field(translate("Evidence"), () => session.state.evidence[row.key] ?? "", (text) => {
    session.set("evidence", row.key, text);
    chosen();
  }, session.isFixed);
  const element = make("fieldset", { className: "rb-question" },
    make("legend", {}, row.name, row.matrix && make("span", { className: "rb-note" }, ` ${row.matrix}`)), clear,
    make("div", { className: "rb-answers" }, ...choices.map(({ label }) => label)), note, evidence);
  const answer = (/** @type {string | undefined} */ level) => {
    session.set("answers", row.key, level === undefined ? undefined : answerOf(row, level, wordsOf));
    refresh();
    chosen();
  };
  clear.onclick = () => {
    answer(undefined);
    choices[0]?.input.focus();
  };
  for (const { input } of choices) input.onchange = () => answer(input.value);

  const refresh = () => {
    const given = session.state.answers[row.key];
    const at = given && holds(row, given) ? choices.findIndex(({ input }) => input.value === given.level) : -1;
    choices.forEach(({ input, label, next }, index) => {
      input.checked = index === at;
      next.hidden = at < 0 || index !== at + 1;
      label.classList.toggle("rb-answer--next", !next.hidden);
    });
    clear.hidden = !given || session.isFixed;
    note.textContent = remark(row, given);
    evidence.refresh();
  };
  return Object.assign(element, { refresh });
};

/** Makes all questions; `chosen()` is called after each answer. */
export const questions = (/** @type {Session} */ session, /** @type {() => void} */ chosen) => {
  const status = make("p", { className: "rb-note rb-assess__status" });
  const asked = session.rows.map((row, number) => question(session, row, number, chosen));
  const section = make("section", { className: "rb-screen", "aria-labelledby": "where--you-stand" },
    make("h2", { id: "where--you-stand" }, translate("Where you stand")), status, ...asked);
  const count = () => {
    const n = session.rows.filter((row) => holds(row, session.state.answers[row.key])).length;
    const kept = session.isFixed ? "" : session.isSaved ? translate("Saved in this browser.") : translate("Not saved: this browser keeps nothing for this site. Export a file before you close the page.");
    status.textContent = `${translate("{n} of {all} answered.", { n, all: session.rows.length })} ${kept}`;
    status.classList.toggle("rb-assess__unsaved", !session.isFixed && !session.isSaved);
  };
  const show = () => {
    asked.forEach((element) => element.refresh());
    count();
  };
  return Object.assign(section, { show, count });
};

/** Makes the list of answers to what the ladder no longer asks, in the words they were saved with. */
export const outdated = (/** @type {Session} */ session, /** @type {() => void} */ changed) => {
  const list = make("ul", { className: "rb-list" });
  const section = make("section", { className: "rb-section rb-screen", "aria-labelledby": "out--dated" },
    make("h2", { id: "out--dated" }, translate("Outdated answers")),
    make("p", {}, translate("The ladder no longer has these competencies. Your answers stay until you remove them.")), list);
  /** @type {("answers" | "evidence" | "what" | "who" | "when")[]} */
  const kept = ["answers", "evidence", "what", "who", "when"];
  const remove = (/** @type {string} */ key, /** @type {string} */ name) => {
    const before = kept.map((part) => ({ part, value: session.state[part][key] }));
    kept.forEach((part) => session.set(part, key, undefined));
    changed();
    notify(translate("{name} removed.", { name }), {
      label: translate("Undo"),
      act: () => {
        before.forEach(({ part, value }) => session.set(part, key, value));
        changed();
      },
    });
  };
  const show = () => {
    const known = new Set(session.rows.map((row) => row.key));
    const { answers, evidence } = session.state;
    const keys = [...new Set([...Object.keys(answers), ...Object.keys(evidence)])].filter((key) => !known.has(key));
    section.hidden = keys.length === 0;
    list.replaceChildren(...keys.map((key) => {
      const name = answers[key]?.competency || key;
      const words = answers[key] ? quote(named(session, key, answers[key]), answers[key].words) : "";
      return make("li", {},
        make("span", {}, make("strong", {}, name), " ", words, evidence[key] && make("span", { className: "rb-note" }, ` ${translate("Evidence")}: ${evidence[key]}`)),
        !session.isFixed && make("button", { type: "button", className: "rb-quiet", "aria-label": translate("Remove {name}", { name }), onclick: () => remove(key, name) }, translate("Remove")));
    }));
  };
  return Object.assign(section, { show });
};

/** Makes the panel that asks which of two versions to keep. */
export const asking = (/** @type {Session} */ session) => {
  const list = make("ul", { className: "rb-list" });
  const panel = make("section", { className: "rb-panel rb-screen", hidden: true, role: "region", "aria-labelledby": "ask--which" },
    make("h2", { id: "ask--which" }, translate("Which one do you keep?")),
    make("p", {}, translate("Two versions of the same entry differ. Nothing is lost until you choose.")), list);
  const parts = { answers: translate("Level"), evidence: translate("Evidence"), what: translate("What I will do"), who: translate("With whom"), when: translate("By when"), snapshots: translate("Snapshots") };
  const labelOf = (/** @type {Clash} */ { section, key }) => {
    if (section === "about") return key === "name" ? translate("Name") : translate("Target");
    if (section === "snapshots") return `${parts.snapshots}, ${dated(key)}`;
    const name = session.rows.find((row) => row.key === key)?.name ?? key;
    return `${name}: ${parts[section]}`;
  };
  const valueOf = (/** @type {Section} */ section, /** @type {string} */ key, /** @type {any} */ value) => {
    if (value === undefined) return translate("nothing");
    if (section === "answers") return named(session, key, value);
    if (section === "snapshots") return translate("Answers: {n}", { n: Object.keys(value.answers).length });
    return value.level === undefined ? value : value.level || translate("Next level");
  };
  const button = (/** @type {string} */ text, /** @type {Clash} */ clash, /** @type {boolean} */ takeTheirs) =>
    make("button", { type: "button", className: "rb-press", onclick: () => session.settle(clash, takeTheirs) }, text);
  const show = () => {
    const clashes = session.clashes;
    panel.hidden = clashes.length === 0;
    list.replaceChildren(...clashes.map((clash) => {
      const { section, key, theirs, stored } = clash;
      const here = valueOf(section, key, /** @type {Record<string, unknown>} */ (session.state[section])[key]);
      const there = valueOf(section, key, theirs);
      return make("li", {},
        make("strong", {}, labelOf(clash)),
        make("span", { className: "rb-panel__choices" },
          button(translate("Keep what is here: {value}", { value: here }), clash, false),
          button(stored ? translate("Take the other tab's: {value}", { value: there }) : translate("Take the new one: {value}", { value: there }), clash, true)));
    }));
  };
  return Object.assign(panel, { show });
};
