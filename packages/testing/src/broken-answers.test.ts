import { carelessAnswers } from "./__fixtures__/careless-answers.ts";
import { expectBroken } from "./__fixtures__/expect-broken.ts";

expectBroken(carelessAnswers);
