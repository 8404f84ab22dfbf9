// npm start: brings up the quick-start against the emulator and checks that nothing is left to change.
import { runScript } from "./failure.mjs";
import { withQuickStart } from "./quick-start.mjs";
import { painted } from "./terminal.mjs";

await runScript(() =>
  withQuickStart(async (pulumi) => {
    await pulumi("up", ["--yes", "--skip-preview"], "The quick-start could not be brought up, see above.");
    console.log(painted("bold", "\nChecking that nothing is left to change:"));
    await pulumi(
      "preview",
      ["--expect-no-changes"],
      "The preview after the update still shows changes, see above. This is a bug in the provider: please report it.",
    );
    await pulumi("stack output", [], "The outputs of the stack could not be read, see above.");
    console.log(
      `\n${painted("green", "The quick-start is running.")} Run npm start again to see that nothing changes, or npm run destroy to remove it.`,
    );
  }),
);
