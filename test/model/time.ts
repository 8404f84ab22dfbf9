import { setImmediate } from "node:timers/promises";
import { ImpatientClock } from "../support/host/inProcessHost";

/** The true time of one run. It passes only where a request or a pause takes time, so nothing sleeps. */
export class WorldTime {
  #now = Date.UTC(2026, 0, 1);

  /** Milliseconds since the epoch, as the services see them. */
  now(): number {
    return Math.floor(this.#now);
  }

  /** Lets time pass, for the machine and the services alike. */
  pass(milliseconds: number): void {
    this.#now += milliseconds;
  }
}

/** The clock of the machine that runs Pulumi: the true time, off by what it was set forward or back. */
export class MachineClock extends ImpatientClock {
  /** Runs at each pause, with the number of the pause. */
  onPause: ((pause: number) => Promise<void>) | undefined;
  #offset = 0;

  constructor(private readonly world: WorldTime) {
    super();
  }

  override now(): number {
    return this.world.now();
  }

  override wall(): number {
    return this.world.now() + this.#offset;
  }

  /** Sets the clock forward or back, as time synchronisation or a resumed machine does. */
  step(milliseconds: number): void {
    this.#offset += milliseconds;
  }

  override async sleep(milliseconds: number): Promise<void> {
    this.pauses.push(milliseconds);
    this.world.pass(milliseconds);
    await this.onPause?.(this.pauses.length);
    // Other operations of the process get their turn, as they would during a real pause.
    await setImmediate();
  }
}
