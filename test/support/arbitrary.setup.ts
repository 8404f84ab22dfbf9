import fc from "fast-check";

// A run that fails by chance says nothing about the change under test. PULUMI_AEP_ARBITRARY_SEED=random draws other values, and a
// failure prints the seed.
const { PULUMI_AEP_ARBITRARY_SEED: seed = "20261128" } = process.env;
if (seed !== "random") {
  fc.configureGlobal({ seed: Number(seed) });
}
