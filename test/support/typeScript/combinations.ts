/** Values of `moduleResolution` that programs use. `node` is Node.js 10's, without `exports` of packages. */
export const moduleResolutions = ["node", "node16", "nodenext", "bundler"] as const;

/** The version and the settings with which a program is compiled. */
export interface Combination {
  /** A version, or a range of versions. */
  readonly typescript: string;
  readonly moduleResolution: (typeof moduleResolutions)[number];
  readonly format: "CommonJS" | "ES modules";
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

/** Versions that cannot read the types of the package. Pulumi brings the first one. */
export const unsupportedVersions = ["3.8.3", "4.9.5"] as const;

/** The formats in which a program can be written with a setting and run without a bundler. */
export function formatsOf(
  moduleResolution: Combination["moduleResolution"],
): readonly Combination["format"][] {
  const formats = { node: ["CommonJS"], bundler: ["ES modules"] } as const;
  return moduleResolution === "node" || moduleResolution === "bundler"
    ? formats[moduleResolution]
    : ["CommonJS", "ES modules"];
}

/** Every combination of the supported versions and settings. */
export const allCombinations: readonly Combination[] = versions.flatMap((typescript) =>
  moduleResolutions.flatMap((moduleResolution) =>
    formatsOf(moduleResolution).map((format) => ({ typescript, moduleResolution, format })),
  ),
);

/** Whether Pulumi's own dependency `@grpc/grpc-js` compiles. With `bundler`, versions before 5.6 reject its types. */
export function compilesPulumi({ typescript, moduleResolution }: Combination): boolean {
  return moduleResolution !== "bundler" || /^(5\.[6-9]|6)/.test(typescript);
}

/** The combination as the table of combinations names it. */
export function titleOf(combination: Combination): string {
  const { typescript, moduleResolution, format } = combination;
  const libraries = compilesPulumi(combination) ? "es2020" : "es2020, skipLibCheck";
  return [typescript, moduleResolution, format, libraries].join(", ");
}
