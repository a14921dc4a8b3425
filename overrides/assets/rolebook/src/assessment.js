// @ts-check
/** @import { Aim, Assessment, Level, Mark, Role, Section, Session, Standing } from "./types" */
/* The page of self-assessments: which role, whose answers, and the parts that show them. */
import { chart } from "./assessment/chart.js";
import { dated } from "./assessment/names.js";
import { plan as planFor } from "./assessment/plan.js";
import { asking, outdated, questions as questionsFor } from "./assessment/questions.js";
import { snapshots as snapshotsOf } from "./assessment/snapshots.js";
import { download, sharing, upload } from "./assessment/transfer.js";
import { all, make, one } from "./page/elements.js";
import { notify } from "./page/notice.js";
import { parts } from "./page/parts.js";
import { roleData } from "./page/role-data.js";
import { say } from "./page/say.js";
import * as store from "./page/store.js";
import { wordsOf } from "./page/words.js";
import { clean, put } from "./pure/assessment.js";
import { keep } from "./pure/keeper.js";
import { levelsOf } from "./pure/levels.js";
import { unpack } from "./pure/packing.js";
import { indexOf, nextLevel, rowsOf, standing } from "./pure/standing.js";

/**
 * What is known of a role that this handbook lacks.
 * @type {Role}
 */
const NO_ROLE = {
  ...{ id: "", title: "", department: "", url: "", ladder: "", checklist: "" },
  ...{ items: [], matrices: [], areas: [], tools: [], metrics: [], references: [], learning: [], leadsTo: [], comesFrom: [] },
};

