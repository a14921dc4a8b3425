// @ts-check
/** @import { Assessment, Role, Session } from "./types" */
/* The page of self-assessments: which role, whose answers, and the parts that show them. */
import { begun } from "./assessment/begun.js";
import { chart } from "./assessment/chart.js";
import { marksOf } from "./assessment/marks.js";
import { plan as planFor } from "./assessment/plan.js";
import { asking, outdated, questions as questionsFor } from "./assessment/questions.js";
import { NO_ROLE, sessionOf } from "./assessment/session.js";
import { snapshots as snapshotsOf } from "./assessment/snapshots.js";
import { loadTarget, optionOf as optionIn, targeting } from "./assessment/target.js";
import { download, sharing, upload } from "./assessment/transfer.js";
import { make, one } from "./page/elements.js";
import { notify } from "./page/notice.js";
import { parts } from "./page/parts.js";
import { roleData } from "./page/role-data.js";
import { translate } from "./page/translate.js";
import * as store from "./page/store.js";
import { wordsOf } from "./page/words.js";
import { aimOf } from "./pure/aim.js";
import { clean } from "./pure/assessment.js";
import { unpack } from "./pure/packing.js";
import { rowsOf, standing } from "./pure/standing.js";

const begin = (/** @type {HTMLElement} */ place) => {
  const page = document.getElementById("index--assessment")?.parentElement;
  const isPage = Boolean(page);
  const head = page ?? make("div", { className: "rb-head rb-assess__head" });
  if (!isPage) place.before(head);
  const [ownHead, ownTitle] = [[...head.childNodes], document.title];
  const ownId = page?.querySelector("h1")?.id ?? "assessment--of";
  const picker = one(".rb-pick", place, HTMLFormElement);
  const roles = one("select", picker, HTMLSelectElement);
  const optionOf = (/** @type {string} */ id) => optionIn(roles, id);
  const addressOf = (/** @type {string} */ id) => `?role=${encodeURIComponent(id)}`;
  /** @type {Session | null} */
  let current = null;
  /** @type {string | null} */
  let shown = null;
  let hasFailed = false;

  const undo = (/** @type {() => void} */ act) => ({ label: translate("Undo"), act });
  const action = (/** @type {string} */ kind, /** @type {string} */ text, /** @type {(event: MouseEvent) => void} */ act) =>
    make("li", { className: `rb-action--${kind}` }, make("button", { type: "button", onclick: act }, text));
  const way = (/** @type {string} */ kind, /** @type {string} */ text, /** @type {string} */ href) => make("li", { className: `rb-action--${kind}` }, make("a", { href }, text));

  /** Says once that nothing can be saved; the page goes on and says it where the answers are counted. */
  const warn = (/** @type {Session} */ session) => {
    if (session.isFixed || session.isSaved || hasFailed) return;
    hasFailed = true;
    notify(translate("Your browser refuses to save: its storage is full or switched off. You can go on; export a file before you close the page."));
  };

  const erase = (/** @type {Session} */ session) => {
    const before = clean(session.state);
    session.keeper?.replace({});
    notify(translate("Everything you saved for this role is erased."), undo(() => session.keeper?.replace(before)));
  };

  /** Adds answers from elsewhere to the reader's own; where both differ, the page asks. */
  const add = (/** @type {Session} */ session, /** @type {Assessment} */ state, /** @type {string} */ message) => {
    const before = clean(session.state);
    session.keeper?.take(state);
    warn(session);
    notify(session.clashes.length ? translate("Some entries differ from yours: choose above which to keep.") : message, undo(() => session.keeper?.replace(before)));
    if (session.clashes.length) document.getElementById("ask--which")?.scrollIntoView({ block: "center" });
  };

  const importFile = () =>
    upload(async (state) => {
      const option = optionOf(state.role);
      if (!option || option.disabled)
        return notify(translate("This file is about “{name}”, a role without a ladder in this handbook. Nothing was changed.", { name: state.title || state.role }));
      if (current?.role.id !== state.role || current.isFixed) {
        window.history.pushState(null, "", addressOf(state.role));
        await show();
      }
      if (current?.role.id === state.role) add(current, state, translate("The file was imported for {name}.", { name: option.text }));
    });

  const keepShared = async (/** @type {Session} */ shared) => {
    window.history.replaceState(null, "", addressOf(shared.role.id));
    await show();
    if (current) add(current, shared.state, translate("Kept as yours."));
  };

  const setHead = (title = "", over = "", /** @type {HTMLElement[]} */ actions = []) => {
    if (isPage) document.title = title ? `${title}: ${ownTitle}` : ownTitle;
    if (!title) return head.replaceChildren(...ownHead);
    const heading = make(isPage ? "h1" : "h2", { id: ownId }, title, " ", make("span", { className: "rb-head__kind" }, translate("Self-assessment")));
    head.replaceChildren(make("p", { className: "rb-head__over" }, make("a", { href: window.location.pathname }, over)), heading, make("ul", { className: "rb-actions" }, ...actions));
  };

  const sharedBanner = (/** @type {Session} */ session) =>
    make("section", { className: "rb-panel rb-screen", "aria-label": translate("Shared with you") },
      make("p", {}, translate("Somebody shared this self-assessment with you. It is read only, and your own answers are untouched.")),
      make("p", { className: "rb-panel__choices" },
        make("button", { type: "button", className: "rb-press", onclick: () => keepShared(session) }, translate("Keep as mine")),
        make("a", { href: addressOf(session.role.id) }, translate("Go to my own"))));

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
      action("share", translate("Share"), toggleShare),
      action("export", translate("Export"), () => download(session.state)),
      action("import", translate("Import"), importFile),
      action("erase", translate("Erase everything"), () => erase(session)),
    ];
    const ladder = role.matrices.length ? [way("role", translate("Role"), role.url), way("ladder", translate("Career ladder"), role.ladder), action("print", translate("Print the growth plan"), () => window.print())] : [];
    setHead(role.title, translate("Self-assessment"), [...ladder, ...keeping]);
    keeping[0]?.firstElementChild?.setAttribute("aria-expanded", "false");

    const ask = asking(session);
    const questions = questionsFor(session, () => {
      redraw();
      snapshots.show();
    });
    const old = outdated(session, () => session.refresh?.());
    const figure = chart(translate("The picture"));
    const target = targeting(session, roles);
    const plan = planFor(session);
    const snapshots = snapshotsOf(session);
    const picture = make("section", { className: "rb-outlook", "aria-labelledby": "the--picture" }, make("h2", { id: "the--picture" }, translate("The picture")), target, figure);

    /** Draws what follows from the answers. */
    const redraw = () => {
      if (!share.hidden) share.show();
      if (!session.rows.length) return;
      const aim = aimOf(session);
      const towards = standing(aim.rows, session.rows, session.state.answers, aim.level.id);
      target.show(aim);
      figure.show(marksOf(session, towards, aim));
      plan.show(towards, aim);
    };
    session.count = questions.count;
    session.refresh = () => {
      [ask, questions, old, snapshots].forEach((part) => part.show());
      redraw();
      warn(session);
      loadTarget(session, roles);
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

  /** Offers the roles, and what was begun; says first what is wrong with the address, if anything is. */
  const showList = (/** @type {HTMLElement | undefined} */ problem = undefined) => {
    current = null;
    setHead("");
    picker.hidden = roles.options.length === 0;
    const told = problem ? [make("div", { className: "rb-panel", role: "alert" }, problem)] : [];
    place.replaceChildren(...told, picker, begun({ titleOf: (id) => optionOf(id)?.text, addressOf, remove, importFile }));
  };

  /** Shows what was saved for a role that this handbook lacks. */
  const showLost = (/** @type {string} */ id) => {
    const saved = clean(store.read(`assessment:${id}`));
    const said = make("p", {}, translate("This handbook has no role “{name}”. It may have been renamed or left out.", { name: saved.title || id }));
    if (!Object.keys(saved.answers).length && !Object.keys(saved.snapshots).length) return showList(said);
    showSession(sessionOf({ ...NO_ROLE, id, title: saved.title || id }, warn));
    picker.hidden = false;
    place.prepend(make("div", { className: "rb-panel", role: "alert" }, said), picker);
  };

  const showRole = (/** @type {Role} */ role) => {
    if (!role.matrices.length)
      return showList(make("p", {}, translate("This role has no career ladder yet, so there is nothing to assess yourself by."), " ", make("a", { href: role.url }, role.title)));
    const packed = /^#a=([\w-]*)$/.exec(window.location.hash);
    const shared = packed && unpack(packed[1], role, rowsOf(role), wordsOf);
    showSession(sessionOf(role, warn, shared));
    if (window.location.hash.startsWith("#a=") && !shared) notify(translate("The shared link cannot be read; a part of it may be missing. These are your own answers."));
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
    else showList(make("p", {}, translate("This role could not be loaded. Try again later.")));
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
  place.replaceChildren(make("p", { className: "rb-note" }, make("a", { href: `#${first.id}` }, translate("The self-assessment stands further up on this page."))));
});
