import type { ServerResponse } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { FakeClock } from "../../test/support/fakeClock";
import { answer, startServer, type Treatment, text } from "../../test/support/localServer";
import { HttpClient } from "./client";
import { path } from "./path";
import { RequestBudget } from "./requestBudget";
import { LostResponseError, ServiceError } from "./serviceError";
import { ServiceTime } from "./serviceTime";
import { Transport } from "./transport";

const entities = path`/entities`;
const limits = { size: 100_000, stall: 1_000, progress: 50_000 };
/** For responses that are not slow by themselves: a busy machine may need seconds for them. */
const patient = { ...limits, stall: 120_000 };

function clientOf(origin: string, limited = limits): HttpClient {
  const clock = new FakeClock();
  const transport = new Transport({ limits: limited });
  onTestFinished(() => transport.close());
  const budget = new RequestBudget({ maxConcurrent: 16 }, clock);
  return new HttpClient({ origin, transport, clock, serviceTime: new ServiceTime(), budget });
}

/** Writes a piece again and again until the client gives up. */
function endless(piece: string, pause: (next: () => void) => unknown, first = piece): Treatment {
  return (response: ServerResponse) => {
    response.writeHead(200, { "content-type": "application/json" });
    const write = () => {
      if (!response.destroyed) {
        response.write(piece, () => pause(write));
      }
    };
    response.write(first, write);
  };
}

const nested = (levels: number) => `${'{"a":['.repeat(levels / 2)}${"]}".repeat(levels / 2)}`;

const late = /did not arrive within/;

const excessive: readonly [string, Treatment, RegExp][] = [
  ["is larger than the limit", endless("x".repeat(10_000), setImmediate), /larger than 0\.1 MB/],
  ["arrives in single bytes", endless(" ", (next) => setTimeout(next, 20)), late],
  [
    "arrives in single bytes after much progress",
    endless(" ", (next) => setTimeout(next, 20), " ".repeat(60_000)),
    late,
  ],
  ["has more than 100 levels", text(200, nested(102)), /more than 100 levels/],
  ["has 100,000 levels", text(200, "[".repeat(40_000) + "]".repeat(40_000)), /more than 100 levels/],
];

test.each(excessive)(
  "A response to a GET that %s is one clear error, without a retry.",
  async (_name, treatment, said) => {
    const server = await startServer(treatment);
    const error = await clientOf(server.url, said === late ? limits : patient)
      .send({ method: "GET", path: entities })
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "Problem", message: expect.stringMatching(said) });
    expect(String(error)).toContain("GET /entities");
    expect(server.requests).toHaveLength(1);
  },
);

test.each(excessive)(
  "A response to a POST, PATCH or PUT that %s is a lost response.",
  async (_name, treatment, said) => {
    const methods = ["POST", "PATCH", "PUT"] as const;
    const each = methods.map(async (method) => {
      const server = await startServer(treatment);
      const error = await clientOf(server.url, said === late ? limits : patient)
        .send({ method, path: entities, json: {} })
        .catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(LostResponseError);
      expect(String(error)).toMatch(said);
      expect(server.requests).toHaveLength(1);
    });
    // Together, because each waits for a limit.
    await Promise.all(each);
  },
);

test.each(["writeProcessing", "writeEarlyHints"] as const)(
  "Endless informational responses (%s) are no progress.",
  async (inform) => {
    const treatment: Treatment = (response) => {
      const again = () => {
        if (response.destroyed) {
          return;
        }
        if (inform === "writeProcessing") {
          response.writeProcessing();
        } else {
          response.writeEarlyHints({ link: "</a>; rel=preload" });
        }
        setTimeout(again, 20);
      };
      again();
    };
    const each = (["POST", "PATCH"] as const).map(async (method) => {
      const server = await startServer(treatment);
      const error = await clientOf(server.url)
        .send({ method, path: entities, json: {} })
        .catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(LostResponseError);
      expect(String(error)).toContain("no response within 1 seconds");
      expect(server.requests).toHaveLength(1);
    });
    await Promise.all(each);
  },
);

test("Responses within the limits are accepted: 100 levels, a slow one that makes progress, and a large one.", async () => {
  const large = JSON.stringify({ text: "x".repeat(99_000) });
  const server = await startServer(text(200, nested(100)), text(200, large));
  const client = clientOf(server.url);
  expect(await client.send({ method: "GET", path: entities })).toMatchObject({ status: 200 });
  expect(await client.send({ method: "GET", path: entities })).toMatchObject({ status: 200 });
});

test("A refusal with too many levels is still a refusal.", async () => {
  const server = await startServer(text(400, nested(200)));
  const error = await clientOf(server.url)
    .send({ method: "POST", path: entities, json: {} })
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ServiceError);
  expect(error).toMatchObject({ status: 400 });
});

test.each(["message", "error_code"])(
  "Of a text of 90 kB in %s, an error shows at most 4 kB.",
  async (key) => {
    const server = await startServer(answer(400, { [key]: "word ".repeat(18_000) }));
    const error = await clientOf(server.url)
      .send({ method: "GET", path: entities })
      .catch((thrown: unknown) => thrown);
    expect(String(error)).toContain("word word");
    expect(String(error).length).toBeLessThan(4_600);
  },
);
