// @ts-check
import { oneLine, spokenAddress } from "../pure/plain.js";
import { all, one } from "./elements.js";

/** Returns a heading's words, without the link that a page gives it. */
const titleOf = (/** @type {HTMLElement} */ heading) => {
  const words = /** @type {HTMLElement} */ (heading.cloneNode(true));
  for (const link of all(".headerlink", words)) link.remove();
  return oneLine(words.textContent);
};

/** Tells the style sheet of printed pages what it cannot know: which page it is, the day, links that need no address. */
export const prepareForPaper = () => {
  const root = document.documentElement;
  const home = one(".rb-brand", document, HTMLAnchorElement).href;
  /** @type {HTMLLinkElement | null} */
  const address = document.querySelector("link[rel=canonical]");
  const tell = (/** @type {string} */ name, /** @type {string} */ text) => root.style.setProperty(name, JSON.stringify(text));
  for (const title of all(".rb-page:not(.rb-page--home) h1")) tell("--rb-print-title", ` · ${titleOf(title)}`);
  if (address) tell("--rb-print-address", address.href + location.search);
  tell("--rb-print-date", new Date().toLocaleDateString(root.lang, { dateStyle: "long" }));
  for (const link of all("article a[href]", document, HTMLAnchorElement)) {
    const isTold = spokenAddress(link.textContent) === spokenAddress(link.getAttribute("href") ?? "");
    link.classList.toggle("rb-told", isTold || link.href.startsWith(home));
  }
};
