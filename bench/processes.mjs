import { readdirSync, readFileSync } from "node:fs";

/** @typedef {"engine" | "host" | "program"} Role */
/** @typedef {{ peakMemory: number, cpu: number }} Usage megabytes, seconds */

/** Ticks of the kernel's clock in a second, the same on all Linux machines. */
const ticks = 100;

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // The process has ended in the meantime.
    return "";
  }
}

/** @param {string} command */
function roleOf(command) {
  if (/cmd\/dynamic-provider|terraform-provider-/.test(command)) {
    return "host";
  }
  if (command.includes("cmd/run")) {
    return "program";
  }
  return /^(\S*\/)?(pulumi|terraform) /.test(command) ? "engine" : undefined;
}

/**
 * Watches the engine (or Terraform) and the processes it started: the provider's host and the program. Processes with another
 * ancestor are ignored.
 * @param {number} ancestor
 * @param {number} [interval] milliseconds
 * @returns {{ stop: () => Record<Role, Usage> }}
 */
export function watch(ancestor, interval = 200) {
  /** @type {Map<string, { role: Role, usage: Usage }>} */
  const seen = new Map();
  const look = () => {
    const parents = new Map();
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      // The name in parentheses may contain any character, so the fields are read from behind it.
      const fields = read(`/proc/${pid}/stat`).split(") ").at(-1)?.split(" ") ?? [];
      parents.set(pid, { parent: fields[1], cpu: (Number(fields[11]) + Number(fields[12])) / ticks });
    }
    for (const [pid, { cpu }] of parents) {
      let up = pid;
      while (up !== undefined && up !== String(ancestor)) {
        up = parents.get(up)?.parent;
      }
      const role = up === undefined ? undefined : roleOf(read(`/proc/${pid}/cmdline`).replaceAll("\0", " "));
      if (role === undefined) {
        continue;
      }
      const peak = /VmHWM:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1];
      // A process that is ending no longer shows its memory.
      if (peak !== undefined) {
        seen.set(pid, { role, usage: { peakMemory: Number(peak) / 1024, cpu } });
      }
    }
  };
  const timer = setInterval(look, interval);
  return {
    stop: () => {
      clearInterval(timer);
      /** @param {Role} role */
      const total = (role) =>
        [...seen.values()]
          .filter((one) => one.role === role)
          .reduce(
            (sum, { usage }) => ({
              peakMemory: Math.max(sum.peakMemory, usage.peakMemory),
              cpu: sum.cpu + usage.cpu,
            }),
            { peakMemory: 0, cpu: 0 },
          );
      return { engine: total("engine"), host: total("host"), program: total("program") };
    },
  };
}
