import type { ManagerName } from "./packageManagers";

/** How a combination ends; docs/package-managers.md explains each of them. */
export type Outcome = "works" | "works, with a warning" | "stops with one sentence" | "error of Pulumi";

/** One row of the table in docs/package-managers.md. */
export interface Combination {
  readonly manager: ManagerName;
  readonly what: string;
  readonly outcome: Outcome;
}

const works = "works";
const stops = "stops with one sentence";

/** Every combination that a test runs with the real engine. */
export const combinations = {
  commonJs: { manager: "npm", what: "the README's packages, CommonJS, `module: node16`", outcome: works },
  esModules: {
    manager: "npm",
    what: "the README's packages, ES modules, `module: nodenext`",
    outcome: works,
  },
  pnpmLine: { manager: "pnpm", what: "the README's packages", outcome: works },
  yarnLine: { manager: "yarn", what: "the README's packages, `nodeLinker: node-modules`", outcome: works },
  bunLine: { manager: "bun", what: "the README's packages", outcome: works },
  npmWorkspace: { manager: "npm", what: "workspace, only a library depends on it", outcome: works },
  pnpmWorkspace: { manager: "pnpm", what: "workspace, only a library depends on it", outcome: stops },
  yarnWorkspace: {
    manager: "yarn",
    what: "workspace, only a library depends on it, `nodeLinker: node-modules`",
    outcome: works,
  },
  bunWorkspace: { manager: "bun", what: "workspace, only a library depends on it", outcome: stops },
  pnpmFixed: {
    manager: "pnpm",
    what: "the same workspace after the command of the sentence",
    outcome: works,
  },
  bunFixed: { manager: "bun", what: "the same workspace after the command of the sentence", outcome: works },
  npmLinked: {
    manager: "npm",
    what: "workspace, only a library depends on it, `install-strategy=linked`",
    outcome: stops,
  },
  pnpmHoisted: {
    manager: "pnpm",
    what: "workspace, only a library depends on it, `nodeLinker: hoisted`",
    outcome: works,
  },
  yarnPnpmLinker: {
    manager: "yarn",
    what: "workspace, only a library depends on it, `nodeLinker: pnpm`",
    outcome: stops,
  },
  bunHoisted: {
    manager: "bun",
    what: 'workspace, only a library depends on it, `linker = "hoisted"`',
    outcome: works,
  },
  pnpmWithoutHoistingLine: {
    manager: "pnpm",
    what: "the README's packages, `hoist: false` and `allowBuilds` as above",
    outcome: works,
  },
  plugAndPlay: { manager: "yarn", what: "Plug'n'Play, `pulumi up`", outcome: "error of Pulumi" },
  plugAndPlayExec: { manager: "yarn", what: "Plug'n'Play, `yarn exec pulumi up`", outcome: works },
  newerLibrary: { manager: "npm", what: "a library with a newer `pulumi-aep`", outcome: stops },
  olderLibrary: {
    manager: "npm",
    what: "a library with an older `pulumi-aep`",
    outcome: "works, with a warning",
  },
  link: {
    manager: "npm",
    what: "`npm link`, with a second copy of `@pulumi/pulumi`",
    outcome: works,
  },
  mainFolder: { manager: "npm", what: "packages only in the folder of `main`, `pulumi -C`", outcome: works },
  managerOption: { manager: "npm", what: "`packagemanager: pnpm` in `Pulumi.yaml`", outcome: works },
  compiled: { manager: "npm", what: "ES modules compiled by `tsc`, `main: dist/`", outcome: works },
  tsx: { manager: "npm", what: "ES modules with `nodeargs: --import=tsx`", outcome: works },
  tsNode: { manager: "npm", what: "ES modules with `nodeargs: --loader ts-node/esm`", outcome: works },
  inlineProgram: { manager: "npm", what: "inline program of the Automation API", outcome: works },
} as const satisfies Record<string, Combination>;

/** The name of a combination in the tests. */
export type CombinationName = keyof typeof combinations;
