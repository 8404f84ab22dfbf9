/** Values of `moduleResolution` that programs use. `node` is that of Node.js 10, which ignores `exports` of packages. */
export const moduleResolutions = ["node", "node16", "nodenext", "bundler"] as const;

/** A value of `moduleResolution`. */
export type ModuleResolution = (typeof moduleResolutions)[number];

/** The version and the setting with which programs are compiled. */
export interface Combination {
  /** A version, or a range of versions. */
  readonly typescript: string;
  readonly moduleResolution: ModuleResolution;
}

/** The last patch of each minor version from 5.0, and the newest version that Pulumi supports. */
export const versions = [
  "5.0.4",
  "5.1.6",
  "5.2.2",
  "5.3.3",
  "5.4.5",
  "5.5.4",
  "5.6.3",
  "5.7.3",
  "5.8.3",
  "5.9.3",
  "6",
] as const;

// With the other versions, `node16` and `bundler` would only repeat what `nodenext` shows about the types.
const everySetting: ReadonlySet<string> = new Set(["5.0.4", "5.5.4", "5.9.3", "6"]);

/** The tested combinations of supported versions and settings. */
export const allCombinations: readonly Combination[] = versions.flatMap((typescript) =>
  moduleResolutions
    .filter((setting) => everySetting.has(typescript) || setting === "node" || setting === "nodenext")
    .map((moduleResolution) => ({ typescript, moduleResolution })),
);

/** A version that cannot read the types of the package. The engine tests use 3.8.3, which Pulumi brings. */
export const unsupportedCombinations: readonly Combination[] = [
  { typescript: "4.9.5", moduleResolution: "node" },
  { typescript: "4.9.5", moduleResolution: "node16" },
];

/** The formats of programs that run without a bundler, by the ending of their files. */
export const formatsOf: Readonly<Record<ModuleResolution, Readonly<Record<string, string>>>> = {
  node: { ts: "CommonJS" },
  node16: { cts: "CommonJS", mts: "ES modules" },
  nodenext: { cts: "CommonJS", mts: "ES modules" },
  bundler: { mts: "ES modules" },
};

/** Whether Pulumi's own dependency `@grpc/grpc-js` compiles. With `bundler`, versions before 5.6 reject its types. */
export function compilesPulumi({ typescript, moduleResolution }: Combination): boolean {
  return moduleResolution !== "bundler" || /^(5\.[6-9]|6)/.test(typescript);
}

/** The combination as the table of combinations names it. */
export function titleOf(combination: Combination): string {
  const { typescript, moduleResolution } = combination;
  const formats = Object.values(formatsOf[moduleResolution]).join(" and ");
  const libraries = compilesPulumi(combination) ? "es2020" : "es2020, skipLibCheck";
  return [typescript, moduleResolution, formats, libraries].join(", ");
}
