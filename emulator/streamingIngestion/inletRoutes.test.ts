import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Json, JsonObject } from "../core/json";
import { type Client, paths, start } from "../testing/client.testing";
import {
  createStream,
  createWebhook,
  type Stream,
  sendMessage,
  xdmMessage,
} from "../testing/streaming.testing";

const counts = async (client: Client, inletId: string): Promise<JsonObject> =>
  (await client.get(`/_emulator/inlets/${inletId}`)).body as unknown as JsonObject;

const report = (text: string, { inletId }: Stream) => ({
  type: "http://ns.adobe.com/adobecloud/problem/data-collection-service/inlet",
  status: 400,
  title: "Invalid XDM Message Format",
  report: { message: `inletId: [${inletId}] imsOrgId: [EMULATOR@AdobeOrg] ${text}` },
});

test("accepts a message, counts it by dataset and shows it", async () => {
  const { client, emulator } = await start();
  const stream = await createStream(client);
  const sent = await sendMessage(stream.inletUrl, xdmMessage(stream));
  expect(sent).toEqual({
    status: 200,
    body: {
      inletId: stream.inletId,
      xactionId: expect.stringMatching(/^\d{13}:\d+:\d+$/),
      receivedTimeMs: expect.any(Number),
    },
  });
  expect(Number(sent.body.receivedTimeMs)).toBeLessThanOrEqual(emulator.clock.now());
  expect(await counts(client, stream.inletId)).toMatchObject({
    received: 1,
    ingested: 1,
    failed: 0,
    dropped: 0,
    dataSets: { [stream.dataSetId]: 1 },
  });
  expect((await client.get("/_emulator/inletEvents")).body.items).toEqual([
    {
      id: sent.body.xactionId,
      createdAt: expect.any(Number),
      inletId: stream.inletId,
      flowId: stream.flow,
      dataSetId: stream.dataSetId,
      status: "ingested",
      content: { _id: "1" },
    },
  ]);
});

test("accepts a batch, and reports each message of it", async () => {
  const { client } = await start();
  const stream = await createStream(client);
  const { header } = xdmMessage(stream);
  const sent = await sendMessage(stream.inletUrl.replace("/collection/", "/collection/batch/"), {
    messages: [
      xdmMessage(stream),
      { header: header ?? null },
      xdmMessage(stream, {}, { imsOrgId: "other@AdobeOrg" }),
    ],
  });
  const about = `inletId: [${stream.inletId}] imsOrgId: [EMULATOR@AdobeOrg]`;
  const { batchId } = sent.body;
  expect(sent).toEqual({
    status: 207,
    body: {
      inletId: stream.inletId,
      batchId,
      receivedTimeMs: expect.any(Number),
      responses: [
        { xactionId: `${String(batchId)}:0` },
        { statusCode: 400, message: `${about} Message has unknown xdm format` },
        { statusCode: 400, message: `${about} Message has an absent or wrong ims org in the header` },
      ],
    },
  });
  expect(await counts(client, stream.inletId)).toMatchObject({ received: 1, ingested: 1 });
});

test.each<[string, (stream: Stream) => Json, string]>([
  ["no object", () => [], "Message has unknown xdm format"],
  ["no body", (stream) => ({ header: xdmMessage(stream).header ?? null }), "Message has unknown xdm format"],
  [
    "another schema in its body",
    (stream) => ({
      ...xdmMessage(stream),
      body: xdmMessage({ ...stream, schemaId: "https://ns.example.com/b" }).body ?? null,
    }),
    "Message has unknown xdm format",
  ],
  [
    "another schema than its dataset",
    (stream) => xdmMessage({ ...stream, schemaId: "https://ns.example.com/b" }),
    "Message has unknown xdm format",
  ],
  [
    "another organisation",
    (stream) => xdmMessage(stream, {}, { imsOrgId: "other@AdobeOrg" }),
    "Message has an absent or wrong ims org in the header",
  ],
  [
    "an unknown flow",
    (stream) => xdmMessage(stream, {}, { flowId: "none" }),
    "Message has an unknown or disabled flow: none",
  ],
])("refuses a message with %s", async (_case, message, text) => {
  const { client } = await start();
  const stream = await createStream(client);
  expect(await sendMessage(stream.inletUrl, message(stream))).toEqual({
    status: 400,
    body: report(text, stream),
  });
  expect(await counts(client, stream.inletId)).toMatchObject({ received: 0 });
});

