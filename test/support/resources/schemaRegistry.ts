import { kindFacts } from "../../../provider/kinds";
import type { PlainClient } from "../emulator/plainClient";
import type { KindCase } from "./resourceCase";

const schemaBody = {
  title: "ACME orders",
  description: "What was ordered",
  allOf: [{ $ref: "https://ns.adobe.com/xdm/context/experienceevent" }],
};

/** Creates a schema, without the provider. */
export function createSchema(plain: PlainClient, title = "ACME schema"): Promise<string> {
  return plain.create(kindFacts.schema.collection, { type: "object", ...schemaBody, title });
}

/** Schemas. */
export const schema: KindCase = {
  since: "0.1.0",
  body: schemaBody,
  complete: schemaBody,
  collection: "schemas",
  prepare: async () => schemaBody,
  alsoOnCreate: [],
  unguarded: true,
  unique: true,
  entityIn: (body) => body,
  change: {
    inputs: { title: "ACME orders renamed" },
    patch: [{ op: "replace", path: "/title", value: "ACME orders renamed" }],
  },
  otherChange: { inputs: { title: "ACME orders by another name" } },
  addition: {
    definitions: {
      customFields: {
        type: "object",
        properties: { _emulator: { type: "object", properties: { orderId: { type: "string" } } } },
      },
    },
  },
  drift: { edit: { description: "Changed by hand" }, field: "description", value: "Changed by hand" },
  replacement: {
    inputs: { allOf: [{ $ref: "https://ns.adobe.com/xdm/context/profile" }] },
    replaces: ["allOf.0.$ref"],
    deleteBeforeReplace: true,
  },
  nameInput: "title",
  completed: (inputs) => ({ type: "object", ...inputs }),
};
