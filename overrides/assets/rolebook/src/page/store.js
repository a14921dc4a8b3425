/* What a reader saves. It stays in this browser, and one company's site never reads another's. */
(() => {
  "use strict";

  const site = new URL("../../", document.currentScript.src).pathname;
  const keyOf = (name) => `rolebook:${site}:${name}`;

  /** Returns what was saved under a name, or the given value; what cannot be read counts as nothing. */
  const read = (name, otherwise = null) => {
    try {
      return JSON.parse(localStorage.getItem(keyOf(name))) ?? otherwise;
    } catch {
      return otherwise;
    }
  };

  /** Saves a value under a name; tells whether the browser took it. */
  const write = (name, value) => {
    try {
      localStorage.setItem(keyOf(name), JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  };

  /** Forgets what was saved under a name. */
  const remove = (name) => {
    try {
      localStorage.removeItem(keyOf(name));
    } catch {
      /* Where nothing can be saved, nothing has to be forgotten. */
    }
  };

  /** Returns the names that begin with a prefix. */
  const names = (prefix) => {
    try {
      const start = keyOf(prefix);
      return Object.keys(localStorage).filter((key) => key.startsWith(start)).map((key) => key.slice(keyOf("").length));
    } catch {
      return [];
    }
  };

  /** Calls `changed(name)` when another tab saved or forgot something of this site. */
  const onChange = (changed) => {
    window.addEventListener("storage", (event) => {
      if (event.key === null) changed(null);
      else if (event.key.startsWith(keyOf(""))) changed(event.key.slice(keyOf("").length));
    });
  };

  rolebook.store = { read, write, remove, names, onChange };
})();
