import { describe, expect, it } from "vitest";
import type { Kind, Properties } from "../support/host/providerHost";
import { sharedTestBed } from "../support/host/sharedTestBed";
import { resourceCase } from "../support/resourceCases";

const bed = sharedTestBed();
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const namespace = resourceCase("identityNamespace").body;
const { description: _, ...bare } = namespace;
const policy = resourceCase("mergePolicy").body;
let count = 0;

/** The errors of resources of one program, each of which the engine checks twice. */
async function failuresOf(kind: Kind, programs: readonly Properties[]): Promise<string[]> {
  const found: string[] = [];
  // One host process serves all tests: each program has its own sandbox.
  const sandbox = `sandbox-${++count}`;
  for (const [index, program] of [...programs.entries(), ...programs.entries()]) {
    const inputs = { sandbox, ...program };
    const { failures } = await bed.host.check(kind, {}, inputs, `urn:${sandbox}:${index}`);
    found.push(...failures.map(({ property, reason }) => `${property} ${reason}`));
  }
  return [...new Set(found)].slice(0, 1);
}

describe("two resources of a program that decide about the same", () => {
  it.each<[string, Kind, Properties[], string]>([
    [
      "namespaces with one code and two names",
      "identityNamespace",
      [namespace, { ...namespace, name: "Others" }],
      `name must be "${namespace.name}", as in another resource of this program with the code "Loyalty"`,
    ],
    [
      "namespaces with one code and two types",
      "identityNamespace",
      [namespace, { ...namespace, idType: "EMAIL" }],
      "idType must be ",
    ],
    [
      "namespaces with one code, of which one has no description",
      "identityNamespace",
      [bare, { ...bare, description: "Cards" }],
      "description must be ",
    ],
    [
      "policies that are both the default of their class",
      "mergePolicy",
      [
        { ...policy, default: true },
        {
          ...policy,
          name: "B",
          default: true,
          schema: { name: "https://ns.adobe.com/xdm/context/profile" },
        },
      ],
      'default must not be true for two policies: it is true for "ACME newest first" in this program',
    ],
    [
      "policies that are both active on edge",
      "mergePolicy",
      [
        { ...policy, isActiveOnEdge: true },
        { ...policy, schema: { name: "_xdm.context.experienceevent" }, isActiveOnEdge: true },
      ],
      "isActiveOnEdge must not be true for two policies",
    ],
  ])("are refused before any request: %s", async (_what, kind, programs, message) => {
    expect(await failuresOf(kind, programs)).toEqual([expect.stringContaining(message)]);
    expect(await bed.plain.requestLines()).toEqual([]);
  });

  it.each<[string, Kind, Properties[]]>([
    [
      "namespaces with one code and equal values",
      "identityNamespace",
      [namespace, { ...namespace, idType: String(namespace.idType).toLowerCase() }],
    ],
    [
      "namespaces in two sandboxes",
      "identityNamespace",
      [namespace, { ...namespace, name: "B", sandbox: "b" }],
    ],
    ["namespaces with an unknown value", "identityNamespace", [namespace, { ...namespace, name: unknown }]],
    ["policies of which one is the default", "mergePolicy", [{ ...policy, default: true }, policy]],
    [
      "default policies of two classes",
      "mergePolicy",
      [
        { ...policy, default: true },
        { ...policy, default: true, schema: { name: "_xdm.context.experienceevent" } },
      ],
    ],
    [
      "default policies of classes that are not known yet",
      "mergePolicy",
      [unknown, unknown].map((name) => ({ ...policy, default: true, schema: { name } })),
    ],
  ])("are accepted if both can be right: %s", async (_what, kind, programs) => {
    expect(await failuresOf(kind, programs)).toEqual([]);
  });

  it("are accepted again once one of them decides otherwise", async () => {
    const sandbox = `sandbox-${++count}`;
    const check = async (name: string, isDefault: boolean) =>
      (await bed.host.check("mergePolicy", {}, { ...policy, sandbox, default: isDefault }, name)).failures
        .length;
    expect([await check("a", true), await check("b", true)]).toEqual([0, 1]);
    expect([await check("a", false), await check("b", true)]).toEqual([0, 0]);
  });
});
