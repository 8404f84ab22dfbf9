import { testModel } from "./series";

testModel(6, 200, ["create", "same", "update", "replace", "error", "refreshed", "destroyed"]);
