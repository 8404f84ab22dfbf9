import { kindFacts } from "../../../provider/kinds";
import type { Properties } from "../host/providerHost";
import type { KindCase } from "./resourceCase";

const policyBody = {
  name: "ACME newest first",
  schema: { name: "_xdm.context.profile" },
  identityGraph: { type: "pdg" },
  attributeMerge: { type: "timestampOrdered" },
};

/** Merge policies. */
export const mergePolicy: KindCase = {
  since: "0.2.0",
  body: policyBody,
  complete: policyBody,
  collection: "mergePolicies",
  prepare: async (plain) => {
    // Tests of the lists create more than the five that a sandbox can have.
    await plain.switches({ mergePolicyLimit: 0 });
    return policyBody;
  },
  alsoOnCreate: ["GET /data/core/ups/config/mergePolicies?limit=100"],
  firstLookup: 2,
  unguarded: true,
  unattributed: true,
  readBeforeDelete: (id) => [`/data/core/ups/config/mergePolicies/${id}`],
  write: "PUT",
  // The provider repeats the flags that the program does not set.
  sent: (wanted) => ({ ...wanted, default: false, isActiveOnEdge: false }),
  // Each sandbox has policies of its own from the start.
  list: async (plain) => {
    const { body } = await plain.send("GET", `${kindFacts.mergePolicy.collection}?limit=100`);
    return (body as { children: Properties[] }).children;
  },
  entityIn: (body) => body,
  change: { inputs: { identityGraph: { type: "none" } }, patch: [] },
  otherChange: { inputs: { name: "ACME newest wins" } },
  drift: { edit: { name: "Renamed by hand" }, field: "name", value: "Renamed by hand" },
  replacement: {
    inputs: { schema: { name: "_xdm.context.experienceevent" } },
    replaces: ["schema.name"],
    deleteBeforeReplace: false,
  },
};