test("refuses a message for a flow that reads from another inlet", async () => {
  const { client } = await start();
  const [one, other] = [await createStream(client), await createWebhook(client)];
  const { options } = (await client.read(`${paths.flows}/${other}`)) as unknown as {
    options: { inletUrl: string };
  };
  const status = async (url: string, flowId: string) =>
    (await sendMessage(url, xdmMessage(one, {}, { flowId }), { "x-adobe-flow-id": flowId })).status;
  expect(await status(one.inletUrl, one.flow)).toBe(200);
  expect(await status(one.inletUrl, other)).toBe(400);
  expect(await status(options.inletUrl, other)).toBe(200);
  expect(await status(options.inletUrl, one.flow)).toBe(400);
});

test("requires the organisation and the flow of a message by switch", async () => {
  const { client, emulator } = await start();
  const stream = await createStream(client);
  const { header, ...rest } = xdmMessage(stream);
  const { imsOrgId: _, flowId: __, ...others } = header as JsonObject;
  const send = async (given: JsonObject) =>
    (await sendMessage(stream.inletUrl, { ...rest, header: { ...others, ...given } })).status;
  expect(await send({ flowId: stream.flow })).toBe(200);
  expect(await send({ imsOrgId: "EMULATOR@AdobeOrg" })).toBe(400);
  emulator.switches.inletMissingOrganisation = "refuse";
  emulator.switches.inletFlowId = "optional";
  expect(await send({ flowId: stream.flow })).toBe(400);
  expect(await send({ imsOrgId: "EMULATOR@AdobeOrg" })).toBe(200);
});

test("requires a token if the connection requires authentication", async () => {
  const { client, emulator } = await start();
  const stream = await createStream(client, { authenticationRequired: true });
  const send = (headers: Record<string, string>) => sendMessage(stream.inletUrl, xdmMessage(stream), headers);
  expect(await send({})).toEqual({
    status: 401,
    body: {
      type: "https://ns.adobe.com/adobecloud/problem/data-collection-service-authorization",
      status: "401",
      title: "Authorization",
      report: { message: "[id] Ims service token is empty" },
    },
  });
  expect((await send({ authorization: "Bearer expired" })).status).toBe(401);
  emulator.switches.inletInvalidToken = 403;
  expect((await send({ authorization: "Bearer expired" })).status).toBe(403);
  expect((await send({ authorization: String(client.headers.authorization) })).status).toBe(200);
});

test("checks the sandbox and the organisation of a request by switch", async () => {
  const { client } = await start({ switches: { inletHeaders: "check" } });
  const stream = await createStream(client);
  const send = async (headers: Record<string, string>) =>
    (await sendMessage(stream.inletUrl, xdmMessage(stream), headers)).status;
  expect(await send({})).toBe(400);
  expect(await send({ "x-sandbox-name": "dev" })).toBe(400);
  expect(await send({ "x-sandbox-name": "prod" })).toBe(200);
  expect(await send({ "x-sandbox-name": "prod", "x-gw-ims-org-id": "other@AdobeOrg" })).toBe(403);
});

test.each<
  [string, (url: string, flow: string) => string, (flow: string) => Record<string, string>, JsonObject]
>([
  ["a header", (url) => url, (flow) => ({ "x-adobe-flow-id": flow }), {}],
  ["its query", (url, flow) => `${url}?x-adobe-flow-id=${flow}`, () => ({}), {}],
])("accepts a raw message whose flow is in %s", async (_case, url, headers, body) => {
  const { client } = await start();
  const { inletUrl, inletId, flow, dataSetId } = await createStream(client, { dataType: "raw" });
  const sent = await sendMessage(url(inletUrl, flow), { First: "Ada", ...body }, headers(flow));
  expect(sent.status).toBe(200);
  expect(await counts(client, inletId)).toMatchObject({ ingested: 1, dataSets: { [dataSetId]: 1 } });
  expect((await sendMessage(inletUrl, { First: "Ada" })).status).toBe(400);
});

