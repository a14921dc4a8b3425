/* Roles as data, loaded when they are needed; by a script element, so that pages opened as files can too. */
(() => {
  "use strict";

  const root = new URL("../../data/roles/", document.currentScript.src);
  const waiting = new Map();

  /** Takes a role that its script hands over. */
  rolebook.receive = (id, role) => waiting.get(id)?.resolve(role);

  /** Returns a promise of a role by its id; it is rejected when this handbook has no such role. */
  rolebook.role = (id) => {
    if (!waiting.has(id)) {
      const entry = {};
      entry.promise = new Promise((resolve, reject) => Object.assign(entry, { resolve, reject }));
      entry.promise.catch(() => waiting.delete(id));
      waiting.set(id, entry);
      const script = document.createElement("script");
      script.src = new URL(`${encodeURIComponent(id)}.js`, root).href;
      /* What loaded without handing over a role was something else; a later try may do better. */
      script.onload = script.onerror = () => {
        script.remove();
        entry.reject(new Error(id));
      };
      document.head.append(script);
    }
    return waiting.get(id).promise;
  };
})();
