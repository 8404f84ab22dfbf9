/** A block of a page in `docs/` that a test takes from the page, and runs or compares. */
export interface TestedBlock {
  readonly page: string;
  /** The heading above it. */
  readonly section: string;
  /** Its number below this heading, from 0. Default: 0. */
  readonly at?: number;
  readonly test: string;
}

const commands = "test/docs/commandBlocks.test.ts";
const commandTexts = "test/docs/commands.test.ts";
const killed = "test/engine/killed.test.ts";
const exported = "test/engine/export.test.ts";

const titles = {
  compare: "Compare two sandboxes: `pulumi-aep compare`",
  doctor: "Check the set-up: `pulumi-aep doctor`",
  drift: "Detect changes made outside Pulumi: `pulumi-aep drift`",
  export: "Export existing entities: `pulumi-aep export`",
  graph: "Draw pipelines: `pulumi-aep graph`",
  import: "Import one entity: `pulumi-aep import`",
  landingZone: "Data landing zone: `pulumi-aep landing-zone`",
  protect: "Protect production sandboxes: `aep:protectProduction`",
  recover: "Repair the state after a killed run: `pulumi-aep recover`",
  runs: "Runs of flows: `pulumi-aep runs`",
};

/** The blocks of how-to guides and of pages about commands that a test runs with what it has created anyway. */
export const testedBlocks: readonly TestedBlock[] = [
  { page: "compare.md", section: titles.compare, test: commands },
  { page: "compare.md", section: titles.compare, at: 1, test: commands },
  { page: "doctor.md", section: titles.doctor, test: commands },
  { page: "doctor.md", section: titles.doctor, at: 1, test: commands },
  { page: "doctor.md", section: "JSON", test: commandTexts },
  { page: "drift.md", section: titles.drift, test: commands },
  { page: "drift.md", section: titles.drift, at: 1, test: commandTexts },
  { page: "drift.md", section: "JSON", test: commandTexts },
  { page: "drift.md", section: "In a pipeline", test: commandTexts },
  { page: "emulator.md", section: "Emulator", test: "test/host/installedEmulator.test.ts" },
  { page: "emulator.md", section: "Approve by the program", test: "test/host/installedEmulator.test.ts" },
  { page: "emulator.md", section: "Approve by the program", at: 1, test: "test/long/stages.test.ts" },
  { page: "export.md", section: titles.export, test: exported },
  { page: "export.md", section: "Manage the exported environment", test: exported },
  { page: "export.md", section: "Create another environment like it", test: exported },
  { page: "export.md", section: "Share with other projects", test: "cli/export/shared.test.ts" },
  { page: "export.md", section: "Share with other projects", at: 1, test: "cli/export/shared.test.ts" },
  { page: "getting-started.md", section: "Install", at: 1, test: "test/long/newProject.test.ts" },
  {
    page: "getting-started.md",
    section: "Try it without an account",
    test: "test/engine/quickStart.test.ts",
  },
  { page: "gitops.md", section: "Drift", test: commands },
  { page: "gitops.md", section: "After a killed job", test: "test/long/azblobState.test.ts" },
  { page: "graph.md", section: titles.graph, test: commands },
  { page: "graph.md", section: titles.graph, at: 1, test: "test/docs/graphExample.test.ts" },
  { page: "import.md", section: titles.import, test: "test/long/import.test.ts" },
  { page: "landing-zone.md", section: titles.landingZone, test: commands },
  {
    page: "package-managers.md",
    section: "The package is not installed in the program's folder",
    test: "test/docs/packageManagers.test.ts",
  },
  { page: "package-managers.md", section: "Install scripts", test: "test/long/packageManagers.test.ts" },
  { page: "policies.md", section: "Policies", test: "test/long/policies.test.ts" },
  { page: "policies.md", section: "Policies", at: 1, test: "test/long/policies.test.ts" },
  { page: "promotion.md", section: "A stack for another sandbox", test: "test/long/newProject.test.ts" },
  { page: "promotion.md", section: "By hand", test: commands },
  { page: "promotion.md", section: "By hand", at: 1, test: "test/long/stages.test.ts" },
  { page: "promotion.md", section: "In a pipeline", test: commands },
  { page: "promotion.md", section: "To another organisation", test: commands },
  { page: "protect-production.md", section: titles.protect, test: "test/long/protectProduction.test.ts" },
  { page: "proxies.md", section: "Use a proxy", test: "test/long/proxy.test.ts" },
  { page: "proxies.md", section: "Certificates", test: "test/long/proxy.test.ts" },
  { page: "recover.md", section: titles.recover, test: killed },
  { page: "recover.md", section: "If only the provider's process died", test: commands },
  { page: "recover.md", section: "What it decides", test: commands },
  { page: "recover.md", section: "When it removes a lock", test: killed },
  { page: "runs.md", section: titles.runs, test: commands },
];

/** A block that no test runs: only its syntax, its programs and their options are checked, see `blockChecks.ts`. */
export interface UnrunBlock {
  readonly page: string;
  readonly section: string;
  readonly at?: number;
  readonly because: string;
}

/** The blocks of how-to guides and of pages about commands that no test runs, and why. */
export const unrunBlocks: readonly UnrunBlock[] = [
  {
    page: "getting-started.md",
    section: "Try it without an account",
    at: 1,
    because: "npm run docs writes it from a recorded run of these commands; scripts/recording has its tests.",
  },
  {
    page: "private-link.md",
    section: "The two sides of an approval",
    because: "It is a diagram, which test/docs/pictures.test.ts draws.",
  },
  {
    page: "private-link.md",
    section: "What the owner does",
    because: "The Azure CLI signs in to a real tenant of Azure; the tests have none.",
  },
];

/** A block whose commands are all among those of another page, in their order, which tests run. */
export interface RepeatedBlock {
  readonly page: string;
  readonly section: string;
  readonly at?: number;
  readonly of: string;
}

/** The blocks that repeat commands, because a reader needs them in both places. */
export const repeatedBlocks: readonly RepeatedBlock[] = [
  { page: "before-you-start.md", section: "A credential", of: "getting-started.md" },
  // The tests of package managers install what the line in README.md lists.
  { page: "getting-started.md", section: "Install", of: "../README.md" },
  { page: "../README.md", section: "Try it without an account", of: "getting-started.md" },
];
