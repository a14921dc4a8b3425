/* Loads a page again when there is another state than the one it shows. */
(() => {
  let asking;
  const ask = async () => {
    asking = new AbortController();
    try {
      const answer = await fetch("$asks$version", { signal: asking.signal });
      if (await answer.text() !== "$version") return location.reload();
    } catch {
      if (asking.signal.aborted) return;
      await new Promise((wait) => setTimeout(wait, 1000));
    }
    ask();
  };
  const follow = () => document.visibilityState === "visible" ? ask() : asking?.abort();
  document.addEventListener("visibilitychange", follow);
  window.addEventListener("pagehide", () => asking?.abort());
  follow();
})();
