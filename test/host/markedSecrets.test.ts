import { describe, expect, it } from "vitest";
import { ManagedResource } from "../support/host/managedResource";
import type { Properties } from "../support/host/providerHost";
import { sharedInProcessBed } from "../support/host/sharedTestBed";
import { type ResourceCase, resourceCase, resourceCases } from "../support/resourceCases";

const bed = sharedInProcessBed({
  emulator: { switches: { interactiveAuthoringRequired: false, approvalDelayMs: "never" } },
});

/** A value that the program marks as secret, in fields that are not secret in general. */
const marked = "the-program's/own+mark 1";
const newer = "the-program's/own+mark 2";

/** What the service quotes of a value, in some of the ways of services. */
const echoOf = (value: string) =>
  [value, encodeURIComponent(value), JSON.stringify(JSON.stringify(value))].join(" and ") +
  ` and ${Buffer.from(`key:${value}`).toString("base64")}`;

function echo(method: string, path: string, values = [marked]): void {
  const text = values.map(echoOf).join("; ");
  const body = { title: text, message: text, statusCode: 400, error: { message: text } };
  bed.emulator.faults.add({ kind: "answer", status: 400, body, method, path, times: 50 });
}

async function messageOf(run: Promise<unknown>): Promise<string> {
  const error = await run.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Error);
  return error instanceof Error ? `${error.message}\n${error.stack}` : "";
}

function expectHidden(message: string): void {
  expect(message).toContain("[secret]");
  expect(message).not.toMatch(/own.{0,6}mark|b3duK21hcm|93bittYXJr|vd24rbWFya/);
}

/** Inputs whose name the program marks as secret. */
function withMarks({ nameInput = "name" }: ResourceCase, inputs: Properties, value = marked): Properties {
  return { ...inputs, [nameInput]: value, __secrets: [`/${nameInput}`] };
}

describe.each(resourceCases)("A service that echoes a marked value of $kind", (resource) => {
  const write = resource.write ?? "PATCH";
  const { nameInput = "name", path, drift, noUpdate } = resource;
  const line = (id: string) => `${path}/${encodeURIComponent(id)}`;

  async function created() {
    const managed = new ManagedResource(bed.host, resource.kind);
    const inputs = withMarks(resource, await resource.prepare(bed.plain));
    await managed.up(inputs);
    return { managed, inputs };
  }

  it("gets it out in no error of a create", async () => {
    const managed = new ManagedResource(bed.host, resource.kind);
    const inputs = withMarks(resource, await resource.prepare(bed.plain));
    echo("POST", path);
    expectHidden(await messageOf(managed.up(inputs)));
  });

  it("gets it out in no error of a read or a delete", async () => {
    const { managed } = await created();
    expect(managed.outputs).toMatchObject({ __secrets: [`/${nameInput}`] });
    echo("GET", path);
    expectHidden(await messageOf(managed.refresh()));
    bed.emulator.faults.clear();
    if (resource.kept !== undefined) {
      return;
    }
    echo("DELETE", line(managed.id));
    expectHidden(await messageOf(managed.destroy()));
  });

  if (noUpdate === undefined) {
    it("gets neither value out in an error of an update", async () => {
      const { managed, inputs } = await created();
      echo(write, line(managed.id), [marked, newer]);
      expectHidden(await messageOf(managed.up(withMarks(resource, inputs, newer))));
    });
  }

  if (drift !== undefined) {
    it("gets it out in no conflict, which shows the values of others", async () => {
      const { managed, inputs } = await created();
      const field = drift.field;
      const ours = { [nameInput]: `theirs, from ${marked}` };
      const theirs = { ...drift.edit, ...(resource.wire?.(ours) ?? ours) };
      await bed.plain.admin("PATCH", `${resource.collection}/${encodeURIComponent(managed.id)}`, theirs);
      const message = await messageOf(managed.up(withMarks(resource, inputs, newer)));
      expect(message).toContain(`\n  ${nameInput}: (values are secret)\n`);
      expect(message).not.toMatch(/own.{0,6}mark|theirs/);
      if (field !== nameInput) {
        const own = JSON.stringify(inputs[field]);
        const shown = `the program has ${own}, the service ${JSON.stringify(drift.value)}, the state ${own}`;
        expect(message).toContain(`\n  ${field}: ${shown}\n`);
      }
    });
  }

  it("is updated without a request when only the mark changes", async () => {
    const { managed, inputs } = await created();
    await bed.plain.forgetRequests();
    const { __secrets, ...unmarked } = inputs;
    expect(await managed.up(unmarked)).toBe("update");
    expect(managed.outputs).not.toHaveProperty("__secrets");
    expect(await managed.up(inputs)).toBe("update");
    expect(managed.outputs).toMatchObject({ __secrets });
    expect(await managed.up(inputs)).toBe("same");
    expect(await bed.plain.requestLines()).toEqual([]);
  });
});

describe("A service that echoes a marked value of azurePrivateEndpointApproval", () => {
  const account =
    "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/acme-sources/providers/Microsoft.Storage/storageAccounts/acmestorage";

  async function prepared() {
    const endpoint = new ManagedResource(bed.host, "privateEndpoint");
    const { name, connectionSpec } = resourceCase("privateEndpoint").body;
    await endpoint.up({ name, connectionSpec, targetResourceId: account });
    const description = { description: marked, __secrets: ["/description"] };
    return {
      managed: new ManagedResource(bed.host, "azurePrivateEndpointApproval"),
      inputs: { privateEndpointId: endpoint.id, targetResourceId: account, ...description },
    };
  }

  it.each(["GET", "PUT"])("gets it out in no error of a create, by a %s", async (method) => {
    const { managed, inputs } = await prepared();
    echo(method, "/subscriptions/");
    expectHidden(await messageOf(managed.up(inputs)));
  });

  it("gets it out in no error of a read, and a changed mark is an update without a request", async () => {
    const { managed, inputs } = await prepared();
    await managed.up(inputs);
    await bed.plain.forgetRequests();
    const { __secrets, ...unmarked } = inputs;
    expect(await managed.up(unmarked)).toBe("update");
    expect(await managed.up(inputs)).toBe("update");
    expect(await bed.plain.requestLines()).toEqual([]);
    echo("GET", "/subscriptions/");
    expectHidden(await messageOf(managed.refresh()));
  });

  it("gets it out in no error of a delete", async () => {
    const { managed, inputs } = await prepared();
    await managed.up({ ...inputs, onDestroy: "deleteConnection" });
    echo("DELETE", "/subscriptions/");
    echo("GET", "/subscriptions/");
    // Within one run, a connection that was created or kept is not deleted.
    expectHidden(await messageOf(managed.on(bed.anotherHost()).destroy()));
  });
});
