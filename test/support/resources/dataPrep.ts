import type { KindCase } from "./resourceCase";
import { createSchema } from "./schemaRegistry";

const mappingSetBody = {
  name: "ACME orders",
  outputSchema: {
    schemaRef: {
      id: "https://ns.adobe.com/acme/schemas/0123456789",
      contentType: "application/vnd.adobe.xed-full+json;version=1",
    },
  },
  mappings: [
    { sourceType: "ATTRIBUTE", source: "Id", destination: "_id" },
    { sourceType: "EXPRESSION", source: "upper(FirstName)", destination: "person.name.firstName" },
  ],
};

/** Mapping sets. */
export const mappingSet: KindCase = {
  since: "0.1.0",
  body: mappingSetBody,
  complete: mappingSetBody,
  collection: "mappingSets",
  prepare: async (plain) => {
    // Another test covers a service that does not delete mapping sets.
    await plain.switches({ mappingSetDelete: 204 });
    const id = await createSchema(plain);
    return {
      ...mappingSetBody,
      outputSchema: { schemaRef: { ...mappingSetBody.outputSchema.schemaRef, id } },
    };
  },
  alsoOnCreate: [],
  unguarded: true,
  write: "PUT",
  entityIn: (body) => body,
  change: {
    inputs: { mappings: [{ sourceType: "ATTRIBUTE", source: "OrderId", destination: "_id" }] },
    patch: [],
  },
  otherChange: {
    inputs: { mappings: [{ sourceType: "ATTRIBUTE", source: "Number", destination: "_id" }] },
  },
  addition: { inputSchema: { orders: { orderId: "string" } } },
  drift: { edit: { name: "Renamed by hand" }, field: "name", value: "Renamed by hand" },
};
