import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

const checkout = path.resolve(__dirname, "../../..");
const fromCheckout = (file: string) => path.join(checkout, file);

/** The modules that programs import, by the name that the docs give them, with their sources. */
const modules = {
  aep: { specifier: "pulumi-aep", file: "sdk/index.ts" },
  azure: { specifier: "pulumi-aep/azure", file: "sdk/azure/index.ts" },
  madconnect: { specifier: "pulumi-aep/madconnect", file: "sdk/madconnect/index.ts" },
  emulator: { specifier: "aep-emulator", file: "emulator/index.ts" },
} as const;

/** An export of a module. */
export interface ApiExport {
  /** As a program writes it: `aep.Flow`, `aep.xdm.string`, `emulator.startEmulator`. */
  readonly name: string;
  /** Whether it is a class or a function. */
  readonly isCallable: boolean;
  /** The code of its examples, in their order. */
  readonly examples: readonly string[];
}

/** Some code of the documentation. */
export interface Example {
  /** What it belongs to, for the name of a test: `aep.Flow`, `aep.getFlow, page`. */
  readonly title: string;
  /** The export that it is about. */
  readonly name: string;
  readonly code: string;
}

/** The settings of the examples, which users copy, with this repository as the packages. */
function userOptions(): ts.CompilerOptions {
  const file = fromCheckout("examples/minimal/tsconfig.json");
  const { config } = ts.readConfigFile(file, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, path.dirname(file));
  return {
    ...options,
    // A program may have more checks than the examples.
    noImplicitReturns: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: false,
    paths: Object.fromEntries(
      Object.values(modules).map((module) => [module.specifier, [fromCheckout(module.file)]]),
    ),
    configFilePath: undefined,
  };
}

/** Compiles code of the documentation, all of it in one program. */
export class ExampleCompiler {
  readonly #options = userOptions();
  readonly #texts = new Map<string, string>();
  readonly #host: ts.CompilerHost;
  readonly #api: ts.Program;

  constructor() {
    this.#host = ts.createCompilerHost(this.#options);
    const { getSourceFile, fileExists, readFile } = this.#host;
    const parsed = new Map<string, ts.SourceFile | undefined>();
    this.#host.fileExists = (file) => this.#texts.has(file) || fileExists(file);
    this.#host.readFile = (file) => this.#texts.get(file) ?? readFile(file);
    this.#host.getSourceFile = (file, languageVersion, ...rest) => {
      const own = this.#texts.get(file);
      if (own !== undefined) {
        return ts.createSourceFile(file, own, languageVersion);
      }
      if (!parsed.has(file)) {
        parsed.set(file, getSourceFile(file, languageVersion, ...rest));
      }
      return parsed.get(file);
    };
    this.#api = ts.createProgram(
      Object.values(modules).map(({ file }) => fromCheckout(file)),
      this.#options,
      this.#host,
    );
  }

  /** Everything that the packages export, namespaces included. */
  exports(): ApiExport[] {
    const checker = this.#api.getTypeChecker();
    const exported = (symbol: ts.Symbol | undefined, prefix: string): ApiExport[] =>
      symbol === undefined
        ? []
        : checker.getExportsOfModule(symbol).flatMap((alias) => {
            if (alias.declarations?.some(ts.isTypeOnlyImportOrExportDeclaration)) {
              return [];
            }
            const name = `${prefix}.${alias.name}`;
            const found =
              (alias.flags & ts.SymbolFlags.Alias) === 0 ? alias : checker.getAliasedSymbol(alias);
            if ((found.flags & ts.SymbolFlags.ValueModule) !== 0) {
              return exported(found, name);
            }
            const examples = found
              .getJsDocTags(checker)
              .filter((tag) => tag.name === "example")
              .map(({ text }) => ts.displayPartsToString(text));
            return [{ name, isCallable: isCallable(checker, found), examples }];
          });
    return Object.entries(modules).flatMap(([name, { file }]) => {
      const source = this.#api.getSourceFile(fromCheckout(file));
      return exported(source && checker.getSymbolAtLocation(source), name);
    });
  }

  /**
   * Compiles programs.
   *
   * @param programs - the text of each
   * @returns of each, the compiled code or the messages of the compiler, with the line of each
   */
  compile(programs: readonly string[]): readonly { code: string; messages: readonly string[] }[] {
    const files = programs.map((_, index) => fromCheckout(`test/types/example-${index}.ts`));
    files.forEach((file, index) => {
      this.#texts.set(file, programs[index] ?? "");
    });
    const program = ts.createProgram(
      [...this.#api.getRootFileNames(), ...files],
      this.#options,
      this.#host,
      this.#api,
    );
    return files.map((file) => {
      const source = program.getSourceFile(file);
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      let code = "";
      program.emit(source, (_, text) => {
        code = text;
      });
      return { code, messages: found.map(messageOf) };
    });
  }
}

function isCallable(checker: ts.TypeChecker, symbol: ts.Symbol): boolean {
  const declaration = symbol.valueDeclaration;
  if (declaration === undefined) {
    return false;
  }
  const type = checker.getTypeOfSymbolAtLocation(symbol, declaration);
  return type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0;
}

function messageOf({ file, start = 0, messageText }: ts.Diagnostic): string {
  const line = file?.text.slice(0, start).split("\n").length ?? 0;
  const text = file?.text.split("\n")[line - 1]?.trim();
  return `${ts.flattenDiagnosticMessageText(messageText, "\n")} (${text})`;
}

/** The examples of the API, those on the pages of the reference included. */
export function examplesOf(exports: readonly ApiExport[]): Example[] {
  const ofComments = exports.flatMap(({ name, examples }) =>
    examples.map((code, index) => ({ title: index === 0 ? name : `${name}, ${index + 1}`, name, code })),
  );
  const known = new Set(ofComments.map(({ code }) => code));
  return [...ofComments, ...examplesOfPages().filter(({ code }) => !known.has(code))];
}

/** The code on the pages of the reference. */
function examplesOfPages(): Example[] {
  return globSync("docs/reference/**/*.md", { cwd: checkout }).flatMap((page) => {
    const text = readFileSync(fromCheckout(page), "utf8");
    return [...text.matchAll(/^## (?<section>[^\n]+)$|^```ts\n(?<code>.*?)\n```$/gms)].reduce(
      ({ section, found }, { groups = {} }) => {
        const { code } = groups;
        const name = page.endsWith("functions.md") ? section : classOf(text);
        return code === undefined
          ? { section: String(groups.section), found }
          : { section, found: [...found, { title: `${name}, ${page}, ${section}`, name, code }] };
      },
      { section: "", found: [] as Example[] },
    ).found;
  });
}

/** Code in TypeScript or JavaScript in the texts outside docs/. It may import what every example imports. */
export function examplesOfTexts(): Example[] {
  const texts =
    "{README,CHANGELOG,CONTRIBUTING,SECURITY,emulator/README,emulator/docs/*,examples/*/README,.changeset/*}.md";
  return globSync(texts, { cwd: checkout }).flatMap((file) =>
    [...readFileSync(fromCheckout(file), "utf8").matchAll(/^```(?:ts|js)\n(.*?)\n```$/gms)].map(
      ([, code = ""]) => ({ title: file, name: file, code: code.replaceAll(/^import .*\n/gm, "") }),
    ),
  );
}

function classOf(page: string): string {
  const [, title = ""] = /^# (.+)$/m.exec(page) ?? [];
  return title.includes(".") ? title : `aep.${title}`;
}
