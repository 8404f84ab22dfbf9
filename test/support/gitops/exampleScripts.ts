import { glob, readFile } from "node:fs/promises";
import path from "node:path";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { checkout } from "../installedPackage";

/** A shell script of a pipeline. */
export interface Script {
  readonly file: string;
  readonly text: string;
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

/** Every script of the example pipelines. The scripts of documents are among the blocks of all pages. */
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
  return found;
}
