import * as pulumi from "@pulumi/pulumi";
import * as aep from "pulumi-aep";

const config = new pulumi.Config();
const base = aep.BaseConnection.get("theirs", config.require("baseId"), { sandbox: "dev" });
const flow = aep.Flow.get("theirs", config.require("flowId"), { sandbox: "dev" });

export const baseName = base.name;
export const baseAuth = base.auth;
export const flowState = flow.state;
export const flowSandbox = flow.sandbox;
