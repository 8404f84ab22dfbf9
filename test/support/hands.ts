import type { Locator, Page } from "playwright-core";

/** How a person uses a page. */
export interface Hands {
  /** Presses a button or follows a link. */
  press(control: Locator): Promise<void>;
  /** Replaces the text of a field. */
  fill(field: Locator, text: string): Promise<void>;
  /** Chooses an option by its text. */
  choose(select: Locator, option: string): Promise<void>;
}

/** A person with a mouse. */
export function mouse(): Hands {
  return {
    press: (control) => control.click(),
    fill: (field, text) => field.fill(text),
    choose: async (select, option) => {
      await select.selectOption({ label: option });
    },
  };
}

// More controls than any view has.
const mostTabs = 600;

/** A part of an element that every browser has; this file is compiled without the types of browsers. */
interface InPage {
  readonly ownerDocument: { readonly activeElement: unknown };
}

const hasFocus = (element: InPage): boolean => element === element.ownerDocument.activeElement;

/** A person with a keyboard alone, who reaches every control with the Tab key. */
export function keyboard(page: Page): Hands {
  const reach = async (control: Locator): Promise<void> => {
    await control.waitFor();
    for (let tabs = 0; tabs < mostTabs; tabs += 1) {
      if (await control.evaluate(hasFocus).catch(() => false)) {
        return;
      }
      await page.keyboard.press("Tab");
    }
    throw new Error(`The Tab key does not reach ${control}.`);
  };
  return {
    press: async (control) => {
      await reach(control);
      await page.keyboard.press("Enter");
    },
    fill: async (field, text) => {
      await reach(field);
      await page.keyboard.press("ControlOrMeta+A");
      await page.keyboard.insertText(text);
    },
    choose: async (select, option) => {
      await reach(select);
      await page.keyboard.type(option);
    },
  };
}
