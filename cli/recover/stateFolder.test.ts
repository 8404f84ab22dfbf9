import { homedir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { stateFolder } from "./stateFolder";

const of = (url: string) => stateFolder(async () => JSON.stringify({ user: "ann", url }), "/home/ann/infra");

test.each([
  ["file:///var/state", "/var/state/.pulumi"],
  ["file:///var/my%20state?no_tmp_dir=true", "/var/my state/.pulumi"],
  ["file://~", path.join(homedir(), ".pulumi")],
  ["file://./state", "/home/ann/infra/state/.pulumi"],
  ["file://./my%20state", "/home/ann/infra/my state/.pulumi"],
])("The state at %s is in %s.", async (url, folder) => {
  expect(await of(url)).toBe(folder);
});

test.each(["https://api.pulumi.com", "azblob://state"])(
  "The state at %s is in no local folder.",
  async (url) => {
    expect(await of(url)).toBeUndefined();
  },
);
