// npm start: brings the quick-start up against the emulator and proves that nothing is left to change.
import { runScript } from "./failure.mjs";
import { withQuickStart } from "./quick-start.mjs";

await runScript(() =>
  withQuickStart(async (pulumi) => {
    await pulumi("up", ["--yes", "--skip-preview"], "The quick-start could not be brought up, see above.");
    console.log("\nNothing may be left to change:");
    await pulumi(
      "preview",
      ["--expect-no-changes"],
      "The preview after the update still wants changes, see above. This is a mistake in the provider: please report it.",
    );
    await pulumi("stack output", [], "The outputs of the stack could not be read, see above.");
    console.log(
      "\nThe quick-start is up. Run npm start again to see that nothing changes, npm run destroy to remove it.",
    );
  }),
);
