import { calibrate, describeCalibration, isReleased, probabilityOf, support } from "vouchsafe/score";

const hours = "The town museum opens at nine on weekdays. Children under six enter free of charge. Dogs stay outside.";
const sources = [{ id: "hours", text: hours }];

// Labels of your own, 50 to 300 of them: does the source carry the claim? Claims of one answer share its group.
const labelled = Array.from({ length: 90 }, (_, answer) => [
  { claim: "Children under six enter free of charge.", supported: true, group: `answer-${answer}` },
  { claim: "The museum café serves soup at noon.", supported: answer % 30 === 0, group: `answer-${answer}` },
]).flat();
const cases = labelled.map(({ claim, ...label }) => ({ score: support(claim, sources).score, ...label }));

// A threshold that is proven, or the plain statement that these labels prove none and how many more would.
const calibration = calibrate(cases, { aim: { risk: 0.05 } });
console.log(describeCalibration(calibration));
console.log(describeCalibration(calibrate(cases.slice(0, 40), { aim: { risk: 0.05 } })));

// Plain data: store it, and read it back with `parseCalibration`.
const { score } = support("Dogs stay outside the museum.", sources);
console.log(isReleased(calibration, score) ? "released" : "withheld", probabilityOf(calibration, score).toFixed(2));
