import type { FlowService } from "../../api/flowService";
import { errorReasons } from "../../http/errorEnvelopes";
import { ServiceError } from "../../http/serviceError";
import { withoutCredentials } from "../../messages/credentialForms";
import { shortened } from "../../messages/shortened";
import { isEmpty } from "../../values/compare";
import { isJsonArray, isJsonObject, type Json, type JsonObject, textOf, valueAt } from "../../values/json";

/** One run of a flow, as far as it decides why the flow is disabled. */
export interface FlowRun {
  /** When it started, or was created if the service does not say. Milliseconds since the epoch. */
  readonly startedAt: number;
  /** `pending`: it has not ended, or has a status that is not documented. */
  readonly result: "failed" | "succeeded" | "pending";
  /** What the service reports about its failure, without credentials; each text once, the most specific first. */
  readonly errors: readonly string[];
}

/** The spelling of states differs between documents, and some of them name a run that lost single records. */
const results: Readonly<Record<string, FlowRun["result"]>> = {
  failed: "failed",
  failure: "failed",
  success: "succeeded",
  completed: "succeeded",
  partialsuccess: "succeeded",
  partial_success: "succeeded",
};

/** Number of errors of one run that are kept, and the number of characters of each. */
const maxErrors = 5;
const maxError = 500;

/** Maximum number of pages: a flow that runs every 15 minutes has 2 880 runs in 30 days. */
const maxPages = 40;

/** Reads one run; `undefined` for one without a time. */
export function flowRun(run: JsonObject): FlowRun | undefined {
  const startedAt = timeOf(valueAt(run, "metrics.durationSummary.startedAtUTC")) ?? timeOf(run.createdAt);
  if (startedAt === undefined) {
    return undefined;
  }
  const status = runStatus(run) ?? "";
  const errors = runFailures(run)
    .slice(0, maxErrors)
    .map((failure) => shortened(failureText(failure), maxError));
  return { startedAt, result: results[status.toLowerCase()] ?? "pending", errors };
}

/** Status of a run as the service writes it; `undefined` if it returns none. */
export function runStatus(run: JsonObject): string | undefined {
  const status = valueAt(run, "metrics.statusSummary.status") ?? run.status;
  return isEmpty(status) ? undefined : textOf(status);
}

/**
 * The runs of a flow, page by page, the newest first if the service orders them.
 *
 * @returns pages of at most 100 runs; not more than are needed for 30 days of the most frequent schedule
 */
export async function* runPages(service: FlowService, flowId: string): AsyncGenerator<readonly FlowRun[]> {
  let pages = 0;
  for await (const page of newestFirst(service, [`flowId==${flowId}`])) {
    yield page.flatMap((run) => flowRun(run) ?? []);
    pages++;
    if (pages >= maxPages) {
      return;
    }
  }
}

/** Runs that match every filter, page by page, the newest first if the service orders them. */
export async function* newestFirst(
  service: Pick<FlowService, "pages">,
  property: readonly string[],
): AsyncGenerator<JsonObject[]> {
  let isRead = false;
  try {
    for await (const page of service.pages("runs", property, "-createdAt")) {
      isRead = true;
      yield page;
    }
  } catch (error) {
    // No source documents the order of runs. A service that refuses it returns them in its own order.
    if (isRead || !(error instanceof ServiceError) || error.status !== 400) {
      throw error;
    }
    yield* service.pages("runs", property);
  }
}

/** A time in milliseconds since the epoch, as a number or as text. */
export function timeOf(value: Json): number | undefined {
  const time = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  return typeof time === "number" && time > 0 && Number.isFinite(new Date(time).getTime()) ? time : undefined;
}

/** An error of a run, as the service reports it, without credentials. */
export interface RunFailure {
  /** Code of the service; empty if it returns none. */
  readonly code: string;
  readonly message: string;
}

/**
 * The errors of a run, each once and the most specific first. They can contain the credentials of a connection that this
 * process does not know, so whatever has the form of a credential is replaced.
 */
export function runFailures(run: JsonObject): readonly RunFailure[] {
  // The errors of the activities say more than those of the whole run, and a reason says more than a message.
  const activities = [run.activities, run.activites].flatMap(membersOf);
  const summaries = [
    ...activities.map((activity) => valueAt(activity, "statusSummary")),
    valueAt(run, "metrics.statusSummary"),
  ];
  const found = [run, ...activities, ...summaries.filter(isJsonObject)].flatMap((place) => [
    ...errorReasons(place).map((message) => ({ code: "", message })),
    ...[place.errors, valueAt(place, "extensions.errors")].flatMap(membersOf).map(failureIn),
  ]);
  const failures = new Map(found.map((failure) => [failureText(failure), failure]));
  failures.delete("");
  return [...failures.values()].map(({ code, message }) => ({ code, message: withoutCredentials(message) }));
}

/** An error of a run as one text: `CONNECTOR-2001-500: No access.` */
export function failureText({ code, message }: RunFailure): string {
  return [code, message].filter((part) => part !== "").join(": ");
}

function failureIn(error: JsonObject): RunFailure {
  const reasons = errorReasons(error);
  const message = reasons.length > 0 ? reasons.join("; ") : textOf(error.message ?? "");
  return { code: textOf(error.code ?? ""), message };
}

function membersOf(list: Json): readonly JsonObject[] {
  return isJsonArray(list) ? list.filter(isJsonObject) : [];
}
