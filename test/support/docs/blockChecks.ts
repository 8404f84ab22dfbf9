import { execFile } from "node:child_process";
import { promisify } from "node:util";
import ts from "typescript";
import { documentsIn } from "../gitops/exampleScripts";
import { mistakesIn } from "../gitops/githubWorkflow";

const run = promisify(execFile);

/** What is wrong with the blocks of a page in a language. */
type LanguageCheck = (texts: readonly string[]) => Promise<readonly string[]>;

/** A check of one block after the other by something that throws. */
const parsedBy =
  (parse: (text: string) => unknown): LanguageCheck =>
  async (texts) =>
    texts.flatMap((text) => {
      try {
        parse(text);
        return [];
      } catch (error) {
        return [`${error}\n${text}`];
      }
    });

/** Blocks of these languages are compared, applied, drawn or run by other tests, or checked for all pages at once. */
const ofOtherTests: LanguageCheck = async () => [];

/** The languages that a block may have, with their checks, which run nothing. */
export const languageChecks: Readonly<Record<string, LanguageCheck>> = {
  sh: shellMistakes,
  json: parsedBy(JSON.parse),
  yaml: yamlMistakes,
  js: parsedBy(syntaxMistake),
  ts: parsedBy(syntaxMistake),
  python: ofOtherTests,
  java: ofOtherTests,
  mermaid: ofOtherTests,
  diff: ofOtherTests,
  text: ofOtherTests,
};

/** Bash reads the blocks as functions of one script, so that none can end what another one begins. */
async function shellMistakes(texts: readonly string[]): Promise<readonly string[]> {
  // Bash would read them as redirections.
  const placeholders = texts.flatMap((text) => text.match(/<[a-z][a-z ]*>/g) ?? []);
  const script = texts.map((text, at) => `block${at}() {\n${text}\n}`).join("\n");
  return run("bash", ["-n", "-c", script]).then(
    ({ stderr }) => [...placeholders, ...(stderr === "" ? [] : [stderr])],
    (error: { stderr: string }) => [error.stderr],
  );
}

async function yamlMistakes(texts: readonly string[]): Promise<readonly string[]> {
  const mistakes = await parsedBy(documentsIn)(texts);
  if (mistakes.length > 0) {
    return mistakes;
  }
  const isWorkflow = (text: string) => {
    const [document] = documentsIn(text);
    return typeof document === "object" && document !== null && "jobs" in document;
  };
  const found = texts.filter(isWorkflow).map((text) => mistakesIn("workflow.yml", text));
  return (await Promise.all(found)).flat();
}

function syntaxMistake(text: string): void {
  const { diagnostics = [] } = ts.transpileModule(text, { reportDiagnostics: true });
  for (const { messageText } of diagnostics) {
    throw new Error(ts.flattenDiagnosticMessageText(messageText, "\n"));
  }
}

/** What is wrong with the syntax of programs in Python, which one process reads. */
export async function pythonMistakes(texts: readonly string[]): Promise<string> {
  const program = "import ast, json, sys\nfor text in json.loads(sys.argv[1]): ast.parse(text)";
  return run("python3", ["-c", program, JSON.stringify(texts)]).then(
    () => "",
    ({ stderr }: { stderr: string }) => stderr,
  );
}
