/* The reporting tree: its branches fold, and people find their own role by typing. */
(() => {
  "use strict";

  const AT_ONCE = 60; // A tree of so many rows can be taken in without folding.
  const FEW = 8; // So few roles need no field to find one.
  const { say } = rolebook;
  const make = (name, given) => Object.assign(document.createElement(name), given);
  const count = (number, one, many) => say(number === 1 ? one : many, { n: number });
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  rolebook.parts(".rb-org", (org) => {
    const root = org.querySelector(".rb-tree");
    const depths = new Map();
    const posts = [...root.querySelectorAll("li")].map((item) => {
      const row = item.firstElementChild;
      const title = row.firstElementChild.textContent;
      depths.set(item, (depths.get(item.parentElement.closest("li")) ?? 0) + 1);
      return { item, row, title, text: plain(title) };
    });

    /** Returns the button that folds the branch below a post; the style sheet follows its state. */
    const branchOf = ({ item, row, title }) => {
      const button = make("button", { type: "button", className: "rb-fold" });
      button.setAttribute("aria-label", say("Who reports to {title}", { title }));
      button.addEventListener("click", () => fold(button, !isOpen(button)));
      const below = item.querySelectorAll("li").length;
      row.prepend(button);
      row.append(make("span", { className: "rb-note rb-post__below", textContent: count(below, "{n} role below", "{n} roles below") }));
      return { item, button };
    };

    const isOpen = (button) => button.getAttribute("aria-expanded") === "true";
    const fold = (button, open) => button.setAttribute("aria-expanded", open);
    const foldAll = (open) => branches.forEach(({ button }) => fold(button, open));

    /** Returns how many levels can be open at once; never fewer than two. */
    const openDepth = () => {
      let depth = Math.max(...depths.values());
      while (depth > 2 && posts.filter(({ item }) => depths.get(item) <= depth).length > AT_ONCE) depth -= 1;
      return depth;
    };

    const branches = posts.filter(({ item }) => item.querySelector("ul")).map(branchOf);
    const deepest = openDepth();
    branches.forEach(({ item, button }) => fold(button, depths.get(item) < deepest));
    if (branches.length) root.classList.add("rb-tree--folds");

    let found = [];
    let before = null;

    /** Opens the branches of what was found, and puts all back once nothing is looked for. */
    const unfoldFound = (finding) => {
      if (finding) before ??= branches.map(({ button }) => isOpen(button));
      branches.forEach(({ item, button }, index) => {
        if (finding) fold(button, Boolean(item.querySelector("ul .is-found")));
        else if (before) fold(button, before[index]);
      });
      if (!finding) before = null;
    };

    const find = (field, told) => {
      const words = plain(field.value).split(/\s+/u).filter(Boolean);
      found = words.length ? posts.filter(({ text }) => words.every((word) => text.includes(word))) : [];
      posts.forEach((post) => post.row.classList.toggle("is-found", found.includes(post)));
      root.classList.toggle("is-finding", found.length > 0);
      unfoldFound(found.length > 0);
      const many = found.length ? count(found.length, "{n} role", "{n} roles") : say("No role matches.");
      told.textContent = words.length ? many : "";
    };

    const goToFirst = () => {
      const link = found.map(({ row }) => row.querySelector("a")).find(Boolean);
      link?.scrollIntoView({ block: "center" });
      link?.focus({ preventScroll: true });
    };

    const finder = () => {
      const field = make("input", { type: "search", autocomplete: "off", className: "rb-org-field" });
      const label = make("label", { textContent: say("Find a role in the tree") });
      const told = make("output", { className: "rb-note" });
      field.addEventListener("input", () => find(field, told));
      field.addEventListener("keydown", (event) => {
        if (event.key === "Escape") field.value = "";
        if (event.key === "Escape") find(field, told);
        if (event.key === "Enter") goToFirst();
      });
      label.append(field);
      return [label, told];
    };

    const folders = [["Fold all", false], ["Unfold all", true]].map(([message, open]) => {
      const button = make("button", { type: "button", className: "rb-org-quiet", textContent: say(message) });
      button.addEventListener("click", () => foldAll(open));
      return button;
    });

    /** Returns the way to the next section of the page, which a large tree leaves far below. */
    const onward = () => {
      const heading = document.querySelector(".rb-paths > :is(h2, h3, h4, h5, h6)");
      return heading ? [make("a", { href: `#${heading.id}`, textContent: heading.firstChild.textContent })] : [];
    };

    const bar = make("div", { className: "rb-org__bar" });
    bar.append(...(posts.length > FEW ? finder() : []), ...(branches.length > 1 ? folders : []), ...(posts.length > FEW ? onward() : []));
    if (bar.hasChildNodes()) root.before(bar);
  });
})();
