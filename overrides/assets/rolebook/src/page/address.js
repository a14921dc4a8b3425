// @ts-check
import { withValues } from "../pure/address.js";

/**
 * Puts values into the address, so that it can be sent, and takes empty ones out; `change` does more to it.
 * @param {Record<string, FormDataEntryValue | null | undefined>} values
 * @param {(url: URL) => void} [change]
 */
export const keep = (values, change) => {
  const url = withValues(location.href, values);
  change?.(url);
  try {
    history.replaceState(history.state, "", url);
  } catch {
    /* Some browsers keep the address of a page opened as a file, or when asked too often. */
  }
};
