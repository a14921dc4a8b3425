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
    all("nav.md-tags", root).forEach(function (nav) {
      nav.setAttribute("role", "none");
    });
  }

  /** Shows on the current page what needs a script. */
  function enhance() {
    var article = document.querySelector("article");
    var needed = toggle("search") && document.querySelector("[data-md-component=search-query]");
    all(".rb-action--print" + (needed ? ", .rb-home-search" : "")).forEach(function (element) {
      element.hidden = false;
    });
    [article, document.querySelector("[data-md-component=search-result]")].forEach(function (root) {
      if (!root) return;
      name(root);
      new MutationObserver(function () { name(root); }).observe(root, { childList: true, subtree: true });
    });
  }

  /** Returns an address without what is not read aloud, to hold it against the words of its link. */
  function plain(address) {
    return address.trim().replace(/^(https?:\/\/|mailto:)|\/$/g, "");
  }

  /** Tells the style sheet of printed pages what it cannot know: which page it is, the day, links that need no address. */
  function prepareForPaper() {
    var root = document.documentElement;
    var home = document.querySelector(".rb-brand").href;
    var address = document.querySelector("link[rel=canonical]");
    var set = function (name, text) {
      root.style.setProperty(name, JSON.stringify(text));
    };
    all(".rb-page:not(.rb-page--home) h1").forEach(function (title) {
      var words = title.cloneNode(true);
      all(".headerlink", words).forEach(function (link) { link.remove(); });
      set("--rb-print-title", " · " + words.textContent.trim().replace(/\s+/g, " "));
    });
    if (address) set("--rb-print-address", address.href + location.search);
    set("--rb-print-date", new Date().toLocaleDateString(root.lang, { dateStyle: "long" }));
    all("article a[href]").forEach(function (link) {
      var told = link.href.indexOf(home) === 0 || plain(link.textContent) === plain(link.getAttribute("href"));
      link.classList.toggle("rb-told", told);
    });
  }

  window.addEventListener("beforeprint", prepareForPaper);

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

  var words;

  /** Returns a message in the handbook's language, `{name}` replaced by the value of that name. */
  function say(message, values) {
    if (!words)
      words = all("[data-rb-words]").reduce(function (found, part) {
        return Object.assign(found, JSON.parse(part.textContent));
      }, {});
    return (words[message] || message).replace(/\{(\w+)\}/g, function (whole, key) {
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

  /** Begins the parts that a selector finds, each by itself: `begin(part, number)`. Style sheets show what a script has begun. */
  function parts(selector, begin) {
    all(selector).forEach(function (part, index) {
      try {
        begin(part, index + 1);
        part.dataset.rbOn = "";
        delete part.dataset.rbLost;
      } catch (error) {
        part.dataset.rbLost = "";
        window.setTimeout(function () { throw error; });
      }
    });
  }

  /** Returns what a name in the address is called for the first, the second … part of a kind on a page. */
  function key(name, number) {
    return number > 1 ? name + "-" + number : name;
  }

  /** Puts values into the address, so that it can be sent, and takes empty ones out; `change` does more to it. */
  function keep(values, change) {
    var url = new URL(location);
    Object.keys(values).forEach(function (name) {
      url.searchParams.delete(name);
      if (values[name]) url.searchParams.set(name, values[name]);
    });
    if (change) change(url);
    try {
      history.replaceState(history.state, "", url);
    } catch (error) {
      /* Some browsers keep the address of a page opened as a file, or when asked too often. */
    }
  }

  window.rolebook = { say: say, notify: notify, parts: parts, key: key, keep: keep };

  if (window.document$) window.document$.subscribe(enhance);
  else enhance();
})();
