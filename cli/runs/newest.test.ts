import { expect, test } from "vitest";
import { answer, startServer, type Treatment } from "../../test/support/localServer";
import { runInStack } from "../../test/support/stackCommand";

const flow = "4aa78aa8-eb35-4313-85e5-9707937acd9c";
const pages = 3;
const size = 100;

/** The run that was created as the one with this number, from 1. */
function run(number: number) {
  const status = number % 60 === 0 ? "failed" : "success";
  return {
    id: `run-${number}`,
    flowId: flow,
    createdAt: number * 1_000,
    metrics: { statusSummary: { status } },
  };
}

/** The runs of a service in its order, by their numbers. */
const orders = {
  "newest first": (position: number) => pages * size - position,
  "oldest first": (position: number) => position + 1,
  "in another order": (position: number) => ((position * 7) % (pages * size)) + 1,
} as const;

/** Lists runs of a service; returns the numbers of the runs that are shown and the number of pages that are read. */
async function list(line: string, order: keyof typeof orders, refusesOrder = false) {
  const read: string[] = [];
  const service: Treatment = (response, request) => {
    const { pathname, searchParams } = new URL(request.url, "http://localhost");
    if (request.method === "POST") {
      return answer(200, { access_token: "a-token", token_type: "bearer", expires_in: 3_600 })(
        response,
        request,
      );
    }
    if (refusesOrder && searchParams.has("orderby")) {
      const type = "https://ns.adobe.com/aep/errors/FLOW-1432-400";
      return answer(400, { type, title: "Bad orderby", status: 400 })(response, request);
    }
    read.push(pathname);
    const page = Number(searchParams.get("continuationToken") ?? 0);
    const next = page + 1 < pages ? { next: { href: `/runs?continuationToken=${page + 1}` } } : {};
    const items = Array.from({ length: size }, (_, index) => run(orders[order](page * size + index)));
    return answer(200, { items, _links: next })(response, request);
  };
  const { url } = await startServer(service);
  const { code, text, error } = await runInStack(url, ["runs", "list", flow, ...line.split(" ")]);
  expect(code, error).toBe(0);
  const shown = [...text.matchAll(/run-(\d+)/g)].map(([, number]) => Number(number));
  return { shown, read: read.length, error };
}

const more = "Older runs are not shown; --limit shows more.";

test.each([
  ["--limit 2", [300, 299], 1],
  ["--limit 100", Array.from({ length: 100 }, (_, index) => 300 - index), 2],
  ["--limit 2 --status failed", [300, 240], 2],
])(
  "Of runs that the service orders, only as many pages are read as needed: %s",
  async (line, shown, read) => {
    expect(await list(line, "newest first")).toEqual({ shown, read, error: more });
  },
);

test.each([
  ["--limit 299", "newest first", false, more],
  ["--limit 2", "oldest first", false, more],
  ["--limit 2", "in another order", false, more],
  ["--limit 2", "oldest first", true, more],
  ["--limit 2 --status failed", "oldest first", false, more],
  // Its total counts all of them.
  ["--limit 2 --json", "newest first", false, ""],
] as const)(
  "All pages are read if the newest ones may be on any: %s, %s (refused: %s)",
  async (line, order, refuses, error) => {
    const found = await list(line, order, refuses);
    expect({ ...found, shown: found.shown.slice(0, 2) }).toEqual({
      shown: line.includes("failed") ? [300, 240] : [300, 299],
      read: pages,
      error,
    });
  },
);
