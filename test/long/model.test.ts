import { testModel } from "../model/series";

const rare = ["conflict", "gone", "absent"];
testModel(40, 3_000, ["create", "same", "update", "replace", "error", "refreshed", "destroyed", ...rare]);
