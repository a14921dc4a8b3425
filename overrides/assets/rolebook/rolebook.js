/* What a script adds; every page reads without it. */
(function () {
  "use strict";

  function all(selector, root) {
    return Array.from((root || document).querySelectorAll(selector));
  }

  function toggle(name) {
    return document.querySelector("[data-md-toggle=" + name + "]");
  }

  function openSearch() {
    var search = toggle("search");
    var field = document.querySelector("[data-md-component=search-query]");
    if (search && !search.checked) search.click();
    if (field) field.focus();
  }

  /** Opens or closes the menu of a narrow screen; the focus goes in and comes back. */
  function switchMenu() {
    var drawer = toggle("drawer");
    drawer.click();
    var next = document.querySelector(drawer.checked ? ".rb-nav__close" : ".rb-menu");
    if (next) window.setTimeout(function () { next.focus(); }, 20);
  }

  /** Names what Material and Markdown leave without a name. */
  function name(root) {
    all(".task-list-item input:not([aria-label])", root).forEach(function (box) {
      box.setAttribute("aria-label", box.closest("li").textContent.trim());
    });
    all("nav.md-code__nav", root).forEach(function (nav) {
      nav.setAttribute("role", "group");
    });
  }

  /** Shows on the current page what needs a script. */
  function enhance() {
    var article = document.querySelector("article");
    var needed = toggle("search") && document.querySelector("[data-md-component=search-query]");
    all(".rb-action--print" + (needed ? ", .rb-home-search" : "")).forEach(function (element) {
      element.hidden = false;
    });
    if (!article) return;
    name(article);
    new MutationObserver(function () { name(article); }).observe(article, { childList: true, subtree: true });
  }

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-rb-print]")) window.print();
    if (event.target.closest("[data-rb-search]")) openSearch();
    if (event.target.closest("[data-rb-menu]")) {
      event.preventDefault();
      switchMenu();
    }
  });

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && toggle("drawer") && toggle("drawer").checked) switchMenu();
  });

  /** Returns a message in the handbook's language, `{name}` replaced by the value of that name. */
  function say(message, values) {
    var spoken = message;
    all("[data-rb-words]").forEach(function (words) {
      spoken = JSON.parse(words.textContent)[message] || spoken;
    });
    return spoken.replace(/\{(\w+)\}/g, function (whole, key) {
      return values && key in values ? values[key] : whole;
    });
  }

  /** Tells a reader what happened, screen readers included; `undo` adds a button that takes it back. */
  function notify(message, undo) {
    var box = document.querySelector(".rb-notice") || document.createElement("div");
    box.className = "rb-notice";
    box.setAttribute("role", "status");
    document.body.append(box);
    box.replaceChildren(document.createTextNode(message));
    if (undo) {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = undo.label;
      button.addEventListener("click", function () {
        undo.act();
        box.replaceChildren();
      });
      box.append(" ", button);
    }
    window.clearTimeout(notify.timer);
    notify.timer = window.setTimeout(function clear() {
      /* A reader who is about to take it back gets the time to. */
      if (box.matches(":hover, :focus-within")) notify.timer = window.setTimeout(clear, 3000);
      else box.replaceChildren();
    }, 12000);
  }

  window.rolebook = { say: say, notify: notify };

  if (window.document$) window.document$.subscribe(enhance);
  else enhance();
})();
