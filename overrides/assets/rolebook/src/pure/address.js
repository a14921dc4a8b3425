// @ts-check
/* What of a page stands in its address, so that it can be sent. */

/**
 * Returns what a name in the address is called for the first, the second … part of a kind on a page.
 * @param {string} name
 * @param {number} number
 */
export const key = (name, number) => (number > 1 ? `${name}-${number}` : name);

/**
 * Returns an address with values put into its query, and empty ones taken out.
 * @param {string | URL} address
 * @param {Record<string, unknown>} values
 */
export const withValues = (address, values) => {
  const url = new URL(address);
  for (const [name, value] of Object.entries(values)) {
    url.searchParams.delete(name);
    if (value) url.searchParams.set(name, String(value));
  }
  return url;
};
