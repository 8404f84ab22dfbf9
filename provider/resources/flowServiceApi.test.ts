import { expect, test } from "vitest";
import { answer, startServer } from "../../test/support/localServer";
import { hookContext, sessionAt } from "../../test/support/session";
import { flowServiceApi } from "./flowServiceApi";

async function filtersFor(name: string | undefined) {
  const server = await startServer(answer(200, { items: [] }));
  await flowServiceApi("connections", () => undefined)(hookContext(sessionAt(server.url))).list(name);
  return new URL(server.requests[0]?.url ?? "", server.url).searchParams.getAll("property");
}

test("The service filters by a plain name.", async () => {
  expect(await filtersFor("My flow (1/2): a-b_c.d")).toEqual(['name=="My flow (1/2): a-b_c.d"']);
});

test.each(["a,b", 'a"b', "a==b", "a&b", "ä", "", undefined])(
  "The name %o is not sent, because a filter could misread it: all entities are listed.",
  async (name) => {
    expect(await filtersFor(name)).toEqual([]);
  },
);

test("The users of a kind without users are found without a request.", async () => {
  const server = await startServer(answer(500, {}));
  expect(
    await flowServiceApi("flows", () => undefined)(hookContext(sessionAt(server.url))).users("a", {}),
  ).toEqual([]);
  expect(server.requests).toEqual([]);
});
