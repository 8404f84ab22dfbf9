import type { dynamic } from "@pulumi/pulumi";
import type { JsonObject } from "../values/json";

/** The functions that the dynamic-provider host calls for one kind of resource. */
export interface DynamicProvider {
  create: (inputs: JsonObject) => Promise<dynamic.CreateResult<JsonObject>>;
  check: (olds: JsonObject, news: JsonObject) => Promise<dynamic.CheckResult<JsonObject>>;
  diff: (id: string, olds: JsonObject, news: JsonObject) => Promise<dynamic.DiffResult>;
  read: (id: string, props: JsonObject) => Promise<dynamic.ReadResult<JsonObject>>;
  update: (id: string, olds: JsonObject, news: JsonObject) => Promise<dynamic.UpdateResult<JsonObject>>;
  delete: (id: string, props: JsonObject) => Promise<void>;
}

/** A provider of one kind of resource as the host loads it. */
export interface HostedProvider extends DynamicProvider {
  configure: (request: dynamic.ConfigureRequest) => Promise<void>;
}
