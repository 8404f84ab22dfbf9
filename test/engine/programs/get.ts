import * as pulumi from "@pulumi/pulumi";
import * as aep from "pulumi-aep";

const config = new pulumi.Config();
const base = aep.BaseConnection.get("theirs", config.require("baseId"), { sandbox: "dev" });
const flow = aep.Flow.get("theirs", config.require("flowId"), { sandbox: "dev" });

const ours = new aep.SourceConnection("ours", {
  name: "ACME returns",
  baseConnectionId: base.id,
  connectionSpec: aep.connectionSpecs.azureBlob,
  data: { format: "delimited" },
  params: { path: "/returns/*.csv", type: "folder", recursive: true },
  sandbox: "dev",
});

export const baseName = base.name;
export const baseAuth = base.auth;
export const flowState = flow.state;
export const flowSandbox = flow.sandbox;
export const oursId = ours.id;
