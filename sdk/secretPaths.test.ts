import * as pulumi from "@pulumi/pulumi";
import { afterEach, expect, test } from "vitest";
import * as aep from ".";
import * as madconnect from "./madconnect";

const spec = { id: "4c10e202-c428-4796-9208-5f1f5732b1cf" };
const secret = <T>(value: T) => pulumi.secret(value);

/** Registers one resource; returns the inputs that the engine receives. */
async function registered(
  declare: () => pulumi.CustomResource,
  preview: boolean,
): Promise<Record<string, unknown>> {
  let inputs: Record<string, unknown> = {};
  await pulumi.runtime.setMocks(
    {
      newResource: async (request) => {
        inputs = request.inputs;
        return { id: request.name, state: request.inputs };
      },
      call: async () => ({}),
    },
    "project",
    "stack",
    preview,
  );
  await pulumi.runtime.runInPulumiStack(async () => {
    const resource = declare();
    await new Promise((resolve) => resource.urn.apply(resolve));
  });
  return inputs;
}

afterEach(() => pulumi.runtime.disconnect());

const base = (more: Partial<aep.BaseConnectionArgs>, opts?: pulumi.CustomResourceOptions) => () =>
  new aep.BaseConnection("r", { name: "B", connectionSpec: spec, ...more }, opts);
const source = (more: Partial<aep.SourceConnectionArgs>) => () =>
  new aep.SourceConnection("r", {
    name: "S",
    baseConnectionId: "b",
    connectionSpec: spec,
    data: { format: "json" },
    ...more,
  });
const params = { host: "h", password: "p" };

test.each<[string, () => pulumi.CustomResource, string[]]>([
  ["a text", base({ description: secret("d") }), ["/description"]],
  ["the name, and the sandbox", base({ name: secret("n"), sandbox: secret("dev") }), ["/name", "/sandbox"]],
  [
    "a nested value",
    source({ params: { headerParams: { Authorization: secret("t"), "a/b": secret("u") } } }),
    ["/params/headerParams/Authorization", "/params/headerParams/a~1b"],
  ],
  [
    "an object with a secret in an output",
    source({ params: pulumi.output({ headerParams: { token: secret("t") } }) }),
    ["/params"],
  ],
  ["a promise with a secret", source({ params: Promise.resolve({ token: secret("t") }) }), ["/params"]],
  ["an interpolated text", base({ description: pulumi.interpolate`a ${secret("b")}` }), ["/description"]],
  [
    "members of a list",
    () =>
      new aep.MappingSet("r", {
        name: "M",
        outputSchema: { schemaRef: { id: "s", contentType: "c" } },
        mappings: [
          { sourceType: "EXPRESSION", source: "a", destination: "b" },
          { sourceType: "EXPRESSION", source: secret("c"), destination: "d" },
          { sourceType: "EXPRESSION", source: secret("e"), destination: "f" },
        ],
      }),
    ["/mappings/*/source"],
  ],
  [
    "a parameter that is not always secret",
    base({ auth: { specName: "s", params: { ...params, host: secret("h") } } }),
    ["/auth/params/host"],
  ],
  ["a whole auth", base({ auth: secret({ specName: "s", params }) }), ["/auth"]],
  [
    "an output named in the options",
    base({ description: "d" }, { additionalSecretOutputs: ["description"] }),
    ["/description"],
  ],
])("The class records the path of %s, in a preview and in an update.", async (_name, declare, paths) => {
  for (const preview of [true, false]) {
    expect(await registered(declare, preview)).toHaveProperty("__secrets", paths);
  }
});

test.each<[string, () => pulumi.CustomResource]>([
  ["plain values", base({ description: "d", auth: { specName: "s", params } })],
  ["outputs without a secret", base({ description: pulumi.output("d"), name: Promise.resolve("n") })],
  ["secrets that are always secret", base({ auth: { specName: "s", params: { password: secret("p") } } })],
  ["parameters from an output", base({ auth: { specName: "s", params: pulumi.output(params) } })],
  [
    "secret configs of MadConnect",
    () =>
      new madconnect.Connection("r", {
        name: "c",
        srcConnectorId: "s",
        srcConnectionConfig: secret({ bucketURI: "b" }),
        destConnectorId: "d",
        destConnectionConfig: { advertiserId: secret("a") },
      }),
  ],
])("For %s, nothing is recorded.", async (_name, declare) => {
  for (const preview of [true, false]) {
    expect(await registered(declare, preview)).not.toHaveProperty("__secrets");
  }
});
