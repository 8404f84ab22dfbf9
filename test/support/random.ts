/** Numbers from 0 to below 1, the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  // mulberry32
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The same members in another order, which is the same for the same seed. */
export function shuffled<Member>(members: readonly Member[], seed: number): Member[] {
  const random = randomFrom(seed);
  const rest = [...members];
  return members.flatMap(() => rest.splice(Math.floor(random() * rest.length), 1));
}
