import { kindFacts } from "../../../provider/kinds";
import type { Properties } from "../host/providerHost";
import type { KindCase } from "./resourceCase";
import { createSchema } from "./schemaRegistry";

const datasetBody = {
  name: "ACME orders",
  description: "Orders of all shops",
  schemaRef: {
    id: "https://ns.adobe.com/acme/schemas/0123456789",
    contentType: "application/vnd.adobe.xed-full+json;version=1",
  },
  tags: { unifiedProfile: ["enabled:true"] },
};

/** Datasets. */
export const dataset: KindCase = {
  since: "0.1.0",
  body: datasetBody,
  complete: datasetBody,
  collection: "dataSets",
  prepare: async (plain) => ({
    ...datasetBody,
    schemaRef: { ...datasetBody.schemaRef, id: await createSchema(plain) },
  }),
  alsoOnCreate: [],
  unguarded: true,
  readBeforeDelete: (id) => [`/dataSets/${id}`],
  list: async (plain) => {
    const { body } = await plain.send("GET", `${kindFacts.dataset.collection}?limit=100`);
    return Object.entries(body).map(([id, dataSet]) => ({ ...(dataSet as Properties), id }));
  },
  entityIn: (body) => Object.values(body)[0],
  change: {
    inputs: { tags: { unifiedProfile: ["enabled:true"], team: ["orders"] } },
    patch: [{ op: "add", path: "/tags/team", value: ["orders"] }],
  },
  addition: { fileDescription: { persisted: true, format: "parquet" } },
  otherChange: { inputs: { name: "ACME orders renamed" } },
  drift: { edit: { description: "Changed by hand" }, field: "description", value: "Changed by hand" },
  replacement: {
    inputs: { schemaRef: { ...datasetBody.schemaRef, id: "https://ns.adobe.com/acme/schemas/another" } },
    replaces: ["schemaRef"],
    deleteBeforeReplace: false,
  },
  endStateCollection: "/data/foundation/catalog/v2/dataSets",
  withEndState: { extensions: { adobe_lakeHouse: { rowExpiration: { ttlValue: "P6M" } } } },
};
