import { unlimitedCall } from "../../provider/http/call";
import { lifecycle } from "../../provider/lifecycle";
import { flow } from "../../provider/resources/flow";
import type { JsonObject } from "../../provider/values/json";
import { FakeClock } from "./fakeClock";
import { answer, startServer } from "./localServer";
import { sessionAt } from "./session";

/** Milliseconds. */
export const day = 86_400_000;
/** When the flow was created, by the service's time. Milliseconds since the epoch. */
export const created = Date.UTC(2026, 5, 1);
const inputs = {
  name: "Orders",
  flowSpec: { id: "9753525b-82c7-4dce-8a9b-5ccfce2b9876" },
  sourceConnectionIds: ["s"],
  targetConnectionIds: ["t"],
  scheduleParams: { startTime: created / 1_000 + 600, frequency: "day", interval: 1 },
};

/** A run in the shape of Adobe's monitoring guide. */
export function run(index: number, status: string): JsonObject {
  return {
    id: `run-${index}`,
    createdAt: created + index * day,
    metrics: {
      durationSummary: { startedAtUTC: created + index * day },
      statusSummary: {
        status,
        errors: [
          {
            code: "CONNECTOR-2011-403",
            message: "Failed",
            report: { additionalDetails: [{ errorReason: "AccountKey=not-for-logs has expired" }] },
          },
        ],
      },
    },
  };
}

/** A failed run on each of the first 30 days, the newest first. */
export const failed = Array.from({ length: 30 }, (_, index) => run(29 - index, "failed"));

/** A service with one flow, and a process that manages it. */
export async function flowUnderTest() {
  const clock = new FakeClock(created);
  const headers = { date: new Date(created).toUTCString() };
  const lines: string[] = [];
  const reports: string[] = [];
  const entity: Record<string, unknown> = {
    id: "f",
    ...inputs,
    flowSpec: { ...inputs.flowSpec, version: "1.0" },
    state: "enabled",
    etag: '"1"',
    updatedAt: created,
    updatedClient: "client",
  };
  const service = { entity, runs: failed, runsStatus: 200 };
  const { url } = await startServer((response, request) => {
    const place = request.url.split("/flowservice")[1] ?? "";
    lines.push(`${request.method} ${place}`);
    const op = /op=(\w+)/.exec(place)?.[1];
    if (op !== undefined) {
      entity.state = `${op}d`;
    }
    if (request.method === "PATCH" && request.headers["if-match"] !== entity.etag) {
      return answer(412, { errorMessage: "another version" }, headers)(response, request);
    }
    if (request.method === "PATCH") {
      const [change] = JSON.parse(request.body);
      Object.assign(entity, { [change.path.slice(1)]: change.value, updatedClient: "client" });
      entity.updatedAt = created + 50 * day;
    }
    if (request.method !== "GET") {
      return answer(200, { id: "f", etag: '"1"' }, headers)(response, request);
    }
    const isOfRuns = place.startsWith("/runs");
    const other = { id: place.split("/").at(-1) };
    const items = isOfRuns ? service.runs : [place.startsWith("/flows") ? entity : other];
    return answer(isOfRuns ? service.runsStatus : 200, { items, _links: {} }, headers)(response, request);
  });
  // Each command of Pulumi starts a process.
  let session = sessionAt(url, clock);
  const nextRun = () => {
    session = sessionAt(url, clock);
  };
  const steps = lifecycle(
    async () => flow,
    () => session,
  );
  const call = (operation: "check" | "create" | "read" | "diff" | "update") => ({
    ...unlimitedCall(operation),
    report: (text: string) => reports.push(text),
  });
  const check = async (olds: JsonObject, more: JsonObject) =>
    (await steps.check(call("check"), olds, { ...inputs, ...more })).inputs;
  const { id, outputs } = await steps.create(call("create"), await check({}, {}));
  lines.length = 0;
  let state = outputs;
  return {
    service,
    lines,
    reports,
    state: () => state,
    /** A refresh, as the engine does it: whether it shows a difference. `program`: the inputs of the last `up`. */
    refresh: async (program: JsonObject = {}) => {
      nextRun();
      const found = await steps.read(call("read"), id, state);
      state = found?.outputs ?? {};
      const known = { ...state, state: "enabled", ...program };
      return (await steps.diff(call("diff"), id, state, known)).changes;
    },
    /** Whether an `up` with these inputs would change the flow; makes the change. */
    up: async (more: JsonObject = {}) => {
      nextRun();
      const news = await check(state, more);
      const { changes } = await steps.diff(call("diff"), id, state, news);
      if (changes) {
        state = await steps.update(call("update"), id, state, news);
      }
      return changes;
    },
    disable: (by = "aep", at = created + 30 * day) =>
      Object.assign(entity, { state: "disabled", updatedAt: at, updatedClient: by }),
  };
}
