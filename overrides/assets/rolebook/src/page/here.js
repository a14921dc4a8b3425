// @ts-check

/** The address of the script that this is part of. It is known only while a script is first read. */
export const script = /** @type {HTMLScriptElement} */ (document.currentScript).src;
