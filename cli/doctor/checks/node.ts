import { type Check, failure, ok } from "../check";
import { isAtLeast } from "../version";

const { engines }: { engines: { node: string } } = require("pulumi-aep/package.json");

/** The version of Node.js: Pulumi runs programs and this package with it. */
export const node: Check = {
  name: "Node.js",
  run: async ({ node }) => [
    isAtLeast(node, engines.node)
      ? ok(node)
      : failure(
          `${node} is too old: pulumi-aep requires ${engines.node}.`,
          "Install a newer Node.js, and put it first in PATH.",
        ),
  ],
};
