/* The page of self-assessments: which role, whose answers, and the parts that show them. */
(() => {
  "use strict";

  const { say, store, notify } = rolebook;
  const model = rolebook.assessment;
  const { make } = model;

  const begin = (place) => {
    const page = document.getElementById("index--assessment")?.parentElement;
    const isPage = Boolean(page);
    const head = page ?? make("div", { className: "rb-head rb-assess__head" });
    if (!isPage) place.before(head);
    const [ownHead, ownTitle] = [[...head.childNodes], document.title];
    const ownId = page?.querySelector("h1").id ?? "assessment--of";
    const picker = place.querySelector(".rb-pick");
    const roles = picker.querySelector("select");
    const optionOf = (id) => [...roles.options].find((option) => option.value === id);
    const addressOf = (id) => `?role=${encodeURIComponent(id)}`;
    let current = null;
    let shown = null;
    let hasFailed = false;

    const undo = (act) => ({ label: say("Undo"), act });
    const action = (kind, text, act) =>
      make("li", { className: `rb-action--${kind}` }, make("button", { type: "button", onclick: act }, text));
    const way = (kind, text, href) => make("li", { className: `rb-action--${kind}` }, make("a", { href }, text));

    /** Says once that nothing can be saved; the page goes on and says it where the answers are counted. */
    const warn = (session) => {
      if (session.isFixed || session.isSaved || hasFailed) return;
      hasFailed = true;
      notify(say("Your browser refuses to save: its storage is full or switched off. You can go on; export a file before you close the page."));
    };

    /** Returns what the parts of the page work with: the reader's own answers, or shared ones that stay as they are. */
    const sessionOf = (role, fixed) => {
      const session = { role, rows: model.rowsOf(role), isFixed: Boolean(fixed), targets: new Map([[role.id, role]]) };
      if (fixed)
        return Object.assign(session, { state: fixed, clashes: [], isSaved: true, set: (section, key, value) => section === "about" && model.put(fixed, section, key, value) });
      const keeper = model.keep(role, () => session.refresh?.());
      Object.defineProperties(session, {
        state: { get: () => keeper.state },
        clashes: { get: () => keeper.clashes },
        isSaved: { get: () => keeper.isSaved },
      });
      session.keeper = keeper;
      session.set = (section, key, value) => {
        keeper.set(section, key, value);
        session.count?.();
        warn(session);
      };
      session.settle = (clash, takeTheirs) => keeper.settle(clash, takeTheirs);
      return session;
    };

    /** Returns the role and the level aimed at; the reader's own role until another one is loaded. */
    const aimOf = (session) => {
      const { role: wanted, level } = session.state.about.target ?? { role: "", level: "" };
      const role = session.targets.get(wanted) ?? session.role;
      const rows = model.rowsOf(role);
      const next = model.nextLevel(rows, session.rows, session.state.answers);
      const levels = model.levelsOf(rows);
      const chosen = levels.find(({ id }) => id === level);
      return { role, rows, levels, next, level: chosen ?? next, isNext: !chosen, isOther: role !== session.role };
    };

    /** Loads the role aimed at, if it is another one; what cannot be loaded is said. */
    const loadTarget = async (session) => {
      const wanted = session.state.about.target?.role;
      if (!wanted || session.targets.has(wanted) || session.loading === wanted) return;
      session.loading = wanted;
      const found = optionOf(wanted) && (await rolebook.role(wanted).catch(() => null));
      if (found?.matrices.length) session.targets.set(wanted, found);
      else notify(say("The role you aim at is not in this handbook, so your own ladder is shown."));
      session.refresh();
    };

    const marksOf = (session, found, aim) => {
      const mark = ({ row, mine, answer, at, goal, state }) => {
        const own = mine && answer?.level ? model.indexOf(mine, answer.level) : -1;
        const isApart = state === "apart";
        return {
          name: row.name,
          levels: isApart ? mine.levels : row.levels,
          at: isApart ? own : at,
          goal: isApart ? -1 : goal,
          isOpen: state === "open",
          stands: state === "new" ? say("new") : state === "open" ? say("Not answered") : own >= 0 ? mine.levels[own].name : say("Not yet"),
          aim: goal >= 0 ? aim.level.name : "",
        };
      };
      const others = session.rows.filter((row) => !aim.rows.some(({ key }) => key === row.key));
      return [...found, ...model.standing(others, session.rows, session.state.answers, "")].map(mark);
    };

    /** Makes the two fields that choose a target. */
    const targeting = (session) => {
      const role = make("select", { autocomplete: "off" });
      const level = make("select", { autocomplete: "off" });
      const others = [...roles.children].map((group) => group.cloneNode(true));
      for (const option of others.flatMap((group) => [...group.querySelectorAll("option")]))
        if (option.disabled || option.value === session.role.id || session.role.leadsTo.includes(option.value)) option.remove();
      const leads = session.role.leadsTo.filter((id) => optionOf(id) && !optionOf(id).disabled).map((id) => make("option", { value: id }, optionOf(id).text));
      role.append(make("option", { value: "" }, session.role.title));
      if (leads.length) role.append(make("optgroup", { label: say("Where this role leads") }, ...leads));
      role.append(...others.filter((group) => group.children.length));
      const label = (text, select) => make("label", { className: "rb-field" }, make("span", { className: "rb-label" }, text), select);
      const fields = make("div", { className: "rb-fields rb-screen" }, label(say("Target role"), role), label(say("Target level"), level));
      const choose = (target) => {
        session.set("about", "target", target.role || target.level ? target : undefined);
        session.refresh();
      };
      role.onchange = () => choose({ role: role.value, level: "" });
      level.onchange = () => choose({ role: role.value, level: level.value });
      fields.show = (aim) => {
        role.value = aim.isOther ? aim.role.id : "";
        level.replaceChildren(
          make("option", { value: "" }, say("Next level ({name})", { name: aim.next.name })),
          ...aim.levels.map(({ id, name }) => make("option", { value: id }, name)));
        level.value = aim.isNext ? "" : aim.level.id;
      };
      return fields;
    };

    const erase = (session) => {
      const before = model.clean(session.state);
      session.keeper.replace({});
      notify(say("Everything you saved for this role is erased."), undo(() => session.keeper.replace(before)));
    };

    /** Adds answers from elsewhere to the reader's own; where both differ, the page asks. */
    const add = (session, state, message) => {
      const before = model.clean(session.state);
      session.keeper.take(state);
      warn(session);
      notify(session.clashes.length ? say("Some entries differ from yours: choose above which to keep.") : message, undo(() => session.keeper.replace(before)));
      if (session.clashes.length) document.getElementById("ask--which").scrollIntoView({ block: "center" });
    };

    const importFile = () =>
      model.upload(async (state) => {
        const option = optionOf(state.role);
        if (!option || option.disabled)
          return notify(say("This file is about “{name}”, a role without a ladder in this handbook. Nothing was changed.", { name: state.title || state.role }));
        if (current?.role.id !== state.role || current.isFixed) {
          window.history.pushState(null, "", addressOf(state.role));
          await show();
        }
        if (current?.role.id === state.role) add(current, state, say("The file was imported for {name}.", { name: option.text }));
      });

    const keepShared = async (shared) => {
      window.history.replaceState(null, "", addressOf(shared.role.id));
      await show();
      add(current, shared.state, say("Kept as yours."));
    };

    const setHead = (title, over, actions) => {
      if (isPage) document.title = title ? `${title}: ${ownTitle}` : ownTitle;
      if (!title) return head.replaceChildren(...ownHead);
      const heading = make(isPage ? "h1" : "h2", { id: ownId }, title, " ", make("span", { className: "rb-head__kind" }, say("Self-assessment")));
      head.replaceChildren(make("p", { className: "rb-head__over" }, make("a", { href: window.location.pathname }, over)), heading, make("ul", { className: "rb-actions" }, ...actions));
    };

    const sharedBanner = (session) =>
      make("section", { className: "rb-panel rb-screen", "aria-label": say("Shared with you") },
        make("p", {}, say("Somebody shared this self-assessment with you. It is read only, and your own answers are untouched.")),
        make("p", { className: "rb-panel__choices" },
          make("button", { type: "button", className: "rb-press", onclick: () => keepShared(session) }, say("Keep as mine")),
          make("a", { href: addressOf(session.role.id) }, say("Go to my own"))));

    /** Shows one self-assessment. */
    const showSession = (session) => {
      current = session;
      const { role } = session;
      const share = model.sharing(session);
      const toggleShare = (event) => {
        share.hidden = !share.hidden;
        event.currentTarget.setAttribute("aria-expanded", !share.hidden);
        share.show();
      };
      const keeping = session.isFixed ? [] : [
        action("share", say("Share"), toggleShare),
        action("export", say("Export"), () => model.download(session.state)),
        action("import", say("Import"), importFile),
        action("erase", say("Erase everything"), () => erase(session)),
      ];
      const ladder = role.matrices.length ? [way("role", say("Role"), role.url), way("ladder", say("Career ladder"), role.ladder), action("print", say("Print the growth plan"), () => window.print())] : [];
      setHead(role.title, say("Self-assessment"), [...ladder, ...keeping]);
      keeping[0]?.firstChild.setAttribute("aria-expanded", "false");

      const ask = model.asking(session);
      const questions = model.questions(session, () => {
        redraw();
        snapshots.show();
      });
      const old = model.outdated(session, () => session.refresh());
      const figure = model.chart(say("The picture"));
      const target = targeting(session);
      const plan = model.plan(session);
      const snapshots = model.snapshots(session);
      const picture = make("section", { className: "rb-outlook", "aria-labelledby": "the--picture" }, make("h2", { id: "the--picture" }, say("The picture")), target, figure);

      /** Draws what follows from the answers. */
      const redraw = () => {
        if (!share.hidden) share.show();
        if (!session.rows.length) return;
        const aim = aimOf(session);
        const found = model.standing(aim.rows, session.rows, session.state.answers, aim.level.id);
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
      const parts = session.rows.length ? [make("div", { className: "rb-assess__columns" }, questions, picture), old, plan, snapshots] : [old, snapshots];
      place.replaceChildren(...[session.isFixed && sharedBanner(session), share, ask, ...parts].filter(Boolean));
      session.refresh();
    };

    const remove = (names, message) => {
      const before = names.map((name) => [name, store.read(name)]);
      names.forEach(store.remove);
      showList();
      notify(message, undo(() => {
        before.forEach(([name, value]) => store.write(name, value));
        showList();
      }));
    };

    const begun = () => {
      const names = store.names("assessment:").sort();
      const entry = (name) => {
        const raw = store.read(name);
        const state = model.clean(raw);
        const id = name.slice("assessment:".length);
        const title = optionOf(id)?.text ?? (state.title || id);
        const facts = [say("Answers: {n}", { n: Object.keys(state.answers).length }), raw?.changed && say("changed {date}", { date: model.dated(raw.changed) }), !optionOf(id) && say("no longer in this handbook")];
        return make("li", {},
          make("span", {}, make("a", { href: addressOf(id) }, title), " ", make("span", { className: "rb-note" }, facts.filter(Boolean).join(" · "))),
          make("button", { type: "button", className: "rb-quiet", "aria-label": say("Erase {name}", { name: title }), onclick: () => remove([name], say("{name} erased.", { name: title })) }, say("Erase")));
      };
      const all = make("button", { type: "button", className: "rb-quiet", onclick: () => remove(names, say("All self-assessments are erased.")) }, say("Erase everything"));
      return make("section", { className: "rb-section", "aria-labelledby": "begun--here" },
        make("h2", { id: "begun--here" }, say("Begun in this browser")),
        names.length ? make("ul", { className: "rb-list" }, ...names.map(entry)) : make("p", { className: "rb-empty" }, say("None yet. Choose a role to begin.")),
        make("p", { className: "rb-panel__choices" }, make("button", { type: "button", className: "rb-quiet", onclick: importFile }, say("Import a file")), names.length > 1 && all));
    };

    /** Offers the roles, and what was begun; says first what is wrong with the address, if anything is. */
    const showList = (problem) => {
      current = null;
      setHead("");
      picker.hidden = roles.options.length === 0;
      place.replaceChildren(...[problem && make("div", { className: "rb-panel", role: "alert" }, problem), picker, begun()].filter(Boolean));
    };

    /** Shows what was saved for a role that this handbook lacks. */
    const showLost = (id) => {
      const saved = model.clean(store.read(`assessment:${id}`));
      const said = make("p", {}, say("This handbook has no role “{name}”. It may have been renamed or left out.", { name: saved.title || id }));
      if (!Object.keys(saved.answers).length && !Object.keys(saved.snapshots).length) return showList(said);
      showSession(sessionOf({ id, title: saved.title || id, matrices: [], leadsTo: [] }));
      picker.hidden = false;
      place.prepend(make("div", { className: "rb-panel", role: "alert" }, said), picker);
    };

    const showRole = (role) => {
      if (!role.matrices.length)
        return showList(make("p", {}, say("This role has no career ladder yet, so there is nothing to assess yourself by."), " ", make("a", { href: role.url }, role.title)));
      const packed = /^#a=([\w-]*)$/.exec(window.location.hash);
      const shared = packed && model.unpack(packed[1], role, model.rowsOf(role));
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
      const role = await rolebook.role(id).catch(() => null);
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
    const catchUp = () => !document.hidden && current?.keeper?.sync();
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
  rolebook.parts(".rb-assess[data-rb-part]", (place, number) => {
    if (number === 1) return begin(place);
    const first = document.querySelector(".rb-assess[data-rb-part]");
    place.replaceChildren(make("p", { className: "rb-note" }, make("a", { href: `#${first.id}` }, say("The self-assessment stands further up on this page."))));
  });
})();
