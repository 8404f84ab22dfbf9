import * as pulumi from "@pulumi/pulumi";
import * as aep from "pulumi-aep";

const config = new pulumi.Config();
const blob = { id: "4c10e202-c428-4796-9208-5f1f5732b1cf" };
const isMarked = config.getBoolean("marked") ?? false;
const note = config.requireSecret("note");
const token = "a-marked-token";

const base = new aep.BaseConnection(
  "acme",
  {
    name: "ACME storage",
    description: isMarked ? note : "a-marked-note-1",
    connectionSpec: blob,
    auth: {
      specName: "ConnectionString",
      params: { connectionString: "AccountName=acme;AccountKey=a-key-for-tests" },
    },
  },
  { ignoreChanges: config.getBoolean("ignored") ? ["description"] : [] },
);
const source = new aep.SourceConnection("orders", {
  name: "ACME orders",
  baseConnectionId: base.id,
  connectionSpec: blob,
  data: { format: "json" },
  params: {
    path: "/orders/*.json",
    type: "folder",
    headerParams: { Authorization: isMarked ? pulumi.secret(token) : token },
  },
});

export const baseId = base.id;
export const sourceId = source.id;
