import { define } from "../custom.js";
import { startTeam } from "../team/element.js";

define("kijkraam-team", startTeam);
