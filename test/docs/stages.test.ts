import { expect, it } from "vitest";
import { z } from "zod";
import { documentsIn, filesIn } from "../support/gitops/exampleScripts";

it("no file of a stage contains a secret, and all three differ in the same few keys", async () => {
  const files = await filesIn("examples/stages/Pulumi.*.yaml");
  const shape = z.strictObject({ config: z.record(z.string(), z.string()) });
  const configs = [...files].map(([file, text]) => [file, shape.parse(documentsIn(text)[0]).config] as const);
  expect(configs).toHaveLength(3);
  const needed = ["intervalMinutes", "resourceGroupName", "storageAccountName", "subscriptionId"];
  // Without a namespace, a key belongs to the project, so the files also fit one of another name.
  const optional = ["protectData", "sharedEndpointId"];
  for (const [file, config] of configs) {
    const keys = Object.keys(config).filter((key) => !optional.includes(key));
    expect(keys.toSorted(), file).toEqual(["aep:sandbox", ...needed]);
  }
});
