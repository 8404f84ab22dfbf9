import { expect, test } from "vitest";
import type { JsonObject } from "../values/json";
import { ownersTask } from "./owner";

const account = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a";
const names = { resourceName: "a", resourceGroupName: "g", subscriptionId: "s" };
const snowflake = { connectionSpec: { id: "b2e08744-4f1a-40ce-af30-7abac3e23cf3" } };
const list = (id: string) => `az network private-endpoint-connection list --id ${id},`;

test.each<[string, JsonObject, JsonObject, string, string]>([
  ["the id in the program", { targetResourceId: account }, names, account, list(account)],
  ["the names in AEP", {}, names, "a (resource group g, subscription s)", list("<id of the resource>")],
  ["nothing", {}, {}, "the Azure resource", list("<id of the resource>")],
  [
    "an endpoint to Snowflake",
    { targetResourceId: account },
    { ...names, ...snowflake },
    "a (resource group g, subscription s)",
    "SYSTEM$AUTHORIZE_PRIVATELINK",
  ],
])(
  "From %s it is known what the owner has to approve and how.",
  (_what, inputs, endpoint, resource, steps) => {
    const task = ownersTask(inputs, endpoint);
    expect(task.resource).toBe(resource);
    expect(task.steps).toContain(steps);
    expect(task.steps).not.toContain("\n");
  },
);
