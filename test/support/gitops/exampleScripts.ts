import { glob, readFile } from "node:fs/promises";
import path from "node:path";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { checkout } from "../installedPackage";

/** A shell script of a pipeline or a document. */
export interface Script {
  readonly file: string;
  readonly text: string;
}

/** A command line in such a script. */
export interface CommandLine {
  readonly file: string;
  readonly program: "pulumi" | "pulumi-aep";
  /** The words before the first option: the command and its arguments. */
  readonly words: readonly string[];
  /** Such as `--stack` and `-y`, without their values. */
  readonly options: readonly string[];
}

/** Files of this checkout that match, with their text. */
export async function filesIn(pattern: string): Promise<Map<string, string>> {
  const files = (await Array.fromAsync(glob(pattern, { cwd: checkout }))).toSorted();
  const contents = files.map(
    async (file) => [file, await readFile(path.join(checkout, file), "utf8")] as const,
  );
  return new Map(await Promise.all(contents));
}

/** The documents of a YAML file; a syntax error is thrown. */
export function documentsIn(text: string): unknown[] {
  return [...parseAllDocuments(text)].map((document) => {
    for (const error of document.errors) {
      throw error;
    }
    return document.toJS();
  });
}

const workflowShape = z.looseObject({
  jobs: z.record(
    z.string(),
    z.looseObject({ steps: z.array(z.looseObject({ run: z.string().optional() })).optional() }),
  ),
});
const azureStepsShape = z.object({
  steps: z.array(
    z.looseObject({
      script: z.string().optional(),
      bash: z.string().optional(),
      inputs: z.looseObject({ inlineScript: z.string().optional() }).optional(),
    }),
  ),
});
const linesShape = z.union([z.string(), z.array(z.string())]).optional();
const gitlabShape = z.record(z.string(), z.unknown());
const gitlabJobShape = z.looseObject({ script: linesShape, before_script: linesShape });

/** Every script of the example pipelines and of their documents. */
export async function scripts(): Promise<Script[]> {
  const found: Script[] = [];
  for (const [file, text] of await filesIn("examples/gitops/github/*.yml")) {
    const { jobs } = workflowShape.parse(documentsIn(text)[0]);
    const runs = Object.values(jobs).flatMap(({ steps = [] }) => steps.flatMap(({ run }) => run ?? []));
    found.push(...runs.map((run) => ({ file, text: run })));
  }
  for (const [file, text] of await filesIn("examples/gitops/gitlab/.gitlab-ci.yml")) {
    for (const job of Object.values(gitlabShape.parse(documentsIn(text)[0]))) {
      const { data } = gitlabJobShape.safeParse(job);
      const lines = [data?.before_script ?? [], data?.script ?? []].flat();
      if (lines.length > 0) {
        found.push({ file, text: lines.join("\n") });
      }
    }
  }
  for (const [file, text] of await filesIn("examples/gitops/azure-devops/pulumi-steps.yml")) {
    for (const { script, bash, inputs } of azureStepsShape.parse(documentsIn(text)[0]).steps) {
      found.push(
        ...[script ?? bash ?? inputs?.inlineScript ?? []].flat().map((line) => ({ file, text: line })),
      );
    }
  }
  for (const pattern of ["examples/gitops/README.md", "docs/gitops.md"]) {
    for (const [file, text] of await filesIn(pattern)) {
      const blocks = text.matchAll(/^```sh\n([\s\S]*?)^```$/gm);
      const spans = text.matchAll(/(?<!`)`((?:npx )?pulumi(?:-aep)? [^`]+)`(?!`)/g);
      for (const [, script = ""] of [...blocks, ...spans]) {
        found.push({ file, text: script });
      }
    }
  }
  return found;
}

/** The command lines of Pulumi and of `pulumi-aep` in a script. */
export function commandLinesIn({ file, text }: Script): CommandLine[] {
  const lines = text.replaceAll(/\\\n/g, " ").split("\n");
  return lines.flatMap((line) => {
    const withoutComment = line.replace(/(^|\s)#.*/, "");
    return [...withoutComment.matchAll(/(?:^|[();&|])\s*(?:npx )?(pulumi(?:-aep)?) ([^|;&>]+)/g)].map(
      ([, program, rest = ""]) => {
        const parts = rest.match(/"[^"]*"|'[^']*'|\S+/g) ?? [];
        const first = parts.findIndex((part) => part.startsWith("-"));
        return {
          file,
          program: program === "pulumi" ? program : "pulumi-aep",
          words: first === -1 ? parts : parts.slice(0, first),
          options: parts.flatMap((part) => /^--?[a-z][\w-]*/i.exec(part)?.[0] ?? []),
        } as const;
      },
    );
  });
}
