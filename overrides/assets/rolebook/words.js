/* Which words of an expectation are new against another level: the page says it, this shows it. */
(() => {
  "use strict";

  const names = (levels, level) => (levels ?? "").split(" ").includes(String(level));

  const marked = (nodes) => {
    const mark = document.createElement("mark");
    mark.append(...nodes);
    return mark;
  };

  /** Marks what is new in an element against a level, counted from 0: words, or all where it keeps few of them. */
  rolebook.markNewWords = (level, element) => {
    if (!names(element.dataset.keeps, level)) {
      element.append(marked(element.childNodes));
      return;
    }
    for (const words of element.querySelectorAll("[data-new]"))
      if (names(words.dataset.new, level)) words.replaceWith(marked(words.childNodes));
  };
})();
