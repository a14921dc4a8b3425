// @ts-check
/* Finding elements of the page, and making new ones. */

/**
 * Returns all that a selector finds; `kind` says what they are, and leaves out what is none.
 * @template {Element} [T=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [root]
 * @param {new () => T} [kind]
 * @returns {T[]}
 */
export const all = (selector, root = document, kind = /** @type {any} */ (HTMLElement)) =>
  /** @type {T[]} */ ([...root.querySelectorAll(selector)].filter((found) => found instanceof kind));

/**
 * Returns the first that a selector finds; without it a part cannot work, which is an error.
 * @template {Element} [T=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} root
 * @param {new () => T} [kind]
 * @returns {T}
 */
export const one = (selector, root, kind = /** @type {any} */ (HTMLElement)) => {
  const found = root.querySelector(selector);
  if (found instanceof kind) return found;
  throw new Error(`missing: ${selector}`);
};

/**
 * Makes an element; properties that it has are set, others become attributes. Of children, what is nothing is left out.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Partial<HTMLElementTagNameMap[K]> & Record<`aria-${string}`, string>} [given]
 * @param {(Node | string | number | false | null | undefined)[]} children
 */
export const make = (tag, given, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given ?? {}))
    if (name in element) Reflect.set(element, name, value);
    else element.setAttribute(name, String(value));
  element.append(...children.filter((child) => child || child === 0).map((child) => /** @type {Node | string} */ (child)));
  return element;
};

/**
 * Draws an element of a picture.
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string | number>} attributes
 * @param {Node[]} children
 */
export const draw = (tag, attributes, ...children) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
};
