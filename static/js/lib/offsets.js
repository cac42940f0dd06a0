// @ts-check
// Code points and UTF-16 units. Positions are code points everywhere; a browser counts UTF-16. This
// file is the only place where the two meet.

/** The rule between code points and UTF-16 units of one text. A text without characters beyond the
 *  BMP, which is nearly every one, costs nothing. */
export class Ruler {
  /** @param {string} text */
  constructor(text) {
    /** @type {number[]} the UTF-16 offsets of the characters that take two units, ascending */
    this.wide = [];
    const pair = /[\ud800-\udbff][\udc00-\udfff]/g;
    for (let found = pair.exec(text); found; found = pair.exec(text)) this.wide.push(found.index);
    /** the number of code points */
    this.length = text.length - this.wide.length;
  }

  /** The code point that a UTF-16 offset stands before; the middle of a pair counts as its start.
   *  @param {number} unit @returns {number} */
  point(unit) {
    return unit - before(this.wide, unit);
  }

  /** The UTF-16 offset of a code point.
   *  @param {number} point @returns {number} */
  unit(point) {
    let low = 0;
    let high = this.wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.wide[middle] - middle < point) low = middle + 1;
      else high = middle;
    }
    return point + low;
  }
}

/** How many of the ascending numbers are smaller than limit.
 *  @param {number[]} numbers @param {number} limit @returns {number} */
function before(numbers, limit) {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The part of a text between two code points.
 *  @param {string} text @param {number} start @param {number} end @returns {string} */
export function slice(text, start, end) {
  const ruler = new Ruler(text);
  return text.slice(ruler.unit(start), ruler.unit(end));
}

/** The number of code points of a text.
 *  @param {string} text @returns {number} */
export function length(text) {
  return new Ruler(text).length;
}
