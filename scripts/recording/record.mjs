// npm run record: runs `npm start` in a fresh clone on a pseudo-terminal, and writes npm-start.cast. Afterwards, `npm run docs`
// draws its picture. It requires python3.
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installDependencies } from "../dependencies.mjs";
import { runScript } from "../failure.mjs";
import { findEngine, withEngine } from "../find-engine.mjs";
import { freshClone } from "../fresh-clone.mjs";
import { checkout } from "../paths.mjs";
import { castText } from "./cast.mjs";
import { castFile, drawRecording } from "./files.mjs";
import { neutral } from "./neutral.mjs";
import { paced } from "./pace.mjs";
import { onPseudoTerminal } from "./pseudo-terminal.mjs";
import { framesOf } from "./screen.mjs";

const command = ["npm", "start"];

/** The picture fits on a phone, and so its text is not too small there. */
const size = { columns: 68, rows: 30 };

/** Everything else, such as CI and NO_COLOR, would change what the programs show. */
const inherited = /^(PATH|HOME|NODE_EXTRA_CA_CERTS|(HTTPS?|NO)_PROXY)$/i;

await runScript(async () => {
  await installDependencies();
  const environment = withEngine(await findEngine());
  const env = Object.fromEntries(Object.entries(environment).filter(([name]) => inherited.test(name)));
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-aep-recording-")));
  try {
    const cwd = await freshClone(checkout, folder);
    const outputs = await onPseudoTerminal(command, { ...size, cwd, env });
    const typed = { at: -1, text: `$ ${command.join(" ")}\r\n` };
    const frames = paced(await framesOf(neutral([typed, ...outputs]), size));
    writeFileSync(castFile, castText({ ...size, title: command.join(" "), frames }));
    await drawRecording();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
