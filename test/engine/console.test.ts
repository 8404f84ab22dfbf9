import { testConsole } from "../support/cases/consoleCases";
import { keyboard } from "../support/hands";

// A mouse is among the long tests; test/browser/ has each single action with both.
testConsole("the keyboard alone", keyboard);
