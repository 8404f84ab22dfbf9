import { expect, onTestFinished, test } from "vitest";
import {
  factsOf,
  PrivateEndpointConnections,
  parseConnectionId,
  type Session,
  unlimitedCall,
} from "../../provider/cliApi";
import { InProcessHost } from "../../test/support/host/inProcessHost";
import { expectUnchanged, importBed, runImport } from "../../test/support/importCommand";
import { createEndpoint, resourceCase } from "../../test/support/resourceCases";
import { importedResource, importText } from "../export/write/importFile";
import { importedEntity } from "./entity";
import { importedProgram } from "./program";

const bed = importBed();

test("The approval of an endpoint is imported by the id of the endpoint.", async () => {
  const id = await createEndpoint(bed.plain);
  const { code, text, file } = await runImport(bed.emulator.url, [
    "PrivateEndpointApproval",
    "acme",
    id,
    "--out",
    "import.json",
  ]);
  expect(code).toBe(0);
  const created = await expectUnchanged(
    bed.emulator.url,
    "azurePrivateEndpointApproval",
    "acme",
    text,
    await file(),
  );
  expect(created?.args).toMatchObject({ privateEndpointId: id, approve: false });
});

const storageAccount =
  "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/acme-sources/providers/Microsoft.Storage/storageAccounts/acmestorage";

/** A pending private endpoint, and the id of its connection on Azure. */
async function endpoint(session: Session): Promise<{ id: string; connectionId: string }> {
  const id = await bed.plain.create(
    factsOf("privateEndpoint").collection,
    resourceCase("privateEndpoint").body,
  );
  const connections = await azureOf(session).list(
    parsed(`${storageAccount}/privateEndpointConnections/any`).target,
  );
  const connection = connections.find(({ endpointId }) => endpointId?.includes(id));
  return { id, connectionId: String(connection?.id) };
}

function azureOf(session: Session): PrivateEndpointConnections {
  return new PrivateEndpointConnections(session.gateway("azure", unlimitedCall("read")));
}

function parsed(id: string) {
  const connection = parseConnectionId(id);
  if (connection === undefined) {
    throw new Error(`${id} is not the id of a connection.`);
  }
  return connection;
}

function hostSession(): Session {
  const host = new InProcessHost(bed.emulator.url);
  onTestFinished(() => host.close());
  return host.session;
}

test("The approval of an endpoint is imported by the id of its connection on Azure.", async () => {
  const session = hostSession();
  const { id, connectionId } = await endpoint(session);
  await azureOf(session).approve(parsed(connectionId), undefined);
  const entity = await importedEntity("azurePrivateEndpointApproval", connectionId, session, () => {});
  expect(entity.id).toBe(connectionId);
  expect(entity.inputs).toEqual({
    privateEndpointId: id,
    privateEndpointName: "ACME Private Endpoint",
    targetResourceId: connectionId.split("/privateEndpointConnections/")[0],
  });
  const text = importedProgram(entity, "acme", []).lines.join("\n");
  const file = importText([importedResource({ entity, name: "acme" })]);
  await expectUnchanged(bed.emulator.url, "azurePrivateEndpointApproval", "acme", text, file);
});

test("An approval that is not granted is refused, by either id.", async () => {
  const session = hostSession();
  const { id, connectionId } = await endpoint(session);
  const read = (given: string) => importedEntity("azurePrivateEndpointApproval", given, session, () => {});
  const nothing = "is Pending, so there is no approval to import";
  await expect(read(id)).rejects.toThrow(`The private endpoint ${id} ${nothing}`);
  await expect(read(connectionId)).rejects.toThrow(
    `The private endpoint connection ${connectionId} ${nothing}`,
  );
  await bed.plain.admin("POST", `privateEndpoints/${id}/state`, { state: "Rejected" });
  await expect(read(id)).rejects.toThrow(`The private endpoint ${id} is Rejected`);
});

test("A connection that does not exist, or that another organisation requested, is refused.", async () => {
  const session = hostSession();
  await endpoint(session);
  const foreign = await bed.plain.admin("POST", "privateEndpointConnections", {
    resource: storageAccount,
    name: "foreign",
    status: "Approved",
  });
  const read = (given: string) => importedEntity("azurePrivateEndpointApproval", given, session, () => {});
  await expect(read(`${storageAccount}/privateEndpointConnections/not`)).rejects.toThrow(
    "There is no private endpoint connection",
  );
  await expect(read("nothing")).rejects.toThrow(
    '"nothing" is neither the id of a private endpoint in sandbox prod',
  );
  await expect(read(String(foreign.id))).rejects.toThrow("belongs to no private endpoint in sandbox prod");
});
