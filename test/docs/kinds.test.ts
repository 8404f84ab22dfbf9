import { glob, readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import * as exported from "../../provider";
import {
  classNameOf,
  factsOf,
  type Kind,
  kinds,
  outputsOf,
  referencesOf,
  tokenOf,
} from "../../provider/kinds";
import { resourceContextOf } from "../../provider/lifecycle/context";
import { definitions } from "../../provider/resources";
import * as aep from "../../sdk";
import * as azure from "../../sdk/azure";
import * as madconnect from "../../sdk/madconnect";
import { startEmulator } from "../support/emulator/emulator";
import { PlainClient } from "../support/emulator/plainClient";
import { completeInputs, entitiesOf, resourceCases, testedApart } from "../support/resourceCases";
import { completeConfig, sessionWith } from "../support/session";

const repository = path.resolve(__dirname, "../..");
const sdk: Readonly<Record<string, object>> = { aep, azure, madconnect };

const config = {
  ...completeConfig,
  "aep:madconnectUrl": "https://madconnect.invalid",
  "aep:madconnectClientId": "client",
  "aep:madconnectClientSecret": "a-secret-for-tests",
};

let emulator: RunningEmulator;
let examples: string;
let sdkSources: string;
beforeAll(async () => {
  emulator = await startEmulator();
  examples = await contentOf("examples/**/*.ts");
  sdkSources = await contentOf("sdk/**/*.ts");
});
afterAll(() => emulator.close());

async function contentOf(pattern: string): Promise<string> {
  const files = await Array.fromAsync(glob(pattern, { cwd: repository }));
  const texts = await Promise.all(
    files
      .filter((file) => !file.includes("node_modules"))
      .map((file) => readFile(path.join(repository, file), "utf8")),
  );
  return texts.join("\n");
}

/** Everything that a kind of resource needs, by the place where it is missing otherwise. */
const requirements: readonly [what: string, isMet: (kind: Kind) => boolean | Promise<boolean>][] = [
  [
    "its own definition in provider/resources/<kind>.ts",
    async (kind) =>
      (await contentOf(`provider/resources/${kind}.ts`)).includes(`export const ${kind}: Definition`),
  ],
  [
    "a line in provider/resources/index.ts that loads this definition",
    async (kind) => (await definitions[kind]()).noun === factsOf(kind).noun,
  ],
  ["an export in provider/index.ts", (kind) => Object.hasOwn(exported, kind)],
  [
    "the collection path of its facts in the listing of its definition",
    async (kind) => {
      const definition = await definitions[kind]();
      const { api } = resourceContextOf({ definition, session: sessionWith(config) }, {});
      return api.listing === undefined || api.listing.collection.toString() === factsOf(kind).collection;
    },
  ],
  [
    "a role for every input, in its facts",
    (kind) => Object.keys(completeInputs(kind)).every((name) => Object.hasOwn(factsOf(kind).fields, name)),
  ],
  [
    "references of inputs to kinds further up in provider/kinds/index.ts, to itself, or to kinds that refer back",
    (kind) =>
      Object.entries(referencesOf(kind)).every(
        ([input, others]) =>
          Object.hasOwn(factsOf(kind).fields, input.split(".")[0] ?? "") &&
          others.every(
            (other) =>
              kinds.indexOf(other) <= kinds.indexOf(kind) ||
              Object.values(referencesOf(other)).flat().includes(kind),
          ),
      ),
  ],
  [
    "a class that an index file of sdk/ exports",
    (kind) => {
      const [module = "", name = ""] = classNameOf(kind).split(".");
      return Object.hasOwn(sdk[module] ?? {}, name);
    },
  ],
  [
    'a call of provided("<kind>", …) in its class',
    (kind) => new RegExp(`\\bprovided\\(\\s*"${kind}"`).test(sdkSources),
  ],
  [
    "its own type as __pulumiType of its class, and isInstance",
    (kind) => {
      const [module = "", name = ""] = classNameOf(kind).split(".");
      const found = (sdk[module] as Record<string, typeof aep.Flow>)[name];
      const { __pulumiType } = found ?? {};
      return __pulumiType === tokenOf(kind) && found?.isInstance({ __pulumiType }) === true;
    },
  ],
  [
    'the check DeclaresOutputs<…, "<kind>"> beside its class',
    (kind) => new RegExp(`\\bDeclaresOutputs<\\w+, "${kind}">`).test(sdkSources),
  ],
  [
    "a collection in the emulator, or existing tests of its own",
    async (kind) => {
      const resource = resourceCases.find((one) => one.kind === kind);
      if (resource !== undefined) {
        return Array.isArray(await entitiesOf(resource, new PlainClient(emulator.url)));
      }
      const apart = testedApart.find((one) => one.kind === kind);
      return apart !== undefined && (await contentOf(apart.testedIn)).includes(`"${kind}"`);
    },
  ],
  [
    "a page in docs/reference/resources/: npm run docs writes it",
    async (kind) => {
      const title = classNameOf(kind).replace(/^aep\./, "");
      return (await contentOf("docs/reference/README.md")).includes(`\n- [${title}](resources/`);
    },
  ],
  ["a use in examples/", (kind) => examples.includes(`new ${classNameOf(kind)}(`)],
];

/** What a kind lacks. A requirement that cannot be checked is not met either. */
async function missing(kind: Kind): Promise<string[]> {
  const results = await Promise.all(
    requirements.map(async ([what, isMet]) => {
      const met = await Promise.resolve(kind)
        .then(isMet)
        .catch(() => false);
      return met ? [] : [what];
    }),
  );
  return results.flat();
}

test.each(kinds)("The kind %s has everything that a kind needs.", async (kind) => {
  expect(await missing(kind)).toEqual([]);
});

test("For a kind that is only a name, everything is reported as missing.", async () => {
  expect(await missing("unheardOf" as Kind)).toEqual(requirements.map(([what]) => what));
});

test("Every definition belongs to a kind.", async () => {
  const sources = await contentOf("provider/resources/*.ts");
  const defined = [...sources.matchAll(/^export const (\w+): Definition/gm)].map(([, name]) => name);
  expect(defined.toSorted()).toEqual(kinds.toSorted());
});

test("The compiler and the running program agree on the outputs of a kind.", () => {
  expect(outputsOf("flow")).toEqual([
    ...["name", "description", "flowSpec", "sourceConnectionIds", "targetConnectionIds", "transformations"],
    ...[
      "scheduleParams",
      "options",
      "labels",
      "policy",
      "state",
      "etag",
      "disabledByAep",
      "enabledAt",
      "sandbox",
    ],
  ]);
});
