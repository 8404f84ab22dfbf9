import { type Browser, chromium, type Page } from "playwright-core";
import { installedBrowser } from "../../scripts/chromium-path.cjs";
import { keepEvidence } from "./evidence";

/** Why tests in a browser are skipped, with the command that installs one; undefined if there is a browser. */
export const noBrowser =
  installedBrowser.missing === undefined ? undefined : `skipped: ${installedBrowser.missing}`;

/** How a page is shown. */
export interface PageOptions {
  /** In CSS pixels. Default 1280. */
  readonly width?: number;
  /** Default `light`. */
  readonly theme?: "light" | "dark";
}

/** A real browser. */
export class TestBrowser {
  readonly #browser: Browser;

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** Starts Chromium. */
  static async start(): Promise<TestBrowser> {
    // Chromium refuses to run as root with its sandbox, and a container's /dev/shm may be too small.
    const args = [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-dev-shm-usage"];
    return new TestBrowser(
      await chromium.launch({
        ...(installedBrowser.path === undefined ? {} : { executablePath: installedBrowser.path }),
        args,
      }),
    );
  }

  /**
   * Opens a page. An error in the page, a message of its console or a request to another host fails the test with
   * `problems`.
   */
  async open(url: string, { width = 1280, theme = "light" }: PageOptions = {}): Promise<OpenPage> {
    const context = await this.#browser.newContext({
      viewport: { width, height: 900 },
      colorScheme: theme,
      ignoreHTTPSErrors: true,
      acceptDownloads: true,
    });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const page = await context.newPage();
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") {
        problems.push(message.text());
      }
    });
    page.on("request", (request) => {
      if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== new URL(url).origin) {
        problems.push(`a request to ${request.url()}`);
      }
    });
    page.on("response", async (response) => {
      // Pages of the documentation, which are files, contain the documented password of the emulator.
      if (response.url().startsWith("http") && !response.url().endsWith("/api/events")) {
        keepEvidence("console-responses", await response.text().catch(() => ""));
      }
    });
    await page.goto(url);
    return { page, problems };
  }

  /** Ends the browser with all pages. */
  async close(): Promise<void> {
    await this.#browser.close();
  }
}

/** A page with what went wrong in it. */
export interface OpenPage {
  readonly page: Page;
  readonly problems: readonly string[];
}
