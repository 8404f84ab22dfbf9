import { expect, test } from "vitest";
import { completeConfig, sessionWith } from "../../../test/support/session";
import { modelOf } from "../model/model";
import { projectFiles, projectName } from "./projectFiles";

test.each([
  ["aep", "aep-sources"],
  ["my aep (prod)", "my-aep-prod-"],
  ["订单", "-"],
  ["sources", "sources"],
])("the project in folder %j is named %j", (folder, project) => {
  expect(projectName(folder)).toBe(project);
});

test("the stack's file has the whole configuration without secrets", () => {
  const session = sessionWith(completeConfig);
  const endpoint = {
    kind: "privateEndpoint" as const,
    id: "e",
    title: "ACME",
    createdAt: 0,
    inputs: { name: "ACME", subscriptionId: "s", resourceGroupName: "g", resourceName: "acme" },
    recordedInputs: {},
    outputs: { state: "Approved" },
    secrets: [],
    leftOut: undefined,
  };
  const model = modelOf([endpoint], { shareEndpoints: false });
  const files = projectFiles("sources", "dev", model, session.settings);
  expect(files.get("Pulumi.dev.yaml")).toBe(
    [
      "config:",
      '  "aep:orgId": "ORG@AdobeOrg"',
      '  "aep:clientId": "client"',
      '  "aep:sandbox": "dev"',
      '  "sources:subscriptionId": "s"',
      '  "sources:resourceGroupName": "g"',
      '  "sources:acmeResourceName": "acme"',
      '  "sources:approveEndpoints": "false"',
      "",
    ].join("\n"),
  );
  expect([...files.values()].join("")).not.toContain("given-token");
  expect(JSON.parse(files.get("package.json") ?? "")).toMatchObject({
    dependencies: { "pulumi-aep": expect.stringMatching(/^\^\d/), "@pulumi/pulumi": expect.any(String) },
  });
});
