import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { factsOf, kinds, outputsOf } from "../provider/kinds";
import { definitions } from "../provider/resources";
import { provided } from "./resource";

/** Kinds that are replaced delete-first whatever the reason; schemas, classes and approvals are not, see below. */
const deletedFirst = ["privateEndpoint", "flow", "descriptor", "madconnectConnection"];

test.each(kinds)("%s: the option deleteBeforeReplace", async (kind) => {
  const isDeletedFirst = deletedFirst.includes(kind);
  const orderWith = (opts?: pulumi.CustomResourceOptions) => provided(kind, "n", {}, opts)[3];
  expect(orderWith()?.deleteBeforeReplace).toBe(isDeletedFirst ? true : undefined);
  expect(orderWith({ protect: true })).toEqual(
    isDeletedFirst ? { protect: true, deleteBeforeReplace: true } : { protect: true },
  );
  // The program's value wins, and a resource that is only read is never replaced.
  expect(orderWith({ deleteBeforeReplace: false })).toEqual({ deleteBeforeReplace: false });
  expect(orderWith({ id: "an-id" })).toEqual({ id: "an-id" });

  const { replaceOnChange } = await definitions[kind]();
  const { sandbox: _, ...own } = replaceOnChange;
  const orders = Object.values(own);
  if (isDeletedFirst) {
    expect(new Set(orders)).toEqual(new Set(["deleteFirst"]));
  } else if (orders.length > 0 && orders.every((order) => order === "deleteFirst")) {
    // Deleted first, a schema would take its datasets with it, and a class its schemas.
    expect(["schemaClass", "schema"]).toContain(kind);
  }
});

test.each(kinds)("%s: every output has a key that has a value", async (kind) => {
  const [, , props] = provided(kind, "n", { description: undefined });
  for (const name of outputsOf(kind)) {
    expect(props[name], name).toBeDefined();
  }
  expect(factsOf(kind).type).toMatch(/^aep/);
});

test("An argument that the program sets is passed unchanged.", () => {
  const name = pulumi.output("n");
  expect(provided("flow", "n", { name, labels: null })[2]).toMatchObject({ name, labels: null });
});

test("Outputs survive a transformation that drops keys without a value.", async () => {
  await pulumi.runtime.setMocks(
    {
      newResource: async ({ inputs }) => ({ id: "an-id", state: { ...inputs, etag: '"e"' } }),
      call: async () => ({}),
    },
    "the-project",
    "the-stack",
  );
  const sent: pulumi.Inputs[] = [];
  class Source extends pulumi.CustomResource {
    declare readonly etag: pulumi.Output<string>;
    declare readonly description: pulumi.Output<string | undefined>;
    declare readonly sandbox: pulumi.Output<string | undefined>;
  }
  const transformation: pulumi.ResourceTransformation = ({ props, opts }) => {
    const kept = Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined));
    sent.push(kept);
    return { props: kept, opts };
  };
  const args = { name: "n", description: undefined };
  const source = new Source(
    ...provided("sourceConnection", "s", args, { transformations: [transformation] }),
  );
  expect(sent).toHaveLength(1);
  const values = await new Promise((resolve) =>
    pulumi.all([source.etag, source.description, source.sandbox]).apply(resolve),
  );
  expect(values).toEqual(['"e"', undefined, undefined]);
});
