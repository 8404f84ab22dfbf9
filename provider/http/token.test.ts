import { expect, test, vi } from "vitest";
import { FakeClock } from "../../test/support/fakeClock";
import { type Token, TokenSource } from "./token";

function sourceOf(expiresIn: number) {
  const clock = new FakeClock();
  let count = 0;
  const fetch = vi.fn(async (): Promise<Token> => ({ value: `token-${++count}`, expiresIn }));
  return { clock, fetch, tokens: new TokenSource(fetch, clock) };
}

test("A token is fetched once, whatever the number of waiting requests.", async () => {
  const { fetch, tokens } = sourceOf(86_399);
  const given = await Promise.all(Array.from({ length: 50 }, () => tokens.get()));
  expect(new Set(given)).toEqual(new Set(["token-1"]));
  expect(await tokens.get()).toBe("token-1");
  expect(fetch).toHaveBeenCalledTimes(1);
});

test("A token is renewed five minutes before it ends, and again once.", async () => {
  const { clock, fetch, tokens } = sourceOf(3_600);
  await tokens.get();
  clock.advance(3_299_999);
  expect(await tokens.get()).toBe("token-1");
  clock.advance(1);
  expect(await Promise.all([tokens.get(), tokens.get()])).toEqual(["token-2", "token-2"]);
  expect(fetch).toHaveBeenCalledTimes(2);
});

test("A token that lasts less than the margin is used for half its life.", async () => {
  const { clock, tokens } = sourceOf(60);
  await tokens.get();
  clock.advance(29_999);
  expect(await tokens.get()).toBe("token-1");
  clock.advance(1);
  expect(await tokens.get()).toBe("token-2");
});

test("A configured token never ends.", async () => {
  const { clock, tokens } = sourceOf(Number.POSITIVE_INFINITY);
  await tokens.get();
  clock.advance(1e12);
  expect(await tokens.get()).toBe("token-1");
});

test("Many refusals of one token lead to one new one.", async () => {
  const { fetch, tokens } = sourceOf(3_600);
  const old = await tokens.get();
  const renewed = await Promise.all(
    Array.from({ length: 10 }, async () => {
      await tokens.refused(old);
      return tokens.get();
    }),
  );
  expect(new Set(renewed)).toEqual(new Set(["token-2"]));
  expect(fetch).toHaveBeenCalledTimes(2);
});

test("A late refusal of an old token does not discard the new one.", async () => {
  const { fetch, tokens } = sourceOf(3_600);
  const old = await tokens.get();
  await tokens.refused(old);
  await tokens.get();
  await tokens.refused(old);
  expect(await tokens.get()).toBe("token-2");
  expect(fetch).toHaveBeenCalledTimes(2);
});

test("A failed fetch fails all waiting requests, and is not cached.", async () => {
  const fetch = vi
    .fn<() => Promise<Token>>()
    .mockRejectedValueOnce(new Error("down"))
    .mockResolvedValue({ value: "token", expiresIn: 3_600 });
  const tokens = new TokenSource(fetch, new FakeClock());
  const first = await Promise.allSettled([tokens.get(), tokens.get()]);
  expect(first.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await tokens.get()).toBe("token");
  expect(fetch).toHaveBeenCalledTimes(2);
});

test("A failed renewal is not cached either.", async () => {
  const clock = new FakeClock();
  const fetch = vi
    .fn<() => Promise<Token>>()
    .mockResolvedValueOnce({ value: "old", expiresIn: 3_600 })
    .mockRejectedValueOnce(new Error("down"))
    .mockResolvedValue({ value: "new", expiresIn: 3_600 });
  const tokens = new TokenSource(fetch, clock);
  await tokens.get();
  clock.advance(3_600_000);
  await expect(tokens.get()).rejects.toThrow("down");
  expect(await tokens.get()).toBe("new");
});

test("The source knows when its token ends, unless the token has no end.", async () => {
  const { clock, tokens } = sourceOf(3_600);
  expect(tokens.endsAt).toBeUndefined();
  await tokens.get();
  expect(tokens.endsAt).toBe(clock.now() + 3_600_000);
  const given = sourceOf(Number.POSITIVE_INFINITY);
  await given.tokens.get();
  expect(given.tokens.endsAt).toBeUndefined();
});
