import { expect, test } from "vitest";
import { parsedFlowchart } from "../../test/support/graph/mermaidParser";
import { runInStack, stackResource } from "../../test/support/stackCommand";

/** No request is sent. */
const nowhere = "http://127.0.0.1:9";

const scope = { orgId: "EMULATOR@AdobeOrg", sandbox: "dev" };
const marked = (value: string) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  plaintext: JSON.stringify(value),
});

const connectionString =
  "DefaultEndpointsProtocol=https;AccountName=acmestorage;AccountKey=cDlYditaazMvUW1UN3dMcjJCc1lkOA==;EndpointSuffix=core.windows.net";

test("The storage account of a secret connection string is named, because its name is in clear elsewhere in the state.", async () => {
  const named = (title: string, inputs: object) => [
    stackResource("privateEndpoint", title, "endpoint-id", { inputs: { ...scope, ...inputs } }),
    stackResource("baseConnection", "cDlYditaazMvUW1UN3dMcjJCc1lkOA==", "base-id", {
      inputs: { ...scope, auth: marked(connectionString) },
    }),
  ];
  const config = { "acme:connectionString": { value: connectionString, secret: true } };
  const azure = { subscriptionId: "s", resourceGroupName: "g", resourceName: "acmestorage" };
  const { text } = await runInStack(nowhere, ["graph"], { resources: named("storage", azure), config });
  const { nodes } = await parsedFlowchart(text);
  expect(nodes.get("azureResource_acmestorage")).toBe("Azure resource · outside<br>acmestorage");
  expect(text).not.toMatch(/cDlYd/);
  const hidden = await runInStack(nowhere, ["graph"], { resources: named("acmestorage", {}), config });
  expect(hidden.text).not.toMatch(/acmestorage|cDlYd/);
});

test.each([
  ["the approval's, which is recorded later", "Pending", "Approved", "Approved"],
  ["its own after a refresh", "Rejected", "Approved", "Rejected"],
  ["pending as long as both are", "Pending", "Pending", "Pending"],
])("The state of a private endpoint is %s.", async (_case, own, approvals, shown) => {
  const { text } = await runInStack(nowhere, ["graph"], {
    resources: [
      stackResource("privateEndpoint", "storage", "endpoint-id", { inputs: scope, outputs: { state: own } }),
      stackResource("azurePrivateEndpointApproval", "approval", "connection-id", {
        inputs: { ...scope, privateEndpointId: "endpoint-id" },
        outputs: { state: approvals, status: "Approved" },
      }),
    ],
  });
  const { nodes } = await parsedFlowchart(text);
  expect(nodes.get("privateEndpoint_storage")).toBe(`private endpoint · ${shown}<br>storage`);
});
