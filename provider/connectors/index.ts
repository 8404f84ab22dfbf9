import { advertising } from "./advertising";
import { analytics } from "./analytics";
import { cloudStorage } from "./cloudStorage";
import { consentAndPreferences } from "./consentAndPreferences";
import { crm } from "./crm";
import { customerSuccess } from "./customerSuccess";
import { databases } from "./databases";
import { ecommerce } from "./ecommerce";
import { loyalty } from "./loyalty";
import { marketingAutomation } from "./marketingAutomation";
import { payments } from "./payments";
import { protocols } from "./protocols";
import { streaming } from "./streaming";
import { warehouses } from "./warehouses";

/**
 * Every documented connector by its name in `aep.connectionSpecs`: facts of Adobe's source tutorials. Types, `check`,
 * secrets, the export, `doctor` and docs/connectors.md follow from it.
 */
export const connectors = {
  ...advertising,
  ...analytics,
  ...cloudStorage,
  ...consentAndPreferences,
  ...crm,
  ...customerSuccess,
  ...databases,
  ...warehouses,
  ...ecommerce,
  ...loyalty,
  ...marketingAutomation,
  ...payments,
  ...protocols,
  ...streaming,
} as const;
