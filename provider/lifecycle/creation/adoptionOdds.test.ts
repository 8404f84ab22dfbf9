import { expect, test, vi } from "vitest";
import { fakeApi, plainDefinition } from "../../../test/support/fakeApi";
import { randomFrom } from "../../../test/support/random";
import { completeConfig, sessionWith } from "../../../test/support/session";
import type { Clock } from "../../http/clock";
import { LostResponseError } from "../../http/serviceError";
import { ServiceTime } from "../../http/serviceTime";
import type { JsonObject } from "../../values/json";
import { create } from "../create";

/** Attempts for each round trip. */
const attempts = 1_000;
const inputs: JsonObject = { name: "n", sandbox: "dev", orgId: "o@AdobeOrg" };

/** Time of the machine in fractions of milliseconds; it passes where a request or a pause takes time. */
class SimulatedClock implements Clock {
  #now = Date.UTC(2026, 0, 1) + 0.123;
  #ahead = 0;
  readonly onSleep: (() => void) | undefined;

  constructor(onSleep?: () => void) {
    this.onSleep = onSleep;
  }

  now(): number {
    return this.#now;
  }

  wall(): number {
    return this.#now + this.#ahead;
  }

  step(by: number): void {
    this.#ahead += by;
  }

  pass(milliseconds: number): void {
    this.#now += milliseconds;
  }

  async sleep(milliseconds: number): Promise<void> {
    this.onSleep?.();
    this.#now += milliseconds;
  }

  limit(milliseconds: number): Promise<void> {
    return this.sleep(milliseconds);
  }
}

interface Scene {
  readonly roundTrip: number;
  readonly seed: number;
  /** Whether the service executes the create whose response is lost. */
  readonly isDone: boolean;
  /** Milliseconds between the create of a twin and the begin of ours; without one there is no twin. */
  readonly twinBefore?: number;
  readonly onSleep?: (clock: SimulatedClock) => void;
}

/** One lost create at a service with times of creation in milliseconds and `Date` headers in seconds. */
async function lostCreate({ roundTrip, seed, isDone, twinBefore, onSleep }: Scene): Promise<string> {
  const random = randomFrom(seed);
  const clock: SimulatedClock = new SimulatedClock(() => onSleep?.(clock));
  clock.pass(random() * 10_000);
  const offset = (random() - 0.5) * 600_000;
  // Each way takes 70 to 130 % of half a round trip, and one of 20 three times as long.
  const travel = () => clock.pass((roundTrip / 2) * (0.7 + 0.6 * random()) * (random() < 0.05 ? 3 : 1));
  const time = new ServiceTime();
  const made: JsonObject[] = [];
  const add = (id: string, at: number) =>
    made.push({ id, name: "n", createdAt: Math.floor(at + offset), createdClient: "client" });
  const request = () => {
    const sentAt = clock.now();
    travel();
    const date = new Date(Math.floor(clock.now() + offset)).toUTCString();
    travel();
    time.learn(date, sentAt, clock.now());
  };
  const session = sessionWith(completeConfig, clock);
  vi.spyOn(session, "platformTime").mockImplementation((local) => time.at(local));
  const api = fakeApi({
    create: () => {
      const sentAt = clock.now();
      travel();
      if (isDone) {
        add("ours", clock.now());
      }
      travel();
      const lost = { method: "POST", path: "/entities" } as const;
      return Promise.reject(new LostResponseError(lost, "silence", undefined, sentAt));
    },
    list: async () => {
      request();
      return made;
    },
  });
  if (twinBefore !== undefined) {
    add("twin", clock.now() - twinBefore);
  }
  return create({ definition: plainDefinition(api), session }, inputs).then(
    ({ id }) => id,
    (error: Error) =>
      /id ours[\s\S]*id twin|id twin[\s\S]*id ours/.test(error.message) ? "both named" : error.message,
  );
}

const numbers = Array.from({ length: attempts }, (_, index) => index + 1);

test.each([1, 20, 100])(
  "At a round trip of %i ms an own lost create is adopted, and a recent twin never is.",
  async (roundTrip) => {
    const own: string[] = [];
    const foreign: string[] = [];
    const both: string[] = [];
    for (const seed of numbers) {
      const twinBefore = seed % 51;
      own.push(await lostCreate({ roundTrip, seed, isDone: true }));
      foreign.push(await lostCreate({ roundTrip, seed, isDone: false, twinBefore }));
      if (seed <= attempts / 5) {
        both.push(await lostCreate({ roundTrip, seed, isDone: true, twinBefore }));
      }
    }
    const adopted = own.filter((id) => id === "ours").length;
    const named = both.filter((end) => end === "both named").length;
    console.log(
      `adoption: round trip ${roundTrip} ms: own ${adopted}, twins ${foreign.filter((id) => id === "twin").length}, ` +
        `twin beside own ${both.filter((id) => id === "twin").length}, both named ${named} of ${both.length}`,
    );
    expect(foreign.filter((id) => id === "twin")).toEqual([]);
    expect(named).toBe(both.length);
    expect(adopted).toBeGreaterThanOrEqual(attempts * 0.95);
  },
);

test.each([5_000, -5_000, 3_600_000, -3_600_000])(
  "A step of the machine's clock by %i ms changes nothing.",
  async (by) => {
    for (let moment = 0; moment < 6; moment++) {
      const scene = (): Scene => {
        let sleeps = 0;
        return {
          roundTrip: 20,
          seed: 7,
          isDone: true,
          onSleep: (clock) => sleeps++ === moment && clock.step(by),
        };
      };
      expect(await lostCreate(scene())).toBe("ours");
      const end = await lostCreate({ ...scene(), isDone: false, twinBefore: 30_000 });
      expect(end).toMatch(/It is unknown whether/);
    }
  },
);