test("accepts messages of a webhook", async () => {
  const { client } = await start();
  const flow = await createWebhook(client);
  const { options } = (await client.read(`${paths.flows}/${flow}`)) as unknown as {
    options: { inletUrl: string };
  };
  const url = `${options.inletUrl}?x-adobe-flow-id=${flow}`;
  expect((await sendMessage(url, { metric: "opened" })).status).toBe(200);
  const [inlet] = (await client.get("/_emulator/inlets")).body.items;
  expect(inlet).toMatchObject({ ingested: 1, dataSets: { "5ef4551c52e054191a61a99f": 1 } });
});

test("validates a message on request, and without request after its acceptance", async () => {
  const { client } = await start();
  const stream = await createStream(client);
  const valid = xdmMessage(stream, { _emulator: { points: 1, tier: "gold" } });
  const invalid = xdmMessage(stream, { _emulator: { points: "1", tier: "tin", other: 1 } });
  const validated = `${stream.inletUrl}?syncValidation=true`;
  expect((await sendMessage(validated, valid)).body).toMatchObject({ syncValidation: { status: "pass" } });
  const refused = await sendMessage(validated, invalid);
  expect(refused.status).toBe(400);
  expect(refused.body).toMatchObject({
    title: "Invalid XDM Message Format",
    report: {
      cause: {
        _streamingValidation: [
          {
            message: "3 schema violations found",
            causingExceptions: [
              {
                schemaLocation: "#/properties/_emulator/properties/points",
                pointerToViolation: "#/_emulator/points",
                keyword: "type",
                message: "expected type: Integer, found: String",
              },
              { keyword: "enum", message: "tin is not a valid enum value" },
              { keyword: "additionalProperties", message: "extraneous key [other] is not permitted" },
            ],
          },
        ],
      },
    },
  });
  expect((await sendMessage(`${stream.inletUrl}?synchronousValidation=true`, invalid)).status).toBe(400);
  expect((await sendMessage(stream.inletUrl, invalid)).status).toBe(200);
  const unknown = xdmMessage(stream, { _emulator: { other: 1 } });
  expect((await sendMessage(stream.inletUrl, unknown)).status).toBe(200);
  expect(await counts(client, stream.inletId)).toMatchObject({ received: 3, ingested: 2, failed: 1 });
});

test("limits synchronous validation to 60 requests a minute", async () => {
  const { client, emulator } = await start();
  const stream = await createStream(client);
  const send = () => sendMessage(`${stream.inletUrl}?syncValidation=true`, xdmMessage(stream));
  for (let count = 0; count < 60; count += 1) {
    expect((await send()).status).toBe(200);
  }
  expect((await send()).status).toBe(429);
  emulator.clock.advance(60_000);
  expect((await send()).status).toBe(200);
});

test("validates no batch", async () => {
  const { client, emulator } = await start();
  const stream = await createStream(client);
  const url = `${stream.inletUrl.replace("/collection/", "/collection/batch/")}?syncValidation=true`;
  expect((await sendMessage(url, { messages: [] })).status).toBe(400);
  emulator.switches.inletBatchValidation = "ignore";
  expect((await sendMessage(url, { messages: [] })).status).toBe(207);
});

test("refuses a body that is too large, of another type, or not JSON", async () => {
  const { client } = await start();
  const stream = await createStream(client);
  const large = xdmMessage(stream, { text: "a".repeat(1_048_577) });
  expect((await sendMessage(stream.inletUrl, large)).status).toBe(413);
  const post = async (body: string, type: string) =>
    (await fetch(stream.inletUrl, { method: "POST", body, headers: { "content-type": type } })).status;
  expect(await post("{}", "text/plain")).toBe(400);
  expect(await post("{", "application/json")).toBe(400);
  expect(await post("", "application/json")).toBe(400);
});

