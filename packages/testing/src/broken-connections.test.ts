import { carelessConnections } from "./__fixtures__/careless-connections.ts";
import { expectBroken } from "./__fixtures__/expect-broken.ts";

expectBroken(carelessConnections);
