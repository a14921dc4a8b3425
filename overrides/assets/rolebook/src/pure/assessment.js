/* What a self-assessment is, and what follows from it. Nothing here touches the page or the store. */
(() => {
  "use strict";

  const VERSION = 1;
  const texts = ["evidence", "what", "who", "when"];
  const sections = ["answers", ...texts, "about", "snapshots"];

  /** Returns a map of its own: a competency may be called "constructor". */
  const map = (entries = []) => Object.assign(Object.create(null), Object.fromEntries(entries));
  const isText = (value) => typeof value === "string";
  const isMap = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  /** Returns the entries of a map that `read` makes something of. */
  const each = (given, read) =>
    map(Object.entries(isMap(given) ? given : {}).map(([key, value]) => [key, read(value, key)]).filter(([, value]) => value));

  const readAnswer = (answer) =>
    isMap(answer) && isText(answer.level) && {
      level: answer.level,
      name: isText(answer.name) ? answer.name : answer.level,
      competency: isText(answer.competency) ? answer.competency : "",
      words: isText(answer.words) ? answer.words : "",
    };
  const readText = (text) => isText(text) && text;
  const readAbout = (value, key) =>
    key === "target" ? isMap(value) && isText(value.role) && isText(value.level) && { role: value.role, level: value.level } : readText(value);
  const readSnapshot = (snapshot, date) =>
    isMap(snapshot) && !Number.isNaN(Date.parse(date)) && { answers: each(snapshot.answers, readAnswer), evidence: each(snapshot.evidence, readText) };
  const readers = { answers: readAnswer, about: readAbout, snapshots: readSnapshot };

  /** Returns a whole self-assessment made of whatever was read; what is not one has no entries. */
  const clean = (given) => {
    const from = isMap(given) ? given : {};
    const read = { rolebook: "assessment", version: VERSION, role: String(from.role ?? ""), title: String(from.title ?? "") };
    for (const section of sections) read[section] = each(from[section], readers[section] ?? readText);
    return read;
  };

  const count = (state) =>
    sections.reduce((sum, section) => sum + Object.values(isMap(state[section]) ? state[section] : {}).filter((value) => value !== "").length, 0) +
    Object.values(isMap(state.snapshots) ? state.snapshots : {}).reduce((sum, one) => sum + Object.keys(one?.answers ?? {}).length, 0);

  /** Reads the text of a file: `state`, or the `problem` with it in a reader's words. */
  const parse = (text) => {
    let given;
    try {
      given = JSON.parse(text);
    } catch {
      return { problem: "This file is broken or no JSON file. Nothing was changed." };
    }
    if (!isMap(given) || given.rolebook !== "assessment")
      return { problem: "This file holds no self-assessment. Nothing was changed." };
    if (given.version > VERSION)
      return { problem: "This file comes from a newer handbook and cannot be read here. Nothing was changed." };
    const state = clean(given);
    const whole = given.version === VERSION && isText(given.role) && given.role && sections.every((section) => isMap(given[section] ?? {}));
    if (!whole || count(state) !== count(given)) return { problem: "Parts of this file are broken. Nothing was changed." };
    return { state };
  };

  const same = (section, one, other) =>
    section === "answers" ? one?.level === other?.level : JSON.stringify(one) === JSON.stringify(other);

  /** Calls `visit(section, key)` for each entry that any of the states has. */
  const visitAll = (states, visit) => {
    for (const section of sections)
      for (const key of new Set(states.flatMap((state) => Object.keys(state[section])))) visit(section, key);
  };

  const put = (state, section, key, value) => {
    if (value === undefined || value === "") delete state[section][key];
    else state[section][key] = value;
  };

  /**
   * Takes into `mine` what changed in `theirs` since both were `base`.
   * Returns the entries that changed in both, to different ends; they stay as they are in `mine`.
   */
  const merge = (base, mine, theirs) => {
    const clashes = [];
    visitAll([base, mine, theirs], (section, key) => {
      const [was, own, other] = [base, mine, theirs].map((state) => state[section][key]);
      if (same(section, was, other) || same(section, own, other)) return;
      if (same(section, was, own)) put(mine, section, key, other);
      else clashes.push({ section, key, theirs: other });
    });
    return clashes;
  };

  const differs = (one, other) => {
    let found = false;
    visitAll([one, other], (section, key) => (found ||= !same(section, one[section][key], other[section][key])));
    return found;
  };

  /** Returns the competencies of a role in order, each with its levels; a name that comes twice has two keys. */
  const rowsOf = (role) => {
    const seen = new Map();
    return role.matrices.flatMap((matrix) =>
      matrix.competencies.map((competency) => {
        const number = (seen.get(competency.key) ?? 0) + 1;
        seen.set(competency.key, number);
        return { ...competency, key: number > 1 ? `${competency.key}~${number}` : competency.key, matrix: matrix.name, levels: matrix.levels };
      }),
    );
  };

  const levelsOf = (rows) => [...new Map(rows.flatMap((row) => row.levels).map((level) => [level.id, level])).values()];
  const indexOf = (row, id) => row.levels.findIndex((level) => level.id === id);

  /** Tells whether a ladder still has what was answered. */
  const holds = (row, answer) => Boolean(answer) && (answer.level === "" || indexOf(row, answer.level) >= 0);

  /**
   * Returns how each competency of the target stands against one of its levels. `at` is the index of the
   * level reached (-1: not yet), `goal` that of the level aimed at; `state` says what can be said:
   * "met", "gap", "new" (the reader's role lacks it), "open" (not answered), "apart" (levels of another ladder).
   */
  const standing = (target, own, answers, levelId) =>
    target.map((row) => {
      const mine = own.find((other) => other.key === row.key);
      const answer = mine && holds(mine, answers[row.key]) ? answers[row.key] : undefined;
      const goal = indexOf(row, levelId);
      const at = answer ? indexOf(row, answer.level) : -1;
      const apart = answer && answer.level !== "" && at < 0;
      const state = !mine ? "new" : !answer ? "open" : apart ? "apart" : at >= goal ? "met" : "gap";
      return { row, mine, answer, at, goal, state };
    });

  /** Returns the first level that is not yet fully met; the last one when all are. */
  const nextLevel = (target, own, answers) => {
    const levels = levelsOf(target);
    const unmet = (level) =>
      standing(target, own, answers, level.id).some(({ goal, state }) => goal >= 0 && ["gap", "new", "apart"].includes(state));
    const begun = own.some((row) => holds(row, answers[row.key]));
    return begun ? levels.find(unmet) ?? levels.at(-1) : levels[0];
  };

  /** Returns which competencies stand at another level in `after` than in `before`. */
  const changes = (before, after) =>
    [...new Set([...Object.keys(before), ...Object.keys(after)])]
      .filter((key) => before[key]?.level !== after[key]?.level)
      .map((key) => ({ key, from: before[key], to: after[key] }));

  /** Packs answers for the fragment of an address. */
  const pack = (state, withEvidence) => {
    const levels = [...new Set(Object.values(state.answers).map((answer) => answer.level))];
    const packed = { v: VERSION, l: levels, a: {} };
    for (const [key, answer] of Object.entries(state.answers)) packed.a[key] = levels.indexOf(answer.level);
    if (state.about.target) packed.t = [state.about.target.role, state.about.target.level];
    if (withEvidence) packed.e = state.evidence;
    const bytes = new TextEncoder().encode(JSON.stringify(packed));
    const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  };

  /** Unpacks a fragment for the competencies of a role; nothing when it cannot be read. */
  const unpack = (text, role, rows) => {
    try {
      const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
      const packed = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
      if (packed.v !== VERSION || !isMap(packed.a)) return null;
      const answers = Object.entries(packed.a).map(([key, index]) => {
        const row = rows.find((one) => one.key === key);
        const level = packed.l[index];
        return [key, row && holds(row, { level }) ? answerOf(row, level) : { level, competency: row?.name ?? key }];
      });
      const [aim, level] = packed.t ?? [];
      const about = packed.t ? { target: { role: aim, level } } : {};
      return clean({ role: role.id, title: role.title, answers: map(answers), about, evidence: packed.e });
    } catch {
      return null;
    }
  };

  /** Returns the words of clean HTML. */
  const wordsOf = (html) => {
    const template = document.createElement("template");
    template.innerHTML = html;
    return template.content.textContent;
  };

  /** Returns the answer that names a level of a competency, with the words it stands for today. */
  const answerOf = (row, level) => {
    const index = indexOf(row, level);
    return { level, name: row.levels[index]?.name ?? "", competency: row.name, words: index < 0 ? "" : wordsOf(row.cells[index] ?? "") };
  };

  rolebook.assessment = { clean, parse, merge, same, put, differs, rowsOf, levelsOf, indexOf, holds, standing, nextLevel, changes, pack, unpack, answerOf, wordsOf };
})();
