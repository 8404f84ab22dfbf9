import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { describe, expect, test } from "vitest";
import { onPseudoTerminal } from "./pseudo-terminal.mjs";

const hasPython = spawnSync("python3", ["-c", "import pty"]).status === 0;
const options = { columns: 50, rows: 7, cwd: tmpdir(), env: process.env };
const node = (program: string) => onPseudoTerminal([process.execPath, "-e", program], options);

describe.skipIf(!hasPython)("a program on a pseudo-terminal", () => {
  test("has its size, reads from it, and its output is kept with times", async () => {
    const outputs = await node(
      "console.log([process.stdin.isTTY, process.stdout.columns, process.stdout.rows, process.env.TERM].join())",
    );
    expect(outputs.map(({ text }) => text).join("")).toBe("true,50,7,xterm-256color\r\n");
    expect(outputs[0]?.at).toBeGreaterThan(0);
  });

  test("gets an answer when it asks for the position of the cursor, as Pulumi does", async () => {
    const outputs = await node(
      `process.stdin.setRawMode(true).once("data", (answer) => { console.log(JSON.stringify(String(answer))); process.exit(); });
      process.stdout.write("\\u001b[6n");`,
    );
    expect(outputs.map(({ text }) => text).join("")).toContain(String.raw`\u001b[1;1R`);
  });

  test("fails with what it has shown", async () => {
    await expect(node('console.log("the reason"); process.exit(3)')).rejects.toThrow(
      /ended with exit code 3:\nthe reason/,
    );
  });
});
