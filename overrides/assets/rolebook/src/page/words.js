// @ts-check

/** Returns the words of clean HTML. */
export const wordsOf = (/** @type {string} */ html) => {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.textContent;
};
