// @ts-check

const letters = "abcdefghijklmnopqrstuvwxyz234567";

/** A new id for a step, an article or a span: 128 random bits as 26 characters.
 *  @returns {string} */
export function newID() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let id = "";
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      id += letters[(held >> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return id + letters[(held << (5 - bits)) & 31];
}
