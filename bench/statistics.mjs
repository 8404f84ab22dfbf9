/** @param {readonly number[]} values */
export function median(values) {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/**
 * Returns the exponent k of the power law y = c·n^k that fits best; 1 means proportional growth.
 * @param {readonly (readonly [n: number, y: number])[]} points
 * @returns {number | undefined} undefined if there are fewer than two sizes, or only zeros
 */
export function exponent(points) {
  const logs = points
    .filter(([, y]) => y > 0)
    .map(([n, y]) => /** @type {const} */ ([Math.log(n), Math.log(y)]));
  if (new Set(logs.map(([x]) => x)).size < 2) {
    return undefined;
  }
  const mean = (/** @type {0 | 1} */ at) => logs.reduce((sum, point) => sum + point[at], 0) / logs.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const over = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  const under = logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  return over / under;
}