test("refuses messages of an inlet that does not exist, or no longer", async () => {
  const { client, emulator } = await start();
  const stream = await createStream(client);
  const send = async (url: string) => (await sendMessage(url, xdmMessage(stream))).status;
  expect(await send(`${emulator.url}/collection/none`)).toBe(404);
  await client.send("DELETE", `/_emulator/connections/${stream.connection}`);
  expect(await send(stream.inletUrl)).toBe(404);
  emulator.switches.unknownInlet = 400;
  expect(await send(stream.inletUrl)).toBe(400);
});

test("loses messages of a flow that is not ready, and by switch of a disabled one", async () => {
  const { client, emulator } = await start({ switches: { streamingFlowReadyMs: 300_000 } });
  const stream = await createStream(client);
  const send = async () => (await sendMessage(stream.inletUrl, xdmMessage(stream))).status;
  expect(await send()).toBe(200);
  expect(await counts(client, stream.inletId)).toMatchObject({ received: 1, dropped: 1, dataSets: {} });
  emulator.clock.advance(300_000);
  expect(await send()).toBe(200);
  expect(await counts(client, stream.inletId)).toMatchObject({ received: 2, ingested: 1 });
  await client.patch(`${paths.flows}/${stream.flow}`, [{ op: "replace", path: "/name", value: "new" }]);
  expect(await send()).toBe(200);
  expect(await counts(client, stream.inletId)).toMatchObject({ received: 3, dropped: 2 });
  await client.post(`${paths.flows}/${stream.flow}/action?op=disable`);
  expect(await send()).toBe(400);
  emulator.switches.inletUnusableFlow = "drop";
  expect(await send()).toBe(200);
  expect(await counts(client, stream.inletId)).toMatchObject({ received: 4, dropped: 3 });
});

test("keeps inlets and counts over a restart", async () => {
  const folder = mkdtempSync(join(tmpdir(), "emulator-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const stateFile = join(folder, "state");
  const first = await start({ stateFile });
  const stream = await createStream(first.client);
  await sendMessage(stream.inletUrl, xdmMessage(stream));
  await first.emulator.close();
  const { client, emulator } = await start({ stateFile });
  const { auth } = await client.read(`${paths.connections}/${stream.connection}`);
  expect(auth.params.inletUrl).toBe(`${emulator.url}/collection/${stream.inletId}`);
  expect((await sendMessage(String(auth.params.inletUrl), xdmMessage(stream))).status).toBe(200);
  expect(await counts(client, stream.inletId)).toMatchObject({ received: 2 });
});

test("shows the batch of a message in its dataset by switch", async () => {
  const { client, emulator } = await start();
  const stream = await createStream(client);
  const path = `${paths.dataSets}/${stream.dataSetId}`;
  const send = async (entity: JsonObject): Promise<JsonObject> => {
    expect((await sendMessage(stream.inletUrl, xdmMessage(stream, entity))).status).toBe(200);
    const body = (await client.get(path)).body as unknown as Record<string, JsonObject>;
    return body[stream.dataSetId] ?? {};
  };
  expect(await send({})).not.toHaveProperty("lastBatchId");
  emulator.switches.streamedBatches = "shown";
  const after = await send({});
  expect(after).toMatchObject({ lastBatchId: expect.any(String), lastBatchStatus: "success" });
  const failed = await send({ _emulator: { points: "1" } });
  expect(failed.lastBatchStatus).toBe("failed");
  expect(failed.lastBatchId).not.toBe(after.lastBatchId);
});

test("shows no secret of a message", async () => {
  const { client, emulator } = await start();
  const stream = await createStream(client, { authenticationRequired: true });
  const token = String(client.headers.authorization);
  await sendMessage(stream.inletUrl, xdmMessage(stream, { password: "hunter-2" }), { authorization: token });
  const shown = JSON.stringify([(await client.get("/_emulator/inletEvents")).body, emulator.log.list()]);
  expect(shown).toContain("ACME stream");
  expect(shown).not.toContain("hunter-2");
  expect(shown).not.toContain(token.replace("Bearer ", ""));
});
