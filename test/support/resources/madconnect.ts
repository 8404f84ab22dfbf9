import type { Properties } from "../host/providerHost";
import type { KindCase } from "./resourceCase";

const subAccount = "5c0e7d2b91f84a36";

const madconnectBody = {
  name: "ACME audience",
  srcConnectorId: "STWkG5hhS3EvG511",
  srcConnectionConfig: { bucketURI: "s3://acme/a-key-for-tests/csv" },
  destConnectorId: "13a4e0ca00af0011",
  destConnectionConfig: { advertiserId: "12345", audienceSource: "USER_PROVIDED_ONLY" },
};

/** Connections of MadConnect. */
export const madconnectConnection: KindCase = {
  since: "0.1.0",
  body: madconnectBody,
  complete: madconnectBody,
  collection: "madconnectConnections",
  place: {
    recorded: {},
    other: { inputs: { accountId: subAccount }, config: { "aep:madconnectAccountId": subAccount } },
    replaces: "accountId",
  },
  // Those of the block "in place" need an etag, which MadConnect does not have: unguarded.test.ts has their like.
  leftOut: {
    otherOrganisation: "a connection lives in an account, and another account is a replacement, not an error",
  },
  prepare: async () => madconnectBody,
  secret: "s3://acme/a-key-for-tests/csv",
  // The response contains no id, so the connection is found in the list; it starts In-progress and is activated.
  alsoOnCreate: ["GET /connections?size=100&offset=0"],
  afterCreate: (id) => [
    "GET /connections?size=100&offset=0",
    `GET /connections/${id}`,
    `PUT /connections/${id}/status/activate`,
    `GET /connections/${id}`,
  ],
  createPlain: async (plain, body) => {
    const planted = await plain.admin("POST", "madconnectConnections", { status: "active", ...body });
    return String(planted.id);
  },
  read: async (plain, id) => {
    const { body } = await plain.send("GET", `/es/v2/connections/${id}`);
    const response = body.response as Properties | undefined;
    return body.statusCode === 0 && response?.deleted === false ? response : undefined;
  },
  list: async (plain) =>
    ((await plain.admin("GET", "madconnectConnections")).items as Properties[]).filter(
      ({ deleted }) => deleted === false,
    ),
  unguarded: true,
  write: "PUT",
  sent: ({ name }) => ({
    name,
    srcConnectionConfig: { bucketURI: "***" },
    destConnectionConfig: { advertiserId: "***", audienceSource: "***" },
  }),
  change: { inputs: { name: "ACME audience renamed" }, patch: [] },
  otherChange: { inputs: { name: "ACME audience by another name" } },
  drift: { edit: { name: "Renamed by hand" }, field: "name", value: "Renamed by hand" },
  replacement: {
    inputs: { srcConfigurationId: "0123456789abcdef" },
    replaces: ["srcConfigurationId"],
    deleteBeforeReplace: true,
  },
  unattributed: true,
  notBatched: "its pages have no totals, and no source says that they are complete",
};
