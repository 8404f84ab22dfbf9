import type { dynamic } from "@pulumi/pulumi";
import type { ConfigReader } from "../config/settings";
import { reportUnknownKeys } from "../config/unknownKeys";
import { systemClock } from "../http/clock";
import type { Definition } from "../lifecycle/definition";
import { Session } from "../session/session";
import { CreationNoteFiles, machineTime } from "./creationNotes";
import { dynamicProvider } from "./dynamicProvider";
import { endWithEngine, hostProgram } from "./host";
import type { HostedProvider } from "./hostInterface";
import { keepMemorySmall } from "./memory";
import { report } from "./report";
import { watchRequestUrns } from "./requestUrns";
import { RunningCalls } from "./runningCalls";
import { endOnSignals } from "./signals";

const calls = new RunningCalls();
let session: Session | undefined;
let watched = false;

/** The provider of one kind, within the one session that all kinds of the host process share. */
export function hostedProvider(load: () => Promise<Definition>): HostedProvider {
  return {
    ...dynamicProvider(
      load,
      () => {
        session ??= new Session(() => undefined);
        return session;
      },
      calls,
    ),
    // Called once for each kind, with the same configuration; the first call creates the session. It stays synchronous
    // and never throws, because the host keeps the provider before it is done.
    configure: async ({ config }: dynamic.ConfigureRequest) => {
      const program = hostProgram();
      const read: ConfigReader = (key) => config.get(key);
      if (watched || program === undefined) {
        session ??= new Session(read);
        return;
      }
      watched = true;
      const { rawConfig, projectName } = partsOf(config);
      reportUnknownKeys(Object.keys(rawConfig), projectName, report);
      keepMemorySmall();
      watchRequestUrns(program);
      const [, , engineAddress = ""] = process.argv;
      const notes = new CreationNoteFiles({
        environment: process.env,
        folder: process.cwd(),
        pid: process.pid,
        engine: process.ppid,
        engineAddress,
        report,
        wall: systemClock.wall,
        steady: machineTime,
      });
      session ??= new Session(read, { clock: systemClock, environment: process.env, notes });
      const ending = { calls, notes, engineAddress, session: () => session };
      endOnSignals(ending);
      void endWithEngine(ending);
    },
  };
}

/** All keys and the project. Pulumi's type declares no way to list the keys, so a version without them has none here. */
function partsOf(config: object): { rawConfig: object; projectName: string | undefined } {
  const { rawConfig = {}, projectName } = config as { rawConfig?: object; projectName?: string };
  return { rawConfig, projectName };
}
