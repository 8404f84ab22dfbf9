import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEmulator } from "../../emulator/index";
import { Client } from "../../emulator/testing/client.testing";
import { keepEvidence } from "../support/evidence";
import { secretsIn } from "../support/secrets";
import { corpus, type DocumentedBody, resolved } from "./corpus";
import { pathOf, timeOfGuides } from "./fill";

const ids = new Map<string, string>();
let emulator: Awaited<ReturnType<typeof startEmulator>>;
let stateFile: string;
let client: Client;

beforeAll(async () => {
  stateFile = path.join(await mkdtemp(path.join(tmpdir(), "corpus-")), "emulator.state");
  emulator = await startEmulator({ stateFile, switches: { mappingSchemaExistence: "ignore" } });
  emulator.clock.setOffset(timeOfGuides - Date.now());
  client = new Client(emulator.url);
  await client.authorise();
});

afterAll(async () => {
  keepEvidence("emulator-log", JSON.stringify(emulator.log.list()));
  await emulator.close();
  keepEvidence("emulator-state", await readFile(stateFile, "utf8"));
});

function idOf(body: string): string {
  const id = ids.get(body);
  if (id === undefined) {
    throw new Error(`${body} was not created`);
  }
  return id;
}

async function create(documented: DocumentedBody): Promise<{ sent: DocumentedBody["body"]; id: string }> {
  const sent = resolved(documented.body, idOf);
  const initial = { ...emulator.switches };
  Object.assign(emulator.switches, documented.switches);
  const { status, body } = await client.post(pathOf[documented.kind], sent);
  Object.assign(emulator.switches, initial);
  expect(body).toMatchObject({ id: expect.any(String) });
  expect(status).toBe(documented.kind === "mappingSet" ? 200 : 201);
  ids.set(documented.id, body.id);
  return { sent, id: body.id };
}

// The service reads numbers and booleans as text in some places, and masks secrets.
function asRead(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(asRead);
  }
  // Matchers stay as they are.
  if (typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asRead(member)]));
  }
  return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
}

const masked = "https://emulator.vault.azure.net/secrets/";

// An access key id is not secret on its page, but the service may mask it.
function withoutSecrets({ body, secret }: DocumentedBody, sent: DocumentedBody["body"]): unknown {
  if (body.auth === undefined) {
    return sent;
  }
  const auth = body.auth as { params: Record<string, unknown> };
  const params = Object.fromEntries(
    Object.entries(auth.params).map(([name, value]) => [
      name,
      expect.toSatisfy(
        (read) =>
          String(read).startsWith(masked) || (!secret.includes(name) && String(read) === String(value)),
      ),
    ]),
  );
  return { ...sent, auth: { ...auth, params } };
}

describe("the emulator, with every documented request body", () => {
  it.each(corpus)("creates $id, and reads it without secrets", async (documented) => {
    const { sent, id } = await create(documented);
    const read = await client.get(`${pathOf[documented.kind]}/${id}`);
    expect(secretsIn(JSON.stringify(read.body))).toEqual([]);
    if (documented.kind === "mappingSet") {
      expect(read.body.mappings).toHaveLength((documented.body.mappings as unknown[]).length);
    } else {
      expect(asRead(read.body.items[0])).toMatchObject(asRead(withoutSecrets(documented, sent)) as object);
    }
  });

  it("stores, lists and logs no secret in clear", async () => {
    for (const collection of Object.values(pathOf)) {
      const { body } = await client.get(`${collection}?limit=100`);
      expect(secretsIn(JSON.stringify(body))).toEqual([]);
    }
    expect(secretsIn(JSON.stringify(emulator.log.list()))).toEqual([]);
    expect(secretsIn(await readFile(stateFile, "utf8"))).toEqual([]);
  });
});
