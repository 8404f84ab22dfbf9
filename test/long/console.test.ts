import { testConsole } from "../support/cases/consoleCases";
import { mouse } from "../support/hands";

testConsole("a mouse", mouse);