const begin = (/** @type {HTMLElement} */ place) => {
  const page = document.getElementById("index--assessment")?.parentElement;
  const isPage = Boolean(page);
  const head = page ?? make("div", { className: "rb-head rb-assess__head" });
  if (!isPage) place.before(head);
  const [ownHead, ownTitle] = [[...head.childNodes], document.title];
  const ownId = page?.querySelector("h1")?.id ?? "assessment--of";
  const picker = one(".rb-pick", place, HTMLFormElement);
  const roles = one("select", picker, HTMLSelectElement);
  const optionOf = (/** @type {string} */ id) => [...roles.options].find((option) => option.value === id);
  const addressOf = (/** @type {string} */ id) => `?role=${encodeURIComponent(id)}`;
  /** @type {Session | null} */
  let current = null;
  /** @type {string | null} */
  let shown = null;
  let hasFailed = false;

  const undo = (/** @type {() => void} */ act) => ({ label: say("Undo"), act });
  const action = (/** @type {string} */ kind, /** @type {string} */ text, /** @type {(event: MouseEvent) => void} */ act) =>
    make("li", { className: `rb-action--${kind}` }, make("button", { type: "button", onclick: act }, text));
  const way = (/** @type {string} */ kind, /** @type {string} */ text, /** @type {string} */ href) => make("li", { className: `rb-action--${kind}` }, make("a", { href }, text));

  /** Says once that nothing can be saved; the page goes on and says it where the answers are counted. */
  const warn = (/** @type {Session} */ session) => {
    if (session.isFixed || session.isSaved || hasFailed) return;
    hasFailed = true;
    notify(say("Your browser refuses to save: its storage is full or switched off. You can go on; export a file before you close the page."));
  };

  /** Returns what the parts of the page work with: the reader's own answers, or shared ones that stay as they are. */
  const sessionOf = (/** @type {Role} */ role, /** @type {Assessment | null} */ fixed = null) => {
    const own = { role, rows: rowsOf(role), isFixed: Boolean(fixed), targets: new Map([[role.id, role]]) };
    return fixed ? fixedSession(own, fixed) : ownSession(own);
  };

  /** @typedef {Pick<Session, "role" | "rows" | "isFixed" | "targets">} Begun */

  /** @returns {Session} */
  const fixedSession = (/** @type {Begun} */ begun, /** @type {Assessment} */ state) => {
    const set = (/** @type {Section} */ section, /** @type {string} */ key, /** @type {unknown} */ value) => {
      if (section === "about") put(state, section, key, value);
    };
    return { ...begun, state, clashes: [], isSaved: true, set, settle: () => {} };
  };

  /** @returns {Session} */
  const ownSession = (/** @type {Begun} */ begun) => {
    const keeper = keep(begun.role, store, () => session.refresh?.());
    /** @type {Session} */
    const session = {
      ...begun,
      keeper,
      get state() {
        return keeper.state;
      },
      get clashes() {
        return keeper.clashes;
      },
      get isSaved() {
        return keeper.isSaved;
      },
      set(section, key, value) {
        keeper.set(section, key, value);
        session.count?.();
        warn(session);
      },
      settle: (clash, takeTheirs) => keeper.settle(clash, takeTheirs),
    };
    return session;
  };

  /**
   * Returns the role and the level aimed at; the reader's own role until another one is loaded.
   * @param {Session} session
   * @returns {Aim}
   */
  const aimOf = (session) => {
    const { role: wanted, level } = session.state.about.target ?? { role: "", level: "" };
    const role = session.targets.get(wanted) ?? session.role;
    const rows = rowsOf(role);
    const next = /** @type {Level} */ (nextLevel(rows, session.rows, session.state.answers));
    const levels = levelsOf(rows);
    const chosen = levels.find(({ id }) => id === level);
    return { role, rows, levels, next, level: chosen ?? next, isNext: !chosen, isOther: role !== session.role };
  };

  /** Loads the role aimed at, if it is another one; what cannot be loaded is said. */
  const loadTarget = async (/** @type {Session} */ session) => {
    const wanted = session.state.about.target?.role;
    if (!wanted || session.targets.has(wanted) || session.loading === wanted) return;
    session.loading = wanted;
    const found = optionOf(wanted) && (await roleData(wanted).catch(() => null));
    if (found && found.matrices.length) session.targets.set(wanted, found);
    else notify(say("The role you aim at is not in this handbook, so your own ladder is shown."));
    session.refresh?.();
  };

  const marksOf = (/** @type {Session} */ session, /** @type {Standing[]} */ found, /** @type {Aim} */ aim) => {
    /** @returns {Mark} */
    const mark = (/** @type {Standing} */ { row, mine, answer, at, goal, state }) => {
      const own = mine && answer?.level ? indexOf(mine, answer.level) : -1;
      const isApart = state === "apart" && mine !== undefined;
      return {
        name: row.name,
        levels: isApart ? mine.levels : row.levels,
        at: isApart ? own : at,
        goal: isApart ? -1 : goal,
        isOpen: state === "open",
        stands: state === "new" ? say("new") : state === "open" ? say("Not answered") : mine && own >= 0 ? mine.levels[own].name : say("Not yet"),
        aim: goal >= 0 ? aim.level.name : "",
      };
    };
    const others = session.rows.filter((row) => !aim.rows.some(({ key }) => key === row.key));
    return [...found, ...standing(others, session.rows, session.state.answers, "")].map(mark);
  };

  /** Makes the two fields that choose a target. */
  const targeting = (/** @type {Session} */ session) => {
    const role = make("select", { autocomplete: "off" });
    const level = make("select", { autocomplete: "off" });
    const others = all("optgroup", roles, HTMLOptGroupElement).map((group) => /** @type {HTMLElement} */ (group.cloneNode(true)));
    for (const option of others.flatMap((group) => all("option", group, HTMLOptionElement)))
      if (option.disabled || option.value === session.role.id || session.role.leadsTo.includes(option.value)) option.remove();
    const near = session.role.leadsTo.flatMap((id) => optionOf(id) ?? []).filter((option) => !option.disabled);
    const leads = near.map((option) => make("option", { value: option.value }, option.text));
    role.append(make("option", { value: "" }, session.role.title));
    if (leads.length) role.append(make("optgroup", { label: say("Where this role leads") }, ...leads));
    role.append(...others.filter((group) => group.children.length));
    const label = (/** @type {string} */ text, /** @type {HTMLElement} */ select) =>
      make("label", { className: "rb-field" }, make("span", { className: "rb-label" }, text), select);
    const fields = make("div", { className: "rb-fields rb-screen" }, label(say("Target role"), role), label(say("Target level"), level));
    const choose = (/** @type {{ role: string, level: string }} */ target) => {
      session.set("about", "target", target.role || target.level ? target : undefined);
      session.refresh?.();
    };
    role.onchange = () => choose({ role: role.value, level: "" });
    level.onchange = () => choose({ role: role.value, level: level.value });
    const show = (/** @type {Aim} */ aim) => {
      role.value = aim.isOther ? aim.role.id : "";
      level.replaceChildren(
        make("option", { value: "" }, say("Next level ({name})", { name: aim.next.name })),
        ...aim.levels.map(({ id, name }) => make("option", { value: id }, name)));
      level.value = aim.isNext ? "" : aim.level.id;
    };
    return Object.assign(fields, { show });
  };

  const erase = (/** @type {Session} */ session) => {
    const before = clean(session.state);
    session.keeper?.replace({});
    notify(say("Everything you saved for this role is erased."), undo(() => session.keeper?.replace(before)));
  };

  /** Adds answers from elsewhere to the reader's own; where both differ, the page asks. */
  const add = (/** @type {Session} */ session, /** @type {Assessment} */ state, /** @type {string} */ message) => {
    const before = clean(session.state);
    session.keeper?.take(state);
    warn(session);
    notify(session.clashes.length ? say("Some entries differ from yours: choose above which to keep.") : message, undo(() => session.keeper?.replace(before)));
    if (session.clashes.length) document.getElementById("ask--which")?.scrollIntoView({ block: "center" });
  };

  const importFile = () =>
    upload(async (state) => {
      const option = optionOf(state.role);
      if (!option || option.disabled)
        return notify(say("This file is about “{name}”, a role without a ladder in this handbook. Nothing was changed.", { name: state.title || state.role }));
      if (current?.role.id !== state.role || current.isFixed) {
        window.history.pushState(null, "", addressOf(state.role));
        await show();
      }
      if (current?.role.id === state.role) add(current, state, say("The file was imported for {name}.", { name: option.text }));
    });

  const keepShared = async (/** @type {Session} */ shared) => {
    window.history.replaceState(null, "", addressOf(shared.role.id));
    await show();
    if (current) add(current, shared.state, say("Kept as yours."));
  };

  const setHead = (title = "", over = "", /** @type {HTMLElement[]} */ actions = []) => {
    if (isPage) document.title = title ? `${title}: ${ownTitle}` : ownTitle;
    if (!title) return head.replaceChildren(...ownHead);
    const heading = make(isPage ? "h1" : "h2", { id: ownId }, title, " ", make("span", { className: "rb-head__kind" }, say("Self-assessment")));
    head.replaceChildren(make("p", { className: "rb-head__over" }, make("a", { href: window.location.pathname }, over)), heading, make("ul", { className: "rb-actions" }, ...actions));
  };

  const sharedBanner = (/** @type {Session} */ session) =>
    make("section", { className: "rb-panel rb-screen", "aria-label": say("Shared with you") },
      make("p", {}, say("Somebody shared this self-assessment with you. It is read only, and your own answers are untouched.")),
      make("p", { className: "rb-panel__choices" },
        make("button", { type: "button", className: "rb-press", onclick: () => keepShared(session) }, say("Keep as mine")),
        make("a", { href: addressOf(session.role.id) }, say("Go to my own"))));

  /** Shows one self-assessment. */
  const showSession = (/** @type {Session} */ session) => {
    current = session;
    const { role } = session;
    const share = sharing(session);
    const toggleShare = (/** @type {MouseEvent} */ event) => {
      share.hidden = !share.hidden;
      /** @type {Element} */ (event.currentTarget).setAttribute("aria-expanded", String(!share.hidden));
      share.show();
    };
    const keeping = session.isFixed ? [] : [
      action("share", say("Share"), toggleShare),
      action("export", say("Export"), () => download(session.state)),
      action("import", say("Import"), importFile),
      action("erase", say("Erase everything"), () => erase(session)),
    ];
    const ladder = role.matrices.length ? [way("role", say("Role"), role.url), way("ladder", say("Career ladder"), role.ladder), action("print", say("Print the growth plan"), () => window.print())] : [];
    setHead(role.title, say("Self-assessment"), [...ladder, ...keeping]);
    keeping[0]?.firstElementChild?.setAttribute("aria-expanded", "false");

    const ask = asking(session);
    const questions = questionsFor(session, () => {
      redraw();
      snapshots.show();
    });
    const old = outdated(session, () => session.refresh?.());
    const figure = chart(say("The picture"));
    const target = targeting(session);
    const plan = planFor(session);
    const snapshots = snapshotsOf(session);
    const picture = make("section", { className: "rb-outlook", "aria-labelledby": "the--picture" }, make("h2", { id: "the--picture" }, say("The picture")), target, figure);

    /** Draws what follows from the answers. */
    const redraw = () => {
      if (!share.hidden) share.show();
      if (!session.rows.length) return;
      const aim = aimOf(session);
      const found = standing(aim.rows, session.rows, session.state.answers, aim.level.id);
      target.show(aim);
      figure.show(marksOf(session, found, aim));
      plan.show(found, aim);
    };
    session.count = questions.count;
    session.refresh = () => {
      [ask, questions, old, snapshots].forEach((part) => part.show());
      redraw();
      warn(session);
      loadTarget(session);
    };
    const shownParts = session.rows.length ? [make("div", { className: "rb-assess__columns" }, questions, picture), old, plan, snapshots] : [old, snapshots];
    place.replaceChildren(...(session.isFixed ? [sharedBanner(session)] : []), share, ask, ...shownParts);
    session.refresh();
  };

  const remove = (/** @type {string[]} */ names, /** @type {string} */ message) => {
    const before = names.map((name) => ({ name, value: store.read(name) }));
    names.forEach(store.remove);
    showList();
    notify(message, undo(() => {
      before.forEach(({ name, value }) => store.write(name, value));
      showList();
    }));
  };

  const begun = () => {
    const names = store.names("assessment:").sort();
    const entry = (/** @type {string} */ name) => {
      const raw = store.read(name);
      const state = clean(raw);
      const id = name.slice("assessment:".length);
      const title = optionOf(id)?.text ?? (state.title || id);
      const facts = [say("Answers: {n}", { n: Object.keys(state.answers).length }), raw?.changed && say("changed {date}", { date: dated(raw.changed) }), !optionOf(id) && say("no longer in this handbook")];
      return make("li", {},
        make("span", {}, make("a", { href: addressOf(id) }, title), " ", make("span", { className: "rb-note" }, facts.filter(Boolean).join(" · "))),
        make("button", { type: "button", className: "rb-quiet", "aria-label": say("Erase {name}", { name: title }), onclick: () => remove([name], say("{name} erased.", { name: title })) }, say("Erase")));
    };
    const everything = make("button", { type: "button", className: "rb-quiet", onclick: () => remove(names, say("All self-assessments are erased.")) }, say("Erase everything"));
    return make("section", { className: "rb-section", "aria-labelledby": "begun--here" },
      make("h2", { id: "begun--here" }, say("Begun in this browser")),
      names.length ? make("ul", { className: "rb-list" }, ...names.map(entry)) : make("p", { className: "rb-empty" }, say("None yet. Choose a role to begin.")),
      make("p", { className: "rb-panel__choices" }, make("button", { type: "button", className: "rb-quiet", onclick: importFile }, say("Import a file")), names.length > 1 && everything));
  };

  /** Offers the roles, and what was begun; says first what is wrong with the address, if anything is. */
  const showList = (/** @type {HTMLElement | undefined} */ problem = undefined) => {
    current = null;
    setHead("");
    picker.hidden = roles.options.length === 0;
    const told = problem ? [make("div", { className: "rb-panel", role: "alert" }, problem)] : [];
    place.replaceChildren(...told, picker, begun());
  };

  /** Shows what was saved for a role that this handbook lacks. */
  const showLost = (/** @type {string} */ id) => {
    const saved = clean(store.read(`assessment:${id}`));
    const said = make("p", {}, say("This handbook has no role “{name}”. It may have been renamed or left out.", { name: saved.title || id }));
    if (!Object.keys(saved.answers).length && !Object.keys(saved.snapshots).length) return showList(said);
    showSession(sessionOf({ ...NO_ROLE, id, title: saved.title || id }));
    picker.hidden = false;
    place.prepend(make("div", { className: "rb-panel", role: "alert" }, said), picker);
  };

  const showRole = (/** @type {Role} */ role) => {
    if (!role.matrices.length)
      return showList(make("p", {}, say("This role has no career ladder yet, so there is nothing to assess yourself by."), " ", make("a", { href: role.url }, role.title)));
    const packed = /^#a=([\w-]*)$/.exec(window.location.hash);
    const shared = packed && unpack(packed[1], role, rowsOf(role), wordsOf);
    showSession(sessionOf(role, shared));
    if (window.location.hash.startsWith("#a=") && !shared) notify(say("The shared link cannot be read; a part of it may be missing. These are your own answers."));
  };

  /** Shows what the address asks for. */
  const show = async () => {
    const id = new URLSearchParams(window.location.search).get("role");
    const asked = window.location.search + (window.location.hash.startsWith("#a=") ? window.location.hash : "");
    shown = asked;
    if (!id) return showList();
    if (!optionOf(id)) return showLost(id);
    const role = await roleData(id).catch(() => null);
    if (shown !== asked) return;
    if (role) showRole(role);
    else showList(make("p", {}, say("This role could not be loaded. Try again later.")));
  };

  const follow = () => {
    const fragment = window.location.hash.startsWith("#a=") ? window.location.hash : "";
    if (window.location.search + fragment !== shown) show();
  };

  picker.addEventListener("submit", (event) => {
    event.preventDefault();
    window.location.href = addressOf(roles.value);
  });
  window.addEventListener("popstate", follow);
  window.addEventListener("hashchange", follow);
  const catchUp = () => {
    if (!document.hidden) current?.keeper?.sync();
  };
  document.addEventListener("visibilitychange", catchUp);
  window.addEventListener("pageshow", catchUp);
  store.onChange((name) => {
    if (current) current.keeper?.sync(name);
    else if (!name || name.startsWith("assessment:")) show();
  });
  window.addEventListener("beforeunload", (event) => {
    if (current?.keeper?.isUnsaved) event.preventDefault();
  });
  show();
};

/* One address holds one role: a second place leads to the first. */
parts(".rb-assess[data-rb-part]", (place, number) => {
  if (number === 1) return begin(place);
  const first = one(".rb-assess[data-rb-part]", document);
  place.replaceChildren(make("p", { className: "rb-note" }, make("a", { href: `#${first.id}` }, say("The self-assessment stands further up on this page."))));
});
