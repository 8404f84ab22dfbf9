import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { corpus, type DocumentedBody, resolved } from "../corpus/corpus";
import { startEmulator } from "../support/emulator/emulator";
import { ImpatientClock, InProcessHost } from "../support/host/inProcessHost";
import { ManagedResource } from "../support/host/managedResource";
import { type LocalServer, startServer } from "../support/localServer";

// Before the start times of all flows in the guides.
const offset = Date.UTC(2021, 0, 1) - Date.now();

class ClockOfGuides extends ImpatientClock {
  override wall(): number {
    return super.wall() + offset;
  }
}

const ids = new Map<string, string>();
let emulator: RunningEmulator;

beforeAll(async () => {
  emulator = await startEmulator({
    switches: { mappingSchemaExistence: "ignore", interactiveAuthoringRequired: false },
  });
  emulator.clock.setOffset(offset);
});
afterAll(() => emulator.close());

/** Forwards to the emulator, and records the requests with their secrets. */
function startRecorder(): Promise<LocalServer> {
  return startServer(async (response, { method, url, headers, body }) => {
    const { host, connection, "content-length": length, ...others } = headers;
    const answer = await fetch(emulator.url + url, {
      method,
      headers: others as Record<string, string>,
      ...(body === "" ? {} : { body }),
    });
    const { "content-encoding": _, "transfer-encoding": __, ...kept } = Object.fromEntries(answer.headers);
    response.writeHead(answer.status, kept).end(await answer.text());
  });
}

function idOf(body: string): string {
  const id = ids.get(body);
  if (id === undefined) {
    throw new Error(`${body} was not created`);
  }
  return id;
}

async function create(documented: DocumentedBody) {
  const sent = resolved(documented.body, idOf);
  const initial = { ...emulator.switches };
  Object.assign(emulator.switches, documented.switches);
  onTestFinished(() => void Object.assign(emulator.switches, initial));
  const recorder = await startRecorder();
  const host = new InProcessHost(recorder.url, { clock: new ClockOfGuides() });
  onTestFinished(() => host.close());
  const resource = new ManagedResource(host, documented.kind);
  await resource.up(sent);
  ids.set(documented.id, resource.id);
  return { sent, resource, recorder };
}

// The service assigns ids and versions of mapping sets; guides send empty ones.
function withoutAssigned({ kind }: DocumentedBody, body: DocumentedBody["body"]): DocumentedBody["body"] {
  if (kind !== "mappingSet") {
    return body;
  }
  const { id, version, mappings, ...kept } = body;
  const written = (mappings as DocumentedBody["body"][]).map(({ version: _, ...mapping }) => mapping);
  return { ...kept, mappings: written };
}

describe("the provider, with every documented request body", () => {
  it.each(corpus)("creates $id with the same body, and sees no difference", async (documented) => {
    const { sent, resource, recorder } = await create(documented);
    const [created] = recorder.requests.filter(({ method }) => method === "POST").slice(-1);
    expect(JSON.parse(created?.body ?? "null")).toEqual(withoutAssigned(documented, sent));
    expect(await resource.refresh()).toBe("same");
    expect(await resource.up(sent)).toBe("same");
  });
});
