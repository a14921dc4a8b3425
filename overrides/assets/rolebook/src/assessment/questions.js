// @ts-check
/** @import { Answer, Clash, Row, Section, Session } from "../types" */
/* The questions of a self-assessment: a level and a line of evidence for each competency. */
import { make } from "../page/elements.js";
import { notify } from "../page/notice.js";
import { say } from "../page/say.js";
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
  const next = make("span", { className: "rb-answer__next", hidden: true }, say("next"));
  const words = html ? make("span", { className: "rb-answer__words", innerHTML: html }) : make("span", { className: "rb-answer__words rb-empty" }, level && say("Not defined"));
  const label = make("label", { className: "rb-answer" }, input, make("span", { className: "rb-answer__name" }, name, " ", next), words);
  return { input, label, next };
};

const quote = (/** @type {string} */ name, /** @type {string} */ words) => (words ? `${name}: “${words}”` : name);

/** Says what became of an answer whose level or whose words are no longer those of the ladder. */
const remark = (/** @type {Row} */ row, /** @type {Answer | undefined} */ answer) => {
  if (!answer) return "";
  if (!holds(row, answer)) return say("Outdated: you chose {answer}. The ladder no longer has this level.", { answer: quote(answer.name, answer.words) });
  const today = wordsOf(row.cells[indexOf(row, answer.level)] ?? "");
  return answer.words && answer.words !== today ? say("When you chose this level, it read “{words}”.", { words: answer.words }) : "";
};

/**
 * @param {Session} session
 * @param {Row} row
 * @param {number} number
 * @param {() => void} chosen
 */
const question = (session, row, number, chosen) => {
  const choices = [["", say("Not yet"), ""], ...row.levels.map(({ id, name }, index) => [id, name, row.cells[index]])].map(
    ([level, name, html]) => choice(`answer-${number}`, level, name, html, session.isFixed));
  const note = make("p", { className: "rb-note" });
  const clear = make("button", { type: "button", className: "rb-quiet rb-question__clear", "aria-label": say("Clear the answer for {name}", { name: row.name }) }, say("Clear"));
  const evidence = field(say("Evidence"), () => session.state.evidence[row.key] ?? "", (text) => {
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
    make("h2", { id: "where--you-stand" }, say("Where you stand")), status, ...asked);
  const count = () => {
    const n = session.rows.filter((row) => holds(row, session.state.answers[row.key])).length;
    const kept = session.isFixed ? "" : session.isSaved ? say("Saved in this browser.") : say("Not saved: this browser keeps nothing for this site. Export a file before you close the page.");
    status.textContent = `${say("{n} of {all} answered.", { n, all: session.rows.length })} ${kept}`;
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
    make("h2", { id: "out--dated" }, say("Outdated answers")),
    make("p", {}, say("The ladder no longer has these competencies. Your answers stay until you remove them.")), list);
  /** @type {("answers" | "evidence" | "what" | "who" | "when")[]} */
  const kept = ["answers", "evidence", "what", "who", "when"];
  const remove = (/** @type {string} */ key, /** @type {string} */ name) => {
    const before = kept.map((part) => ({ part, value: session.state[part][key] }));
    kept.forEach((part) => session.set(part, key, undefined));
    changed();
    notify(say("{name} removed.", { name }), {
      label: say("Undo"),
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
        make("span", {}, make("strong", {}, name), " ", words, evidence[key] && make("span", { className: "rb-note" }, ` ${say("Evidence")}: ${evidence[key]}`)),
        !session.isFixed && make("button", { type: "button", className: "rb-quiet", "aria-label": say("Remove {name}", { name }), onclick: () => remove(key, name) }, say("Remove")));
    }));
  };
  return Object.assign(section, { show });
};

/** Makes the panel that asks which of two versions to keep. */
export const asking = (/** @type {Session} */ session) => {
  const list = make("ul", { className: "rb-list" });
  const panel = make("section", { className: "rb-panel rb-screen", hidden: true, role: "region", "aria-labelledby": "ask--which" },
    make("h2", { id: "ask--which" }, say("Which one do you keep?")),
    make("p", {}, say("Two versions of the same entry differ. Nothing is lost until you choose.")), list);
  const parts = { answers: say("Level"), evidence: say("Evidence"), what: say("What I will do"), who: say("With whom"), when: say("By when"), snapshots: say("Snapshots") };
  const labelOf = (/** @type {Clash} */ { section, key }) => {
    if (section === "about") return key === "name" ? say("Name") : say("Target");
    if (section === "snapshots") return `${parts.snapshots}, ${dated(key)}`;
    const name = session.rows.find((row) => row.key === key)?.name ?? key;
    return `${name}: ${parts[section]}`;
  };
  const valueOf = (/** @type {Section} */ section, /** @type {string} */ key, /** @type {any} */ value) => {
    if (value === undefined) return say("nothing");
    if (section === "answers") return named(session, key, value);
    if (section === "snapshots") return say("Answers: {n}", { n: Object.keys(value.answers).length });
    return value.level === undefined ? value : value.level || say("Next level");
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
          button(say("Keep what is here: {value}", { value: here }), clash, false),
          button(stored ? say("Take the other tab's: {value}", { value: there }) : say("Take the new one: {value}", { value: there }), clash, true)));
    }));
  };
  return Object.assign(panel, { show });
};
